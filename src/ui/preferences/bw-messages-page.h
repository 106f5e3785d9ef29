/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_MESSAGES_PAGE (bw_messages_page_get_type ())

/** BwMessagesPage: what others are told, what a notification shows, and how large a message may
 * be. */
G_DECLARE_FINAL_TYPE (BwMessagesPage, bw_messages_page, BW, MESSAGES_PAGE, AdwPreferencesPage)

/** bw_messages_page_setup: @settings: of the schema io.github.bellwire.Bellwire */
void bw_messages_page_setup (BwMessagesPage *self, GSettings *settings);

G_END_DECLS
