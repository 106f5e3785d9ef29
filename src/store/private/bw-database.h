/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/*
 * What every table of the store needs of SQLite: opening, statements and transactions that end in a
 * BwStoreError with a sentence for a person. The SQL that is passed in is always a constant of
 * ours; what comes from outside is bound.
 */

/**
 * bw_database_open:
 * @path: (nullable): NULL is a database in memory
 *
 * Opens @path for this process alone and reads it once, so that what is wrong with it comes out.
 * Nothing is written to a file that is there; while the connection is not made ready by
 * bw_database_make_durable(), closing it leaves file and log as they were.
 */
sqlite3 *bw_database_open (const char *path, GError **error);

/** bw_database_make_durable: turns on write-ahead logging, full synchronisation and foreign keys.
 */
gboolean bw_database_make_durable (sqlite3 *db, GError **error);
/** bw_database_set_patient: whether a write waits until it is on the disk (the default): without, a
 * loss of power may take it back. Not within a transaction */
void bw_database_set_patient (sqlite3 *db, gboolean patient);

/** bw_database_check: asks SQLite to walk through the whole file; BW_STORE_ERROR_DAMAGED where it
 * finds something wrong. */
gboolean bw_database_check (sqlite3 *db, GError **error);

/** bw_database_probe: looks at the beginning of each table: what a file that is cut or overwritten
 * does not bear. */
gboolean bw_database_probe (sqlite3 *db, GError **error);

/** bw_database_fail: sets the error that @db reports; Returns: FALSE */
gboolean bw_database_fail (sqlite3 *db, GError **error);

/** bw_database_run: runs one or several statements without values. */
gboolean bw_database_run (sqlite3 *db, const char *sql, GError **error);

/** bw_database_prepare: Returns: (transfer full) (nullable): a statement to bind values to */
sqlite3_stmt *bw_database_prepare (sqlite3 *db, const char *sql, GError **error);

/** bw_database_step: runs a statement that gives no rows. */
gboolean bw_database_step (sqlite3 *db, sqlite3_stmt *statement, GError **error);

/** bw_database_next: Returns: whether there is one more row */
gboolean bw_database_next (sqlite3_stmt *statement);

/** bw_database_get_number: the first column of the first row of @statement; @fallback where there
 * is none */
gint64 bw_database_get_number (sqlite3_stmt *statement, gint64 fallback);

/** bw_database_collect: runs @statement to its end; @ids: (element-type gint64): takes its first
 * column */
gboolean bw_database_collect (sqlite3 *db, sqlite3_stmt *statement, GArray *ids, GError **error);

/** bw_database_bind_text: binds a copy of @text; NULL is NULL */
void bw_database_bind_text (sqlite3_stmt *statement, const char *name, const char *text);
/** bw_database_bind_bytes: binds @bytes as they are; they must outlive the statement */
void bw_database_bind_bytes (sqlite3_stmt *statement, const char *name, GBytes *bytes);
void bw_database_bind_number (sqlite3_stmt *statement, const char *name, gint64 number);

gboolean bw_database_begin (sqlite3 *db, GError **error);
/** bw_database_end: commits where @good, takes everything back where not or where the commit fails.
 */
gboolean bw_database_end (sqlite3 *db, gboolean good, GError **error);

G_END_DECLS
