/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The pipeline between a device and our pictures. It must not know when it runs or who looks.
 *
 *   head ! (input caps) ! (decodebin) ! queue ! videoconvertscale ! videorate ! format ! appsink
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-chain.h"
#include "private/bw-video-sample.h"

#include <errno.h>
#include <gst/app/gstappsink.h>

/* A thread that cannot follow loses pictures and keeps up; a gap of more than a second is not
 * filled, and neither is the time before the first picture. */
#define TAIL                                                                                       \
  "queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0"                     \
  " ! videoconvertscale add-borders=true"                                                          \
  " ! videorate skip-to-first=true max-duplication-time=1000000000"                                \
  " ! capsfilter name=format caps-change-mode=delayed"                                             \
  " ! appsink name=pictures max-buffers=2 drop=true sync=false"

typedef struct {
  BwVideoChainFunc callback;
  gpointer user_data;
} Receiver;

static GstFlowReturn
new_sample_cb (GstAppSink *appsink, gpointer user_data)
{
  Receiver *receiver = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (appsink);
  g_autoptr (BwVideoFrame) frame = sample != NULL ? bw_video_frame_new_from_sample (sample) : NULL;

  if (frame != NULL)
    receiver->callback (frame, receiver->user_data);
  return GST_FLOW_OK;
}

static GstElement *
add_tail (GstBin *chain, GError **error)
{
  GstElement *tail =
      gst_parse_bin_from_description_full (TAIL, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);

  if (tail != NULL)
    gst_bin_add (chain, tail);
  return tail;
}

static void
decoded_cb (GstElement *decoder, GstPad *pad, gpointer tail)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (tail, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* What is raw goes through it untouched. Decoders in hardware give what stays there. */
static GstElement *
add_decoder (GstBin *chain, GstElement *tail, GError **error)
{
  GstElement *decoder = gst_element_factory_make ("decodebin", NULL);

  if (decoder == NULL) {
    g_set_error_literal (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, "No decodebin");
    return NULL;
  }
  g_object_set (decoder, "force-sw-decoders", TRUE, NULL);
  g_signal_connect_object (decoder, "pad-added", G_CALLBACK (decoded_cb), tail, 0);
  gst_bin_add (chain, decoder);
  return decoder;
}

/* Elements put errno into their debugging text by g_strerror(), in whichever language. */
static gboolean
names_errno (const char *debug, int number)
{
  return debug != NULL && strstr (debug, g_strerror (number)) != NULL;
}

static BwVideoTrouble
trouble_of_system (const char *debug)
{
  if (names_errno (debug, EBUSY))
    return BW_VIDEO_TROUBLE_BUSY;
  if (names_errno (debug, EACCES) || names_errno (debug, EPERM))
    return BW_VIDEO_TROUBLE_REFUSED;
  if (names_errno (debug, ENODEV) || names_errno (debug, ENXIO) || names_errno (debug, ENOENT))
    return BW_VIDEO_TROUBLE_GONE;
  return BW_VIDEO_TROUBLE_NONE;
}

static gboolean
is_missing_plugin (const GError *error)
{
  return g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) ||
         g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND) ||
         g_error_matches (error, GST_PARSE_ERROR, GST_PARSE_ERROR_NO_SUCH_ELEMENT);
}

gboolean
bw_video_format_equal (const BwVideoFormat *a, const BwVideoFormat *b)
{
  return a->width == b->width && a->height == b->height && a->rate == b->rate;
}

GstElement *
bw_video_chain_new (GstElement *head, GstCaps *input, gboolean decode, GError **error)
{
  g_autoptr (GstElement) chain = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *next;

  gst_bin_add (GST_BIN (chain), head);
  next = add_tail (GST_BIN (chain), error);
  if (next != NULL && decode)
    next = add_decoder (GST_BIN (chain), next, error);
  if (next == NULL)
    return NULL;
  if (!gst_element_link_filtered (head, next, input)) {
    g_set_error_literal (error, GST_CORE_ERROR, GST_CORE_ERROR_NEGOTIATION,
                         "The source gives no pictures");
    return NULL;
  }
  return g_steal_pointer (&chain);
}

void
bw_video_chain_set_format (GstElement *chain, const BwVideoFormat *format)
{
  g_autoptr (GstElement) filter = gst_bin_get_by_name (GST_BIN (chain), "format");
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, "I420", "colorimetry", G_TYPE_STRING, "bt601",
      "width", G_TYPE_INT, (int) format->width, "height", G_TYPE_INT, (int) format->height,
      "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, "framerate", GST_TYPE_FRACTION,
      (int) format->rate, 1, NULL);

  g_object_set (filter, "caps", caps, NULL);
}

void
bw_video_chain_set_callback (GstElement *chain, BwVideoChainFunc callback, gpointer user_data)
{
  g_autoptr (GstElement) appsink = gst_bin_get_by_name (GST_BIN (chain), "pictures");
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };
  Receiver *receiver = g_new (Receiver, 1);

  *receiver = (Receiver){ callback, user_data };
  gst_app_sink_set_callbacks (GST_APP_SINK (appsink), &callbacks, receiver, g_free);
}

BwVideoTrouble
bw_video_trouble_from_error (const GError *error, const char *debug)
{
  BwVideoTrouble trouble = trouble_of_system (debug);

  if (trouble != BW_VIDEO_TROUBLE_NONE)
    return trouble;
  if (is_missing_plugin (error))
    return BW_VIDEO_TROUBLE_NO_PLUGIN;
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return BW_VIDEO_TROUBLE_BUSY;
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND))
    return BW_VIDEO_TROUBLE_GONE;
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return BW_VIDEO_TROUBLE_REFUSED;
  return BW_VIDEO_TROUBLE_FAILED;
}
