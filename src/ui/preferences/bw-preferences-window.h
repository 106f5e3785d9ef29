/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PREFERENCES_WINDOW (bw_preferences_window_get_type ())

/** BwPreferencesWindow: accounts, messages, presence, sound, video, codecs and the rest. Its pages
 * are called `accounts`, `messages`, `presence`, `sound`, `video`, `codecs` and `general`. */
G_DECLARE_FINAL_TYPE (BwPreferencesWindow,
                      bw_preferences_window,
                      BW,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/**
 * bw_preferences_window_new:
 * @parent: (nullable)
 * @settings: of the schema io.github.bellwire.Bellwire
 * @sounds: the folder of the built-in tones
 * @contacts: (nullable): see bw_presence_page_setup()
 */
BwPreferencesWindow *bw_preferences_window_new (GtkWindow *parent,
                                                BwPhone *phone,
                                                GSettings *settings,
                                                GFile *sounds,
                                                GObject *contacts);

G_END_DECLS
