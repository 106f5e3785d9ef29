/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * H.264 for the engine: pictures in, RTP payloads out (RFC 6184). The encoder itself is an element
 * of GStreamer and works on a thread of its own; here is what a call asks of it: size and rate,
 * bits, key frames, slices.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-elements.h"
#include "private/bw-h264-fmtp.h"
#include "private/bw-h264-nal.h"
#include "private/bw-h264-private.h"
#include "private/bw-video-rates.h"

#include <gst/video/video.h>
#include <mediastreamer2/mscodecutils.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>
#include <mediastreamer2/rfc3984.h>

/* What is left of the bits that the engine allows when IP, UDP and RTP have theirs. */
#define PAYLOAD_SHARE 0.92
#define LEAST_BITRATE 24000
/* A peer that loses packets asks again and again: it gets no more key frames than these. */
#define KEY_FRAME_INTERVAL_MS 500
/* An encoder counts the bytes of a slice before it has finished it. */
#define SLICE_RESERVE 40
/* How much coarser pictures become when a slice does not fit into a packet, up to the coarsest that
 * there is; and when finer ones are tried again. */
#define COARSENESS_STEP 5
#define COARSENESS_FIRST 22
#define COARSENESS_MOST 51
#define FINER_AFTER_MS 10000

typedef struct {
  guint best;    /* encoder */
  guint encoder; /* the one in use */
  BwH264Pipe *pipe;
  BwH264Encoding encoding; /* of the pipe */
  GstVideoInfo picture;    /* what goes into it */
  gboolean fruitful;       /* something came out of it */

  Rfc3984Context *packer;
  gsize payload_size;
  BwH264Fmtp fmtp;
  MSVideoConfiguration configuration;
  guint coarseness;
  uint64_t coarsened_at;

  MSIFrameRequestsLimiterCtx key_frames;
  MSVideoStarter starter;
  gboolean feedback; /* AVPF */
  int last_fir;
} Encoder;

static guint
get_bitrate (Encoder *self)
{
  return MAX (self->configuration.required_bitrate * PAYLOAD_SHARE, LEAST_BITRATE);
}

static guint
get_rate (Encoder *self)
{
  return CLAMP ((int) (self->configuration.fps + 0.5), 1, 60);
}

static void
close_pipe (Encoder *self)
{
  g_clear_pointer (&self->pipe, bw_h264_pipe_free);
}

/* In mode 0 a slice is a packet. */
static guint
get_slice_size (Encoder *self)
{
  return self->fmtp.mode == 0 ? self->payload_size - SLICE_RESERVE : 0;
}

static void
open_pipe (Encoder *self, guint width, guint height)
{
  guint rate = get_rate (self);
  g_autoptr (GstCaps) caps = NULL;

  close_pipe (self);
  self->encoding = (BwH264Encoding){ .width = width,
                                     .height = height,
                                     .bitrate = get_bitrate (self),
                                     .slice_size = get_slice_size (self),
                                     .coarseness = self->coarseness };
  bw_h264_fmtp_fit (&self->fmtp, rate, &self->encoding.width, &self->encoding.height);
  self->pipe = bw_h264_encoder_open (self->encoder, &self->encoding);
  if (self->pipe == NULL)
    return;
  gst_video_info_set_format (&self->picture, GST_VIDEO_FORMAT_I420, width, height);
  self->picture.fps_n = rate;
  self->picture.fps_d = 1;
  gst_video_colorimetry_from_string (&self->picture.colorimetry, GST_VIDEO_COLORIMETRY_BT601);
  caps = gst_video_info_to_caps (&self->picture);
  bw_h264_pipe_set_caps (self->pipe, caps);
  bw_h264_pipe_start (self->pipe);
  self->fruitful = FALSE;
}

/* One that never gave anything gives way to the next best. */
static void
replace_failed (Encoder *self)
{
  if (!self->fruitful) {
    guint next = bw_h264_encoder_find (self->encoder + 1);

    self->encoder = next < BW_H264_N_ENCODERS ? next : self->best;
  }
  close_pipe (self);
}

/* An encoder that cannot limit the size of its slices makes them smaller by coarser pictures. What
 * does not fit is not sent: the next encoder begins with a key frame. */
static void
coarsen (Encoder *self, uint64_t now)
{
  guint next = self->coarseness ? self->coarseness + COARSENESS_STEP : COARSENESS_FIRST;

  self->coarseness = MIN (next, COARSENESS_MOST);
  self->coarsened_at = now;
  close_pipe (self);
}

static void
refine (Encoder *self, uint64_t now)
{
  if (self->coarseness == 0 || now < self->coarsened_at + FINER_AFTER_MS)
    return;
  self->coarseness = self->coarseness > COARSENESS_FIRST ? self->coarseness - COARSENESS_STEP : 0;
  self->coarsened_at = now;
  close_pipe (self);
}

static gboolean
fits (Encoder *self, const MSPicture *picture)
{
  return self->pipe && (int) GST_VIDEO_INFO_WIDTH (&self->picture) == picture->w &&
         (int) GST_VIDEO_INFO_HEIGHT (&self->picture) == picture->h &&
         self->picture.fps_n == (int) get_rate (self) &&
         self->encoding.slice_size == get_slice_size (self);
}

static void
force_key_frame (Encoder *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (bw_h264_pipe_get_codec (self->pipe), "src");

  gst_pad_send_event (pad,
                      gst_video_event_new_upstream_force_key_unit (GST_CLOCK_TIME_NONE, TRUE, 0));
}

static void
obey_key_frames (Encoder *self, uint64_t now)
{
  gboolean starting = !self->feedback && ms_video_starter_need_i_frame (&self->starter, now);

  if (!starting && !ms_iframe_requests_limiter_iframe_requested (&self->key_frames, now))
    return;
  force_key_frame (self);
  ms_iframe_requests_limiter_notify_iframe_sent (&self->key_frames, now);
}

static GstBuffer *
copy_picture (Encoder *self, MSPicture *picture)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&self->picture), NULL);
  GstMapInfo map;
  uint8_t *planes[3];
  int strides[3];
  MSVideoSize size = { picture->w, picture->h };

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  for (guint i = 0; i < 3; i++) {
    planes[i] = map.data + GST_VIDEO_INFO_PLANE_OFFSET (&self->picture, i);
    strides[i] = GST_VIDEO_INFO_PLANE_STRIDE (&self->picture, i);
  }
  ms_yuv_buf_copy (picture->planes, picture->strides, planes, strides, size);
  gst_buffer_unmap (buffer, &map);
  return buffer;
}

static void
encode (Encoder *self, mblk_t *message, uint64_t now)
{
  MSPicture picture;
  GstBuffer *buffer;

  if (ms_yuv_buf_init_from_mblk (&picture, message) != 0)
    return;
  if (self->pipe && bw_h264_pipe_has_failed (self->pipe))
    replace_failed (self);
  refine (self, now);
  if (!fits (self, &picture))
    open_pipe (self, picture.w, picture.h);
  if (self->pipe == NULL)
    return;
  obey_key_frames (self, now);
  buffer = copy_picture (self, &picture);
  GST_BUFFER_PTS (buffer) = now * GST_MSECOND;
  bw_h264_pipe_push (self->pipe, buffer);
}

/* Returns whether all of it can be sent. */
static gboolean
split (Encoder *self, const GstMapInfo *map, MSQueue *nals)
{
  const guint8 *data = map->data, *nal;
  gsize size = map->size, length, longest = 0;

  while ((nal = bw_h264_nal_next (&data, &size, &length))) {
    mblk_t *message = allocb (length, 0);

    memcpy (message->b_wptr, nal, length);
    message->b_wptr += length;
    ms_queue_put (nals, message);
    longest = MAX (longest, length);
  }
  return self->fmtp.mode == 1 || longest <= self->payload_size ||
         self->coarseness >= COARSENESS_MOST;
}

static void
send_sample (Encoder *self, MSFilter *filter, GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstClockTime time = GST_BUFFER_PTS (buffer) / GST_MSECOND;
  GstMapInfo map;
  MSQueue nals;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  ms_queue_init (&nals);
  if (split (self, &map, &nals))
    rfc3984_pack (self->packer, &nals, filter->outputs[0], (uint32_t) (time * 90));
  else
    coarsen (self, filter->ticker->time);
  ms_queue_flush (&nals);
  gst_buffer_unmap (buffer, &map);
}

static void
fetch (Encoder *self, MSFilter *filter)
{
  while (self->pipe) {
    g_autoptr (GstSample) sample = bw_h264_pipe_pull (self->pipe, 0);

    if (sample == NULL)
      return;
    if (!self->fruitful)
      ms_video_starter_first_frame (&self->starter, filter->ticker->time);
    self->fruitful = TRUE;
    send_sample (self, filter, sample);
  }
}

static void
encoder_process (MSFilter *filter)
{
  Encoder *self = filter->data;
  mblk_t *message;

  ms_filter_lock (filter);
  message = ms_queue_peek_last (filter->inputs[0]);
  if (message)
    encode (self, message, filter->ticker->time);
  fetch (self, filter);
  ms_filter_unlock (filter);
  ms_queue_flush (filter->inputs[0]);
}

static void
encoder_init (MSFilter *filter)
{
  Encoder *self = g_new0 (Encoder, 1);

  self->best = self->encoder = filter->desc - bw_h264_encoder_desc (0);
  self->packer = rfc3984_new_with_factory (filter->factory);
  self->payload_size = ms_factory_get_payload_max_size (filter->factory);
  self->configuration = (MSVideoConfiguration){ .vsize = MS_VIDEO_SIZE_QCIF, .fps = 10 };
  self->last_fir = -1;
  rfc3984_enable_stap_a (self->packer, FALSE);
  bw_h264_fmtp_read ("", &self->fmtp);
  filter->data = self;
}

static void
encoder_preprocess (MSFilter *filter)
{
  Encoder *self = filter->data;
  MSVideoSize size = self->configuration.vsize;

  ms_video_starter_init (&self->starter);
  ms_iframe_requests_limiter_init (&self->key_frames, KEY_FRAME_INTERVAL_MS);
  open_pipe (self, size.width, size.height);
}

static void
encoder_postprocess (MSFilter *filter)
{
  close_pipe (filter->data);
}

static void
encoder_uninit (MSFilter *filter)
{
  Encoder *self = filter->data;

  close_pipe (self);
  rfc3984_destroy (self->packer);
  bw_h264_fmtp_clear (&self->fmtp);
  g_free (self);
}

static int
set_configuration (MSFilter *filter, void *argument)
{
  Encoder *self = filter->data;

  ms_filter_lock (filter);
  self->configuration = *(const MSVideoConfiguration *) argument;
  bw_video_rates_bound (&self->configuration);
  if (self->pipe && self->encoding.bitrate != get_bitrate (self)) {
    self->encoding.bitrate = get_bitrate (self);
    bw_h264_encoder_set_bitrate (self->encoder, self->pipe, self->encoding.bitrate);
  }
  ms_filter_unlock (filter);
  return 0;
}

static int
get_configuration (MSFilter *filter, void *argument)
{
  Encoder *self = filter->data;

  ms_filter_lock (filter);
  *(MSVideoConfiguration *) argument = self->configuration;
  ms_filter_unlock (filter);
  return 0;
}

static int
get_configuration_list (MSFilter *filter, void *argument)
{
  *(const MSVideoConfiguration **) argument = bw_video_rates_get ();
  return 0;
}

/* No: what converts and scales for us is wanted before every encoder. */
static int
supports_format (MSFilter *filter, void *argument)
{
  ((MSVideoEncoderPixFmt *) argument)->supported = FALSE;
  return 0;
}

static int
request_key_frame (MSFilter *filter, void *argument)
{
  Encoder *self = filter->data;

  ms_filter_lock (filter);
  ms_iframe_requests_limiter_request_iframe (&self->key_frames);
  ms_filter_unlock (filter);
  return 0;
}

/* One that is said again has the number of the one before (RFC 5104, 4.3.1). */
static int
notify_fir (MSFilter *filter, void *argument)
{
  Encoder *self = filter->data;
  int number = *(const uint8_t *) argument;

  if (number == self->last_fir)
    return 0;
  self->last_fir = number;
  return request_key_frame (filter, NULL);
}

static int
enable_feedback (MSFilter *filter, void *argument)
{
  ((Encoder *) filter->data)->feedback = *(const bool_t *) argument;
  return 0;
}

static int
add_fmtp (MSFilter *filter, void *argument)
{
  Encoder *self = filter->data;

  ms_filter_lock (filter);
  bw_h264_fmtp_clear (&self->fmtp);
  bw_h264_fmtp_read (argument, &self->fmtp);
  rfc3984_set_mode (self->packer, self->fmtp.mode);
  ms_filter_unlock (filter);
  return 0;
}

static MSFilterMethod methods[] = {
  { MS_FILTER_ADD_FMTP, add_fmtp },
  { MS_VIDEO_ENCODER_SUPPORTS_PIXFMT, supports_format },
  { MS_VIDEO_ENCODER_REQ_VFU, request_key_frame },
  { MS_VIDEO_ENCODER_NOTIFY_PLI, request_key_frame },
  { MS_VIDEO_ENCODER_NOTIFY_SLI, request_key_frame },
  { MS_VIDEO_ENCODER_NOTIFY_FIR, notify_fir },
  { MS_VIDEO_ENCODER_ENABLE_AVPF, enable_feedback },
  { MS_VIDEO_ENCODER_GET_CONFIGURATION_LIST, get_configuration_list },
  { MS_VIDEO_ENCODER_GET_CONFIGURATION, get_configuration },
  { MS_VIDEO_ENCODER_SET_CONFIGURATION, set_configuration },
  { 0, NULL },
};

/* A pump works at each tick: what the encoder has finished does not wait for the next picture. */
#define DESCRIPTION                                                                                \
  {                                                                                                \
    .id = MS_FILTER_PLUGIN_ID, .name = "BwH264Encoder", .text = "H.264 by GStreamer",              \
    .category = MS_FILTER_ENCODER, .enc_fmt = "H264", .ninputs = 1, .noutputs = 1,                 \
    .init = encoder_init, .preprocess = encoder_preprocess, .process = encoder_process,            \
    .postprocess = encoder_postprocess, .uninit = encoder_uninit, .methods = methods,              \
    .flags = MS_FILTER_IS_PUMP                                                                     \
  }

/* One for each element: a filter knows its own by where its description lies. The engine writes its
 * flags into them. */
static MSFilterDesc descriptions[] = { DESCRIPTION, DESCRIPTION, DESCRIPTION, DESCRIPTION,
                                       DESCRIPTION };
G_STATIC_ASSERT (G_N_ELEMENTS (descriptions) == BW_H264_N_ENCODERS);

MSFilterDesc *
bw_h264_encoder_desc (guint encoder)
{
  return &descriptions[encoder];
}
