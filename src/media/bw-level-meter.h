/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-sound-monitor.h"

G_BEGIN_DECLS

#define BW_TYPE_LEVEL_METER (bw_level_meter_get_type ())

/**
 * BwLevelMeter:
 *
 * How loud it is at a microphone, which is open from bw_level_meter_new() to
 * bw_level_meter_stop(), and no longer. Nothing is kept of the sound.
 *
 * Property `level` (double, read): from 0 (-60 dB of full scale and less) to 1 (full scale); the
 * loudness (RMS) of the last tenth of a second. It stays 0 where the microphone cannot be opened.
 */
G_DECLARE_FINAL_TYPE (BwLevelMeter, bw_level_meter, BW, LEVEL_METER, GObject)

/**
 * bw_level_meter_new:
 * @device: (nullable): the microphone as the desktop shows it; the system's default where it is
 * NULL or not there
 */
BwLevelMeter *bw_level_meter_new (BwSoundMonitor *monitor, const char *device);

/** bw_level_meter_stop: closes the microphone; the meter cannot be started again, and only then can
 * go away */
void bw_level_meter_stop (BwLevelMeter *self);

double bw_level_meter_get_level (BwLevelMeter *self);

G_END_DECLS
