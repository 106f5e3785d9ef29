/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A PipeWire of the test's own, with WirePlumber, in a folder of its own: nobody else's programs
 * are in it.
 */
typedef struct {
  GSubprocessLauncher *launcher; /* with its environment */
  GSubprocess *daemon;
  GSubprocess *manager;
  char *folder;
} TestPipewire;

TestPipewire *test_pipewire_new (void);
void test_pipewire_free (TestPipewire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPipewire, test_pipewire_free)

/** test_pipewire_connect: a descriptor as portals hand them out: connected, and nothing said yet */
int test_pipewire_connect (TestPipewire *self);

/** TestStream: a program that puts pictures into it. */
typedef struct {
  GSubprocess *process;
  guint32 node;
} TestStream;

/** test_stream_new: @name: of the node; @pattern: of videotestsrc, such as `red` */
TestStream *test_stream_new (TestPipewire *pipewire, const char *name, const char *pattern);
/** test_stream_new_display: shows the X display, half as large, as a compositor would */
TestStream *test_stream_new_display (TestPipewire *pipewire, const char *name);
/** test_stream_free: ends the program, by its process */
void test_stream_free (TestStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestStream, test_stream_free)

G_END_DECLS
