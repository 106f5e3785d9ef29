/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Runs a codec of GStreamer for a filter of the engine, whose thread must never wait. It must not
 * know whether it encodes or decodes.
 *
 *   appsrc ! (chain) ! appsink
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-pipe.h"

#include <gst/app/app.h>

struct _BwH264Pipe {
  GstElement *pipeline;
  GstAppSrc *source;
  GstAppSink *sink;
  GstElement *codec;

  gint failed;      /* atomic */
  GMutex mutex;     /* held while the pipeline changes its state */
  gboolean stopped; /* under the mutex: a start that comes later does nothing */
};

static void
destroy (gpointer data)
{
  BwH264Pipe *self = data;

  g_clear_object (&self->source);
  g_clear_object (&self->sink);
  g_clear_object (&self->codec);
  g_clear_object (&self->pipeline);
  g_mutex_clear (&self->mutex);
}

static void
release (gpointer data)
{
  g_atomic_rc_box_release_full (data, destroy);
}

static void
start_cb (GstElement *pipeline, gpointer user_data)
{
  BwH264Pipe *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->stopped &&
      gst_element_set_state (pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    g_atomic_int_set (&self->failed, TRUE);
}

/* Waits for the picture that is being worked on. */
static void
stop_cb (GstElement *pipeline, gpointer user_data)
{
  BwH264Pipe *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  self->stopped = TRUE;
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
}

static void
call (BwH264Pipe *self, GstElementCallAsyncFunc function)
{
  gst_element_call_async (self->pipeline, function, g_atomic_rc_box_acquire (self), release);
}

/* On any thread. Nothing is left on the bus, which nobody reads. */
static GstBusSyncReply
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  BwH264Pipe *self = user_data;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, NULL);
    g_debug ("H.264: %s", error->message);
    g_atomic_int_set (&self->failed, TRUE);
  }
  gst_message_unref (message);
  return GST_BUS_DROP;
}

static GstElement *
build (const char *chain)
{
  g_autofree char *description = g_strdup_printf (
      "appsrc name=source format=time is-live=true max-bytes=0 ! %s ! appsink name=sink sync=false",
      chain);
  g_autoptr (GError) error = NULL;
  GstElement *pipeline =
      gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);

  if (error)
    g_debug ("H.264: %s", error->message);
  return pipeline;
}

BwH264Pipe *
bw_h264_pipe_new (const char *chain, guint backlog)
{
  GstElement *pipeline = build (chain);
  BwH264Pipe *self;
  g_autoptr (GstBus) bus = NULL;

  if (pipeline == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (BwH264Pipe);
  g_mutex_init (&self->mutex);
  self->pipeline = gst_object_ref_sink (pipeline);
  self->source = GST_APP_SRC (gst_bin_get_by_name (GST_BIN (pipeline), "source"));
  self->sink = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (pipeline), "sink"));
  self->codec = gst_bin_get_by_name (GST_BIN (pipeline), "codec");
  gst_app_src_set_max_buffers (self->source, backlog);
  gst_app_src_set_leaky_type (self->source, GST_APP_LEAKY_TYPE_DOWNSTREAM);
  bus = gst_element_get_bus (pipeline);
  gst_bus_set_sync_handler (bus, message_cb, g_atomic_rc_box_acquire (self), release);
  return self;
}

void
bw_h264_pipe_start (BwH264Pipe *self)
{
  call (self, start_cb);
}

void
bw_h264_pipe_start_now (BwH264Pipe *self)
{
  start_cb (self->pipeline, self);
}

void
bw_h264_pipe_free (BwH264Pipe *self)
{
  call (self, stop_cb);
  release (self);
}

GstElement *
bw_h264_pipe_get_codec (BwH264Pipe *self)
{
  return self->codec;
}

void
bw_h264_pipe_set_caps (BwH264Pipe *self, GstCaps *caps)
{
  gst_app_src_set_caps (self->source, caps);
}

gboolean
bw_h264_pipe_push (BwH264Pipe *self, GstBuffer *buffer)
{
  return gst_app_src_push_buffer (self->source, buffer) == GST_FLOW_OK;
}

GstSample *
bw_h264_pipe_pull (BwH264Pipe *self, GstClockTime timeout)
{
  return gst_app_sink_try_pull_sample (self->sink, timeout);
}

guint
bw_h264_pipe_get_backlog (BwH264Pipe *self)
{
  return gst_app_src_get_current_level_buffers (self->source);
}

gboolean
bw_h264_pipe_has_failed (BwH264Pipe *self)
{
  return g_atomic_int_get (&self->failed);
}
