/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-h264.h"

#include <mediastreamer2/msfilter.h>

G_BEGIN_DECLS

/** BwH264Decoder: what decodes, best first */
typedef enum {
  BW_H264_DECODER_ENGINE, /* mediastreamer2's own */
  BW_H264_DECODER_LIBAV,  /* avdec_h264 */
  BW_H264_DECODER_OPENH264,
  BW_H264_N_DECODERS,
} BwH264Decoder;

/** bw_h264_encoder_desc: Returns: (transfer none): the filter that uses this element */
MSFilterDesc *bw_h264_encoder_desc (guint encoder);
/** bw_h264_decoder_desc: Returns: (transfer none): the filter that uses this decoder */
MSFilterDesc *bw_h264_decoder_desc (BwH264Decoder decoder);
/** bw_h264_decoder_is_there: Returns: whether it is installed */
gboolean bw_h264_decoder_is_there (BwH264Decoder decoder);

/** bw_h264_register_these: Registers exactly these; whether they are there is the caller's to know
 */
void bw_h264_register_these (MSFactory *factory, guint encoder, BwH264Decoder decoder);

G_END_DECLS
