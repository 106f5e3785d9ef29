/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"
#include "bw-dbus-branch.h"
#include "bw-dbus-generated.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_DBUS_CALL (bw_dbus_call_get_type ())

/** BwDBusCall: io.github.bellwire.Bellwire.Call1: what the bus sees of a BwCall. */
G_DECLARE_FINAL_TYPE (BwDBusCall, bw_dbus_call, BW, DBUS_CALL, BwDBusCall1Skeleton)

/** bw_dbus_call_new: @phone: knows where recordings go; @accounts, @calls: (transfer none): where
 * the paths of the others are found; they outlive it */
GDBusInterfaceSkeleton *
bw_dbus_call_new (BwCall *call, BwPhone *phone, BwDBusBranch *accounts, BwDBusBranch *calls);

G_END_DECLS
