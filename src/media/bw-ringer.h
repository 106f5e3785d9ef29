/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-sound-monitor.h"

G_BEGIN_DECLS

/**
 * BwRingerState:
 * @BW_RINGER_SILENT: nothing sounds
 * @BW_RINGER_RINGING: a call comes in (ringtone, looped)
 * @BW_RINGER_CALL_WAITING: a call comes in while another is up (a soft tone now and then)
 * @BW_RINGER_RINGBACK: our call rings at the far end and no early media comes
 * @BW_RINGER_BUSY: our call failed or was busy (a few beats, then silent by itself)
 */
typedef enum {
  BW_RINGER_SILENT,
  BW_RINGER_RINGING,
  BW_RINGER_CALL_WAITING,
  BW_RINGER_RINGBACK,
  BW_RINGER_BUSY,
} BwRingerState;

#define BW_TYPE_RINGER (bw_ringer_get_type ())

/**
 * BwRinger:
 *
 * Plays the tones of the phone with GStreamer. One wish is set, the target `state`; the ringer gets
 * there by itself and is silent where no device can be opened (with one warning in the log).
 *
 * Properties: `state` (BwRingerState), `ringtone` (GFile, nullable: NULL is the built-in one),
 * `ring-device` (string, nullable: display name of the device that rings, NULL follows the system's
 * default), `tone-device` (string, nullable: display name of the device for ringback, call waiting
 * and busy), `volume` (double, 0 to 1).
 */
G_DECLARE_FINAL_TYPE (BwRinger, bw_ringer, BW, RINGER, GObject)

/**
 * bw_ringer_new:
 * @sounds: the folder with ring.wav, ringback.wav, call-waiting.wav and busy.wav
 * @monitor: where devices are looked up by their display name
 */
BwRinger *bw_ringer_new (GFile *sounds, BwSoundMonitor *monitor);
BwRingerState bw_ringer_get_state (BwRinger *self);
void bw_ringer_set_state (BwRinger *self, BwRingerState state);

G_END_DECLS
