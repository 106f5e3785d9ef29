/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-database.h"

G_BEGIN_DECLS

/**
 * bw_store_file_open:
 * @file: (nullable): NULL is a database in memory
 * @damaged_file: (out) (optional) (transfer full): where a damaged one was put aside
 *
 * Returns: (transfer full) (nullable): a connection whose tables are what this Bellwire knows, to a
 * history that no earlier run left unfinished
 */
sqlite3 *bw_store_file_open (GFile *file, GFile **damaged_file, GError **error);

G_END_DECLS
