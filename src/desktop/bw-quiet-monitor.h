/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_QUIET_MONITOR (bw_quiet_monitor_get_type ())

/**
 * BwQuietMonitor:
 *
 * Whether the desktop's own do-not-disturb is on: in the settings of GNOME, Cinnamon and Pantheon
 * (of the desktop that runs, for settings stay when somebody changes desktops), at the notification
 * server of KDE (`Inhibited`) or dunst (`paused`), and in the settings of Xfce.
 *
 * Property: `quiet` (gboolean, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwQuietMonitor, bw_quiet_monitor, BW, QUIET_MONITOR, GObject)

BwQuietMonitor *bw_quiet_monitor_new (void);

G_END_DECLS
