/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_TRANSFER_PANEL (bw_transfer_panel_get_type ())

/**
 * BwTransferPanel:
 *
 * Where a call can be sent: to an address that one types (RFC 3515), or to the peer of another live
 * call (RFC 3891). A call that still rings here is redirected (302) instead.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable).
 * Signal: `done` () after the call was sent on.
 */
G_DECLARE_FINAL_TYPE (BwTransferPanel, bw_transfer_panel, BW, TRANSFER_PANEL, AdwBin)

void bw_transfer_panel_set_phone (BwTransferPanel *self, BwPhone *phone);
void bw_transfer_panel_set_call (BwTransferPanel *self, BwCall *call);

G_END_DECLS
