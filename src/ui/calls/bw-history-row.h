/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_HISTORY_ROW (bw_history_row_get_type ())

/**
 * BwHistoryRow:
 *
 * One call of the history. Its button and its menu use the actions `history.call` (ss, peer and
 * account), `history.copy` (s) and `history.delete` (x, the record) of the page around it.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `record` (BwCallRecord, nullable).
 */
G_DECLARE_FINAL_TYPE (BwHistoryRow, bw_history_row, BW, HISTORY_ROW, AdwBin)

GtkWidget *bw_history_row_new (BwPhone *phone);
void bw_history_row_set_record (BwHistoryRow *self, BwCallRecord *record);
/** bw_history_row_popup: opens the row's menu */
void bw_history_row_popup (BwHistoryRow *self);

G_END_DECLS
