/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-import-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_IMPORT_ROW (bw_import_row_get_type ())

/** BwImportRow: somebody of a file, with a box to check. Property `item` (BwImportItem, nullable,
 * read and write). */
G_DECLARE_FINAL_TYPE (BwImportRow, bw_import_row, BW, IMPORT_ROW, AdwBin)

GtkWidget *bw_import_row_new (void);
void bw_import_row_set_item (BwImportRow *self, BwImportItem *item);

G_END_DECLS
