/* SPDX-License-Identifier: GPL-3.0-or-later */

/* H.264 of a peer: a line of its session description, then RTP payloads, each with a byte of flags
 * and one of length before it. What comes out is what a decoder may be given. */

#include "fuzz.h"

#include "private/bw-h264-fmtp.h"
#include "private/bw-h264-nal.h"
#include "private/bw-h264-reader.h"

#include <string.h>

static void
check_fmtp (const char *text)
{
  g_auto (BwH264Fmtp) fmtp = { 0 };
  guint width = 1280, height = 720;

  bw_h264_fmtp_read (text, &fmtp);
  g_assert_cmpuint (fmtp.mode, <=, 1);
  g_assert_cmpuint (fmtp.frame_size, >=, 99);
  g_assert_true (!fmtp.sets[0] == !fmtp.sets[1]);
  bw_h264_fmtp_fit (&fmtp, 30, &width, &height);
  g_assert_cmpuint (width, <=, 1280);
  g_assert_cmpuint (height, <=, 720);
}

/* Taken apart again it is the same NAL units, each of them acceptable. */
static void
check_frame (BwH264Frame *frame)
{
  const guint8 *data = frame->stream->data, *nal;
  gsize size = frame->stream->len, length, sum = 0;

  while ((nal = bw_h264_nal_next (&data, &size, &length))) {
    g_assert_true (bw_h264_reader_accepts (nal, length));
    sum += 4 + MAX (length, 4);
  }
  g_assert_cmpuint (sum, ==, frame->stream->len);
}

static void
take_frames (BwH264Reader *reader)
{
  BwH264Frame *frame;

  while ((frame = bw_h264_reader_take (reader))) {
    check_frame (frame);
    bw_h264_frame_free (frame);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) parts = bw_fuzz_split (data, size, 2);
  const guint8 *newline = size > 0 ? memchr (data, '\n', size) : NULL;
  const guint8 *end = data + size;
  g_autoptr (BwH264Reader) reader = bw_h264_reader_new ();
  guint16 sequence = 0;

  check_fmtp (parts[0]);
  for (data = newline ? newline + 1 : end; end - data > 2;) {
    guint flags = data[0];
    gsize length = MIN ((gsize) data[1], (gsize) (end - data - 2));
    BwH264Packet packet = { .data = data + 2,
                            .size = length,
                            .sequence = sequence += flags & 7,
                            .timestamp = flags >> 4,
                            .marker = (flags >> 3) & 1 };

    bw_h264_reader_read (reader, &packet);
    take_frames (reader);
    data += 2 + length;
  }
  return 0;
}
