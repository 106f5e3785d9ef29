/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_ADDRESS_ROW (bw_person_address_row_get_type ())

/**
 * BwPersonAddressRow:
 *
 * An address on the page of a person, with a light of its own where it is watched. Its buttons use
 * the actions `person.call-at`, `person.write-to` and `person.copy` (s: the address).
 */
G_DECLARE_FINAL_TYPE (BwPersonAddressRow,
                      bw_person_address_row,
                      BW,
                      PERSON_ADDRESS_ROW,
                      AdwActionRow)

GtkWidget *bw_person_address_row_new (BwPhone *phone, const BwPersonAddress *address);
/** bw_person_address_row_update: the light may be another one */
void bw_person_address_row_update (BwPersonAddressRow *self);

G_END_DECLS
