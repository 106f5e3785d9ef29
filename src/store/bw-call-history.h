/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store.h"

G_BEGIN_DECLS

#define BW_TYPE_CALL_HISTORY (bw_call_history_get_type ())

/**
 * BwCallHistory:
 *
 * A GListModel of BwCallRecord, newest first, that loads pages of the store as the view asks for
 * them: a hundred thousand calls cost no more to open than a hundred. It follows the store by
 * itself.
 *
 * Properties: `missed-only` (gboolean), `search` (string, nullable: matches anywhere in peer and
 * peer name, case folded, never interpreted as a pattern), `peer` (string, nullable: only this
 * normalised address), `n-items` (guint).
 */
G_DECLARE_FINAL_TYPE (BwCallHistory, bw_call_history, BW, CALL_HISTORY, GObject)

BwCallHistory *bw_call_history_new (BwStore *store);

gboolean bw_call_history_get_missed_only (BwCallHistory *self);
void bw_call_history_set_missed_only (BwCallHistory *self, gboolean missed_only);
const char *bw_call_history_get_search (BwCallHistory *self);
void bw_call_history_set_search (BwCallHistory *self, const char *search);
const char *bw_call_history_get_peer (BwCallHistory *self);
void bw_call_history_set_peer (BwCallHistory *self, const char *peer);

G_END_DECLS
