/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-dbus-generated.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_DBUS_BUDDY (bw_dbus_buddy_get_type ())

/** BwDBusBuddy: a watched address as io.github.bellwire.Bellwire.Buddy1. */
G_DECLARE_FINAL_TYPE (BwDBusBuddy, bw_dbus_buddy, BW, DBUS_BUDDY, BwDBusBuddy1Skeleton)

/** bw_dbus_buddy_new: @phone: whose people the buddy is of */
GDBusInterfaceSkeleton *bw_dbus_buddy_new (BwBuddy *buddy, BwPhone *phone);

G_END_DECLS
