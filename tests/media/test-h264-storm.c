/* SPDX-License-Identifier: GPL-3.0-or-later */

/* H.264 on the engine's own ticker: calls that begin, change and end while pictures are under way,
 * with everything that a call asks of its filters from the main thread. */

#include "h264-line.h"

#include "private/bw-h264-elements.h"

#include <gst/gst.h>

#define MODE_1 "profile-level-id=42801F;packetization-mode=1"
#define ROUNDS 25
#define DEADLINE (20 * G_USEC_PER_SEC)

typedef struct {
  MSFactory *factory;
  MSTicker *ticker;
  MSFilter *source;
  MSFilter *encoder;
  MSFilter *decoder;
  MSFilter *sink;
  gint shown; /* atomic */
} Graph;

/* A camera at 100 pictures a second, which changes its size twice in one. */
static void
source_process (MSFilter *filter)
{
  guint64 n = filter->ticker->time / 500 % 3;
  MSPicture picture;
  mblk_t *message = ms_yuv_buf_alloc (&picture, 160 + 32 * n, 120 + 24 * n);

  memset (picture.planes[0], 100 + 10 * n, picture.w * picture.h);
  ms_queue_put (filter->outputs[0], message);
}

static void
sink_process (MSFilter *filter)
{
  mblk_t *message;

  while ((message = ms_queue_get (filter->inputs[0]))) {
    g_atomic_int_inc (&((Graph *) filter->data)->shown);
    freemsg (message);
  }
}

static MSFilterDesc source_desc = { .id = MS_FILTER_PLUGIN_ID,
                                    .name = "TestCamera",
                                    .category = MS_FILTER_OTHER,
                                    .noutputs = 1,
                                    .process = source_process };
static MSFilterDesc sink_desc = { .id = MS_FILTER_PLUGIN_ID,
                                  .name = "TestScreen",
                                  .category = MS_FILTER_OTHER,
                                  .ninputs = 1,
                                  .process = sink_process };

/* As the engine does it: what is asked for is asked for on the ticker's thread, too. */
static void
notify_cb (void *user_data, MSFilter *filter, unsigned int id, void *argument)
{
  Graph *self = user_data;
  MSPinFormat format;

  if (id == MS_VIDEO_DECODER_SEND_PLI)
    ms_filter_call_method_noarg (self->encoder, MS_VIDEO_ENCODER_NOTIFY_PLI);
  else if (id == MS_FILTER_OUTPUT_FMT_CHANGED)
    ms_filter_call_method (filter, MS_FILTER_GET_OUTPUT_FMT, &format);
}

static void
set_up (Graph *self, guint encoder, BwH264Decoder decoder)
{
  bool_t yes = TRUE;

  bctbx_set_log_level ("mediastreamer", BCTBX_LOG_FATAL);
  self->factory = ms_factory_new_with_voip ();
  self->ticker = ms_ticker_new ();
  self->source = ms_factory_create_filter_from_desc (self->factory, &source_desc);
  self->sink = ms_factory_create_filter_from_desc (self->factory, &sink_desc);
  self->sink->data = self;
  self->encoder =
      ms_factory_create_filter_from_desc (self->factory, bw_h264_encoder_desc (encoder));
  self->decoder =
      ms_factory_create_filter_from_desc (self->factory, bw_h264_decoder_desc (decoder));
  ms_filter_call_method (self->encoder, MS_FILTER_ADD_FMTP, (void *) MODE_1);
  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_ENABLE_AVPF, &yes);
  ms_filter_call_method (self->decoder, MS_VIDEO_DECODER_ENABLE_AVPF, &yes);
  ms_filter_add_notify_callback (self->decoder, notify_cb, self, TRUE);
  ms_filter_link (self->source, 0, self->encoder, 0);
  ms_filter_link (self->encoder, 0, self->decoder, 0);
  ms_filter_link (self->decoder, 0, self->sink, 0);
}

static void
tear_down (Graph *self)
{
  ms_filter_unlink (self->source, 0, self->encoder, 0);
  ms_filter_unlink (self->encoder, 0, self->decoder, 0);
  ms_filter_unlink (self->decoder, 0, self->sink, 0);
  ms_filter_destroy (self->source);
  ms_filter_destroy (self->encoder);
  ms_filter_destroy (self->decoder);
  ms_filter_destroy (self->sink);
  ms_ticker_destroy (self->ticker);
  ms_factory_destroy (self->factory);
}

static void
ask_everything (Graph *self, guint round)
{
  MSVideoConfiguration configuration;
  MSVideoSize size;
  float rate;
  guint8 number = round;
  bool_t freeze = round % 2;

  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_GET_CONFIGURATION, &configuration);
  configuration.required_bitrate = 100000 + 50000 * (round % 7);
  configuration.fps = 15 + 15 * (round % 2);
  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_SET_CONFIGURATION, &configuration);
  ms_filter_call_method (self->encoder, MS_VIDEO_ENCODER_NOTIFY_FIR, &number);
  ms_filter_call_method_noarg (self->encoder, MS_VIDEO_ENCODER_REQ_VFU);
  ms_filter_call_method (self->decoder, MS_FILTER_GET_VIDEO_SIZE, &size);
  ms_filter_call_method (self->decoder, MS_FILTER_GET_FPS, &rate);
  ms_filter_call_method (self->decoder, MS_VIDEO_DECODER_FREEZE_ON_ERROR, &freeze);
  ms_filter_call_method_noarg (self->decoder, MS_VIDEO_DECODER_RESET_FIRST_IMAGE_NOTIFICATION);
}

/* Some rounds end before anything was shown, some in the midst of it. */
static void
play (Graph *self, guint round)
{
  gint enough = g_atomic_int_get (&self->shown) + (gint) (round % 5) * 8;
  gint64 end = g_get_monotonic_time () + DEADLINE;

  ms_ticker_attach (self->ticker, self->source);
  while (g_atomic_int_get (&self->shown) < enough) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    ask_everything (self, round);
    g_poll (NULL, 0, 3);
  }
  ms_ticker_detach (self->ticker, self->source);
}

static void
test_storm (gconstpointer data)
{
  BwH264Decoder decoder = GPOINTER_TO_UINT (data);

  for (guint encoder = 0; encoder < BW_H264_N_ENCODERS; encoder++) {
    Graph graph = { 0 };

    if (!bw_h264_encoder_works (encoder))
      continue;
    set_up (&graph, encoder, decoder);
    for (guint round = 0; round < ROUNDS; round++)
      play (&graph, round);
    tear_down (&graph);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_data_func ("/h264/storm/engine", GUINT_TO_POINTER (BW_H264_DECODER_ENGINE),
                        test_storm);
  g_test_add_data_func ("/h264/storm/avdec_h264", GUINT_TO_POINTER (BW_H264_DECODER_LIBAV),
                        test_storm);
  g_test_add_data_func ("/h264/storm/openh264dec", GUINT_TO_POINTER (BW_H264_DECODER_OPENH264),
                        test_storm);

  return g_test_run ();
}
