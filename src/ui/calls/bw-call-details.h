/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_DETAILS (bw_call_details_get_type ())

/**
 * BwCallDetails:
 *
 * What carries a call: codec, encryption with the words to compare, account, quality, address, the
 * last SIP code.
 *
 * Property: `call` (BwCall, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwCallDetails, bw_call_details, BW, CALL_DETAILS, AdwBin)

void bw_call_details_set_call (BwCallDetails *self, BwCall *call);

G_END_DECLS
