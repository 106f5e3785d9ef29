/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDINGS_WINDOW (bw_recordings_window_get_type ())

/** BwRecordingsWindow: the recorded calls, and the one that is played; beside each other, or one at
 * a time where the window is narrow. A call that begins silences it. */
G_DECLARE_FINAL_TYPE (BwRecordingsWindow, bw_recordings_window, BW, RECORDINGS_WINDOW, AdwWindow)

/** bw_recordings_window_new: @parent: (nullable) */
BwRecordingsWindow *bw_recordings_window_new (GtkWindow *parent, BwPhone *phone);
/** bw_recordings_window_choose: see bw_recordings_page_choose() */
void bw_recordings_window_choose (BwRecordingsWindow *self, GFile *file);

G_END_DECLS
