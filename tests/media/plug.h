/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cameras that a test plugs in, as a provider of GStreamer's tells of them. */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _Plug Plug;

/** plug_init: makes them known to GStreamer, which has to run */
void plug_init (void);

/**
 * plug_in:
 * @klass: `Video/Source`
 * @caps: what it offers; a caps string
 * @properties: what its provider knows of it; a structure string
 * @colour: of its pictures; 0xAARRGGBB
 *
 * Returns: (transfer full): for plug_out()
 */
Plug *plug_in (const char *klass,
               const char *name,
               const char *caps,
               const char *properties,
               guint32 colour);
/** plug_out: @plug: (transfer full): whoever has it open gets errors from now on */
void plug_out (Plug *plug);
/** plug_make_device: Returns: (transfer full): as a provider tells of it */
GstDevice *plug_make_device (const Plug *plug);

G_END_DECLS
