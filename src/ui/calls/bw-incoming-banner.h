/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_INCOMING_BANNER (bw_incoming_banner_get_type ())

/**
 * BwIncomingBanner:
 *
 * A card for each call that rings here, hidden while none does.
 *
 * Property: `phone` (BwPhone, nullable, read and write).
 * Signal: `answered` (BwCall) after one was taken.
 */
G_DECLARE_FINAL_TYPE (BwIncomingBanner, bw_incoming_banner, BW, INCOMING_BANNER, AdwBin)

GtkWidget *bw_incoming_banner_new (BwPhone *phone);
void bw_incoming_banner_set_phone (BwIncomingBanner *self, BwPhone *phone);

G_END_DECLS
