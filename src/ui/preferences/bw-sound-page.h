/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_SOUND_PAGE (bw_sound_page_get_type ())

/** BwSoundPage: microphone, speaker, ringer, ringtone and what becomes of echo. */
G_DECLARE_FINAL_TYPE (BwSoundPage, bw_sound_page, BW, SOUND_PAGE, AdwPreferencesPage)

/** bw_sound_page_setup: @sounds: the folder of the built-in tones */
void bw_sound_page_setup (BwSoundPage *self, BwPhone *phone, GSettings *settings, GFile *sounds);

G_END_DECLS
