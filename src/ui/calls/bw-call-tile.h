/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_TILE (bw_call_tile_get_type ())

/**
 * BwCallTile:
 *
 * Another live call beside the current one: who, its state, and the two things that can be done to
 * it.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable).
 */
G_DECLARE_FINAL_TYPE (BwCallTile, bw_call_tile, BW, CALL_TILE, AdwBin)

GtkWidget *bw_call_tile_new (BwPhone *phone, BwCall *call);

G_END_DECLS
