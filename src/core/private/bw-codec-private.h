/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec-list.h"
#include "bw-engine.h"

G_BEGIN_DECLS

/** bw_codec_new: @type: the engine's codec, a reference is taken */
BwCodec *bw_codec_new (LinphonePayloadType *type);
LinphonePayloadType *bw_codec_get_payload_type (BwCodec *self);
void bw_codec_release (BwCodec *self);

/** BwCodecKind: what the codecs of a list carry. */
typedef enum {
  BW_CODEC_KIND_AUDIO,
  BW_CODEC_KIND_VIDEO,
} BwCodecKind;

BwCodecList *bw_codec_list_new (BwCodecKind kind);

/** bw_codec_list_attach: fills the list from a running engine and puts it in order */
void bw_codec_list_attach (BwCodecList *self, BwEngine *engine);
void bw_codec_list_detach (BwCodecList *self);

G_END_DECLS
