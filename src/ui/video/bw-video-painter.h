/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** BwVideoPainter: what the GPU has of a picture: three planes, and the program that joins them. */
typedef struct _BwVideoPainter BwVideoPainter;

/**
 * bw_video_painter_new:
 * @context: is current, here and whenever one of the functions below is called
 *
 * Errors: GDK_GL_ERROR, where this GL cannot do it.
 *
 * Returns: (transfer full) (nullable)
 */
BwVideoPainter *bw_video_painter_new (GdkGLContext *context, GError **error);
void bw_video_painter_free (BwVideoPainter *self);

/** bw_video_painter_upload: what is drawn from now on */
void bw_video_painter_upload (BwVideoPainter *self, BwVideoFrame *frame);
/** bw_video_painter_draw: fills the viewport */
void bw_video_painter_draw (BwVideoPainter *self);

/** bw_video_painter_is_software: whether the context that is current draws with the processor */
gboolean bw_video_painter_is_software (void);

G_END_DECLS
