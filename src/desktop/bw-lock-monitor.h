/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-login-session.h"

G_BEGIN_DECLS

#define BW_TYPE_LOCK_MONITOR (bw_lock_monitor_get_type ())

/**
 * BwLockMonitor:
 *
 * Whether the screen is locked or its saver shown, as logind or one of the desktops' own screen
 * savers on the session bus says.
 *
 * Property: `locked` (gboolean, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwLockMonitor, bw_lock_monitor, BW, LOCK_MONITOR, GObject)

BwLockMonitor *bw_lock_monitor_new (BwLoginSession *session);

G_END_DECLS
