/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-device.h"
#include "bw-sound-monitor.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwDeviceKind: what a sound device is used for. */
typedef enum {
  BW_DEVICE_MICROPHONE,
  BW_DEVICE_SPEAKER,
  BW_DEVICE_RINGER,
} BwDeviceKind;

#define BW_TYPE_DEVICES (bw_devices_get_type ())

/**
 * BwDevices:
 *
 * Microphones, speakers and ringers: what is there, what is chosen, what is really in use.
 *
 * Devices are named as the desktop shows them; a choice of NULL follows the system's default. A
 * pinned device that is not there is kept as the choice, and the system's default stands in until
 * it comes back. A change holds for calls that are up.
 *
 * Properties: `microphone`, `speaker`, `ringer` (string, nullable, read and write: the choice),
 * `microphone-in-use`, `speaker-in-use` (string, nullable, read: the pinned device where it is
 * there, NULL where the system's default is used).
 */
G_DECLARE_FINAL_TYPE (BwDevices, bw_devices, BW, DEVICES, GObject)

/** bw_devices_get_list: Returns: (transfer none): a GListModel of #BwDevice, without the system's
 * default */
GListModel *bw_devices_get_list (BwDevices *self, BwDeviceKind kind);
/** bw_devices_get_choice: Returns: (nullable): the display name of the pinned device, NULL for the
 * system's default */
const char *bw_devices_get_choice (BwDevices *self, BwDeviceKind kind);
/** bw_devices_get_monitor: Returns: (transfer none): what hears of devices that come and go */
BwSoundMonitor *bw_devices_get_monitor (BwDevices *self);
void bw_devices_set_choice (BwDevices *self, BwDeviceKind kind, const char *name);

G_END_DECLS
