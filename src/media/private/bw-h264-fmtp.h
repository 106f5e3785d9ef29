/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwH264Fmtp: what a peer's "a=fmtp" says of H.264 (RFC 6184, 8.1) */
typedef struct {
  guint mode;       /* packetization-mode: 0 or 1 */
  guint frame_size; /* macroblocks that a picture may have, by the level */
  guint block_rate; /* macroblocks a second, by the level */
  GBytes *sets[2];  /* (nullable): sprop-parameter-sets: an SPS and a PPS, as NAL units */
} BwH264Fmtp;

/**
 * bw_h264_fmtp_read:
 * @text: the peer's, any bytes
 * @fmtp: (out caller-allocates): what is not said is as the phone would say it: mode 0, level 3.1
 */
void bw_h264_fmtp_read (const char *text, BwH264Fmtp *fmtp);
void bw_h264_fmtp_clear (BwH264Fmtp *fmtp);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwH264Fmtp, bw_h264_fmtp_clear)

/** bw_h264_fmtp_fit: The largest picture of the same shape, even numbers, that @fmtp allows */
void bw_h264_fmtp_fit (const BwH264Fmtp *fmtp, double rate, guint *width, guint *height);

G_END_DECLS
