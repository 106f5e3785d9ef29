/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <ifaddrs.h>

G_BEGIN_DECLS

#define BW_TYPE_SYSTEM_MONITOR (bw_system_monitor_get_type ())

/**
 * BwSystemMonitor:
 *
 * Tells the phone what happens to the machine under it: networks that come, go or change
 * (GNetworkMonitor), and the end of a sleep (logind on the system bus; where there is none, only
 * the network is watched).
 *
 * The network is taken to be there until it is seen to go: a machine with the loopback alone, or
 * with a local network and no way out of it, can telephone very well. It counts as gone when the
 * way out is lost *and* no link but the loopback is up any more. A change while it is there, such
 * as another Wi-Fi, makes the phone register again once it has been quiet for a second.
 */
G_DECLARE_FINAL_TYPE (BwSystemMonitor, bw_system_monitor, BW, SYSTEM_MONITOR, GObject)

/** bw_system_monitor_new: @network: (nullable): NULL for the system's own */
BwSystemMonitor *bw_system_monitor_new (BwPhone *phone, GNetworkMonitor *network);

/** bw_system_monitor_has_link: Returns: whether a link in @list is up and running with an address
 * others can reach; pure */
gboolean bw_system_monitor_has_link (const struct ifaddrs *list);

G_END_DECLS
