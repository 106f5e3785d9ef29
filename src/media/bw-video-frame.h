/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BwVideoPlanes: where the three planes of a picture lie: Y, then U and V of half its width and
 * height, rounded up.
 */
typedef struct {
  const guint8 *data[3];
  gsize stride[3]; /* bytes from one line to the next */
  guint width;     /* pixels */
  guint height;
} BwVideoPlanes;

#define BW_TYPE_VIDEO_FRAME (bw_video_frame_get_type ())

/**
 * BwVideoFrame:
 *
 * One picture that is never changed: I420, BT.601, limited range, whatever its size. Its references
 * are counted atomically, so that threads hand it on without a copy.
 */
typedef struct _BwVideoFrame BwVideoFrame;
GType bw_video_frame_get_type (void);

/**
 * bw_video_frame_new:
 * @planes: copied; what it points to must stay until @free_owner is called
 * @free_owner: (nullable): called with @owner by the thread that drops the last reference
 */
BwVideoFrame *
bw_video_frame_new (const BwVideoPlanes *planes, gpointer owner, GDestroyNotify free_owner);
/** bw_video_frame_new_plain: Returns: (transfer full): one colour all over */
BwVideoFrame *bw_video_frame_new_plain (guint width, guint height, guint8 y, guint8 u, guint8 v);
BwVideoFrame *bw_video_frame_ref (BwVideoFrame *self);
void bw_video_frame_unref (BwVideoFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwVideoFrame, bw_video_frame_unref)

/** bw_video_frame_get_planes: Returns: (transfer none): for as long as the frame lives */
const BwVideoPlanes *bw_video_frame_get_planes (BwVideoFrame *self);
guint bw_video_frame_get_width (BwVideoFrame *self);
guint bw_video_frame_get_height (BwVideoFrame *self);

/**
 * bw_video_frame_to_bgrx:
 * @stride: (out): bytes from one line to the next
 *
 * By GstVideoConverter; takes 1 to 4 ms, any thread.
 *
 * Returns: (transfer full): four bytes a pixel, blue first, the fourth is 255
 */
GBytes *bw_video_frame_to_bgrx (BwVideoFrame *self, gsize *stride);

G_END_DECLS
