/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-recording.h"

G_BEGIN_DECLS

#define BW_TYPE_RECORDINGS (bw_recordings_get_type ())

/**
 * BwRecordings:
 *
 * A GListModel of BwRecording, newest first: what lies in the folder of recorded calls, followed by
 * a GFileMonitor. The files are the truth: what a person deletes or renames there is gone or
 * renamed here. One that is still being written is in it, too. Files with other endings than
 * `.mkv`,
 * `.wav`, `.opus`, `.ogg` and `.mka` are no recordings. Property `loaded` (gboolean, read, notify):
 * whether the folder was read; that does not block, however many files there are. Signal `renamed`
 * (BwRecording, BwRecording): by bw_recordings_rename(); the first one is the second one now, and
 * both are in the list while it is told.
 */
G_DECLARE_FINAL_TYPE (BwRecordings, bw_recordings, BW, RECORDINGS, GObject)

/** bw_recordings_new: @folder: need not be there yet */
BwRecordings *bw_recordings_new (GFile *folder);
GFile *bw_recordings_get_folder (BwRecordings *self);
gboolean bw_recordings_get_loaded (BwRecordings *self);
/** bw_recordings_find: Returns: (transfer none) (nullable): the one in @file */
BwRecording *bw_recordings_find (BwRecordings *self, GFile *file);
/** bw_recordings_list_between: Returns: (transfer container) (element-type BwRecording): those that
 * were begun between two times (Unix microseconds, both included), oldest first; what it costs does
 * not grow with the list */
GPtrArray *bw_recordings_list_between (BwRecordings *self, gint64 from, gint64 to);
/** bw_recordings_trash: to the desktop's trash, or an error that says why not */
gboolean bw_recordings_trash (BwRecordings *self, BwRecording *recording, GError **error);
/** bw_recordings_can_trash: whether there is a trash for where it lies */
gboolean bw_recordings_can_trash (BwRecordings *self, BwRecording *recording);
/** bw_recordings_delete: for good */
gboolean bw_recordings_delete (BwRecordings *self, BwRecording *recording, GError **error);
/**
 * bw_recordings_rename:
 * @who: anything; what cannot be in a file name is left out
 *
 * Gives it another name, but the time in it. It is another object in the list then.
 *
 * Returns: (transfer none) (nullable): NULL with an error, as where there is one of that name
 */
BwRecording *
bw_recordings_rename (BwRecordings *self, BwRecording *recording, const char *who, GError **error);

G_END_DECLS
