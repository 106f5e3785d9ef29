/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a pipeline that plays a file: from GStreamer's threads to a BwVideoSink. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-picture-sink.h"
#include "private/bw-video-sample.h"

#include <gst/app/gstappsink.h>

/* Larger ones, which no call has, are made smaller: a file may claim any size. */
#define CAPS "video/x-raw,format=I420,pixel-aspect-ratio=1/1,width=[1,4096],height=[1,4096]"

#define PAINTER "bw-painter"

typedef struct {
  GMutex mutex;
  BwVideoSink *sink; /* NULL once it is closed */
} Painter;

static void
painter_free (gpointer data)
{
  Painter *painter = data;

  g_clear_object (&painter->sink);
  g_mutex_clear (&painter->mutex);
  g_free (painter);
}

static GstFlowReturn
paint (Painter *painter, GstSample *sample)
{
  BwVideoFrame *frame = sample ? bw_video_frame_new_from_sample (sample) : NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&painter->mutex);

  g_clear_pointer (&sample, gst_sample_unref);
  if (frame && painter->sink)
    bw_video_sink_push (painter->sink, frame);
  else if (frame)
    bw_video_frame_unref (frame);

  return GST_FLOW_OK;
}

static GstFlowReturn
preroll_cb (GstAppSink *element, gpointer user_data)
{
  return paint (user_data, gst_app_sink_pull_preroll (element));
}

static GstFlowReturn
sample_cb (GstAppSink *element, gpointer user_data)
{
  return paint (user_data, gst_app_sink_pull_sample (element));
}

GstElement *
bw_picture_sink_new (BwVideoSink *sink)
{
  GstElement *element = gst_element_factory_make ("appsink", NULL);
  g_autoptr (GstCaps) caps = gst_caps_from_string (CAPS);
  GstAppSinkCallbacks callbacks = { .new_preroll = preroll_cb, .new_sample = sample_cb };
  Painter *painter;

  if (!element)
    return NULL;

  painter = g_new0 (Painter, 1);
  g_mutex_init (&painter->mutex);
  painter->sink = g_object_ref (sink);
  g_object_set (element, "caps", caps, "max-buffers", 1, "enable-last-sample", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (element), PAINTER, painter, painter_free);
  gst_app_sink_set_callbacks (GST_APP_SINK (element), &callbacks, painter, NULL);

  return element;
}

void
bw_picture_sink_close (GstElement *element)
{
  Painter *painter = g_object_get_data (G_OBJECT (element), PAINTER);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&painter->mutex);

  g_clear_object (&painter->sink);
}
