/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-database.h"

G_BEGIN_DECLS

/**
 * bw_store_schema_migrate:
 *
 * Brings the tables of @db to what this Bellwire knows, all steps or none.
 *
 * Returns: FALSE with BW_STORE_ERROR_NEWER where a newer one wrote it, BW_STORE_ERROR_DAMAGED where
 * it is not a history of ours
 */
gboolean bw_store_schema_migrate (sqlite3 *db, GError **error);

/** bw_store_schema_verify: the checks of bw_store_schema_migrate() alone; writes nothing. */
gboolean bw_store_schema_verify (sqlite3 *db, GError **error);

G_END_DECLS
