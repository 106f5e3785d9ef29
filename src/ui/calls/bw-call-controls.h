/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_CONTROLS (bw_call_controls_get_type ())

/**
 * BwCallControls:
 *
 * The round controls under a call, whose place never moves: those of a call that is up, of one that
 * comes in, of one that has ended.
 *
 * Properties: `phone` (BwPhone, nullable), `call` (BwCall, nullable), `pad-shown` (gboolean), all
 * read and write. Signal: `done` () when an ended call is closed.
 */
G_DECLARE_FINAL_TYPE (BwCallControls, bw_call_controls, BW, CALL_CONTROLS, AdwBin)

void bw_call_controls_set_phone (BwCallControls *self, BwPhone *phone);
void bw_call_controls_set_call (BwCallControls *self, BwCall *call);
/** bw_call_controls_get_open: whether a popover of one of them is open */
gboolean bw_call_controls_get_open (BwCallControls *self);

G_END_DECLS
