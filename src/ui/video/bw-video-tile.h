/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-peer.h"
#include "bw-video-sink.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_TILE (bw_video_tile_get_type ())

/**
 * BwVideoTile:
 *
 * One picture of a call, and what is drawn in its place or over it: an avatar, or an icon for
 * oneself, and words.
 *
 * Properties (read and write): `peer` (BwPeer, nullable: whose avatar it is; NULL has the icon of a
 * camera that is off), `avatar-size` (gint, pixels; below 40 the words are a tooltip alone),
 * `words` (string, nullable: NULL shows the picture alone), `cover` (gboolean: the picture fills
 * the place).
 */
G_DECLARE_FINAL_TYPE (BwVideoTile, bw_video_tile, BW, VIDEO_TILE, AdwBin)

GtkWidget *bw_video_tile_new (void);
/** bw_video_tile_set_picture: @sink: (nullable) */
void bw_video_tile_set_picture (BwVideoTile *self, BwVideoSink *sink, gboolean mirrored);
/** bw_video_tile_set_look: @peer, @words: (nullable): as of the properties */
void bw_video_tile_set_look (BwVideoTile *self, BwPeer *peer, const char *words);
/** bw_video_tile_set_name: what a screen reader says it is a picture of */
void bw_video_tile_set_name (BwVideoTile *self, const char *name);
const char *bw_video_tile_get_words (BwVideoTile *self);
/** bw_video_tile_get_sink: Returns: (transfer none) (nullable): what is shown */
BwVideoSink *bw_video_tile_get_sink (BwVideoTile *self);

G_END_DECLS
