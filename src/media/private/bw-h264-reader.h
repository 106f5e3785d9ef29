/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwH264Packet: an RTP packet of a peer, any bytes */
typedef struct {
  const guint8 *data; /* the payload */
  gsize size;
  guint16 sequence;
  guint32 timestamp;
  gboolean marker;
} BwH264Packet;

/** BwH264Frame: what makes one picture */
typedef struct {
  GByteArray *stream; /* NAL units behind start codes (H.264, annex B); each of them well-formed */
  guint32 timestamp;
  gboolean key;     /* a decoder can begin with it, if it knows the parameter sets */
  gboolean sets;    /* it has an SPS */
  gboolean damaged; /* something is missing in it or before it */
} BwH264Frame;

void bw_h264_frame_free (BwH264Frame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwH264Frame, bw_h264_frame_free)

/**
 * BwH264Reader:
 *
 * Puts pictures together from RTP payloads: single NAL units, STAP-A and FU-A (RFC 6184), in their
 * order. What is malformed, too large or of a kind that no call needs is left out and counted as
 * damage, so that a decoder behind it meets only what a decoder may be given.
 */
typedef struct _BwH264Reader BwH264Reader;

BwH264Reader *bw_h264_reader_new (void);
void bw_h264_reader_free (BwH264Reader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwH264Reader, bw_h264_reader_free)

/** bw_h264_reader_reset: Another stream begins */
void bw_h264_reader_reset (BwH264Reader *self);
/** bw_h264_reader_read: Those that are late or twice are left out */
void bw_h264_reader_read (BwH264Reader *self, const BwH264Packet *packet);
/** bw_h264_reader_take: Returns: (transfer full) (nullable): the next picture that is complete */
BwH264Frame *bw_h264_reader_take (BwH264Reader *self);

/** bw_h264_reader_accepts: Returns: whether the NAL unit is one that a decoder may be given */
gboolean bw_h264_reader_accepts (const guint8 *data, gsize size);

G_END_DECLS
