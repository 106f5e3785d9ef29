/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_DIAL_PAD (bw_dial_pad_get_type ())

/**
 * BwDialPad:
 *
 * The twelve keys of a telephone, by pointer, touch and keyboard. With a call, a key sends its
 * digit (RFC 4733 or what the account says); without one it sounds its tone here. Holding 0 down
 * gives a +.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable), `dialing`
 * (gboolean: with backspace and Call). Signals: `digit` (guint, the character), `backspace` (),
 * `dial` ().
 */
G_DECLARE_FINAL_TYPE (BwDialPad, bw_dial_pad, BW, DIAL_PAD, AdwBin)

GtkWidget *bw_dial_pad_new (void);
void bw_dial_pad_set_phone (BwDialPad *self, BwPhone *phone);
void bw_dial_pad_set_call (BwDialPad *self, BwCall *call);
void bw_dial_pad_set_dialing (BwDialPad *self, gboolean dialing);
/** bw_dial_pad_press: as if the key of @digit was pressed; Returns: FALSE where there is no such
 * key */
gboolean bw_dial_pad_press (BwDialPad *self, char digit);

G_END_DECLS
