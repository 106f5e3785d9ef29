/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_BUTTON (bw_account_button_get_type ())

/**
 * BwAccountButton:
 *
 * Who am I, and can I be reached: the default account with its light; behind it one's status, all
 * accounts and the way to the preferences. Property `phone` (BwPhone, nullable, read and
 * write).
 */
G_DECLARE_FINAL_TYPE (BwAccountButton, bw_account_button, BW, ACCOUNT_BUTTON, AdwBin)

/** bw_account_button_popup: opens the menu of the status and the accounts */
void bw_account_button_popup (BwAccountButton *self);

G_END_DECLS
