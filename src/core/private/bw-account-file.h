/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"

G_BEGIN_DECLS

/**
 * bw_account_file_load:
 * @default_id: (out) (transfer full) (nullable): the account that is the default
 *
 * Returns: (transfer container) (element-type BwAccountSettings): the accounts of a key file, in
 * order; empty where there is no file yet; NULL with BW_ERROR_FILE where it cannot be read or
 * understood
 */
GPtrArray *bw_account_file_load (GFile *file, char **default_id, GError **error);

/** bw_account_file_save: writes it as a whole, readable by the person alone, by way of a temporary
 * file. */
gboolean
bw_account_file_save (GFile *file, GPtrArray *settings, const char *default_id, GError **error);

G_END_DECLS
