/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-devices.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_DEVICE_ROW (bw_device_row_get_type ())

/**
 * BwDeviceRow:
 *
 * The choice of a sound device: the system's default first, then what is there, and the pinned one
 * also while it is not there.
 *
 * Properties: `devices` (BwDevices, nullable, read and write), `kind` (string, construct:
 * `microphone`, `speaker` or `ringer`).
 */
G_DECLARE_FINAL_TYPE (BwDeviceRow, bw_device_row, BW, DEVICE_ROW, AdwComboRow)

void bw_device_row_set_devices (BwDeviceRow *self, BwDevices *devices);

G_END_DECLS
