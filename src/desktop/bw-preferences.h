/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_PREFERENCES (bw_preferences_get_type ())

/**
 * BwPreferences:
 *
 * Ties the settings of the person (schema io.github.bellwire.Bellwire) to the objects of the phone,
 * both ways: what is kept is set when this object is made, and what changes on either side is
 * carried to the other at once for as long as both live.
 *
 * Keys that are no matter of the phone (`run-in-background`,
 * `pictures-folder`, `notify-message-text`, `idle-minutes`, `use-desktop-contacts`,
 * `voicemail-told`, the size of the window) are left to whoever asks bw_preferences_get_settings().
 */
G_DECLARE_FINAL_TYPE (BwPreferences, bw_preferences, BW, PREFERENCES, GObject)

/** bw_preferences_new: @settings: of the schema io.github.bellwire.Bellwire */
BwPreferences *bw_preferences_new (GSettings *settings, BwPhone *phone);

/** bw_preferences_get_settings: Returns: (transfer none) */
GSettings *bw_preferences_get_settings (BwPreferences *self);

G_END_DECLS
