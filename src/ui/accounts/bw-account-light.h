/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_LIGHT (bw_account_light_get_type ())

/**
 * BwAccountLight:
 *
 * A small light that shows whether an account can be reached, by its shape and its colour; what it
 * means in words is its accessible label and its tooltip.
 *
 * Property `account` (BwAccount, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwAccountLight, bw_account_light, BW, ACCOUNT_LIGHT, AdwBin)

void bw_account_light_set_account (BwAccountLight *self, BwAccount *account);

G_END_DECLS
