/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_PAINTABLE (bw_video_paintable_get_type ())

/**
 * BwVideoPaintable:
 *
 * A picture of a call that any widget can show; nothing where there is none. It is converted when
 * it is drawn, once.
 */
G_DECLARE_FINAL_TYPE (BwVideoPaintable, bw_video_paintable, BW, VIDEO_PAINTABLE, GObject)

BwVideoPaintable *bw_video_paintable_new (void);
/** bw_video_paintable_set_frame: @frame: (nullable): a reference is taken */
void bw_video_paintable_set_frame (BwVideoPaintable *self, BwVideoFrame *frame);

G_END_DECLS
