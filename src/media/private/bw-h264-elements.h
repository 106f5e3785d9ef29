/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-h264-pipe.h"

G_BEGIN_DECLS

/** BwH264Encoding: how a pipe that encodes is to be set up; 0 where nothing is asked for */
typedef struct {
  guint width; /* what is sent, even numbers; larger pictures are scaled */
  guint height;
  guint bitrate;    /* bits per second */
  guint slice_size; /* bytes that no slice may exceed, in packetization mode 0 */
  guint coarseness; /* the finest quantizer that may be used, where slices cannot be limited */
} BwH264Encoding;

/** BW_H264_N_ENCODERS: the elements that are known, best first */
#define BW_H264_N_ENCODERS 5

/** bw_h264_encoder_name: Returns: (transfer none): the name of the element */
const char *bw_h264_encoder_name (guint encoder);
/**
 * bw_h264_encoder_works:
 *
 * Whether the element is installed and has encoded a picture. The answer is kept; finding it costs
 * 5 to 20 ms. Any thread.
 */
gboolean bw_h264_encoder_works (guint encoder);
/** bw_h264_encoder_find: Returns: the first that works from @first on; BW_H264_N_ENCODERS if none
 */
guint bw_h264_encoder_find (guint first);
/** bw_h264_encoder_open: Returns: (transfer full) (nullable): I420 in, Annex B out; to be
 * started */
BwH264Pipe *bw_h264_encoder_open (guint encoder, const BwH264Encoding *encoding);
/** bw_h264_encoder_set_bitrate: of a pipe that runs */
void bw_h264_encoder_set_bitrate (guint encoder, BwH264Pipe *pipe, guint bitrate);

G_END_DECLS
