/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_FOLDER_ROW (bw_folder_row_get_type ())

/** BwFolderRow: a folder that a person may choose another one for. */
G_DECLARE_FINAL_TYPE (BwFolderRow, bw_folder_row, BW, FOLDER_ROW, AdwActionRow)

/** BwFolderRowFunc: Returns: (transfer full): what holds by @settings */
typedef GFile *(*BwFolderRowFunc) (GSettings *settings);

/** bw_folder_row_setup: @key: a URI, empty for the usual folder; @find: reads it */
void
bw_folder_row_setup (BwFolderRow *self, GSettings *settings, const char *key, BwFolderRowFunc find);

G_END_DECLS
