/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_SINK (bw_video_sink_get_type ())

/**
 * BwVideoSink:
 *
 * Where pictures arrive: threads push, the main thread takes the newest. A picture that nobody took
 * in time is dropped; whoever pushes never waits.
 *
 * Properties (read, notified on the main thread): `width`, `height` (guint: of the newest picture,
 * 0 for none), `live` (gboolean: pictures came within the last 2 s, and it was not cleared since).
 * Signal `frame` on the main thread: there is a newer one, or none after a clear. The timer behind
 * `live` runs only while pictures come.
 */
G_DECLARE_FINAL_TYPE (BwVideoSink, bw_video_sink, BW, VIDEO_SINK, GObject)

BwVideoSink *bw_video_sink_new (void);
/** bw_video_sink_push: @frame: (transfer full): any thread */
void bw_video_sink_push (BwVideoSink *self, BwVideoFrame *frame);
/** bw_video_sink_clear: what came before is shown no more; any thread */
void bw_video_sink_clear (BwVideoSink *self);
/** bw_video_sink_dup_frame: Returns: (transfer full) (nullable): the newest; any thread */
BwVideoFrame *bw_video_sink_dup_frame (BwVideoSink *self);
guint bw_video_sink_get_width (BwVideoSink *self);
guint bw_video_sink_get_height (BwVideoSink *self);
gboolean bw_video_sink_get_live (BwVideoSink *self);
/** bw_video_sink_get_counts: @pushed, @dropped: (out) (optional): since it was made; dropped are
 * those that nobody had by bw_video_sink_dup_frame() before the next came. For tests and the bench
 */
void bw_video_sink_get_counts (BwVideoSink *self, guint64 *pushed, guint64 *dropped);

G_END_DECLS
