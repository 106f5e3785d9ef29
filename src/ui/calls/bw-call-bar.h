/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_BAR (bw_call_bar_get_type ())

/**
 * BwCallBar:
 *
 * The current call in one line, for while one looks elsewhere: who, its state, mute, hold, hang up.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `call` (BwCall, nullable, read, notify:
 * the one that is shown). Signal: `activated` () when the person wants the page of the call.
 */
G_DECLARE_FINAL_TYPE (BwCallBar, bw_call_bar, BW, CALL_BAR, AdwBin)

GtkWidget *bw_call_bar_new (BwPhone *phone);
void bw_call_bar_set_phone (BwCallBar *self, BwPhone *phone);
/** bw_call_bar_get_call: Returns: (transfer none) (nullable) */
BwCall *bw_call_bar_get_call (BwCallBar *self);

G_END_DECLS
