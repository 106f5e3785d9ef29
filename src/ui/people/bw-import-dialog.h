/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-import-item.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_IMPORT_DIALOG (bw_import_dialog_get_type ())

/**
 * BwImportDialog:
 *
 * Imports people from a file: shows first who would come, and changes nothing that is there unless
 * it is asked to. What it has done can be undone from a toast of the window around.
 */
G_DECLARE_FINAL_TYPE (BwImportDialog, bw_import_dialog, BW, IMPORT_DIALOG, AdwWindow)

/** bw_import_dialog_new: @parent: (nullable) */
BwImportDialog *bw_import_dialog_new (GtkWindow *parent, BwPhone *phone, BwImportReader reader);
/** bw_import_dialog_read: shows who is in @file */
void bw_import_dialog_read (BwImportDialog *self, GFile *file);

G_END_DECLS
