/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads how large the pictures of a stream are and of which kind, so that nobody's decoder meets
 * what a call has no use for. Total, for any bytes. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-sps.h"

#include "private/bw-h264-nal.h"

#define LONGEST 512
#define BLOCK 16
#define MOST_BLOCKS 4096

typedef struct {
  guint8 data[LONGEST]; /* without the bytes that keep a NAL unit from looking like a start code */
  gsize size;
  gsize position; /* bits */
  gboolean failed;
} Bits;

static void
unescape (Bits *bits, const guint8 *data, gsize size)
{
  guint zeros = 0;

  for (gsize i = 0; i < size && bits->size < LONGEST; i++) {
    if (zeros >= 2 && data[i] == 3) {
      zeros = 0;
      continue;
    }
    zeros = data[i] == 0 ? zeros + 1 : 0;
    bits->data[bits->size++] = data[i];
  }
}

static guint
read_bit (Bits *bits)
{
  gsize position = bits->position++;

  if (position >= bits->size * 8) {
    bits->failed = TRUE;
    return 0;
  }
  return (bits->data[position / 8] >> (7 - position % 8)) & 1;
}

static guint
read_bits (Bits *bits, guint n)
{
  guint value = 0;

  while (n-- > 0)
    value = value << 1 | read_bit (bits);
  return value;
}

/* ue(v), 9.1: as many bits as there were zeros before them. */
static guint
read_number (Bits *bits)
{
  guint zeros = 0;

  while (!bits->failed && read_bit (bits) == 0)
    zeros++;
  if (zeros > 31)
    bits->failed = TRUE;
  return bits->failed ? 0 : (1u << zeros) - 1 + read_bits (bits, zeros);
}

/* se(v), 9.1.1. */
static int
read_signed (Bits *bits)
{
  guint number = read_number (bits);
  int half = (int) (number / 2 + number % 2);

  return number % 2 ? half : -half;
}

/* A list of 16 or 64 numbers, which may end early. */
static void
skip_scaling_list (Bits *bits, guint n)
{
  int last = 8, next = 8;

  for (guint i = 0; i < n && !bits->failed; i++) {
    if (next != 0)
      next = (int) ((guint) last + (guint) read_signed (bits)) & 0xff;
    if (next != 0)
      last = next;
  }
}

static gboolean
is_high (guint profile)
{
  static const guint8 high[] = { 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 };

  for (guint i = 0; i < G_N_ELEMENTS (high); i++)
    if (high[i] == profile)
      return TRUE;
  return FALSE;
}

static void
read_high (Bits *bits, BwH264Sps *sps)
{
  guint luma, chroma, n;

  sps->chroma = read_number (bits);
  n = sps->chroma == 3 ? 12 : 8;
  if (sps->chroma == 3)
    read_bit (bits);
  luma = read_number (bits);
  chroma = read_number (bits);
  sps->depth = 8 + MIN (MAX (luma, chroma), 100);
  read_bit (bits);
  if (!read_bit (bits))
    return;
  for (guint i = 0; i < n; i++)
    if (read_bit (bits))
      skip_scaling_list (bits, i < 6 ? 16 : 64);
}

static void
skip_picture_order (Bits *bits)
{
  guint type = read_number (bits), n;

  if (type == 0)
    read_number (bits);
  if (type != 1)
    return;
  read_bit (bits);
  read_signed (bits);
  read_signed (bits);
  n = read_number (bits);
  while (n-- > 0 && !bits->failed)
    read_signed (bits);
}

static void
read_size (Bits *bits, BwH264Sps *sps)
{
  guint columns = read_number (bits);
  guint rows = read_number (bits);
  guint fields = read_bit (bits) ? 1 : 2;

  if (columns >= MOST_BLOCKS || rows >= MOST_BLOCKS)
    bits->failed = TRUE;
  sps->width = (MIN (columns, MOST_BLOCKS) + 1) * BLOCK;
  sps->height = (MIN (rows, MOST_BLOCKS) + 1) * BLOCK * fields;
}

gboolean
bw_h264_sps_read (const guint8 *data, gsize size, BwH264Sps *sps)
{
  Bits bits = { .size = 0 };

  if (size < 4 || bw_h264_nal_type (data[0]) != BW_H264_NAL_SPS)
    return FALSE;
  unescape (&bits, data + 1, size - 1);
  *sps = (BwH264Sps){ .profile = read_bits (&bits, 8), .chroma = 1, .depth = 8 };
  read_bits (&bits, 16);
  read_number (&bits);
  if (is_high (sps->profile))
    read_high (&bits, sps);
  read_number (&bits);
  skip_picture_order (&bits);
  read_number (&bits);
  read_bit (&bits);
  read_size (&bits, sps);
  return !bits.failed;
}
