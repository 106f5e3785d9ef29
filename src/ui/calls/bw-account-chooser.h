/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_CHOOSER (bw_account_chooser_get_type ())

/**
 * BwAccountChooser:
 *
 * Which account a call or message goes out by; to be seen only where more than one is enabled.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `account` (BwAccount, nullable, read,
 * notify: NULL is the default).
 */
G_DECLARE_FINAL_TYPE (BwAccountChooser, bw_account_chooser, BW, ACCOUNT_CHOOSER, AdwBin)

void bw_account_chooser_set_phone (BwAccountChooser *self, BwPhone *phone);
/** bw_account_chooser_get_account: Returns: (transfer none) (nullable) */
BwAccount *bw_account_chooser_get_account (BwAccountChooser *self);

G_END_DECLS
