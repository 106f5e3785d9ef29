/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GStreamer's pictures as ours, without a copy. */

#include "private/bw-video-sample.h"

#include <gst/video/video.h>

static void
free_mapped (gpointer data)
{
  gst_video_frame_unmap (data);
  g_free (data);
}

BwVideoFrame *
bw_video_frame_new_from_sample (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstVideoFrame *mapped = g_new0 (GstVideoFrame, 1);
  BwVideoPlanes planes = { 0 };
  GstVideoInfo info;

  if (!buffer || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (mapped, &info, buffer, GST_MAP_READ)) {
    g_free (mapped);
    return NULL;
  }

  planes.width = (guint) GST_VIDEO_FRAME_WIDTH (mapped);
  planes.height = (guint) GST_VIDEO_FRAME_HEIGHT (mapped);
  for (guint i = 0; i < 3; i++) {
    planes.data[i] = GST_VIDEO_FRAME_PLANE_DATA (mapped, i);
    planes.stride[i] = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (mapped, i);
  }

  return bw_video_frame_new (&planes, mapped, free_mapped);
}
