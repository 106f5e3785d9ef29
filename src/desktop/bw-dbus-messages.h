/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-dbus-branch.h"
#include "bw-dbus-generated.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_DBUS_MESSAGES (bw_dbus_messages_get_type ())

/**
 * BwDBusMessages:
 *
 * The messages of the phone on the bus: tells of them by the signals MessageReceived and
 * MessageStateChanged of Phone1, and takes those of SendMessage.
 */
G_DECLARE_FINAL_TYPE (BwDBusMessages, bw_dbus_messages, BW, DBUS_MESSAGES, GObject)

/** bw_dbus_messages_new: @face: (transfer none): the skeleton of Phone1, which must outlive it */
BwDBusMessages *bw_dbus_messages_new (BwDBusPhone1 *face, BwPhone *phone, BwDBusBranch *accounts);

/**
 * bw_dbus_messages_send:
 * @account: (nullable): NULL for the one of the latest conversation with @peer, else the default
 *
 * Returns: (transfer full) (nullable): the id of the message, which is on disk; NULL with a BwError
 * or BwStoreError
 */
char *bw_dbus_messages_send (BwDBusMessages *self,
                             BwAccount *account,
                             const char *peer,
                             const char *text,
                             GError **error);

G_END_DECLS
