/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read of a peer's H.264: session description, parameter sets, packets. */

#include "bw-h264.h"
#include "private/bw-h264-fmtp.h"
#include "private/bw-h264-nal.h"
#include "private/bw-h264-reader.h"
#include "private/bw-h264-sps.h"

#include <gst/gst.h>
#include <string.h>

#define SPS_320 "6742c00d8c8d40a0f900f08846a0"
#define PPS "68ce3c80"

static GByteArray *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] && hex[1]; hex += 2) {
    guint8 byte = g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]);

    g_byte_array_append (bytes, &byte, 1);
  }
  return bytes;
}

static char *
to_hex (const guint8 *data, gsize size)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  return g_string_free (hex, FALSE);
}

static void
test_fmtp (void)
{
  static const struct {
    const char *text;
    guint mode, frame_size, block_rate;
    gboolean sets;
  } rows[] = {
    { "", 0, 3600, 108000, FALSE },
    { "profile-level-id=42801F", 0, 3600, 108000, FALSE },
    { "profile-level-id=42801F;packetization-mode=1", 1, 3600, 108000, FALSE },
    { "packetization-mode=1; profile-level-id=42e00d", 1, 396, 11880, FALSE },
    { " Packetization-Mode = 1 ;PROFILE-LEVEL-ID=640028", 1, 8192, 245760, FALSE },
    { "profile-level-id=420029", 0, 8192, 245760, FALSE },
    { "profile-level-id=420001", 0, 99, 1485, FALSE },
    { "profile-level-id=4200ff", 0, 36864, 983040, FALSE },
    { "profile-level-id=zzzzzz;packetization-mode=2", 0, 3600, 108000, FALSE },
    { "profile-level-id=-42801;packetization-mode=11", 0, 3600, 108000, FALSE },
    { "profile-level-id=;packetization-mode;;=;==", 0, 3600, 108000, FALSE },
    { "sprop-parameter-sets=Z0LADYyNQKD5APCIRqA=,aM48gA==;packetization-mode=1", 1, 3600, 108000,
      TRUE },
    { "sprop-parameter-sets=aM48gA==,Z0LADYyNQKD5APCIRqA=", 0, 3600, 108000, FALSE },
    { "sprop-parameter-sets=Z0LADYyNQKD5APCIRqA=", 0, 3600, 108000, FALSE },
    { "sprop-parameter-sets=,", 0, 3600, 108000, FALSE },
    { "sprop-parameter-sets=\xff\xfe,%n%n", 0, 3600, 108000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (BwH264Fmtp) fmtp = { 0 };

    g_test_message ("%s", rows[i].text);
    bw_h264_fmtp_read (rows[i].text, &fmtp);
    g_assert_cmpuint (fmtp.mode, ==, rows[i].mode);
    g_assert_cmpuint (fmtp.frame_size, ==, rows[i].frame_size);
    g_assert_cmpuint (fmtp.block_rate, ==, rows[i].block_rate);
    g_assert_cmpint (fmtp.sets[0] != NULL, ==, rows[i].sets);
    g_assert_cmpint (fmtp.sets[1] != NULL, ==, rows[i].sets);
  }
}

static void
test_fit (void)
{
  static const struct {
    const char *text;
    double rate;
    guint width, height, fit_width, fit_height;
  } rows[] = {
    { "", 30, 1280, 720, 1280, 720 },
    { "", 31, 1280, 720, 1280, 720 },
    { "", 30, 640, 480, 640, 480 },
    { "", 30, 641, 481, 640, 480 },
    { "profile-level-id=42800c", 15, 352, 288, 352, 288 },
    { "profile-level-id=420028", 30, 1920, 1080, 1920, 1080 },
    { "", 30, 1, 1, 32, 32 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (BwH264Fmtp) fmtp = { 0 };
    guint width = rows[i].width, height = rows[i].height;

    bw_h264_fmtp_read (rows[i].text, &fmtp);
    bw_h264_fmtp_fit (&fmtp, rows[i].rate, &width, &height);
    g_assert_cmpuint (width, ==, rows[i].fit_width);
    g_assert_cmpuint (height, ==, rows[i].fit_height);
  }
}

/* Whatever is to be sent, it fits and keeps its shape. */
static void
test_fit_always (void)
{
  g_auto (BwH264Fmtp) fmtp = { 0 };

  bw_h264_fmtp_read ("", &fmtp);
  for (guint i = 0; i < 2000; i++) {
    guint w = g_test_rand_int_range (64, 8000), h = g_test_rand_int_range (64, 8000);
    guint width = w, height = h;

    bw_h264_fmtp_fit (&fmtp, 30, &width, &height);
    g_assert_cmpuint (((width + 15) / 16) * ((height + 15) / 16), <=, 3600);
    g_assert_cmpuint (width % 2 + height % 2, ==, 0);
    if (w < 3 * h && h < 3 * w)
      g_assert_cmpfloat_with_epsilon ((double) width / height / w * h, 1.0, 0.08);
  }
}

static void
test_sps (void)
{
  static const struct {
    const char *hex;
    guint profile, width, height, chroma, depth;
    gboolean accepted;
  } rows[] = {
    { SPS_320, 66, 320, 240, 1, 8, TRUE },
    { "6742c01fd9005005bb016a02020280000003008000001e478c1924", 66, 1280, 720, 1, 8, TRUE },
    { "67640028acd940780227e5c05a808080a0000003002000000791e30632c0", 100, 1920, 1088, 1, 8, TRUE },
    { "6764001facd940b424d80b5060606a50000003001000000303c9f162d960", 100, 720, 576, 1, 8, TRUE },
    { "67f4000d919b28283f602d41818190000003001000000303c8f1429960", 244, 320, 240, 3, 8, FALSE },
    { "676e000da6cd94141fb016a0c0c0d4a0000003002000000791e28532c0", 110, 320, 240, 1, 10, FALSE },
    { "677a000dbcd94141fb016a0c0c0c80000003008000001e478a14cb", 122, 320, 240, 2, 8, FALSE },
    { "6742c00dffffffff", 66, 16, 16, 1, 8, TRUE },
    { "6742c03cda0020000876c05a808080a0000003002000000791e1008540", 66, 8192, 4320, 1, 8, FALSE },
  };
  static const char *broken[] = { "", "67", "6742c00d", "6742c00d0000030000030000030000030000",

                                  "6764002800000300000300000300" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) bytes = from_hex (rows[i].hex);
    BwH264Sps sps;

    g_test_message ("%s", rows[i].hex);
    g_assert_true (bw_h264_sps_read (bytes->data, bytes->len, &sps));
    g_assert_cmpuint (sps.profile, ==, rows[i].profile);
    g_assert_cmpuint (sps.width, ==, rows[i].width);
    g_assert_cmpuint (sps.height, ==, rows[i].height);
    g_assert_cmpuint (sps.chroma, ==, rows[i].chroma);
    g_assert_cmpuint (sps.depth, ==, rows[i].depth);
    g_assert_cmpint (bw_h264_reader_accepts (bytes->data, bytes->len), ==, rows[i].accepted);
  }
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GByteArray) bytes = from_hex (broken[i]);
    BwH264Sps sps;

    g_assert_false (bw_h264_sps_read (bytes->data, bytes->len, &sps));
    g_assert_false (bw_h264_reader_accepts (bytes->data, bytes->len));
  }
}

static void
test_nals (void)
{
  static const struct {
    const char *stream;
    const char *nals;
  } rows[] = {
    { "", "" },
    { "0000", "" },
    { "000001", "" },
    { "00000001", "" },
    { "000000016742c0", "6742c0 " },
    { "0000016742c0000000000168ce", "6742c0 68ce " },
    { "00000165aa000003bb0000000000016501000000", "65aa000003bb 6501 " },
    { "ffff00000165aa", "65aa " },
    { "000001000001000001aa", "aa " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) bytes = from_hex (rows[i].stream);
    g_autoptr (GString) found = g_string_new (NULL);
    const guint8 *data = bytes->data, *nal;
    gsize size = bytes->len, length;

    while ((nal = bw_h264_nal_next (&data, &size, &length))) {
      g_autofree char *hex = to_hex (nal, length);

      g_string_append_printf (found, "%s ", hex);
    }
    g_assert_cmpstr (found->str, ==, rows[i].nals);
  }
}

typedef struct {
  guint16 sequence;
  guint32 timestamp;
  gboolean marker;
  const char *hex;
} Packet;

/* Each picture that came out: its bytes, then what is known of it. */
static char *
read_packets (const Packet *packets)
{
  g_autoptr (BwH264Reader) reader = bw_h264_reader_new ();
  GString *found = g_string_new (NULL);

  for (; packets->hex; packets++) {
    g_autoptr (GByteArray) bytes = from_hex (packets->hex);
    BwH264Packet packet = { bytes->data, bytes->len, packets->sequence, packets->timestamp,
                            packets->marker };
    BwH264Frame *frame;

    bw_h264_reader_read (reader, &packet);
    while ((frame = bw_h264_reader_take (reader))) {
      g_autofree char *hex = to_hex (frame->stream->data, frame->stream->len);

      g_string_append_printf (found, "%s%s%s%s@%u ", hex, frame->key ? "K" : "",
                              frame->sets ? "S" : "", frame->damaged ? "D" : "", frame->timestamp);
      bw_h264_frame_free (frame);
    }
  }
  return g_string_free (found, FALSE);
}

#define START "00000001"

static const struct {
  const char *name;
  Packet packets[8];
  const char *frames;
} journeys[] = {
  { "single", { { 1, 5, TRUE, "41aabbcc" } }, START "41aabbcc@5 " },
  { "two slices",
    { { 1, 5, FALSE, "41aabbcc" }, { 2, 5, TRUE, "41ddeeff" } },
    START "41aabbcc" START "41ddeeff@5 " },
  { "key",
    { { 1, 5, FALSE, SPS_320 }, { 2, 5, FALSE, PPS }, { 3, 5, TRUE, "65aabbcc" } },
    START SPS_320 START PPS START "65aabbccKS@5 " },
  { "no marker",
    { { 1, 5, FALSE, "41aabbcc" }, { 2, 6, TRUE, "41ddeeff" } },
    START "41aabbcc@5 " START "41ddeeff@6 " },
  { "lost",
    { { 1, 5, TRUE, "41aabbcc" }, { 3, 6, TRUE, "41ddeeff" } },
    START "41aabbcc@5 " START "41ddeeffD@6 " },
  { "lost within",
    { { 1, 5, FALSE, "41aabbcc" }, { 3, 5, TRUE, "41ddeeff" }, { 4, 6, TRUE, "41aabbcc" } },
    START "41aabbcc" START "41ddeeffD@5 " START "41aabbcc@6 " },
  { "lost before a key",
    { { 1, 5, FALSE, "41aabbcc" }, { 3, 6, FALSE, SPS_320 }, { 4, 6, TRUE, "65aabbcc" } },
    START "41aabbccD@5 " START SPS_320 START "65aabbccKS@6 " },
  { "late and twice",
    { { 5, 5, TRUE, "41aabbcc" },
      { 5, 5, TRUE, "41aabbcc" },
      { 4, 4, TRUE, "41aabbcc" },
      { 6, 6, TRUE, "41ddeeff" } },
    START "41aabbcc@5 " START "41ddeeff@6 " },
  { "sequence goes round",
    { { 65535, 5, TRUE, "41aabbcc" }, { 0, 6, TRUE, "41ddeeff" } },
    START "41aabbcc@5 " START "41ddeeff@6 " },
  { "another stream",
    { { 40000, 5, TRUE, "41aabbcc" }, { 7, 6, TRUE, "41ddeeff" } },
    START "41aabbcc@5 " START "41ddeeffD@6 " },
  { "fragments",
    { { 1, 5, FALSE, "7c85aabb" }, { 2, 5, FALSE, "7c05ccdd" }, { 3, 5, TRUE, "7c45ee" } },
    START "65aabbccddeeK@5 " },
  { "fragment lost",
    { { 1, 5, FALSE, "7c85aabb" }, { 3, 5, TRUE, "7c45ee" }, { 4, 6, TRUE, "41aabbcc" } },
    START "65aabb00KD@5 " START "41aabbcc@6 " },
  { "fragment without a beginning",
    { { 1, 5, FALSE, "7c05aabb" }, { 2, 5, TRUE, "41aabbcc" } },
    START "41aabbccD@5 " },
  { "fragment without an end",
    { { 1, 5, FALSE, "7c85aabb" }, { 2, 6, TRUE, "41aabbcc" } },
    START "65aabb00KD@5 " START "41aabbcc@6 " },
  { "fragment begun twice",
    { { 1, 5, FALSE, "7c81aabb" }, { 2, 5, FALSE, "7c81ccdd" }, { 3, 5, TRUE, "7c41ee" } },
    START "61aabb00" START "61ccddeeD@5 " },
  { "fragment that is whole", { { 1, 5, TRUE, "7cc1aabbcc" } }, START "61aabbcc@5 " },
  { "fragments too short",
    { { 1, 5, FALSE, "7c" }, { 2, 5, FALSE, "7c85" }, { 3, 5, TRUE, "41aabbcc" } },
    START "41aabbccD@5 " },
  { "aggregate",
    { { 1, 5, TRUE, "78000e" SPS_320 "0004" PPS "000465aabbcc" } },
    START SPS_320 START PPS START "65aabbccKS@5 " },
  { "aggregate too long", { { 1, 5, TRUE, "78000441aabbccffff41" } }, START "41aabbccD@5 " },
  { "aggregate of nothing", { { 1, 5, TRUE, "78" } }, "@5 " },
  { "aggregate of empty ones", { { 1, 5, TRUE, "7800000000000441aabbcc" } }, START "41aabbcc@5 " },
  { "aggregate within an aggregate", { { 1, 5, TRUE, "7800057800024161" } }, "D@5 " },
  { "short", { { 1, 5, TRUE, "68ce" } }, START "68ce0000@5 " },
  { "header alone", { { 1, 5, TRUE, "41" } }, "D@5 " },
  { "forbidden bit", { { 1, 5, TRUE, "c1aabbcc" } }, "D@5 " },
  { "zeros", { { 1, 5, TRUE, "41aa000000bb" } }, "D@5 " },
  { "zeros in fragments",
    { { 1, 5, FALSE, "7c8100" }, { 2, 5, FALSE, "7c0100" }, { 3, 5, TRUE, "7c4101ff" } },
    "D@5 " },
  { "start code within", { { 1, 5, TRUE, "41aa00000165bbcc" } }, "D@5 " },
  { "escaped", { { 1, 5, TRUE, "41aa00000301ff" } }, START "41aa00000301ff@5 " },
  { "delimiter", { { 1, 5, FALSE, "0910" }, { 2, 5, TRUE, "41aabbcc" } }, START "41aabbcc@5 " },
  { "unknown types", { { 1, 5, FALSE, "5aaabbcc" }, { 2, 5, TRUE, "40aabbcc" } }, "D@5 " },
  { "4:4:4",
    { { 1, 5, FALSE, "67f4000d919b28283f602d41818190000003001000000303c8f1429960" },
      { 2, 5, TRUE, "65aabbcc" } },
    START "65aabbccKD@5 " },
};

static void
test_packets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (journeys); i++) {
    g_autofree char *frames = read_packets (journeys[i].packets);

    g_test_message ("%s", journeys[i].name);
    g_assert_cmpstr (frames, ==, journeys[i].frames);
  }
}

static void
feed (BwH264Reader *reader, guint16 sequence, guint32 timestamp, const guint8 *data, gsize size)
{
  BwH264Packet packet = { data, size, sequence, timestamp, FALSE };

  bw_h264_reader_read (reader, &packet);
}

/* A peer that never ends anything makes nothing grow beyond a limit. */
static void
test_endless (void)
{
  g_autoptr (BwH264Reader) reader = bw_h264_reader_new ();
  guint8 fragment[1400], whole[1400];
  gsize longest = 0;

  memset (fragment, 0x55, sizeof fragment);
  memset (whole, 0x55, sizeof whole);
  fragment[0] = 0x7c;
  fragment[1] = 0x81;
  whole[0] = 0x41;
  for (guint i = 0; i < 20000; i++) {
    BwH264Frame *frame;

    feed (reader, i, i / 9000, i % 2 ? whole : fragment, sizeof whole);
    fragment[1] = i < 9000 ? 0x01 : 0x81;
    while ((frame = bw_h264_reader_take (reader))) {
      longest = MAX (longest, frame->stream->len);
      bw_h264_frame_free (frame);
    }
  }
  g_assert_cmpuint (longest, >, 1024 * 1024);
  g_assert_cmpuint (longest, <=, 4 * 1024 * 1024 + 8);
}

static void
test_noise (void)
{
  g_autoptr (BwH264Reader) reader = bw_h264_reader_new ();
  guint8 data[64];

  for (guint i = 0; i < 200000; i++) {
    BwH264Packet packet = { data, g_test_rand_int_range (0, sizeof data), i, i / 3,
                            g_test_rand_bit () };
    BwH264Frame *frame;

    for (gsize k = 0; k < sizeof data; k++)
      data[k] = g_test_rand_int ();
    if (i % 2)
      data[0] = (data[0] & 0x60) | (i % 4 == 1 ? 28 : 24);
    bw_h264_reader_read (reader, &packet);
    while ((frame = bw_h264_reader_take (reader)))
      bw_h264_frame_free (frame);
  }
}

/* GTK registers types of its own while this looks for an encoder: GStreamer's must be there. */
static void
test_prepare (void)
{
  g_assert_false (gst_is_initialized ());
  g_thread_join (bw_h264_prepare ());
  g_assert_true (gst_is_initialized ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/h264/prepare", test_prepare);
  g_test_add_func ("/h264/fmtp", test_fmtp);
  g_test_add_func ("/h264/fit", test_fit);
  g_test_add_func ("/h264/fit-always", test_fit_always);
  g_test_add_func ("/h264/sps", test_sps);
  g_test_add_func ("/h264/nals", test_nals);
  g_test_add_func ("/h264/packets", test_packets);
  g_test_add_func ("/h264/endless", test_endless);
  g_test_add_func ("/h264/noise", test_noise);

  return g_test_run ();
}
