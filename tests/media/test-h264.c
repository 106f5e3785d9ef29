/* SPDX-License-Identifier: GPL-3.0-or-later */

/* H.264: each installed encoder to each decoder in both packetization modes, and what a call asks
 * of an encoder: packets that fit, key frames, fewer bits, another size. */

#include "h264-line.h"

#include "private/bw-h264-elements.h"
#include "private/bw-h264-nal.h"

#include <gst/gst.h>

#define MODE_0 "profile-level-id=42801F"
#define MODE_1 "profile-level-id=42801F;packetization-mode=1"

static const Picture plain = { .width = 320, .height = 240, .y = 80, .u = 90, .v = 200 };
static const Picture noisy = { .width = 640,
                               .height = 480,
                               .y = 120,
                               .u = 100,
                               .v = 150,
                               .noise = 60 };

typedef struct {
  guint encoder;
  BwH264Decoder decoder;
  const char *fmtp;
} Pair;

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  const Picture blue = { .width = 320, .height = 240, .y = 40, .u = 220, .v = 110 };
  g_autoptr (Line) line = line_new (pair->encoder, pair->decoder);

  line_fmtp (line, pair->fmtp);
  line_start (line);
  line_send_n (line, &plain, 10);
  g_assert_true (line_wait_shown (line, 9));
  line_check_shown (line, &plain);
  line_send_n (line, &blue, 20);
  g_assert_true (line_wait_shown (line, line->frames - 1));
  line_check_shown (line, &blue);
  g_assert_cmpuint (line->firsts, ==, 1);
  g_assert_cmpuint (line->formats, ==, 1);
  g_assert_cmpuint (line->asked_pli, ==, 0);
  line_stop (line);
}

/* The size and the rate are said by a decoder that shows something. */
static void
test_report (gconstpointer data)
{
  BwH264Decoder decoder = GPOINTER_TO_UINT (data);
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), decoder);
  MSVideoSize size;
  float rate;

  line_start (line);
  ms_filter_call_method (line->decoder, MS_FILTER_GET_VIDEO_SIZE, &size);
  g_assert_cmpint (size.width, ==, MS_VIDEO_SIZE_UNKNOWN_W);
  line_send_n (line, &plain, 90);
  g_assert_true (line_wait_shown (line, 80));
  ms_filter_call_method (line->decoder, MS_FILTER_GET_VIDEO_SIZE, &size);
  g_assert_cmpint (size.width, ==, 320);
  g_assert_cmpint (size.height, ==, 240);
  ms_filter_call_method (line->decoder, MS_FILTER_GET_FPS, &rate);
  g_assert_cmpfloat (rate, >, 1);
  line_tick (line, 2000);
  line_tick (line, 2000);
  ms_filter_call_method (line->decoder, MS_FILTER_GET_FPS, &rate);
  g_assert_cmpfloat (rate, <, 0.5);
  line_stop (line);
}

/* In mode 0 a NAL unit is a packet; in mode 1 large ones go in fragments. Both fit. */
static void
test_packets (gconstpointer data)
{
  const Pair *pair = data;
  gboolean whole = g_str_equal (pair->fmtp, MODE_0);
  g_autoptr (Line) line = line_new (pair->encoder, BW_H264_N_DECODERS);
  int limit = ms_factory_get_payload_max_size (line->factory);

  line_configure (line, 2000000, 30);
  line_fmtp (line, pair->fmtp);
  line_start (line);
  for (guint i = 0; i < 6; i++) {
    line_send_n (line, &noisy, 10);
    ms_filter_call_method_noarg (line->encoder, MS_VIDEO_ENCODER_REQ_VFU);
  }
  g_assert_cmpuint (line->longest, <=, limit);
  g_assert_cmpuint (line->longest, >, limit / 2);
  g_assert_cmpuint (line->types[BW_H264_NAL_STAP_A], ==, 0);
  if (whole)
    g_assert_cmpuint (line->types[BW_H264_NAL_FU_A], ==, 0);
  else
    g_assert_cmpuint (line->types[BW_H264_NAL_FU_A], >, 0);
  g_assert_cmpuint (line->key_frames, >=, 3);
  line_stop (line);
}

static guint
count_key_frames (Line *line, guint pictures)
{
  guint before = line->key_frames;

  line_send_n (line, &plain, pictures);
  return line->key_frames - before;
}

static void
test_key_frames (gconstpointer data)
{
  const guint ways[] = { MS_VIDEO_ENCODER_NOTIFY_PLI, MS_VIDEO_ENCODER_REQ_VFU };
  g_autoptr (Line) line = line_new (GPOINTER_TO_UINT (data), BW_H264_N_DECODERS);
  guint8 number = 1;

  line_fmtp (line, MODE_1);
  line_start (line);
  g_assert_cmpuint (count_key_frames (line, 1), ==, 1);
  g_assert_cmpuint (count_key_frames (line, 40), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    guint whole = line->types[BW_H264_NAL_IDR] + line->types[BW_H264_NAL_FU_A];

    ms_filter_call_method_noarg (line->encoder, ways[i]);
    g_assert_cmpuint (count_key_frames (line, 20), ==, 1);
    g_assert_cmpuint (line->types[BW_H264_NAL_IDR] + line->types[BW_H264_NAL_FU_A], >, whole);
  }
  ms_filter_call_method (line->encoder, MS_VIDEO_ENCODER_NOTIFY_FIR, &number);
  g_assert_cmpuint (count_key_frames (line, 20), ==, 1);
  ms_filter_call_method (line->encoder, MS_VIDEO_ENCODER_NOTIFY_FIR, &number);
  g_assert_cmpuint (count_key_frames (line, 20), ==, 0);
  line_stop (line);
}

/* A peer that asks with each packet gets two a second. */
static void
test_key_frame_flood (gconstpointer data)
{
  g_autoptr (Line) line = line_new (GPOINTER_TO_UINT (data), BW_H264_N_DECODERS);

  line_fmtp (line, MODE_1);
  line_start (line);
  for (guint i = 0; i < 60; i++) {
    line_send (line, &plain);
    ms_filter_call_method_noarg (line->encoder, MS_VIDEO_ENCODER_NOTIFY_PLI);
  }
  g_assert_cmpuint (line->key_frames, >=, 3);
  g_assert_cmpuint (line->key_frames, <=, 6);
  line_stop (line);
}

/* Without AVPF a peer cannot ask for what was lost at the beginning: key frames come by themselves
 * then. */
static void
test_starter (gconstpointer data)
{
  g_autoptr (Line) line = line_new (GPOINTER_TO_UINT (data), BW_H264_N_DECODERS);
  bool_t no = FALSE;

  ms_filter_call_method (line->encoder, MS_VIDEO_ENCODER_ENABLE_AVPF, &no);
  line_fmtp (line, MODE_1);
  line_start (line);
  g_assert_cmpuint (count_key_frames (line, 150), >=, 2);
  line_stop (line);
}

static double
bytes_per_frame (Line *line, guint frames)
{
  const Picture grainy = { 640, 480, 120, 100, 150, 16 };
  gsize before = line->bytes;

  line_send_n (line, &grainy, frames);
  return (double) (line->bytes - before) / frames;
}

static void
test_bitrate (gconstpointer data)
{
  g_autoptr (Line) line = line_new (GPOINTER_TO_UINT (data), BW_H264_N_DECODERS);
  double much, little, again;
  guint key_frames;

  line_configure (line, 3000000, 30);
  line_fmtp (line, MODE_1);
  line_start (line);
  bytes_per_frame (line, 30);
  much = bytes_per_frame (line, 45);
  key_frames = line->key_frames;
  line_configure (line, 1000000, 30);
  bytes_per_frame (line, 30);
  little = bytes_per_frame (line, 45);
  line_configure (line, 3000000, 30);
  bytes_per_frame (line, 30);
  again = bytes_per_frame (line, 45);
  g_test_message ("3 Mbit/s: %.0f bytes a frame, 1 Mbit/s: %.0f, 3 Mbit/s again: %.0f", much,
                  little, again);
  g_assert_cmpfloat (little, <, 0.6 * much);
  g_assert_cmpfloat (again, >, 1.4 * little);
  g_assert_cmpuint (line->key_frames, <=, key_frames + 2);
  line_stop (line);
}

static void
test_resize (gconstpointer data)
{
  const Pair *pair = data;
  const Picture pictures[] = { { 320, 240, 60, 90, 200 },
                               { 640, 480, 100, 200, 90 },
                               { 176, 144, 200, 60, 130 },
                               { 352, 288, 90, 128, 40 } };
  g_autoptr (Line) line = line_new (pair->encoder, pair->decoder);

  line_fmtp (line, pair->fmtp);
  line_start (line);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++) {
    guint shown = line->shown;

    line_send_n (line, &pictures[i], 12);
    g_assert_true (line_wait_shown (line, shown + 10));
    line_check_shown (line, &pictures[i]);
    g_assert_cmpuint (line->formats, ==, i + 1);
  }
  line_stop (line);
}

/* Pictures are made to fit the level that the peer has named. */
static void
test_level (gconstpointer data)
{
  const Pair *pair = data;
  const Picture large = { .width = 1280, .height = 720, .y = 60, .u = 90, .v = 200 };
  g_autoptr (Line) line = line_new (pair->encoder, pair->decoder);
  MSPicture shown;

  line_fmtp (line, "profile-level-id=42800D;packetization-mode=1");
  line_start (line);
  line_send_n (line, &large, 4);
  g_assert_true (line_wait_shown (line, 3));
  ms_yuv_buf_init_from_mblk (&shown, line->last);
  g_test_message ("1280x720 at level 1.3: %dx%d", shown.w, shown.h);
  g_assert_cmpint (((shown.w + 15) / 16) * ((shown.h + 15) / 16), <=, 396);
  g_assert_cmpint (((shown.w + 15) / 16) * ((shown.h + 15) / 16), >, 280);
  g_assert_cmpfloat_with_epsilon ((double) shown.w / shown.h, 1280.0 / 720, 0.05);
  line_stop (line);
}

static void
test_configurations (void)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), BW_H264_N_DECODERS);
  const MSVideoConfiguration *list = NULL;
  guint n = 0;

  ms_filter_call_method (line->encoder, MS_VIDEO_ENCODER_GET_CONFIGURATION_LIST, &list);
  for (; list[n].required_bitrate > 0; n++) {
    g_assert_cmpint (list[n].mincpu, ==, 1);
    g_assert_cmpint (list[n].required_bitrate, >, list[n + 1].required_bitrate);
    g_assert_cmpint (list[n].bitrate_limit, >, list[n].required_bitrate);
  }
  g_assert_cmpuint (n, >, 4);
}

static void
test_registered (void)
{
  MSFactory *factory = ms_factory_new_with_voip ();

  g_assert_false (ms_factory_codec_supported (factory, "H264"));
  g_assert_true (bw_h264_register (factory));
  g_assert_true (ms_factory_codec_supported (factory, "H264"));
  g_assert_true (ms_factory_has_encoder (factory, "H264"));
  g_assert_true (ms_factory_has_decoder (factory, "H264"));
  g_assert_nonnull (bw_h264_get_encoder ());
  ms_factory_destroy (factory);
}

/* In a process of its own, in which no encoder is installed. */
static void
test_not_installed (void)
{
  MSFactory *factory;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  for (guint i = 0; i < BW_H264_N_ENCODERS; i++) {
    g_autoptr (GstPluginFeature) feature =
        gst_registry_lookup_feature (gst_registry_get (), bw_h264_encoder_name (i));

    if (feature)
      gst_registry_remove_feature (gst_registry_get (), feature);
  }
  factory = ms_factory_new_with_voip ();
  g_assert_false (bw_h264_register (factory));
  g_assert_false (ms_factory_codec_supported (factory, "H264"));
  g_assert_false (ms_factory_has_decoder (factory, "H264"));
  g_assert_null (bw_h264_get_encoder ());
  ms_factory_destroy (factory);
}

static void
add (GTestDataFunc test, const char *name, Pair pair)
{
  static const char *decoders[] = { "engine", "avdec_h264", "openh264dec", "none" };
  g_autofree char *path =
      g_strdup_printf ("/h264/%s/%s/%s/%s", name, bw_h264_encoder_name (pair.encoder),
                       decoders[pair.decoder], g_str_equal (pair.fmtp, MODE_0) ? "0" : "1");

  g_test_add_data_func_full (path, g_memdup2 (&pair, sizeof pair), test, g_free);
}

static void
add_encoder (GTestDataFunc test, const char *name, guint encoder)
{
  g_autofree char *path = g_strdup_printf ("/h264/%s/%s", name, bw_h264_encoder_name (encoder));

  g_test_add_data_func (path, GUINT_TO_POINTER (encoder), test);
}

static void
add_for_encoder (guint encoder)
{
  static const char *fmtps[] = { MODE_0, MODE_1 };

  for (guint i = 0; i < G_N_ELEMENTS (fmtps); i++) {
    for (BwH264Decoder decoder = 0; decoder < BW_H264_N_DECODERS; decoder++)
      add (test_pair, "pair", (Pair){ encoder, decoder, fmtps[i] });
    add (test_packets, "packets", (Pair){ encoder, BW_H264_N_DECODERS, fmtps[i] });
  }
  add (test_resize, "resize", (Pair){ encoder, BW_H264_DECODER_ENGINE, MODE_1 });
  add (test_resize, "resize", (Pair){ encoder, BW_H264_DECODER_LIBAV, MODE_0 });
  add (test_level, "level", (Pair){ encoder, BW_H264_DECODER_ENGINE, MODE_1 });
  add_encoder (test_key_frames, "key-frames", encoder);
  add_encoder (test_key_frame_flood, "key-frame-flood", encoder);
  add_encoder (test_starter, "starter", encoder);
  add_encoder (test_bitrate, "bitrate", encoder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  for (guint encoder = 0; encoder < BW_H264_N_ENCODERS; encoder++)
    if (!g_test_subprocess () && bw_h264_encoder_works (encoder))
      add_for_encoder (encoder);
  g_test_add_data_func ("/h264/report/engine", GUINT_TO_POINTER (BW_H264_DECODER_ENGINE),
                        test_report);
  g_test_add_data_func ("/h264/report/avdec_h264", GUINT_TO_POINTER (BW_H264_DECODER_LIBAV),
                        test_report);
  g_test_add_func ("/h264/configurations", test_configurations);
  g_test_add_func ("/h264/registered", test_registered);
  g_test_add_func ("/h264/not-installed", test_not_installed);

  return g_test_run ();
}
