/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_ROW (bw_person_row_get_type ())

/**
 * BwPersonRow:
 *
 * A person in a list: picture, light, name, and the light in words. Its buttons and its menu use
 * the actions `people.call`, `people.write`, `people.edit`, `people.delete`, `people.pick-up` (s:
 * the uid), `people.favourite` and `people.wait` ((sb): the uid, and whether) of the page around
 * it.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `person` (BwPerson, nullable).
 */
G_DECLARE_FINAL_TYPE (BwPersonRow, bw_person_row, BW, PERSON_ROW, AdwBin)

GtkWidget *bw_person_row_new (BwPhone *phone);
BwPerson *bw_person_row_get_person (BwPersonRow *self);
void bw_person_row_set_person (BwPersonRow *self, BwPerson *person);
/** bw_person_row_popup: opens the row's menu */
void bw_person_row_popup (BwPersonRow *self);

G_END_DECLS
