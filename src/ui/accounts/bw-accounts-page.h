/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNTS_PAGE (bw_accounts_page_get_type ())

/**
 * BwAccountsPage:
 *
 * The preferences of accounts: which there are, which is used, which is the default; add, edit,
 * remove with undo. Property `phone` (BwPhone, read and write).
 */
G_DECLARE_FINAL_TYPE (BwAccountsPage, bw_accounts_page, BW, ACCOUNTS_PAGE, AdwPreferencesPage)

G_END_DECLS
