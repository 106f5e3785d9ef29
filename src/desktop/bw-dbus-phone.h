/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-dbus-branch.h"
#include "bw-dbus-generated.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_DBUS_PHONE (bw_dbus_phone_get_type ())

/** BwDBusPhone: io.github.bellwire.Bellwire.Phone1: what the bus sees of the BwPhone as a whole. */
G_DECLARE_FINAL_TYPE (BwDBusPhone, bw_dbus_phone, BW, DBUS_PHONE, BwDBusPhone1Skeleton)

/** bw_dbus_phone_new: @accounts, @calls, @buddies: where the paths of each of them are found */
GDBusInterfaceSkeleton *bw_dbus_phone_new (BwPhone *phone,
                                           BwDBusBranch *accounts,
                                           BwDBusBranch *calls,
                                           BwDBusBranch *buddies);

G_END_DECLS
