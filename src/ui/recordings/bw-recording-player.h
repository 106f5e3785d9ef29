/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-recording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING_PLAYER (bw_recording_player_get_type ())

/**
 * BwRecordingPlayer:
 *
 * Plays a recording: picture, play and pause, where it is; or says why it cannot. It falls silent
 * when it is not to be seen any more.
 *
 * Properties: `recording` (BwRecording, nullable, read and write), `player` (BwPlayer, read).
 * Actions: `player.toggle`, `player.seek` (int: seconds from here).
 */
G_DECLARE_FINAL_TYPE (BwRecordingPlayer, bw_recording_player, BW, RECORDING_PLAYER, AdwBin)

void bw_recording_player_set_recording (BwRecordingPlayer *self, BwRecording *recording);
/** bw_recording_player_pause: as where a call begins */
void bw_recording_player_pause (BwRecordingPlayer *self);

G_END_DECLS
