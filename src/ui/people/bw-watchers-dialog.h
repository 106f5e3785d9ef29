/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WATCHERS_DIALOG (bw_watchers_dialog_get_type ())

/** BwWatchersDialog: who may see whether the person can be reached, and who may not. */
G_DECLARE_FINAL_TYPE (BwWatchersDialog, bw_watchers_dialog, BW, WATCHERS_DIALOG, AdwWindow)

/** bw_watchers_dialog_new: @parent: (nullable) */
BwWatchersDialog *bw_watchers_dialog_new (GtkWindow *parent, BwPhone *phone);

G_END_DECLS
