/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-recordings.h"
#include "bw-store.h"

G_BEGIN_DECLS

#define BW_TYPE_RECORDED_CALLS (bw_recorded_calls_get_type ())

/**
 * BwRecordedCalls:
 *
 * Which calls of the history have recordings. The folder is read once and followed; asking about a
 * call looks neither at the disk nor at more than the recordings of its time.
 *
 * Signal `changed` (): it is to be asked about again, and for the folder; once for many changes,
 * from an idle.
 */
G_DECLARE_FINAL_TYPE (BwRecordedCalls, bw_recorded_calls, BW, RECORDED_CALLS, GObject)

/** bw_recorded_calls_new: @calls: a GListModel of BwCall: what one of them is being recorded to is
 * no recording yet */
BwRecordedCalls *bw_recorded_calls_new (BwStore *store, GListModel *calls);
/** bw_recorded_calls_set_folder: where the recordings are; it need not be there yet */
void bw_recorded_calls_set_folder (BwRecordedCalls *self, GFile *folder);
/** bw_recorded_calls_get_recordings: Returns: (transfer none) (nullable): all there are in the
 * folder; another one with another folder */
BwRecordings *bw_recorded_calls_get_recordings (BwRecordedCalls *self);
/** bw_recorded_calls_is_being_written: whether a call is being recorded to it right now */
gboolean bw_recorded_calls_is_being_written (BwRecordedCalls *self, BwRecording *recording);
/** bw_recorded_calls_find: Returns: (transfer none) (nullable): the first recording of a call */
BwRecording *bw_recorded_calls_find (BwRecordedCalls *self, BwCallRecord *record);

G_END_DECLS
