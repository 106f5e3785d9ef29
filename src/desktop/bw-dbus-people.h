/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

/* What can be done from the bus with the people that are watched. */

/**
 * bw_dbus_people_add:
 * @text: an address as bw_address_parse() takes it
 * @name: what the person is called here, may be empty; of one who has a name already it is left out
 *
 * Watches an address: of the person who has it, else of a new one.
 *
 * Returns: (transfer none) (nullable): NULL with BW_ERROR_ADDRESS or a #BwStoreError
 */
BwBuddy *bw_dbus_people_add (BwPhone *phone, const char *text, const char *name, GError **error);

/** bw_dbus_people_remove: takes the address away from its person, and the person away where that
 * was the only one */
gboolean bw_dbus_people_remove (BwPhone *phone, BwBuddy *buddy, GError **error);

/** bw_dbus_people_leave: watches the person no more */
gboolean bw_dbus_people_leave (BwPhone *phone, BwBuddy *buddy, GError **error);

G_END_DECLS
