/* SPDX-License-Identifier: GPL-3.0-or-later */

/* H.264 when things go wrong: lost, late and broken packets, peers that mean harm, starts and stops
 * in between, and thousands of pictures. */

#include "h264-line.h"

#include "private/bw-h264-elements.h"

#include <gst/gst.h>
#include <malloc.h>

#define MODE_1 "profile-level-id=42801F;packetization-mode=1"

static const Picture plain = { .width = 320, .height = 240, .y = 80, .u = 90, .v = 200 };
static const Picture moving = { .width = 320,
                                .height = 240,
                                .y = 60,
                                .u = 200,
                                .v = 90,
                                .noise = 20 };
static const guint8 sps[] = { 0x67, 0x42, 0xc0, 0x0d, 0x8c, 0x8d, 0x40,
                              0xa0, 0xf9, 0x00, 0xf0, 0x88, 0x46, 0xa0 };
static const guint8 pps[] = { 0x68, 0xce, 0x3c, 0x80 };

static gboolean
lose_one_in_twenty (Line *line, mblk_t *packet)
{
  return g_rand_int_range (line->chance, 0, 20) > 0;
}

static gboolean
turn_pairs_around (Line *line, mblk_t *packet)
{
  guint16 number = mblk_get_cseq (packet);

  mblk_set_cseq (packet, number % 8 == 3 ? number + 1 : number % 8 == 4 ? number - 1 : number);
  return TRUE;
}

/* Bits turn over, ends are cut off, headers become others. */
static gboolean
break_some (Line *line, mblk_t *packet)
{
  gint32 size = packet->b_wptr - packet->b_rptr;
  guint8 *somewhere = packet->b_rptr + g_rand_int_range (line->chance, 0, size);
  guint8 noise = g_rand_int (line->chance);

  switch (g_rand_int_range (line->chance, 0, 30)) {
  case 0:
    *somewhere ^= noise;
    break;
  case 1:
    packet->b_wptr = somewhere;
    break;
  case 2:
    *packet->b_rptr = noise;
    break;
  case 3:
    memset (somewhere, 0, packet->b_wptr - somewhere);
    break;
  }
  return TRUE;
}

typedef struct {
  BwH264Decoder decoder;
  LineWire wire;
  guint least; /* how many of 100 pictures are shown */
} Weather;

/* Nobody waits for the key frame: what can be decoded is shown, and in the end all is right. */
static void
test_weather (gconstpointer data)
{
  const Weather *weather = data;
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), weather->decoder);
  guint shown;

  line_configure (line, 1500000, 30);
  line_fmtp (line, MODE_1);
  line->echo = TRUE;
  line_start (line);
  line_send_n (line, &moving, 5);
  line->wire = weather->wire;
  line_send_n (line, &moving, 200);
  line->wire = NULL;
  g_test_message ("%u of %u pictures shown, %u key frames asked for, %u sent", line->shown,
                  line->frames, line->asked_pli, line->key_frames);
  g_assert_cmpuint (line->asked_pli, >=, 3);
  g_assert_cmpuint (line->asked_pli, <=, 205 * 33 / 500 + 2);
  g_assert_cmpuint (line->key_frames, >=, 3);
  g_assert_cmpuint (100 * line->shown, >=, weather->least * line->frames);
  line_send_n (line, &plain, 30);
  shown = line->shown;
  line_send_n (line, &plain, 60);
  g_assert_true (line_wait_shown (line, shown + 50));
  line_check_shown (line, &plain);
  line_stop (line);
}

/* A decoder that knows nothing yet asks, and less and less often when nobody answers. */
static void
test_asking (gconstpointer data)
{
  static const guint8 slice[] = { 0x41, 0x9a, 0x24, 0x6c, 0x41, 0x4f };
  gboolean feedback = GPOINTER_TO_INT (data);
  bool_t avpf = (bool_t) feedback;
  g_autoptr (Line) line = line_new (BW_H264_N_ENCODERS, BW_H264_DECODER_ENGINE);

  ms_filter_call_method (line->decoder, MS_VIDEO_DECODER_ENABLE_AVPF, &avpf);
  line_start (line);
  for (guint i = 0; i < 900; i++) {
    line_feed (line, slice, sizeof slice, i, TRUE);
    line_tick (line, 33);
  }
  g_assert_cmpuint (feedback ? line->asked_info : line->asked_pli, ==, 0);
  g_assert_cmpuint (feedback ? line->asked_pli : line->asked_info, >=, 5);
  g_assert_cmpuint (feedback ? line->asked_pli : line->asked_info, <=, 9);
  g_assert_cmpuint (line->shown, ==, 0);
  line_stop (line);
}

static gboolean
lose_all (Line *line, mblk_t *packet)
{
  return FALSE;
}

/* Where there is no RTCP feedback the engine sends an INFO, and is told when it was enough. */
static void
test_without_feedback (void)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), BW_H264_DECODER_ENGINE);
  bool_t no = FALSE;

  ms_filter_call_method (line->decoder, MS_VIDEO_DECODER_ENABLE_AVPF, &no);
  line_fmtp (line, MODE_1);
  line_start (line);
  line_send_n (line, &plain, 5);
  line->wire = lose_all;
  line_send_n (line, &plain, 2);
  line->wire = NULL;
  line_send_n (line, &plain, 2);
  g_assert_cmpuint (line->asked_info, ==, 1);
  g_assert_cmpuint (line->asked_pli, ==, 0);
  g_assert_cmpuint (line->recovered, ==, 0);
  line_tick (line, 500);
  ms_filter_call_method_noarg (line->encoder, MS_VIDEO_ENCODER_REQ_VFU);
  line_send_n (line, &plain, 5);
  g_assert_cmpuint (line->recovered, ==, 1);
  g_assert_cmpuint (line->asked_info, ==, 1);
  line_stop (line);
}

/* An engine that wants no broken pictures gets none until a key frame comes. */
static void
test_freeze (void)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), BW_H264_DECODER_ENGINE);
  bool_t yes = TRUE;
  guint shown;

  ms_filter_call_method (line->decoder, MS_VIDEO_DECODER_FREEZE_ON_ERROR, &yes);
  line_fmtp (line, MODE_1);
  line_start (line);
  line_send_n (line, &plain, 5);
  g_assert_true (line_wait_shown (line, 4));
  line->wire = lose_all;
  line_send_n (line, &plain, 2);
  line->wire = NULL;
  line_tick (line, 100);
  shown = line->shown;
  line_send_n (line, &plain, 5);
  line_tick (line, 100);
  g_assert_cmpuint (line->shown, ==, shown);
  line_tick (line, 500);
  ms_filter_call_method_noarg (line->encoder, MS_VIDEO_ENCODER_NOTIFY_PLI);
  line_send_n (line, &plain, 10);
  g_assert_true (line_wait_shown (line, shown + 8));
  line_stop (line);
}

/* Packets of the kinds that end programs which trust a peer's lengths. */
static void
test_harm (gconstpointer data)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), GPOINTER_TO_UINT (data));
  guint8 zeros[1400] = { 0x41 };
  guint8 fragment[1400] = { 0x7c, 0x81 };

  line_fmtp (line, MODE_1);
  line->echo = TRUE;
  line_start (line);
  line_send_n (line, &plain, 5);
  for (guint i = 0; i < 3; i++) {
    line_feed (line, zeros, sizeof zeros, i, TRUE);
    line_feed (line, "\x7c", 1, i, FALSE);
    line_feed (line, "\x7c\x81", 2, i, FALSE);
    line_feed (line, "\x7c\x41", 2, i, TRUE);
    line_feed (line, "\x78", 1, i, TRUE);
    line_feed (line, "\x78\xff\xff\x41", 4, i, TRUE);
    line_feed (line, "\x78\x00\x00\x00\x01\x41", 6, i, TRUE);
    line_feed (line, "\x41", 1, i, TRUE);
    line_feed (line, "\x65\x88", 2, i, TRUE);
    for (guint k = 0; k < 400; k++) {
      fragment[1] = k == 0 ? 0x81 : k == 399 ? 0x41 : 0x01;
      line_feed (line, fragment, sizeof fragment, 100 + i, k == 399);
    }
  }
  line_send_n (line, &plain, 60);
  line_check_shown (line, &plain);
  line_stop (line);
}

/* An empty packet is how the engine says that another stream begins. */
static void
test_reset (gconstpointer data)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), GPOINTER_TO_UINT (data));
  guint shown;

  line_fmtp (line, MODE_1);
  line->echo = TRUE;
  line_start (line);
  line_send_n (line, &moving, 10);
  g_assert_true (line_wait_shown (line, 9));
  line_feed (line, NULL, 0, 0, FALSE);
  line->sequence = 4000;
  line_send_n (line, &plain, 40);
  shown = line->shown;
  line_send_n (line, &plain, 10);
  g_assert_true (line_wait_shown (line, shown + 8));
  line_check_shown (line, &plain);
  g_assert_cmpuint (line->key_frames, >=, 2);
  line_stop (line);
}

static gboolean
lose_sets (Line *line, mblk_t *packet)
{
  guint type = *packet->b_rptr & 0x1f;

  if (line->packets == NULL || (type != 7 && type != 8))
    return TRUE;
  line->sequence--;
  return FALSE;
}

static char *
describe_sets (Line *line)
{
  char *texts[2] = { NULL };
  char *fmtp;

  for (guint i = 0; i < line->packets->len; i++) {
    mblk_t *packet = g_ptr_array_index (line->packets, i);
    guint type = *packet->b_rptr & 0x1f;

    if ((type == 7 || type == 8) && !texts[type - 7])
      texts[type - 7] = g_base64_encode (packet->b_rptr, packet->b_wptr - packet->b_rptr);
  }
  fmtp = g_strdup_printf ("packetization-mode=1;sprop-parameter-sets=%s,%s", texts[0], texts[1]);
  g_free (texts[0]);
  g_free (texts[1]);

  return fmtp;
}

/* A peer that says its parameter sets in the session description alone. */
static void
test_sets (gconstpointer data)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), GPOINTER_TO_UINT (data));
  g_autofree char *fmtp = NULL;

  line->packets = g_ptr_array_new_with_free_func ((GDestroyNotify) freemsg);
  line->wire = lose_sets;
  line_fmtp (line, MODE_1);
  line_start (line);
  line_send_n (line, &plain, 5);
  g_assert_cmpuint (line->shown, ==, 0);
  fmtp = describe_sets (line);
  line_stop (line);
  ms_filter_call_method (line->decoder, MS_FILTER_ADD_FMTP, fmtp);
  ms_filter_call_method (line->decoder, MS_FILTER_ADD_FMTP, (void *) MODE_1);
  line_start (line);
  line_send_n (line, &plain, 10);
  g_assert_true (line_wait_shown (line, 8));
  line_check_shown (line, &plain);
  line_stop (line);
}

/* Pictures of a kind that no call has use for reach no decoder. */
static void
test_unwanted (gconstpointer data)
{
  static const guint8 large[] = { 0x67, 0x42, 0xc0, 0x3c, 0xda, 0x00, 0x20, 0x00, 0x08, 0x76,
                                  0xc0, 0x5a, 0x80, 0x80, 0x80, 0xa0, 0x00, 0x00, 0x03, 0x00,
                                  0x20, 0x00, 0x00, 0x07, 0x91, 0xe1, 0x00, 0x85, 0x40 };
  static const guint8 slice[] = { 0x65, 0x88, 0x84, 0x3a, 0x26, 0x28, 0x00, 0x09, 0x32 };
  g_autoptr (Line) line = line_new (BW_H264_N_ENCODERS, GPOINTER_TO_UINT (data));

  line_start (line);
  for (guint i = 0; i < 30; i++) {
    line_feed (line, large, sizeof large, i, FALSE);
    line_feed (line, pps, sizeof pps, i, FALSE);
    line_feed (line, slice, sizeof slice, i, TRUE);
    line_tick (line, 33);
  }
  g_assert_cmpuint (line->shown, ==, 0);
  g_assert_cmpuint (line->asked_pli, >=, 1);
  line_feed (line, sps, sizeof sps, 100, FALSE);
  line_feed (line, pps, sizeof pps, 100, FALSE);
  line_feed (line, slice, sizeof slice, 100, TRUE);
  line_stop (line);
}

/* Calls are held, taken up again, and their cameras changed. */
static void
test_restarts (gconstpointer data)
{
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), GPOINTER_TO_UINT (data));

  line_fmtp (line, MODE_1);
  for (guint i = 0; i < 10; i++) {
    const Picture picture = { 160 + 16 * i, 120 + 16 * i, 60 + 5 * i, 90, 170 };
    guint shown = line->shown;

    line_start (line);
    line_send_n (line, &picture, 5);
    g_assert_true (line_wait_shown (line, shown + 3));
    line_check_shown (line, &picture);
    line_stop (line);
    line_start (line);
    line_stop (line);
  }
}

static gsize
get_memory (void)
{
  malloc_trim (0);
  return mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
}

/* A decoder on a thread of its own is not left behind. */
static void
send_slowly (Line *line, const Picture *picture, guint n)
{
  for (guint i = 0; i < n; i += 10) {
    line_send_n (line, picture, 10);
    g_assert_true (line_wait_shown (line, line->frames - 5));
  }
}

static void
test_memory (gconstpointer data)
{
  const Picture small = { 128, 96, 60, 200, 90, 8 };
  g_autoptr (Line) line = line_new (bw_h264_encoder_find (0), GPOINTER_TO_UINT (data));
  gsize before;
  gssize grown;

  line_fmtp (line, MODE_1);
  line_start (line);
  send_slowly (line, &small, 1000);
  before = get_memory ();
  send_slowly (line, &small, 9000);
  grown = (gssize) (get_memory () - before);
  g_test_message ("9000 pictures more: %" G_GSSIZE_FORMAT " bytes", grown);
  g_assert_cmpint (grown, <, 1024 * 1024);
  line_stop (line);
}

static void
add (GTestDataFunc test, const char *name, BwH264Decoder decoder)
{
  static const char *decoders[] = { "engine", "avdec_h264", "openh264dec" };
  g_autofree char *path = g_strdup_printf ("/h264/%s/%s", name, decoders[decoder]);

  g_test_add_data_func (path, GUINT_TO_POINTER (decoder), test);
}

static void
add_weather (const char *name, BwH264Decoder decoder, LineWire wire, guint least)
{
  const Weather weather = { decoder, wire, least };
  g_autofree char *path = g_strdup_printf ("/h264/%s/%u", name, decoder);

  g_test_add_data_func_full (path, g_memdup2 (&weather, sizeof weather), test_weather, g_free);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  for (BwH264Decoder decoder = 0; decoder < BW_H264_N_DECODERS; decoder++) {
    gboolean guesses = decoder != BW_H264_DECODER_OPENH264;

    add_weather ("loss", decoder, lose_one_in_twenty, guesses ? 70 : 5);
    add_weather ("order", decoder, turn_pairs_around, guesses ? 50 : 2);
    add_weather ("damage", decoder, break_some, guesses ? 30 : 2);
    add (test_harm, "harm", decoder);
    add (test_reset, "reset", decoder);
    add (test_sets, "sets", decoder);
    add (test_unwanted, "unwanted", decoder);
    add (test_restarts, "restarts", decoder);
  }
  add (test_memory, "memory", BW_H264_DECODER_ENGINE);
  add (test_memory, "memory", BW_H264_DECODER_LIBAV);
  g_test_add_data_func ("/h264/asking/rtcp", GINT_TO_POINTER (TRUE), test_asking);
  g_test_add_data_func ("/h264/asking/info", GINT_TO_POINTER (FALSE), test_asking);
  g_test_add_func ("/h264/without-feedback", test_without_feedback);
  g_test_add_func ("/h264/freeze", test_freeze);

  return g_test_run ();
}
