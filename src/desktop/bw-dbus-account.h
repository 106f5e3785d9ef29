/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-dbus-generated.h"

G_BEGIN_DECLS

#define BW_TYPE_DBUS_ACCOUNT (bw_dbus_account_get_type ())

/** BwDBusAccount: io.github.bellwire.Bellwire.Account1: what the bus sees of a BwAccount. */
G_DECLARE_FINAL_TYPE (BwDBusAccount, bw_dbus_account, BW, DBUS_ACCOUNT, BwDBusAccount1Skeleton)

GDBusInterfaceSkeleton *bw_dbus_account_new (BwAccount *account);

G_END_DECLS
