/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RINGTONE_ROW (bw_ringtone_row_get_type ())

/**
 * BwRingtoneRow:
 *
 * The ringtone: its name, a button that plays it, one that chooses another sound file and one that
 * goes back to the built-in one.
 *
 * It plays by a ringer of its own, so that a call that comes in meanwhile rings as ever.
 */
G_DECLARE_FINAL_TYPE (BwRingtoneRow, bw_ringtone_row, BW, RINGTONE_ROW, AdwActionRow)

/** bw_ringtone_row_setup: @settings: with the keys `ringtone`, `ringer` and `ring-volume`; @sounds:
 * the folder of the built-in tones */
void bw_ringtone_row_setup (BwRingtoneRow *self, GSettings *settings, GFile *sounds);

G_END_DECLS
