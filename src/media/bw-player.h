/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-sink.h"

G_BEGIN_DECLS

#define BW_TYPE_PLAYER (bw_player_get_type ())

/**
 * BwPlayer:
 *
 * Plays a file by GStreamer (playbin): sound to the default device, pictures to a sink.
 *
 * Properties: `file` (GFile, nullable, read and write: loads it, paused), `playing` (gboolean, read
 * and write, FALSE again at the end), `position`, `duration` (gint64, microseconds, read, notified
 * ten times a second while it plays; duration -1 unknown), `has-video` (gboolean, read), `picture`
 * (BwVideoSink, read), `error` (GError, nullable, read: why it cannot be played, for people; where
 * only a part of it can, that goes on).
 *
 * Files are Matroska, WAVE and Ogg, as their first bytes say: nothing else is opened.
 */
G_DECLARE_FINAL_TYPE (BwPlayer, bw_player, BW, PLAYER, GObject)

BwPlayer *bw_player_new (void);
void bw_player_set_file (BwPlayer *self, GFile *file);
gboolean bw_player_get_playing (BwPlayer *self);
void bw_player_set_playing (BwPlayer *self, gboolean playing);
gint64 bw_player_get_position (BwPlayer *self);
gint64 bw_player_get_duration (BwPlayer *self);
gboolean bw_player_get_has_video (BwPlayer *self);
BwVideoSink *bw_player_get_picture (BwPlayer *self);
const GError *bw_player_get_error (BwPlayer *self);
/** bw_player_seek: @position: microseconds */
void bw_player_seek (BwPlayer *self, gint64 position);

G_END_DECLS
