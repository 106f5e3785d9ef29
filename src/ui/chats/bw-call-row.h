/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_ROW (bw_call_row_get_type ())

/**
 * BwCallRow:
 *
 * One call in a timeline, with a button that calls back by the action `conversation.call`, and one
 * that plays its recording where there is one.
 *
 * Properties, read and write: `phone` (BwPhone, nullable), `record` (BwCallRecord, nullable).
 */
G_DECLARE_FINAL_TYPE (BwCallRow, bw_call_row, BW, CALL_ROW, AdwBin)

GtkWidget *bw_call_row_new (BwPhone *phone);
void bw_call_row_set_record (BwCallRow *self, BwCallRecord *record);

G_END_DECLS
