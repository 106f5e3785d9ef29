/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwH264Sps: what a sequence parameter set says of the pictures (H.264, 7.3.2.1.1) */
typedef struct {
  guint profile;
  guint width; /* pixels, in whole macroblocks: before what is cropped */
  guint height;
  guint chroma; /* chroma_format_idc: 1 is 4:2:0 */
  guint depth;  /* bits of a sample, the greater of luma's and chroma's */
} BwH264Sps;

/**
 * bw_h264_sps_read:
 * @data: a NAL unit, any bytes
 *
 * Returns: whether it could be read; what is beyond is not judged
 */
gboolean bw_h264_sps_read (const guint8 *data, gsize size, BwH264Sps *sps);

G_END_DECLS
