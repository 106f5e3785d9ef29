/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"

G_BEGIN_DECLS

/**
 * bw_dbus_parse_account:
 * @arguments: a{sv} as Phone1.AddAccount takes it
 * @password: (out) (transfer full) (nullable): NULL where none was given
 * @error: BW_DBUS_ERROR_ARGUMENT for an unknown key, a value of another type or out of range, or no
 * address; the message names the key
 *
 * Every key is known and has its type, or nothing is made. Whether the values make an account is
 * for bw_account_settings_validate() to say.
 *
 * Returns: (transfer full) (nullable): the settings
 */
BwAccountSettings *bw_dbus_parse_account (GVariant *arguments, char **password, GError **error);

/** bw_dbus_nick: Returns: the name on the bus of @value of the enumeration @type, such as
 * `held-by-peer` */
const char *bw_dbus_nick (GType type, int value);

G_END_DECLS
