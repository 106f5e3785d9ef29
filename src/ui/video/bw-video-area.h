/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_AREA (bw_video_area_get_type ())

/**
 * BwVideoArea:
 *
 * A GL area that a picture of a call fills. Where it cannot be drawn, gtk_gl_area_get_error() says
 * why as soon as it is realized.
 */
G_DECLARE_FINAL_TYPE (BwVideoArea, bw_video_area, BW, VIDEO_AREA, GtkGLArea)

GtkWidget *bw_video_area_new (void);
/** bw_video_area_set_frame: @frame: (nullable): a reference is held until it was drawn */
void bw_video_area_set_frame (BwVideoArea *self, BwVideoFrame *frame);
/** bw_video_area_is_software: whether its GL, once realized, is the processor's work */
gboolean bw_video_area_is_software (BwVideoArea *self);

G_END_DECLS
