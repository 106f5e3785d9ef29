/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-sound-monitor.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/** bw_sound_monitor_dup_speaker: Returns: (transfer full) (nullable): the device that the desktop
 * shows as @display_name */
GstDevice *bw_sound_monitor_dup_speaker (BwSoundMonitor *self, const char *display_name);
/** bw_sound_monitor_dup_microphone: Returns: (transfer full) (nullable): as for a speaker */
GstDevice *bw_sound_monitor_dup_microphone (BwSoundMonitor *self, const char *display_name);

G_END_DECLS
