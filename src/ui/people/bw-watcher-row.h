/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"
#include "bw-watcher.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WATCHER_ROW (bw_watcher_row_get_type ())

/**
 * BwWatcherRow:
 *
 * Somebody who asked to see the person, what was said to them, and how to say something else.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `watcher` (BwWatcher, nullable).
 */
G_DECLARE_FINAL_TYPE (BwWatcherRow, bw_watcher_row, BW, WATCHER_ROW, AdwBin)

GtkWidget *bw_watcher_row_new (BwPhone *phone);
void bw_watcher_row_set_watcher (BwWatcherRow *self, BwWatcher *watcher);

/** bw_watcher_dup_name: Returns: (transfer full): who it is, as a person reads it */
char *bw_watcher_dup_name (BwPhone *phone, BwWatcher *watcher);

G_END_DECLS
