/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads what a peer sends as H.264 (RFC 6184). It stands before every decoder, also before the
 * engine's own, whose reading of packets trusts a peer's lengths and writes behind its buffer at
 * runs of zeros. It must not know who decodes.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-reader.h"

#include "private/bw-h264-nal.h"
#include "private/bw-h264-sps.h"

#include <string.h>

/* More than a key frame of 4096x2304 takes in a call. */
#define MOST_BYTES (4 * 1024 * 1024)
#define MOST_WIDTH 4096
#define MOST_PIXELS (4096 * 2304)
/* Sequence numbers that are behind by no more are late; others are of a new stream. */
#define LATE 1000

struct _BwH264Reader {
  gboolean begun;
  guint16 sequence;   /* of the last packet */
  BwH264Frame *frame; /* in work; NULL before its first packet */
  GByteArray *pieces; /* of a NAL unit in fragments; empty where there is none */
  GQueue complete;
};

static const guint8 start_code[] = { 0, 0, 0, 1 };

void
bw_h264_frame_free (BwH264Frame *self)
{
  g_byte_array_unref (self->stream);
  g_free (self);
}

static BwH264Frame *
new_frame (guint32 timestamp, gboolean damaged)
{
  BwH264Frame *frame = g_new0 (BwH264Frame, 1);

  frame->stream = g_byte_array_new ();
  frame->timestamp = timestamp;
  frame->damaged = damaged;
  return frame;
}

/* 00 00 00, 00 00 01 and 00 00 02 are never within a NAL unit (7.4.1); its end may be padded. */
static gboolean
is_escaped (const guint8 *data, gsize size)
{
  guint zeros = 0;

  for (gsize i = 0; i < size; i++) {
    if (zeros >= 2 && data[i] < 3)
      return FALSE;
    zeros = data[i] == 0 ? zeros + 1 : 0;
  }
  return TRUE;
}

static gboolean
is_acceptable_sps (const guint8 *data, gsize size)
{
  BwH264Sps sps;

  return bw_h264_sps_read (data, size, &sps) && sps.chroma == 1 && sps.depth == 8 &&
         sps.width <= MOST_WIDTH && sps.height <= MOST_WIDTH &&
         (gsize) sps.width * sps.height <= MOST_PIXELS;
}

gboolean
bw_h264_reader_accepts (const guint8 *data, gsize size)
{
  guint type;

  if (size < 2 || (data[0] & 0x80) || !is_escaped (data, size))
    return FALSE;
  type = bw_h264_nal_type (data[0]);
  if (type == BW_H264_NAL_SPS)
    return is_acceptable_sps (data, size);
  return type >= BW_H264_NAL_SLICE && type <= BW_H264_NAL_PPS;
}

/* What nobody needs is no damage when it is left out. */
static gboolean
is_needless (guint type)
{
  return type >= BW_H264_NAL_DELIMITER && type <= BW_H264_NAL_LAST;
}

static void
add_nal (BwH264Reader *self, const guint8 *data, gsize size)
{
  static const guint8 padding[2] = { 0 };
  BwH264Frame *frame = self->frame;
  guint type;

  while (size > 0 && data[size - 1] == 0)
    size--;
  if (size == 0)
    return;
  type = bw_h264_nal_type (data[0]);
  if (is_needless (type))
    return;
  if (frame->stream->len + size > MOST_BYTES || !bw_h264_reader_accepts (data, size)) {
    frame->damaged = TRUE;
    return;
  }
  if (type == BW_H264_NAL_SPS && frame->stream->len == 0)
    frame->damaged = FALSE; /* what was lost was of the picture before */
  frame->sets |= type == BW_H264_NAL_SPS;
  frame->key |= type == BW_H264_NAL_SPS || type == BW_H264_NAL_IDR;
  g_byte_array_append (frame->stream, start_code, sizeof start_code);
  g_byte_array_append (frame->stream, data, size);
  if (size < 4)
    g_byte_array_append (frame->stream, padding, 4 - size);
}

static void
add_pieces (BwH264Reader *self)
{
  add_nal (self, self->pieces->data, self->pieces->len);
  g_byte_array_set_size (self->pieces, 0);
}

/* The end is missing: a decoder shows what the beginning of a slice says, and guesses the rest. */
static void
break_pieces (BwH264Reader *self)
{
  if (self->pieces->len == 0)
    return;
  self->frame->damaged = TRUE;
  if (bw_h264_nal_type (self->pieces->data[0]) <= BW_H264_NAL_IDR)
    add_pieces (self);
  g_byte_array_set_size (self->pieces, 0);
}

static void
finish_frame (BwH264Reader *self)
{
  break_pieces (self);
  g_queue_push_tail (&self->complete, g_steal_pointer (&self->frame));
}

/* STAP-A, 5.7.1: a length of two bytes before each NAL unit. */
static void
read_aggregate (BwH264Reader *self, const guint8 *data, gsize size)
{
  data++;
  size--;
  while (size > 2) {
    gsize length = data[0] << 8 | data[1];

    data += 2;
    size -= 2;
    if (length > size)
      break;
    add_nal (self, data, length);
    data += length;
    size -= length;
  }
  if (size > 0)
    self->frame->damaged = TRUE;
}

/* FU-A, 5.8: the NAL unit's header is in two halves. */
static void
read_fragment (BwH264Reader *self, const guint8 *data, gsize size)
{
  guint8 header = size > 2 ? (data[0] & 0xe0) | (data[1] & 0x1f) : 0;
  gboolean first = size > 2 && data[1] & 0x80;
  gboolean last = size > 2 && data[1] & 0x40;

  if (size <= 2 || self->pieces->len + size > MOST_BYTES || first == (self->pieces->len > 0)) {
    break_pieces (self);
    self->frame->damaged = TRUE;
    if (!first || size <= 2 || size > MOST_BYTES)
      return;
  }
  if (first)
    g_byte_array_append (self->pieces, &header, 1);
  g_byte_array_append (self->pieces, data + 2, size - 2);
  if (!last)
    return;
  add_pieces (self);
}

static void
read_payload (BwH264Reader *self, const guint8 *data, gsize size)
{
  guint type = size > 0 ? bw_h264_nal_type (data[0]) : 0;

  if (type == BW_H264_NAL_FU_A) {
    read_fragment (self, data, size);
    return;
  }
  break_pieces (self);
  if (type == BW_H264_NAL_STAP_A)
    read_aggregate (self, data, size);
  else
    add_nal (self, data, size);
}

/* Returns how many packets are missing before this one; negative where it is late or twice. */
static int
count_missing (BwH264Reader *self, guint16 sequence)
{
  gint16 distance = (gint16) (guint16) (sequence - self->sequence);

  if (!self->begun)
    return 0;
  return distance <= 0 && distance > -LATE ? -1 : ABS (distance - 1);
}

BwH264Reader *
bw_h264_reader_new (void)
{
  BwH264Reader *self = g_new0 (BwH264Reader, 1);

  self->pieces = g_byte_array_new ();
  g_queue_init (&self->complete);
  return self;
}

void
bw_h264_reader_reset (BwH264Reader *self)
{
  self->begun = FALSE;
  g_clear_pointer (&self->frame, bw_h264_frame_free);
  g_byte_array_set_size (self->pieces, 0);
  g_queue_clear_full (&self->complete, (GDestroyNotify) bw_h264_frame_free);
}

void
bw_h264_reader_free (BwH264Reader *self)
{
  bw_h264_reader_reset (self);
  g_byte_array_unref (self->pieces);
  g_free (self);
}

void
bw_h264_reader_read (BwH264Reader *self, const BwH264Packet *packet)
{
  int missing = count_missing (self, packet->sequence);

  if (missing < 0)
    return;
  self->begun = TRUE;
  self->sequence = packet->sequence;
  if (missing > 0 && self->frame) {
    break_pieces (self);
    self->frame->damaged = TRUE;
  }
  if (self->frame && self->frame->timestamp != packet->timestamp)
    finish_frame (self);
  if (self->frame == NULL)
    self->frame = new_frame (packet->timestamp, missing > 0);
  read_payload (self, packet->data, packet->size);
  if (packet->marker)
    finish_frame (self);
}

BwH264Frame *
bw_h264_reader_take (BwH264Reader *self)
{
  return g_queue_pop_head (&self->complete);
}
