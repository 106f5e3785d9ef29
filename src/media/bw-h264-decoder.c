/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * H.264 for the engine: RTP payloads in (RFC 6184), pictures out. Here is what a call wants of a
 * decoder: to go on showing what can be shown, and to ask for a key frame while something is
 * missing. Who decodes is behind it (bw-h264-backend.h).
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-backend.h"
#include "private/bw-h264-fmtp.h"
#include "private/bw-h264-private.h"

#include <mediastreamer2/mscodecutils.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>

/* A key frame is asked for again when it did not come: after this, twice of it, and so on. An INFO
 * goes through servers, and costs more than a packet of RTCP. */
#define ASK_AGAIN_MS 500
#define ASK_AGAIN_INFO_MS 1000
#define ASK_AGAIN_MOST_MS 8000
/* So many without a picture, and the decoder waits for something that nobody told of. */
#define MOST_UNSEEN 20
/* One that puts pictures into another order says at first that it has none. */
#define FEW_UNSEEN 2
/* Without a picture for so long the rate is 0. */
#define STILL_MS 1500

typedef struct {
  const BwH264Backend *vtable;
  const char *name;
  const char *settings;
  gpointer backend; /* NULL while the filter does not work */
  BwH264Reader *reader;
  BwH264Fmtp fmtp;

  gboolean begun;  /* the decoder knows the parameter sets */
  gboolean wanted; /* a key frame */
  gboolean has_asked;
  guint64 asked_at; /* ms of the ticker */
  guint interval;   /* ms until it is asked again; 0 where all is well */
  guint unseen;     /* what was given to the decoder since it showed something */

  gboolean feedback; /* AVPF */
  gboolean freeze;
  gboolean shown; /* a picture, since the engine asked to be told */
  MSVideoSize size;
  MSAverageFPS rate;
  guint64 shown_at;
  guint64 now;
} Decoder;

static const struct {
  const BwH264Backend *vtable;
  const char *name; /* of the element */
  const char *settings;
} backends[BW_H264_N_DECODERS] = {
  [BW_H264_DECODER_ENGINE] = { &bw_h264_engine_backend, NULL, NULL },
  [BW_H264_DECODER_LIBAV] = { &bw_h264_gst_backend, "avdec_h264", "max-threads=1 max-errors=-1" },
  [BW_H264_DECODER_OPENH264] = { &bw_h264_gst_backend, "openh264dec", "max-errors=-1" },
};

/* What the session description said, for streams that do not say it themselves. */
static void
add_sets (Decoder *self, BwH264Frame *frame)
{
  static const guint8 start_code[] = { 0, 0, 0, 1 };

  for (guint i = G_N_ELEMENTS (self->fmtp.sets); i-- > 0;) {
    gsize size;
    const guint8 *data = g_bytes_get_data (self->fmtp.sets[i], &size);

    g_byte_array_prepend (frame->stream, data, size);
    g_byte_array_prepend (frame->stream, start_code, sizeof start_code);
  }
  frame->sets = TRUE;
}

static gboolean
has_sets (Decoder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->fmtp.sets); i++) {
    gsize size;
    const guint8 *data = self->fmtp.sets[i] ? g_bytes_get_data (self->fmtp.sets[i], &size) : NULL;

    if (!data || !bw_h264_reader_accepts (data, size))
      return FALSE;
  }
  return TRUE;
}

static void
want_key_frame (Decoder *self)
{
  self->wanted = TRUE;
}

/* One that is broken is asked for once more; but the peer listens. Returns whether all is well
 * again. */
static gboolean
have_key_frame (Decoder *self, gboolean damaged)
{
  gboolean asked = self->interval > 0;

  self->wanted = damaged;
  self->interval = damaged ? MIN (self->interval, ASK_AGAIN_MS) : 0;
  return asked && !damaged;
}

static void
begin (Decoder *self, BwH264Frame *frame)
{
  if (!frame->sets && frame->key && has_sets (self))
    add_sets (self, frame);
  self->begun = frame->sets;
}

/* Returns whether a key frame came that was waited for. */
static gboolean
decode (Decoder *self, BwH264Frame *frame)
{
  gboolean healed = FALSE;

  if (!self->begun)
    begin (self, frame);
  if (self->begun && frame->key)
    healed = have_key_frame (self, frame->damaged);
  else if (frame->damaged || !self->begun)
    want_key_frame (self);
  if (!self->begun || frame->stream->len == 0 || (self->freeze && self->wanted))
    return FALSE;
  if (!self->vtable->feed (self->backend, frame) || self->unseen++ > MOST_UNSEEN)
    want_key_frame (self);
  return healed;
}

static void
reset (Decoder *self, MSFilter *filter)
{
  bw_h264_reader_reset (self->reader);
  g_clear_pointer (&self->backend, self->vtable->close);
  self->backend = self->vtable->open (self->name, self->settings, filter);
  self->begun = FALSE;
  self->unseen = 0;
  self->has_asked = FALSE;
  have_key_frame (self, FALSE);
}

/* An empty packet says that another stream begins. */
static gboolean
read_packet (Decoder *self, MSFilter *filter, mblk_t *message)
{
  BwH264Packet packet;
  BwH264Frame *frame;
  gboolean healed = FALSE;

  if (msgdsize (message) == 0) {
    reset (self, filter);
    return FALSE;
  }
  if (message->b_cont)
    msgpullup (message, (size_t) -1);
  packet =
      (BwH264Packet){ message->b_rptr, message->b_wptr - message->b_rptr, mblk_get_cseq (message),
                      mblk_get_timestamp_info (message), mblk_get_marker_info (message) };
  bw_h264_reader_read (self->reader, &packet);
  while ((frame = bw_h264_reader_take (self->reader))) {
    healed |= decode (self, frame);
    bw_h264_frame_free (frame);
  }
  return healed;
}

/* Returns whether its size is another than that of the one before. */
static gboolean
show (Decoder *self, MSFilter *filter, mblk_t *message)
{
  MSPicture picture;
  MSVideoSize before = self->size;

  if (ms_yuv_buf_init_from_mblk (&picture, message) == 0)
    self->size = (MSVideoSize){ picture.w, picture.h };
  ms_average_fps_update (&self->rate, filter->ticker->time);
  self->shown_at = filter->ticker->time;
  self->unseen = 0;
  ms_queue_put (filter->outputs[0], message);
  return !ms_video_size_equal (before, self->size);
}

static gboolean
is_time_to_ask (Decoder *self)
{
  guint least = self->feedback ? ASK_AGAIN_MS : ASK_AGAIN_INFO_MS;

  if (!self->wanted)
    return FALSE;
  if (self->has_asked && self->now < self->asked_at + MAX (self->interval, least))
    return FALSE;
  self->interval = self->interval ? MIN (2 * self->interval, ASK_AGAIN_MOST_MS) : least;
  self->asked_at = self->now;
  self->has_asked = TRUE;
  return TRUE;
}

/* Who is told may ask back, so that nothing is locked then. */
static void
decoder_process (MSFilter *filter)
{
  Decoder *self = filter->data;
  gboolean healed = FALSE, resized = FALSE, seen = FALSE, first, ask, feedback;
  mblk_t *message;

  ms_filter_lock (filter);
  while ((message = ms_queue_get (filter->inputs[0]))) {
    if (self->backend)
      healed |= read_packet (self, filter, message);
    freemsg (message);
  }
  for (; self->backend && (message = self->vtable->fetch (self->backend)); seen = TRUE)
    resized |= show (self, filter, message);
  if (self->backend && self->vtable->has_erred (self->backend) && self->unseen > FEW_UNSEEN)
    want_key_frame (self);
  self->now = filter->ticker->time;
  first = seen && !self->shown;
  self->shown |= first;
  ask = is_time_to_ask (self);
  feedback = self->feedback;
  ms_filter_unlock (filter);

  if (resized)
    ms_filter_notify_no_arg (filter, MS_FILTER_OUTPUT_FMT_CHANGED);
  if (first)
    ms_filter_notify_no_arg (filter, MS_VIDEO_DECODER_FIRST_IMAGE_DECODED);
  if (ask)
    ms_filter_notify_no_arg (filter, feedback ? MS_VIDEO_DECODER_SEND_PLI
                                              : MS_VIDEO_DECODER_DECODING_ERRORS);
  if (healed && !feedback)
    ms_filter_notify_no_arg (filter, MS_VIDEO_DECODER_RECOVERED_FROM_ERRORS);
}

static void
decoder_init (MSFilter *filter)
{
  Decoder *self = g_new0 (Decoder, 1);
  BwH264Decoder decoder = filter->desc - bw_h264_decoder_desc (0);

  self->vtable = backends[decoder].vtable;
  self->name = backends[decoder].name;
  self->settings = backends[decoder].settings;
  self->reader = bw_h264_reader_new ();
  ms_average_fps_init (&self->rate, "H.264: %f pictures a second");
  filter->data = self;
}

static void
decoder_preprocess (MSFilter *filter)
{
  Decoder *self = filter->data;

  self->shown = FALSE;
  self->shown_at = 0;
  reset (self, filter);
}

static void
decoder_postprocess (MSFilter *filter)
{
  Decoder *self = filter->data;

  g_clear_pointer (&self->backend, self->vtable->close);
}

static void
decoder_uninit (MSFilter *filter)
{
  Decoder *self = filter->data;

  g_clear_pointer (&self->backend, self->vtable->close);
  bw_h264_reader_free (self->reader);
  bw_h264_fmtp_clear (&self->fmtp);
  g_free (self);
}

/* The engine tells of both sides' lines: parameter sets are in the peer's alone. */
static int
add_fmtp (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;
  g_auto (BwH264Fmtp) fmtp = { 0 };

  bw_h264_fmtp_read (argument, &fmtp);
  if (!fmtp.sets[0])
    return 0;
  ms_filter_lock (filter);
  bw_h264_fmtp_clear (&self->fmtp);
  self->fmtp = fmtp;
  ms_filter_unlock (filter);
  fmtp = (BwH264Fmtp){ 0 };
  return 0;
}

static int
tell_again (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  self->shown = FALSE;
  ms_filter_unlock (filter);
  return 0;
}

static int
get_size (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  *(MSVideoSize *) argument = self->shown ? self->size : MS_VIDEO_SIZE_UNKNOWN;
  ms_filter_unlock (filter);
  return 0;
}

static int
get_rate (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  *(float *) argument =
      self->shown && self->now < self->shown_at + STILL_MS ? ms_average_fps_get (&self->rate) : 0;
  ms_filter_unlock (filter);
  return 0;
}

static int
get_format (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;
  MSVideoSize size;

  ms_filter_lock (filter);
  size = self->size;
  ms_filter_unlock (filter);
  ((MSPinFormat *) argument)->fmt =
      ms_factory_get_video_format (filter->factory, "YUV420P", size, 0, NULL);
  return 0;
}

static int
enable_feedback (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  self->feedback = *(const bool_t *) argument;
  ms_filter_unlock (filter);
  return 0;
}

static int
enable_freeze (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  self->freeze = *(const bool_t *) argument;
  ms_filter_unlock (filter);
  return 0;
}

static int
is_freeze_enabled (MSFilter *filter, void *argument)
{
  Decoder *self = filter->data;

  ms_filter_lock (filter);
  *(bool_t *) argument = (bool_t) self->freeze;
  ms_filter_unlock (filter);
  return 0;
}

static MSFilterMethod methods[] = {
  { MS_FILTER_ADD_FMTP, add_fmtp },
  { MS_FILTER_GET_VIDEO_SIZE, get_size },
  { MS_FILTER_GET_FPS, get_rate },
  { MS_FILTER_GET_OUTPUT_FMT, get_format },
  { MS_VIDEO_DECODER_RESET_FIRST_IMAGE_NOTIFICATION, tell_again },
  { MS_VIDEO_DECODER_ENABLE_AVPF, enable_feedback },
  { MS_VIDEO_DECODER_FREEZE_ON_ERROR, enable_freeze },
  { MS_VIDEO_DECODER_FREEZE_ON_ERROR_ENABLED, is_freeze_enabled },
  { 0, NULL },
};

/* A pump works at each tick: a picture that is ready does not wait for the next packet. */
#define DESCRIPTION                                                                                \
  {                                                                                                \
    .id = MS_FILTER_PLUGIN_ID, .name = "BwH264Decoder", .text = "H.264",                           \
    .category = MS_FILTER_DECODER, .enc_fmt = "H264", .ninputs = 1, .noutputs = 1,                 \
    .init = decoder_init, .preprocess = decoder_preprocess, .process = decoder_process,            \
    .postprocess = decoder_postprocess, .uninit = decoder_uninit, .methods = methods,              \
    .flags = MS_FILTER_IS_PUMP                                                                     \
  }

/* One for each decoder: a filter knows its own by where its description lies. The engine writes its
 * flags into them. */
static MSFilterDesc descriptions[] = { DESCRIPTION, DESCRIPTION, DESCRIPTION };
G_STATIC_ASSERT (G_N_ELEMENTS (descriptions) == BW_H264_N_DECODERS);

MSFilterDesc *
bw_h264_decoder_desc (BwH264Decoder decoder)
{
  return &descriptions[decoder];
}

gboolean
bw_h264_decoder_is_there (BwH264Decoder decoder)
{
  return backends[decoder].vtable->is_there (backends[decoder].name);
}
