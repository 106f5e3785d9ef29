/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PEOPLE_PAGE (bw_people_page_get_type ())

/**
 * BwPeoplePage:
 *
 * Everybody that a person knows, their own people and those of the desktop: the favourites, then
 * all others by letter, each with a light; found as one types. It adds, changes and deletes people
 * by itself; `app.import-people` and `app.export-people` are the program's.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `shown` (BwPerson, nullable: the one
 * whose page is beside the list), `search-mode` (gboolean). Signals: `activated` (BwPerson) when
 * one was chosen or added; `dialled` (BwCall); `write` (BwConversation).
 */
G_DECLARE_FINAL_TYPE (BwPeoplePage, bw_people_page, BW, PEOPLE_PAGE, AdwBin)

GtkWidget *bw_people_page_new (BwPhone *phone);
void bw_people_page_set_phone (BwPeoplePage *self, BwPhone *phone);

G_END_DECLS
