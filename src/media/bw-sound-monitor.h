/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_SOUND_MONITOR (bw_sound_monitor_get_type ())

/**
 * BwSoundMonitor:
 *
 * Watches the microphones and speakers of the desktop with a GstDeviceMonitor.
 * Signal `changed` (): devices came or went; many changes at once are told once (debounced 250 ms,
 * on the main context).
 */
G_DECLARE_FINAL_TYPE (BwSoundMonitor, bw_sound_monitor, BW, SOUND_MONITOR, GObject)

BwSoundMonitor *bw_sound_monitor_new (void);

/** bw_sound_monitor_start: Returns: FALSE where no sound system answers; `changed` then never comes
 */
gboolean bw_sound_monitor_start (BwSoundMonitor *self);
void bw_sound_monitor_stop (BwSoundMonitor *self);

G_END_DECLS
