/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-login-session.h"

G_BEGIN_DECLS

#define BW_TYPE_IDLE_MONITOR (bw_idle_monitor_get_type ())

/**
 * BwIdleMonitor:
 *
 * Whether keyboard and mouse have not been used for some minutes: as Mutter says, which tells by
 * itself; else as org.freedesktop.ScreenSaver says, which is asked as seldom as can be; else as
 * logind was told by the desktop. Where nobody knows, nobody is idle.
 *
 * Properties: `minutes` (guint, read and write, 10), `idle` (gboolean, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwIdleMonitor, bw_idle_monitor, BW, IDLE_MONITOR, GObject)

BwIdleMonitor *bw_idle_monitor_new (BwLoginSession *session);

G_END_DECLS
