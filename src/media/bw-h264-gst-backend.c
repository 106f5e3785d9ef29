/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decodes with an element of GStreamer, on a thread of GStreamer's. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-backend.h"
#include "private/bw-h264-pipe.h"

#include <gst/video/video.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>

/* Pictures that may wait for the decoder: half a second. With more it begins anew. */
#define BACKLOG 15

typedef struct {
  char *chain;
  BwH264Pipe *pipe;
  MSFilter *filter;
  MSYuvBufAllocator *pictures;
  gboolean erred;
} Backend;

static gboolean
backend_is_there (const char *name)
{
  g_autoptr (GstElementFactory) factory = NULL;

  if (!gst_init_check (NULL, NULL, NULL))
    return FALSE;
  factory = gst_element_factory_find (name);
  return factory != NULL;
}

static void
open_pipe (Backend *self)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (
      "video/x-h264,stream-format=byte-stream,alignment=au,profile=constrained-baseline");

  g_clear_pointer (&self->pipe, bw_h264_pipe_free);
  self->pipe = bw_h264_pipe_new (self->chain, 2 * BACKLOG);
  if (self->pipe == NULL)
    return;
  bw_h264_pipe_set_caps (self->pipe, caps);
  bw_h264_pipe_start_now (self->pipe);
}

static gpointer
backend_open (const char *name, const char *settings, MSFilter *filter)
{
  Backend *self = g_new0 (Backend, 1);

  self->chain =
      g_strdup_printf ("%s name=codec %s ! videoconvert ! video/x-raw,format=I420", name, settings);
  self->filter = filter;
  self->pictures = ms_yuv_buf_allocator_new ();
  open_pipe (self);
  return self;
}

static void
backend_close (gpointer backend)
{
  Backend *self = backend;

  g_clear_pointer (&self->pipe, bw_h264_pipe_free);
  ms_yuv_buf_allocator_free (self->pictures);
  g_free (self->chain);
  g_free (self);
}

/* A decoder that has given up, or does not come along, begins anew with a key frame. */
static gboolean
is_stuck (Backend *self)
{
  return !self->pipe || bw_h264_pipe_has_failed (self->pipe) ||
         bw_h264_pipe_get_backlog (self->pipe) > BACKLOG;
}

static gboolean
backend_feed (gpointer backend, const BwH264Frame *frame)
{
  Backend *self = backend;
  GstBuffer *buffer;

  if (is_stuck (self)) {
    self->erred = TRUE;
    if (!frame->key)
      return FALSE;
    open_pipe (self);
  }
  if (self->pipe == NULL)
    return FALSE;
  buffer = gst_buffer_new_memdup (frame->stream->data, frame->stream->len);
  GST_BUFFER_PTS (buffer) = self->filter->ticker->time * GST_MSECOND;
  return bw_h264_pipe_push (self->pipe, buffer);
}

static mblk_t *
copy_picture (Backend *self, GstVideoFrame *frame)
{
  MSVideoSize size = { GST_VIDEO_FRAME_WIDTH (frame), GST_VIDEO_FRAME_HEIGHT (frame) };
  MSPicture picture;
  mblk_t *message;
  uint8_t *planes[3];
  int strides[3];

  for (guint i = 0; i < 3; i++) {
    planes[i] = GST_VIDEO_FRAME_PLANE_DATA (frame, i);
    strides[i] = GST_VIDEO_FRAME_PLANE_STRIDE (frame, i);
  }
  message = ms_yuv_buf_allocator_get (self->pictures, &picture, size.width, size.height);
  ms_yuv_buf_copy (planes, strides, picture.planes, picture.strides, size);
  return message;
}

static mblk_t *
backend_fetch (gpointer backend)
{
  Backend *self = backend;
  g_autoptr (GstSample) sample = self->pipe ? bw_h264_pipe_pull (self->pipe, 0) : NULL;
  GstVideoInfo info;
  GstVideoFrame frame;
  mblk_t *message;

  if (sample == NULL || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;
  message = copy_picture (self, &frame);
  mblk_set_timestamp_info (message, (uint32_t) (GST_BUFFER_PTS (frame.buffer) / GST_MSECOND * 90));
  gst_video_frame_unmap (&frame);
  return message;
}

static gboolean
backend_has_erred (gpointer backend)
{
  Backend *self = backend;
  gboolean erred = self->erred;

  self->erred = FALSE;
  return erred;
}

const BwH264Backend bw_h264_gst_backend = {
  .is_there = backend_is_there,
  .open = backend_open,
  .close = backend_close,
  .feed = backend_feed,
  .fetch = backend_fetch,
  .has_erred = backend_has_erred,
};
