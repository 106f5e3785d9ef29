/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "private/bw-video-chain.h"

G_BEGIN_DECLS

/*
 * The life of a device: opened while sinks watch it, let go a while after the last one. All of it
 * may be called by any thread and never waits for the device: a helper thread of its own does.
 */
typedef struct _BwVideoPipeline BwVideoPipeline;

typedef struct {
  char *description; /* as gst_parse_bin_from_description() takes it; NULL for a device */
  gboolean decode;   /* what comes may be compressed */
  int fd;            /* a connection that cannot be made twice and is kept; -1 for none */
} BwVideoHead;

/** bw_video_pipeline_new: @changed is called on the main thread with @owner, while it lives */
BwVideoPipeline *bw_video_pipeline_new (GObject *owner, void (*changed) (GObject *owner));
/** bw_video_pipeline_free: lets the device go at once, behind the caller's back */
void bw_video_pipeline_free (BwVideoPipeline *self);
/** bw_video_pipeline_set_head: once, before all else; @head: what it owns is taken */
void bw_video_pipeline_set_head (BwVideoPipeline *self, const BwVideoHead *head);
/** bw_video_pipeline_set_device: in place of a head; @device: (nullable): NULL while unplugged */
void bw_video_pipeline_set_device (BwVideoPipeline *self, GstDevice *device);
void bw_video_pipeline_set_format (BwVideoPipeline *self, const BwVideoFormat *format);
void bw_video_pipeline_watch (BwVideoPipeline *self, BwVideoSink *sink);
/** bw_video_pipeline_unwatch: @linger: microseconds that the device stays open without any sink */
void bw_video_pipeline_unwatch (BwVideoPipeline *self, BwVideoSink *sink, gint64 linger);
void bw_video_pipeline_close (BwVideoPipeline *self);
gboolean bw_video_pipeline_is_open (BwVideoPipeline *self);
BwVideoTrouble bw_video_pipeline_get_trouble (BwVideoPipeline *self);

G_END_DECLS
