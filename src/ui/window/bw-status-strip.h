/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_STATUS_STRIP (bw_status_strip_get_type ())

/**
 * BwStatusStrip:
 *
 * What lasts, in one line below the header bar, the weightiest thing first: no network, an account
 * that cannot register, a notice of the program, a password that no keyring keeps. Hidden while all
 * is well.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `notice` (string, nullable, read and
 * write: a sentence of the program). It activates the action `app.edit-account` (s, the id of an
 * account).
 */
G_DECLARE_FINAL_TYPE (BwStatusStrip, bw_status_strip, BW, STATUS_STRIP, AdwBin)

G_END_DECLS
