/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING_BUTTON (bw_recording_button_get_type ())

/**
 * BwRecordingButton:
 *
 * Beside a call: plays its recording by the action `app.play-recording`; to be seen where there is
 * one, and while there is.
 *
 * Properties, read and write: `phone` (BwPhone, nullable), `record` (BwCallRecord, nullable).
 */
G_DECLARE_FINAL_TYPE (BwRecordingButton, bw_recording_button, BW, RECORDING_BUTTON, GtkButton)

GtkWidget *bw_recording_button_new (BwPhone *phone, BwCallRecord *record);
void bw_recording_button_set_phone (BwRecordingButton *self, BwPhone *phone);
void bw_recording_button_set_record (BwRecordingButton *self, BwCallRecord *record);
/** bw_recording_button_menu_append: the same as an item of a menu, where there is a recording now
 */
void bw_recording_button_menu_append (BwRecordingButton *self, GMenu *menu);

G_END_DECLS
