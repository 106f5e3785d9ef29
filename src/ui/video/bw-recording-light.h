/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING_LIGHT (bw_recording_light_get_type ())

/**
 * BwRecordingLight:
 *
 * A red light with words and the time for as long as a call is being recorded, nothing else.
 *
 * Property (read and write): `call` (BwCall, nullable).
 */
G_DECLARE_FINAL_TYPE (BwRecordingLight, bw_recording_light, BW, RECORDING_LIGHT, AdwBin)

void bw_recording_light_set_call (BwRecordingLight *self, BwCall *call);

G_END_DECLS
