/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-sink.h"

G_BEGIN_DECLS

/** BwVideoTrouble: why there is no picture from a source. */
typedef enum {
  BW_VIDEO_TROUBLE_NONE,
  BW_VIDEO_TROUBLE_NO_CAMERA, /* there is none at all */
  BW_VIDEO_TROUBLE_GONE,      /* it was there, and is no more */
  BW_VIDEO_TROUBLE_BUSY,      /* another program has it */
  BW_VIDEO_TROUBLE_REFUSED,   /* no permission */
  BW_VIDEO_TROUBLE_NO_PLUGIN, /* a piece of GStreamer is not installed */
  BW_VIDEO_TROUBLE_FAILED,    /* anything else; the log has it */
} BwVideoTrouble;

/** BwVideoSourceKind: what is seen. A camera's picture of oneself is shown mirrored, others not. */
typedef enum {
  BW_VIDEO_SOURCE_CAMERA,
  BW_VIDEO_SOURCE_SCREEN,
  BW_VIDEO_SOURCE_PATTERN,
} BwVideoSourceKind;

#define BW_TYPE_VIDEO_SOURCE (bw_video_source_get_type ())

/**
 * BwVideoSource:
 *
 * A camera, a screen or a test pattern: owns its GStreamer pipeline, which runs only while somebody
 * watches, and 1.5 s beyond (the engine stops and starts its streams all the time). States are
 * changed by a helper thread: nothing here blocks. Pictures are I420, BT.601, of the format that
 * was asked for, at a constant rate, with borders where the shape is another one.
 *
 * Properties: `label` (string, construct: for people), `kind` (BwVideoSourceKind), `open`
 * (gboolean, read, notify: the device is in use: its light is on), `trouble` (BwVideoTrouble, read,
 * notify: while it is watched). Main thread, but where said otherwise.
 */
G_DECLARE_FINAL_TYPE (BwVideoSource, bw_video_source, BW, VIDEO_SOURCE, GObject)

/**
 * bw_video_source_new:
 * @description: the head of a pipeline as gst_parse_bin_from_description() takes it, of our own
 * making, never from a peer: `v4l2src device=…`; its end is an element, not caps
 */
BwVideoSource *
bw_video_source_new (BwVideoSourceKind kind, const char *label, const char *description);
/** bw_video_source_new_pattern: the eight bars of 75 % by BT.601, and in their lowest quarter a
 * white ball that goes from the left to the right edge and back in 4 s of the monotonic clock */
BwVideoSource *bw_video_source_new_pattern (void);
/** bw_video_source_new_x11: the whole screen of an X server; @display: (nullable): NULL for
 * $DISPLAY */
BwVideoSource *bw_video_source_new_x11 (const char *display);
/**
 * bw_video_source_new_pipewire:
 * @fd: (transfer full): of a PipeWire remote, as the portals give it; closed with the source. Two
 * sources need two remotes: a connection cannot be made twice over one, and is kept between watches
 * @node: the stream in it
 */
BwVideoSource *
bw_video_source_new_pipewire (BwVideoSourceKind kind, const char *label, int fd, guint32 node);

BwVideoSourceKind bw_video_source_get_kind (BwVideoSource *self);
const char *bw_video_source_get_label (BwVideoSource *self);
gboolean bw_video_source_get_open (BwVideoSource *self);
BwVideoTrouble bw_video_source_get_trouble (BwVideoSource *self);

/** bw_video_source_set_format: what is delivered from now on, to everybody who watches; 640 by 480
 * at 30 at first. Any thread. */
void bw_video_source_set_format (BwVideoSource *self, guint width, guint height, guint rate);

/** bw_video_source_watch: @sink gets each picture from now on; a reference is taken */
void bw_video_source_watch (BwVideoSource *self, BwVideoSink *sink);
/** bw_video_source_unwatch: the last one who leaves lets the device go */
void bw_video_source_unwatch (BwVideoSource *self, BwVideoSink *sink);

/** bw_video_source_close: lets the device go at once, without the 1.5 s; who watches gets no more
 */
void bw_video_source_close (BwVideoSource *self);

G_END_DECLS
