/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_STRIP (bw_call_strip_get_type ())

/**
 * BwCallStrip:
 *
 * A gentle strip that says which side of a call cannot be heard and what to do; hidden while all is
 * well.
 *
 * Property: `call` (BwCall, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwCallStrip, bw_call_strip, BW, CALL_STRIP, AdwBin)

void bw_call_strip_set_call (BwCallStrip *self, BwCall *call);
/** bw_call_strip_get_text: Returns: (nullable): what it says, NULL where all is well */
const char *bw_call_strip_get_text (BwCallStrip *self);

G_END_DECLS
