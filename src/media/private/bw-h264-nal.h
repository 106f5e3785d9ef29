/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwH264NalType: H.264, table 7-1, and those of RFC 6184 */
typedef enum {
  BW_H264_NAL_SLICE = 1,
  BW_H264_NAL_PARTITION_C = 4,
  BW_H264_NAL_IDR = 5,
  BW_H264_NAL_SEI = 6,
  BW_H264_NAL_SPS = 7,
  BW_H264_NAL_PPS = 8,
  BW_H264_NAL_DELIMITER = 9,
  BW_H264_NAL_LAST = 23, /* what comes above is RFC 6184's */
  BW_H264_NAL_STAP_A = 24,
  BW_H264_NAL_FU_A = 28,
} BwH264NalType;

/** bw_h264_nal_type: of a NAL unit by its first byte */
guint bw_h264_nal_type (guint8 header);

/**
 * bw_h264_nal_next:
 * @data: (inout): a byte stream (H.264, annex B); what is left of it
 * @size: (inout): bytes of it
 * @length: (out): bytes of the NAL unit
 *
 * Returns: (nullable): the next NAL unit without its start code, in @data; %NULL at the end
 */
const guint8 *bw_h264_nal_next (const guint8 **data, gsize *size, gsize *length);

G_END_DECLS
