/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PRESENCE_PAGE (bw_presence_page_get_type ())

/** BwPresencePage: what makes one's status another one, who gets through, who may see it, and
 * whether the desktop's contacts are used. */
G_DECLARE_FINAL_TYPE (BwPresencePage, bw_presence_page, BW, PRESENCE_PAGE, AdwPreferencesPage)

/**
 * bw_presence_page_setup:
 * @settings: of the schema io.github.bellwire.Bellwire
 * @contacts: (nullable): the desktop's address books: an object with the properties `available`
 * (gboolean) and `error` (string)
 */
void bw_presence_page_setup (BwPresencePage *self,
                             BwPhone *phone,
                             GSettings *settings,
                             GObject *contacts);

G_END_DECLS
