/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-compat-engine.h"
#include "bw-reason.h"

G_BEGIN_DECLS

/**
 * bw_call_end_read:
 * @code: (out): the SIP status code, 0 for none
 *
 * Returns: why an ended call of the engine ended: from the status code, the Reason header (RFC
 * 3326) and what the engine says of silence and of media that could not be agreed on
 */
BwReason bw_call_end_read (LinphoneCall *call, guint *code);

G_END_DECLS
