/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PIN_BAR (bw_pin_bar_get_type ())

/**
 * BwPinBar:
 *
 * The PIN of a mailbox beside the dial pad of a call to it: sent by a press where the keyring has
 * it, else offered to be remembered. It is not to be seen in any other call, and no PIN is kept
 * here.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable).
 */
G_DECLARE_FINAL_TYPE (BwPinBar, bw_pin_bar, BW, PIN_BAR, AdwBin)

/** bw_call_is_to_mailbox: whether @call is to the mailbox of its account */
gboolean bw_call_is_to_mailbox (BwCall *call);

G_END_DECLS
