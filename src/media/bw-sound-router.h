/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** BwSoundDirection: sound that is played, or sound that is heard by a microphone. */
typedef enum {
  BW_SOUND_PLAYBACK,
  BW_SOUND_CAPTURE,
} BwSoundDirection;

#define BW_TYPE_SOUND_ROUTER (bw_sound_router_get_type ())

/**
 * BwSoundRouter:
 *
 * Moves the streams of a call from one device to another while they run, which the engine cannot:
 * it asks the sound server (PulseAudio, or PipeWire in its place) by libpulse. Only streams of this
 * process with the name that the engine gives them are touched. Without a sound server nothing
 * happens.
 */
G_DECLARE_FINAL_TYPE (BwSoundRouter, bw_sound_router, BW, SOUND_ROUTER, GObject)

BwSoundRouter *bw_sound_router_new (void);

/**
 * bw_sound_router_route:
 * @device: (nullable): the device as the desktop shows it; NULL: what the system's default is
 *
 * The streams that run now are moved soon; one that is not there is not waited for. The last wish
 * for a direction wins.
 */
void bw_sound_router_route (BwSoundRouter *self, BwSoundDirection direction, const char *device);

G_END_DECLS
