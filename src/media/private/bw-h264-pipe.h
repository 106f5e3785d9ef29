/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * BwH264Pipe:
 *
 * A codec of GStreamer between two queues: one thread pushes buffers, the same one pulls what came
 * of them, and neither waits. The codec works on a thread of GStreamer's.
 */
typedef struct _BwH264Pipe BwH264Pipe;

/**
 * bw_h264_pipe_new:
 * @chain: elements as gst_parse_launch() reads them, the codec named "codec"; never a peer's text
 * @backlog: buffers that may wait; with one more the oldest is dropped
 *
 * Returns: (nullable): %NULL where an element is not installed
 */
BwH264Pipe *bw_h264_pipe_new (const char *chain, guint backlog);
/** bw_h264_pipe_start: In the background; what is pushed before is dropped */
void bw_h264_pipe_start (BwH264Pipe *self);
/** bw_h264_pipe_start_now: The same, at once: it may take some milliseconds */
void bw_h264_pipe_start_now (BwH264Pipe *self);
/** bw_h264_pipe_free: Stops in the background; gives back at once */
void bw_h264_pipe_free (BwH264Pipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwH264Pipe, bw_h264_pipe_free)

/** bw_h264_pipe_get_codec: Returns: (transfer none): the element named "codec" */
GstElement *bw_h264_pipe_get_codec (BwH264Pipe *self);
/** bw_h264_pipe_set_caps: Of the buffers that are pushed from now on */
void bw_h264_pipe_set_caps (BwH264Pipe *self, GstCaps *caps);
/**
 * bw_h264_pipe_push:
 * @buffer: (transfer full):
 *
 * Returns: whether it was taken
 */
gboolean bw_h264_pipe_push (BwH264Pipe *self, GstBuffer *buffer);
/** bw_h264_pipe_pull: Returns: (transfer full) (nullable): what is ready; waits for @timeout */
GstSample *bw_h264_pipe_pull (BwH264Pipe *self, GstClockTime timeout);
/** bw_h264_pipe_get_backlog: Returns: buffers that wait */
guint bw_h264_pipe_get_backlog (BwH264Pipe *self);
/** bw_h264_pipe_has_failed: Returns: whether an element has given up; nothing comes any more */
gboolean bw_h264_pipe_has_failed (BwH264Pipe *self);

G_END_DECLS
