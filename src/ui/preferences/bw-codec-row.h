/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CODEC_ROW (bw_codec_row_get_type ())

/**
 * BwCodecRow:
 *
 * A codec with its switch, and with two buttons and a handle that move it.
 *
 * Signal `move` (BwCodec, int step): the codec is to go `step` places down (up where negative).
 */
G_DECLARE_FINAL_TYPE (BwCodecRow, bw_codec_row, BW, CODEC_ROW, AdwActionRow)

GtkWidget *bw_codec_row_new (BwCodec *codec);
BwCodec *bw_codec_row_get_codec (BwCodecRow *self);
/** bw_codec_row_set_ends: tells which of the two buttons have somewhere to go */
void bw_codec_row_set_ends (BwCodecRow *self, gboolean is_first, gboolean is_last);
/** bw_codec_row_focus_move: puts the focus on the button that moves it up or down, or on the other
 * one at an end */
void bw_codec_row_focus_move (BwCodecRow *self, gboolean up);

G_END_DECLS
