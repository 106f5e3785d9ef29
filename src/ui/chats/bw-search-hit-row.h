/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-search.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_SEARCH_HIT_ROW (bw_search_hit_row_get_type ())

/**
 * BwSearchHitRow:
 *
 * A message that was found: whose it is, when it was, and the words around what was looked for,
 * which stands out.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `hit` (BwSearchHit, nullable).
 */
G_DECLARE_FINAL_TYPE (BwSearchHitRow, bw_search_hit_row, BW, SEARCH_HIT_ROW, AdwBin)

GtkWidget *bw_search_hit_row_new (BwPhone *phone);
void bw_search_hit_row_set_hit (BwSearchHitRow *self, BwSearchHit *hit);

G_END_DECLS
