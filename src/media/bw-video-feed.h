/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-source.h"

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_FEED (bw_video_feed_get_type ())

/**
 * BwVideoFeed:
 *
 * What we send: the engine has one "camera" that never changes, and this is what stands behind it.
 * Sources are changed here, in mid-call, without the engine's knowing and without a re-INVITE; a
 * source that is off, gone or not there yet is sent as a dark picture.
 *
 * Properties: `source` (BwVideoSource, nullable, read and write), `enabled` (gboolean, read and
 * write: FALSE sends the dark picture and lets the device go), `in-use` (gboolean, read, notify on
 * the main thread: a stream of the engine takes pictures), `self-view` (BwVideoSink, read: what is
 * sent, as it is sent; empty while nothing of a source is). The source is watched only while
 * `in-use` and `enabled`.
 */
G_DECLARE_FINAL_TYPE (BwVideoFeed, bw_video_feed, BW, VIDEO_FEED, GObject)

BwVideoFeed *bw_video_feed_new (void);
BwVideoSource *bw_video_feed_get_source (BwVideoFeed *self);
void bw_video_feed_set_source (BwVideoFeed *self, BwVideoSource *source);
gboolean bw_video_feed_get_enabled (BwVideoFeed *self);
void bw_video_feed_set_enabled (BwVideoFeed *self, gboolean enabled);
gboolean bw_video_feed_get_in_use (BwVideoFeed *self);
BwVideoSink *bw_video_feed_get_self_view (BwVideoFeed *self);

/** bw_video_feed_set_largest: what is asked for beyond it is given in this size; any thread */
void bw_video_feed_set_largest (BwVideoFeed *self, guint width, guint height);

/* For the filter that stands in for the camera; any thread. */
void bw_video_feed_attach (BwVideoFeed *self);
void bw_video_feed_detach (BwVideoFeed *self);
void bw_video_feed_set_format (BwVideoFeed *self, guint width, guint height, guint rate);
/** bw_video_feed_bound: makes a size that is larger than the largest that one */
void bw_video_feed_bound (BwVideoFeed *self, guint *width, guint *height);
/** bw_video_feed_dup_frame: @serial: (inout): of the last one taken. Returns: (transfer full)
 * (nullable): NULL where there is no newer one */
BwVideoFrame *bw_video_feed_dup_frame (BwVideoFeed *self, guint64 *serial);

G_END_DECLS
