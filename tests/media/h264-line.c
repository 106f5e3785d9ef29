/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An encoder and a decoder with a wire between them, for the tests of H.264. */

#include "h264-line.h"

#include "private/bw-h264-elements.h"
#include "private/bw-h264-nal.h"

#include <math.h>

#define PICTURE_MS 33
#define DEADLINE (20 * G_USEC_PER_SEC)

static void
notify_cb (void *user_data, MSFilter *filter, unsigned int id, void *argument)
{
  Line *self = user_data;

  self->asked_pli += id == MS_VIDEO_DECODER_SEND_PLI;
  self->asked_info += id == MS_VIDEO_DECODER_DECODING_ERRORS;
  self->recovered += id == MS_VIDEO_DECODER_RECOVERED_FROM_ERRORS;
  self->firsts += id == MS_VIDEO_DECODER_FIRST_IMAGE_DECODED;
  self->formats += id == MS_FILTER_OUTPUT_FMT_CHANGED;
  if (self->echo && id == MS_VIDEO_DECODER_SEND_PLI)
    ms_filter_call_method_noarg (self->encoder, MS_VIDEO_ENCODER_NOTIFY_PLI);
}

static void
make_encoder (Line *self, guint encoder)
{
  self->encoder =
      ms_factory_create_filter_from_desc (self->factory, bw_h264_encoder_desc (encoder));
  self->encoder->inputs[0] = &self->in;
  self->encoder->outputs[0] = &self->sent;
}

static void
make_decoder (Line *self, BwH264Decoder decoder)
{
  self->decoder =
      ms_factory_create_filter_from_desc (self->factory, bw_h264_decoder_desc (decoder));
  self->decoder->inputs[0] = &self->received;
  self->decoder->outputs[0] = &self->out;
  ms_filter_add_notify_callback (self->decoder, notify_cb, self, TRUE);
}

Line *
line_new (guint encoder, BwH264Decoder decoder)
{
  Line *self = g_new0 (Line, 1);
  bool_t feedback = TRUE;

  bctbx_set_log_level ("mediastreamer", BCTBX_LOG_FATAL);
  self->factory = ms_factory_new_with_voip ();
  self->chance = g_rand_new_with_seed (4711);
  ms_queue_init (&self->in);
  ms_queue_init (&self->sent);
  ms_queue_init (&self->received);
  ms_queue_init (&self->out);
  if (encoder < BW_H264_N_ENCODERS) {
    make_encoder (self, encoder);
    ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_ENABLE_AVPF, &feedback);
    line_configure (self, 600000, 30);
  }
  if (decoder < BW_H264_N_DECODERS) {
    make_decoder (self, decoder);
    ms_filter_call_method (self->decoder, MS_VIDEO_DECODER_ENABLE_AVPF, &feedback);
  }
  return self;
}

static void
destroy_filter (MSFilter *filter)
{
  if (filter == NULL)
    return;
  filter->inputs[0] = NULL;
  filter->outputs[0] = NULL;
  ms_filter_destroy (filter);
}

void
line_free (Line *self)
{
  destroy_filter (self->encoder);
  destroy_filter (self->decoder);
  ms_queue_flush (&self->in);
  ms_queue_flush (&self->sent);
  ms_queue_flush (&self->received);
  ms_queue_flush (&self->out);
  g_clear_pointer (&self->last, freemsg);
  g_clear_pointer (&self->packets, g_ptr_array_unref);
  g_rand_free (self->chance);
  ms_factory_destroy (self->factory);
  g_free (self);
}

void
line_configure (Line *self, int bitrate, float rate)
{
  MSVideoConfiguration configuration;

  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_GET_CONFIGURATION, &configuration);
  configuration.vsize = MS_VIDEO_SIZE_VGA; /* a smaller one would not get all of them */
  configuration.required_bitrate = bitrate;
  configuration.fps = rate;
  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_SET_CONFIGURATION, &configuration);
}

void
line_fmtp (Line *self, const char *fmtp)
{
  if (self->encoder)
    ms_filter_call_method (self->encoder, MS_FILTER_ADD_FMTP, (void *) fmtp);
  if (self->decoder)
    ms_filter_call_method (self->decoder, MS_FILTER_ADD_FMTP, (void *) fmtp);
}

void
line_start (Line *self)
{
  if (self->encoder)
    ms_filter_preprocess (self->encoder, &self->ticker);
  if (self->decoder)
    ms_filter_preprocess (self->decoder, &self->ticker);
}

void
line_stop (Line *self)
{
  if (self->encoder)
    ms_filter_postprocess (self->encoder);
  if (self->decoder)
    ms_filter_postprocess (self->decoder);
}

static void
count (Line *self, mblk_t *packet)
{
  gsize size = msgdsize (packet);
  guint type = bw_h264_nal_type (*packet->b_rptr);

  if (packet->b_cont)
    msgpullup (packet, (size_t) -1);
  self->bytes += size;
  self->longest = MAX (self->longest, size);
  self->types[type]++;
  if (type == BW_H264_NAL_FU_A && packet->b_rptr[1] & 0x80)
    type = bw_h264_nal_type (packet->b_rptr[1]);
  else if (type == BW_H264_NAL_FU_A)
    type = 0;
  self->key_frames += type == BW_H264_NAL_SPS;
  self->frames += mblk_get_marker_info (packet);
  if (self->packets)
    g_ptr_array_add (self->packets, copymsg (packet));
}

static void
carry (Line *self)
{
  mblk_t *packet;

  while ((packet = ms_queue_get (&self->sent))) {
    count (self, packet);
    mblk_set_cseq (packet, self->sequence++);
    if (self->decoder && (!self->wire || self->wire (self, packet)))
      ms_queue_put (&self->received, packet);
    else
      freemsg (packet);
  }
}

static void
work (Line *self)
{
  mblk_t *message;

  if (self->encoder)
    ms_filter_process (self->encoder);
  carry (self);
  if (self->decoder)
    ms_filter_process (self->decoder);
  while ((message = ms_queue_get (&self->out))) {
    self->shown++;
    g_clear_pointer (&self->last, freemsg);
    self->last = message;
  }
}

void
line_tick (Line *self, guint ms)
{
  self->ticker.time += ms;
  work (self);
}

static void
fill (Line *self, MSPicture *buffer, const Picture *picture)
{
  for (int row = 0; row < buffer->h; row++)
    for (int column = 0; column < buffer->w; column++) {
      int y = column < buffer->w / 2 ? picture->y : 255 - picture->y;

      if (picture->noise)
        y += g_rand_int_range (self->chance, -(int) picture->noise, (int) picture->noise);
      buffer->planes[0][row * buffer->strides[0] + column] = CLAMP (y, 16, 235);
    }
  for (int row = 0; row < buffer->h / 2; row++) {
    memset (buffer->planes[1] + row * buffer->strides[1], picture->u, buffer->w / 2);
    memset (buffer->planes[2] + row * buffer->strides[2], picture->v, buffer->w / 2);
  }
}

static void
put_picture (Line *self, const Picture *picture)
{
  MSPicture buffer;
  mblk_t *message = ms_yuv_buf_alloc (&buffer, picture->width, picture->height);

  fill (self, &buffer, picture);
  ms_queue_put (&self->in, message);
}

/* A picture that was given while the encoder was not ready yet is lost: then it is given again. */
void
line_send (Line *self, const Picture *picture)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;
  guint frames = self->frames;

  while (self->frames == frames) {
    gint64 again = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

    g_assert_cmpint (g_get_monotonic_time (), <, end);
    put_picture (self, picture);
    line_tick (self, PICTURE_MS);
    while (self->frames == frames && g_get_monotonic_time () < again) {
      g_poll (NULL, 0, 1);
      work (self);
    }
  }
}

void
line_send_n (Line *self, const Picture *picture, guint n)
{
  while (n-- > 0)
    line_send (self, picture);
}

void
line_feed (Line *self, const void *data, gsize size, guint32 timestamp, gboolean marker)
{
  mblk_t *packet = allocb (size, 0);

  if (size > 0)
    memcpy (packet->b_wptr, data, size);
  packet->b_wptr += size;
  mblk_set_timestamp_info (packet, timestamp);
  mblk_set_marker_info (packet, marker);
  mblk_set_cseq (packet, self->sequence++);
  ms_queue_put (&self->received, packet);
  work (self);
}

gboolean
line_wait_shown (Line *self, guint n)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  while (self->shown < n && g_get_monotonic_time () < end) {
    g_poll (NULL, 0, 1);
    line_tick (self, 1);
  }
  return self->shown >= n;
}

double
line_get_plane_mean (mblk_t *message, guint plane, guint half)
{
  MSPicture picture;
  int width, height;
  double sum = 0;

  g_assert_cmpint (ms_yuv_buf_init_from_mblk (&picture, message), ==, 0);
  width = (plane ? picture.w / 2 : picture.w) / 2;
  height = plane ? picture.h / 2 : picture.h;
  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      sum += picture.planes[plane][row * picture.strides[plane] + column + (int) half * width];
  return sum / (width * height);
}

static void
check_mean (Line *self, guint plane, guint half, double wanted)
{
  double mean = line_get_plane_mean (self->last, plane, half);

  if (fabs (mean - wanted) > 6)
    g_error ("plane %u, half %u: %.1f and not %.1f", plane, half, mean, wanted);
}

void
line_check_shown (Line *self, const Picture *picture)
{
  MSPicture shown;

  g_assert_nonnull (self->last);
  g_assert_cmpint (ms_yuv_buf_init_from_mblk (&shown, self->last), ==, 0);
  g_assert_cmpint (shown.w, ==, picture->width);
  g_assert_cmpint (shown.h, ==, picture->height);
  check_mean (self, 0, 0, picture->y);
  check_mean (self, 0, 1, 255 - picture->y);
  for (guint half = 0; half < 2; half++) {
    check_mean (self, 1, half, picture->u);
    check_mean (self, 2, half, picture->v);
  }
}
