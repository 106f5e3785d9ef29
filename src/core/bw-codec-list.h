/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec.h"

G_BEGIN_DECLS

#define BW_TYPE_CODEC_LIST (bw_codec_list_get_type ())

/**
 * BwCodecList:
 *
 * A GListModel of BwCodec in the order in which they are offered (RFC 3264). A change goes to the
 * engine at once and holds for the next call. Property `spec` (strv, read and write): the ids in
 * order, those that are switched off with a leading
 * `-`; what the settings keep. An empty spec is the default: of sound opus, G.722, PCMU and PCMA
 * on, of video H.264 and VP8, the rest off.
 */
G_DECLARE_FINAL_TYPE (BwCodecList, bw_codec_list, BW, CODEC_LIST, GObject)

/** bw_codec_list_move: puts the codec at @from to @to, the others close up */
void bw_codec_list_move (BwCodecList *self, guint from, guint to);
char **bw_codec_list_dup_spec (BwCodecList *self);
void bw_codec_list_set_spec (BwCodecList *self, const char *const *spec);

G_END_DECLS
