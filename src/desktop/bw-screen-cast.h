/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwScreenStream: what a person chose to share. */
typedef struct {
  int fd; /* of the PipeWire remote; the receiver closes it */
  guint32 node;
  gboolean window; /* a window, not a screen */
} BwScreenStream;

#define BW_TYPE_SCREEN_CAST (bw_screen_cast_get_type ())

/**
 * BwScreenCast:
 *
 * The desktop's own question "what do you want to share?" and what comes of it: the ScreenCast
 * portal (org.freedesktop.portal.ScreenCast). Signal `ended`: the desktop has ended the sharing
 * (its own Stop button, the window was closed, the portal died).
 */
G_DECLARE_FINAL_TYPE (BwScreenCast, bw_screen_cast, BW, SCREEN_CAST, GObject)

/** bw_screen_cast_new: @bus: (nullable): the session bus; without it nothing is supported */
BwScreenCast *bw_screen_cast_new (GDBusConnection *bus);

/**
 * bw_screen_cast_choose_async:
 * @parent: (nullable): the window's handle as portals name it (`x11:…`, `wayland:…`)
 *
 * Asks the person, and ends what was shared before.
 */
void bw_screen_cast_choose_async (BwScreenCast *self,
                                  const char *parent,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/**
 * bw_screen_cast_choose_finish:
 * @stream: (out)
 * @error: G_IO_ERROR_CANCELLED where the person said no, G_IO_ERROR_NOT_SUPPORTED where this
 * desktop has no such portal, else G_IO_ERROR_FAILED
 */
gboolean bw_screen_cast_choose_finish (BwScreenCast *self,
                                       GAsyncResult *result,
                                       BwScreenStream *stream,
                                       GError **error);
/** bw_screen_cast_end: tells the desktop that nothing is shared any more */
void bw_screen_cast_end (BwScreenCast *self);

G_END_DECLS
