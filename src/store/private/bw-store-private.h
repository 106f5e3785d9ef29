/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-database.h"
#include "bw-store.h"

G_BEGIN_DECLS

/*
 * Between BwStore and its lists. The signal `call-touched` (gint64 id, gint64 started) says that
 * one row came, changed or went; with id 0, that nothing that was known holds any more. It comes
 * after the change is on disk and before the public signals.
 */

/** bw_store_get_database: Returns: (transfer none) (nullable): NULL while the store is not open */
sqlite3 *bw_store_get_database (BwStore *self);

G_END_DECLS
