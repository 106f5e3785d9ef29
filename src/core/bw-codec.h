/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_CODEC (bw_codec_get_type ())

/**
 * BwCodec:
 *
 * One way to carry sound. Properties: `id` (string, `opus/48000/2`: for the settings), `name`
 * (string, `Opus`), `rate` (guint, Hz: of the sound, which need not be the clock of the id),
 * `channels` (guint), `enabled` (gboolean, read and write).
 */
G_DECLARE_FINAL_TYPE (BwCodec, bw_codec, BW, CODEC, GObject)

const char *bw_codec_get_id (BwCodec *self);
const char *bw_codec_get_name (BwCodec *self);
guint bw_codec_get_rate (BwCodec *self);
gboolean bw_codec_get_enabled (BwCodec *self);
void bw_codec_set_enabled (BwCodec *self, gboolean enabled);

G_END_DECLS
