/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-devices.h"
#include "bw-engine.h"
#include "bw-sound-monitor.h"

G_BEGIN_DECLS

BwDevices *bw_devices_new (BwSoundMonitor *monitor);

/** bw_devices_attach: begins to work for a running engine */
void bw_devices_attach (BwDevices *self, BwEngine *engine);
void bw_devices_detach (BwDevices *self);

G_END_DECLS
