/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The tables of the history and how an older file becomes a newer one. It must not know what is
 * done with the rows.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-store-schema.h"

#include "bw-store.h"

#include <glib/gi18n.h>

/* "BwHs": the application_id by which a file is known to be ours */
#define APPLICATION_ID 0x42774873

/*
 * Step N leads from version N to version N + 1. What has been released is never edited: a change is
 * a new step.
 *
 * `search` holds address and name as bw_call_rows_fold() leaves them, `alive` the time at which the
 * run that held an ongoing call was last known to live. The indices carry what the lists of
 * BwCallHistory and the counts need.
 */
static const char *const migrations[] = {
  "CREATE TABLE calls ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account TEXT NOT NULL,"
  "  peer TEXT NOT NULL,"
  "  peer_name TEXT,"
  "  direction INTEGER NOT NULL,"
  "  outcome INTEGER NOT NULL,"
  "  code INTEGER NOT NULL,"
  "  reason INTEGER NOT NULL,"
  "  started INTEGER NOT NULL,"
  "  answered INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL,"
  "  video INTEGER NOT NULL,"
  "  seen INTEGER NOT NULL,"
  "  search TEXT NOT NULL,"
  "  alive INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX calls_by_time ON calls (started, id);"
  "CREATE INDEX calls_by_peer ON calls (peer, started, id);"
  "CREATE INDEX calls_missed ON calls (started, id) WHERE outcome = 2;"
  "CREATE INDEX calls_unseen ON calls (peer) WHERE outcome = 2 AND seen = 0;"
  "CREATE INDEX calls_ongoing ON calls (id) WHERE outcome = 0;",
};

static gint64
get_pragma (sqlite3 *db, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, sql, NULL);

  return bw_database_get_number (statement, 0);
}

static gint64
get_version (sqlite3 *db)
{
  return get_pragma (db, "PRAGMA user_version");
}

static gboolean
is_empty (sqlite3 *db)
{
  return get_pragma (db, "SELECT count(*) FROM sqlite_schema") == 0;
}

static gboolean
run_migration (sqlite3 *db, gsize version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, (int) version + 1);

  return bw_database_run (db, migrations[version], error) && bw_database_run (db, stamp, error);
}

gboolean
bw_store_schema_verify (sqlite3 *db, GError **error)
{
  gint64 version = get_version (db);

  if (version < 0 ||
      (get_pragma (db, "PRAGMA application_id") != APPLICATION_ID && !is_empty (db))) {
    g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_DAMAGED,
                         _ ("The history file was not written by Bellwire. It is kept aside."));
    return FALSE;
  }
  if (version > (gint64) G_N_ELEMENTS (migrations)) {
    g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_NEWER,
                         _ ("A newer Bellwire wrote the history. Update Bellwire to use it."));
    return FALSE;
  }
  return TRUE;
}

gboolean
bw_store_schema_migrate (sqlite3 *db, GError **error)
{
  gboolean good = TRUE;

  if (!bw_store_schema_verify (db, error))
    return FALSE;
  if (get_version (db) == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;
  if (!bw_database_begin (db, error))
    return FALSE;
  for (gsize i = get_version (db); good && i < G_N_ELEMENTS (migrations); i++)
    good = run_migration (db, i, error);
  return bw_database_end (db, good, error);
}
