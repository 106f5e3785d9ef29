/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_foreign_database_query:
 * @bytes: a SQLite database of another program; it may be damaged or made to do harm
 * @sql: one SELECT on its tables, of our own words
 * @max_rows: more are not read
 *
 * Nothing of it is run but the query: no views, triggers or functions of its own, no file is opened
 * and none is written. What takes too long is given up.
 *
 * Returns: (transfer full) (nullable) (element-type GStrv): the rows, as text; a value that is not
 * there is an empty one. NULL where it is no database, or has no such tables
 */
GPtrArray *bw_foreign_database_query (GBytes *bytes, const char *sql, guint max_rows);

G_END_DECLS
