/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"
#include "bw-recording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDINGS_PAGE (bw_recordings_page_get_type ())

/**
 * BwRecordingsPage:
 *
 * The list of recorded calls by day, newest first, with a search; or how to record one.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `search-mode` (gboolean, read and
 * write), `any` (gboolean, read, notify: whether there is a recording), `shown` (BwRecording,
 * nullable, read, notify: the one that was chosen, while it is there). Signal `activated` (): a
 * person chose it.
 */
G_DECLARE_FINAL_TYPE (BwRecordingsPage, bw_recordings_page, BW, RECORDINGS_PAGE, AdwBin)

void bw_recordings_page_set_phone (BwRecordingsPage *self, BwPhone *phone);
/** bw_recordings_page_get_shown: Returns: (transfer none) (nullable) */
BwRecording *bw_recordings_page_get_shown (BwRecordingsPage *self);
/** bw_recordings_page_get_actions: Returns: (transfer none) (nullable): see BwRecordingVerbs; the
 * page has them as `recording.` */
GActionGroup *bw_recordings_page_get_actions (BwRecordingsPage *self);
/** bw_recordings_page_choose: chooses the recording in @file, as soon as it is there */
void bw_recordings_page_choose (BwRecordingsPage *self, GFile *file);

G_END_DECLS
