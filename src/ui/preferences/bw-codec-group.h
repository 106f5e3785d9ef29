/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CODEC_GROUP (bw_codec_group_get_type ())

/** BwCodecGroup: the order in which codecs of one kind are offered, and which are. Property
 * `codecs` (BwCodecList, nullable, read and write). */
G_DECLARE_FINAL_TYPE (BwCodecGroup, bw_codec_group, BW, CODEC_GROUP, AdwPreferencesGroup)

void bw_codec_group_set_codecs (BwCodecGroup *self, BwCodecList *codecs);

G_END_DECLS
