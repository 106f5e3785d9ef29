/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_TIMELINE_ROW (bw_timeline_row_get_type ())

/**
 * BwTimelineRow:
 *
 * One call in a peer's timeline, with the day above the first of each day.
 *
 * Properties (read and write): `record` (BwCallRecord, nullable), `day` (string, nullable: the
 * heading).
 */
G_DECLARE_FINAL_TYPE (BwTimelineRow, bw_timeline_row, BW, TIMELINE_ROW, AdwBin)

GtkWidget *bw_timeline_row_new (void);
void bw_timeline_row_set_record (BwTimelineRow *self, BwCallRecord *record);
void bw_timeline_row_set_day (BwTimelineRow *self, const char *day);

G_END_DECLS
