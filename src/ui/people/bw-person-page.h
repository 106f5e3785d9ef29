/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_PAGE (bw_person_page_get_type ())

/**
 * BwPersonPage:
 *
 * A person in full: picture, light, addresses, note, the latest event, and what can be done.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `person` (BwPerson, nullable, read,
 * notify). Signals: `dialled` (BwCall); `write` (BwConversation): to write in; `conversation`
 * (BwConversation): to look at; `left` when there is nothing more to be seen. Its actions, as
 * `person.`, are for the header bar above it: `call`, `write`, `edit`, `export`, `delete`, and
 * `favourite` (stateful).
 */
G_DECLARE_FINAL_TYPE (BwPersonPage, bw_person_page, BW, PERSON_PAGE, AdwBin)

GtkWidget *bw_person_page_new (BwPhone *phone);
void bw_person_page_set_phone (BwPersonPage *self, BwPhone *phone);
/** bw_person_page_show: @person: (nullable) */
void bw_person_page_show (BwPersonPage *self, BwPerson *person);
BwPerson *bw_person_page_get_person (BwPersonPage *self);
GActionGroup *bw_person_page_get_actions (BwPersonPage *self);
/** bw_person_page_get_menu: for a button of the header bar */
GMenuModel *bw_person_page_get_menu (BwPersonPage *self);

G_END_DECLS
