/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_MAILBOX_CARD (bw_mailbox_card_get_type ())

/**
 * BwMailboxCard:
 *
 * The mailbox of an account: what is new, old and urgent, whether that still holds, and the way to
 * listen to it.
 *
 * Properties (construct): `phone` (BwPhone), `account` (BwAccount). Signal: `dialled` (BwCall) when
 * the mailbox was called.
 */
G_DECLARE_FINAL_TYPE (BwMailboxCard, bw_mailbox_card, BW, MAILBOX_CARD, AdwBin)

GtkWidget *bw_mailbox_card_new (BwPhone *phone, BwAccount *account);

G_END_DECLS
