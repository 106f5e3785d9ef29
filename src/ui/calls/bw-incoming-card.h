/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_INCOMING_CARD (bw_incoming_card_get_type ())

/**
 * BwIncomingCard:
 *
 * One call that rings here, with Answer and Decline; it announces itself to screen readers.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable),
 * `account-shown` (gboolean).
 * Signal: `answered` ().
 */
G_DECLARE_FINAL_TYPE (BwIncomingCard, bw_incoming_card, BW, INCOMING_CARD, AdwBin)

GtkWidget *bw_incoming_card_new (BwPhone *phone, BwCall *call);
void bw_incoming_card_set_account_shown (BwIncomingCard *self, gboolean account_shown);
/** bw_incoming_card_get_call: Returns: (transfer none) */
BwCall *bw_incoming_card_get_call (BwIncomingCard *self);

G_END_DECLS
