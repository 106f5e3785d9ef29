/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_DIALOG (bw_account_dialog_get_type ())

/** BwAccountDialog: adds an account, or changes one; it closes by itself once the server has
 * agreed. */
G_DECLARE_FINAL_TYPE (BwAccountDialog, bw_account_dialog, BW, ACCOUNT_DIALOG, AdwWindow)

/** bw_account_dialog_new: @parent: (nullable); @account: (nullable): NULL for a new one. The
 * trouble of one that failed is shown at once. */
BwAccountDialog *bw_account_dialog_new (GtkWindow *parent, BwPhone *phone, BwAccount *account);

G_END_DECLS
