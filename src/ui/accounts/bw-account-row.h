/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_ROW (bw_account_row_get_type ())

/**
 * BwAccountRow:
 *
 * A line about an account: its light, address, state, reason and since when; Try again where it
 * failed.
 *
 * Properties: `account` (BwAccount, construct), `manage` (gboolean, construct: with a switch and a
 * menu of what can be done with it). Signals, with `manage` only: `edit` (), `remove` (),
 * `make-default` ().
 */
G_DECLARE_FINAL_TYPE (BwAccountRow, bw_account_row, BW, ACCOUNT_ROW, AdwActionRow)

GtkWidget *bw_account_row_new (BwAccount *account, gboolean manage);
BwAccount *bw_account_row_get_account (BwAccountRow *self);

G_END_DECLS
