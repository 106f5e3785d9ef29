/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"
#include "bw-recordings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING_VERBS (bw_recording_verbs_get_type ())

/**
 * BwRecordingVerbs:
 *
 * What can be done with a recording: the actions `show`, `rename` and `trash`, each with the URI of
 * its file. What is moved to the trash is only hidden while the word of it, with its Undo, is to be
 * seen; it goes after that, and at the latest when this object does.
 *
 * Signal `hidden` (): what bw_recording_verbs_hides() says has changed.
 */
G_DECLARE_FINAL_TYPE (BwRecordingVerbs, bw_recording_verbs, BW, RECORDING_VERBS, GObject)

/** bw_recording_verbs_new: @widget: where dialogs and toasts come; it outlives this object */
BwRecordingVerbs *bw_recording_verbs_new (GtkWidget *widget, BwPhone *phone);
/** bw_recording_verbs_set_recordings: @recordings: (nullable): what the verbs are for */
void bw_recording_verbs_set_recordings (BwRecordingVerbs *self, BwRecordings *recordings);
/** bw_recording_verbs_get_group: Returns: (transfer none) */
GActionGroup *bw_recording_verbs_get_group (BwRecordingVerbs *self);
gboolean bw_recording_verbs_hides (BwRecordingVerbs *self, BwRecording *recording);
/** bw_recording_verbs_make_menu: Returns: (transfer full): the actions for @recording */
GMenuModel *bw_recording_verbs_make_menu (BwRecording *recording);

G_END_DECLS
