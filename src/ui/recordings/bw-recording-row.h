/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-recording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING_ROW (bw_recording_row_get_type ())

/**
 * BwRecordingRow:
 *
 * One recording in the list. What its menu does is done by the page around it, as `recording.show`,
 * `recording.rename` and `recording.trash`, each with the URI of the file.
 *
 * Signal `measure` (BwRecording): nobody knows yet how long the one that is shown lasts.
 */
G_DECLARE_FINAL_TYPE (BwRecordingRow, bw_recording_row, BW, RECORDING_ROW, AdwBin)

GtkWidget *bw_recording_row_new (void);
/** bw_recording_row_set_recording: @recording: (nullable) */
void bw_recording_row_set_recording (BwRecordingRow *self, BwRecording *recording);
/** bw_recording_row_set_first_of_day: whether it stands below the day */
void bw_recording_row_set_first_of_day (BwRecordingRow *self, gboolean first);
/** bw_recording_row_set_writing: whether it is being recorded */
void bw_recording_row_set_writing (BwRecordingRow *self, gboolean writing);
/** bw_recording_row_popup: shows the menu of the row */
void bw_recording_row_popup (BwRecordingRow *self);
/** bw_recording_row_dup_who: Returns: (transfer full): who is in a recording, for people */
char *bw_recording_row_dup_who (BwRecording *recording);

G_END_DECLS
