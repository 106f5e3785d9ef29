/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The elements of GStreamer that encode H.264, how each is made to do it for a call (constrained
 * baseline, no delay, key frames only when they are asked for), and which of them works here. It
 * must not know of the engine.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-elements.h"

#include <gst/video/video.h>

/* Pictures that may wait for the encoder; when it is slower than the camera the oldest go. */
#define BACKLOG 2
#define TRIAL_SIZE 128
#define TRIAL_TIMEOUT (2 * GST_SECOND)
/* As many as OpenH264 can do; others take fewer by themselves. */
#define MOST_SLICES 35u

/* Another scene is no reason for a key frame: it would be as large, and all of it at once. */
#define X264_OPTIONS "scenecut=0"

typedef struct {
  const char *name;
  const char *settings;
  guint bitrate_unit;      /* bits per second of one in the property "bitrate" */
  const char *finest;      /* the property with the finest quantizer */
  const char *slice_count; /* the property with the number of slices, if their size is not one */
} Encoder;

static const Encoder encoders[BW_H264_N_ENCODERS] = {
  { "vah264enc", "rate-control=cbr b-frames=0 ref-frames=1 cabac=false key-int-max=1024", 1000,
    "min-qp", "num-slices" },
  { "vah264lpenc", "rate-control=cbr ref-frames=1 cabac=false key-int-max=1024", 1000, "min-qp",
    "num-slices" },
  { "vaapih264enc", "rate-control=cbr max-bframes=0 cabac=false keyframe-period=9000", 1000,
    "min-qp", "num-slices" },
  { "openh264enc",
    "rate-control=bitrate complexity=low multi-thread=1 scene-change-detection=false gop-size=9000",
    1, "qp-min", "num-slices" },
  { "x264enc",
    "tune=zerolatency speed-preset=veryfast pass=cbr threads=1 aud=false byte-stream=true "
    "vbv-buf-capacity=400 key-int-max=9000 option-string=" X264_OPTIONS,
    1000, NULL, NULL },
};

typedef enum { UNTRIED, WORKS, FAILS } Verdict;

/* What is installed does not change while the program runs. */
static Verdict verdicts[BW_H264_N_ENCODERS];
static GMutex verdicts_mutex;

static void
set_number (GstElement *element, const char *property, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  if (property && g_object_class_find_property (G_OBJECT_GET_CLASS (element), property))
    gst_util_set_object_arg (G_OBJECT (element), property, text);
}

static void
limit_slices (const Encoder *encoder, GstElement *element, const BwH264Encoding *encoding)
{
  g_autofree char *option =
      g_strdup_printf (X264_OPTIONS ":slice-max-size=%u", encoding->slice_size);

  if (encoder->slice_count)
    set_number (element, encoder->slice_count, MIN (MOST_SLICES, encoding->height / 16));
  else
    g_object_set (element, "option-string", option, NULL);
}

static GstBuffer *
make_picture (GstCaps *caps)
{
  GstVideoInfo info;
  GstBuffer *buffer;

  gst_video_info_from_caps (&info, caps);
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&info), NULL);
  gst_buffer_memset (buffer, 0, 128, GST_VIDEO_INFO_SIZE (&info));
  GST_BUFFER_PTS (buffer) = 0;
  return buffer;
}

/* Being installed is not enough: the driver may be missing, or refuse. */
static gboolean
try (guint encoder)
{
  const BwH264Encoding encoding = { TRIAL_SIZE, TRIAL_SIZE, 100000, 0, 0 };
  g_autoptr (BwH264Pipe) pipe = NULL;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstSample) sample = NULL;

  if (!gst_init_check (NULL, NULL, NULL))
    return FALSE;
  pipe = bw_h264_encoder_open (encoder, &encoding);
  if (pipe == NULL)
    return FALSE;
  caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT,
                              TRIAL_SIZE, "height", G_TYPE_INT, TRIAL_SIZE, "framerate",
                              GST_TYPE_FRACTION, 30, 1, NULL);
  bw_h264_pipe_start_now (pipe);
  bw_h264_pipe_set_caps (pipe, caps);
  bw_h264_pipe_push (pipe, make_picture (caps));
  sample = bw_h264_pipe_pull (pipe, TRIAL_TIMEOUT);
  return sample && gst_buffer_get_size (gst_sample_get_buffer (sample)) > 0;
}

const char *
bw_h264_encoder_name (guint encoder)
{
  return encoders[encoder].name;
}

gboolean
bw_h264_encoder_works (guint encoder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&verdicts_mutex);

  if (verdicts[encoder] == UNTRIED)
    verdicts[encoder] = try (encoder) ? WORKS : FAILS;
  return verdicts[encoder] == WORKS;
}

guint
bw_h264_encoder_find (guint first)
{
  while (first < BW_H264_N_ENCODERS && !bw_h264_encoder_works (first))
    first++;
  return first;
}

BwH264Pipe *
bw_h264_encoder_open (guint encoder, const BwH264Encoding *encoding)
{
  const Encoder *known = &encoders[encoder];
  g_autofree char *chain = g_strdup_printf (
      "videoscale add-borders=false ! video/x-raw,width=%u,height=%u ! %s name=codec %s ! "
      "video/x-h264,stream-format=byte-stream,alignment=au,profile=constrained-baseline",
      encoding->width, encoding->height, known->name, known->settings);
  BwH264Pipe *pipe = bw_h264_pipe_new (chain, BACKLOG);
  GstElement *codec = pipe ? bw_h264_pipe_get_codec (pipe) : NULL;

  if (pipe == NULL)
    return NULL;
  bw_h264_encoder_set_bitrate (encoder, pipe, encoding->bitrate);
  if (encoding->slice_size > 0)
    limit_slices (known, codec, encoding);
  if (encoding->coarseness > 0)
    set_number (codec, known->finest, encoding->coarseness);
  return pipe;
}

void
bw_h264_encoder_set_bitrate (guint encoder, BwH264Pipe *pipe, guint bitrate)
{
  set_number (bw_h264_pipe_get_codec (pipe), "bitrate",
              MAX (bitrate / encoders[encoder].bitrate_unit, 1));
}
