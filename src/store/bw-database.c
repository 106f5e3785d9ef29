/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SQLite as the store uses it: the settings that keep every commit, and results turned into
 * BwStoreErrors. It must not know any table.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-database.h"

#include "bw-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Long enough for an instance that is just closing, short enough not to be felt as a hang. */
#define BUSY_TIMEOUT_MS 500

/* The system's own word on the last failed write to the log, which is where commits go. */
static int
get_write_errno (sqlite3 *db)
{
  sqlite3_file *log = NULL;
  int number = 0;

  sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number;
}

/* SQLite calls "full" only ENOSPC; a quota or a limit of the file's size is the same to a person.
 */
static gboolean
is_out_of_space (sqlite3 *db)
{
  int number = sqlite3_extended_errcode (db) == SQLITE_IOERR_WRITE ? get_write_errno (db) : 0;

  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

static BwStoreError
get_code (sqlite3 *db)
{
  if (is_out_of_space (db))
    return BW_STORE_ERROR_FULL;
  switch (sqlite3_errcode (db) & 0xff) {
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return BW_STORE_ERROR_OPEN;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return BW_STORE_ERROR_DAMAGED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return BW_STORE_ERROR_LOCKED;
  case SQLITE_FULL:
    return BW_STORE_ERROR_FULL;
  default:
    return BW_STORE_ERROR_FAILED;
  }
}

static const char *
get_sentence (BwStoreError code)
{
  switch (code) {
  case BW_STORE_ERROR_OPEN:
    return _ ("The history file cannot be opened. Check the permissions of its folder.");
  case BW_STORE_ERROR_DAMAGED:
    return _ ("The history file is damaged. Start Bellwire again to begin a new one; the damaged "
              "file is kept.");
  case BW_STORE_ERROR_NEWER:
    return _ ("A newer Bellwire wrote the history. Update Bellwire to use it.");
  case BW_STORE_ERROR_LOCKED:
    return _ ("Another program is using the history. Close it and start Bellwire again.");
  case BW_STORE_ERROR_FULL:
    return _ ("There is no space left on the disk for the history. Free some space.");
  case BW_STORE_ERROR_DUPLICATE:
    return _ ("This message has come before.");
  case BW_STORE_ERROR_FAILED:
    return _ ("The history could not be read or written. Start Bellwire again.");
  }
  g_return_val_if_reached ("");
}

/* The history is nobody else's business; SQLite gives its log the mode of the file. */
static void
create_privately (const char *path)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    g_close (fd, NULL);
}

static int
get_index (sqlite3_stmt *statement, const char *name)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  g_return_val_if_fail (index > 0, 0);
  return index;
}

sqlite3 *
bw_database_open (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (path != NULL)
    create_privately (path);
  if (sqlite3_open_v2 (path != NULL ? path : ":memory:", &db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE,
                       NULL) != SQLITE_OK) {
    bw_database_fail (db, error);
    return NULL;
  }
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!bw_database_run (db, "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_schema",
                        error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
bw_database_make_durable (sqlite3 *db, GError **error)
{
  /* The empty write transaction takes the exclusive lock now rather than with the first call. */
  if (!bw_database_run (db,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "PRAGMA foreign_keys = ON; BEGIN EXCLUSIVE; COMMIT",
                        error))
    return FALSE;
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

void
bw_database_set_patient (sqlite3 *db, gboolean patient)
{
  bw_database_run (db, patient ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", NULL);
}

gboolean
bw_database_check (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, "PRAGMA quick_check (1)", error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return bw_database_fail (db, error);
  if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_DAMAGED,
                       get_sentence (BW_STORE_ERROR_DAMAGED));
  return FALSE;
}

static gboolean
probe_table (sqlite3 *db, const char *name, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT * FROM \"%w\" LIMIT 1", name);
  gboolean good = bw_database_run (db, sql, error);

  sqlite3_free (sql);
  return good;
}

gboolean
bw_database_probe (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "SELECT name FROM sqlite_schema WHERE type = 'table'", error);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!probe_table (db, (const char *) sqlite3_column_text (statement, 0), error))
      return FALSE;
  return result == SQLITE_DONE || bw_database_fail (db, error);
}

gboolean
bw_database_fail (sqlite3 *db, GError **error)
{
  BwStoreError code = get_code (db);

  g_debug ("SQLite: %s (%d)", sqlite3_errmsg (db), sqlite3_extended_errcode (db));
  /* The log that stays behind has the whole file checked when it is opened next. */
  if (code == BW_STORE_ERROR_DAMAGED)
    sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_set_error_literal (error, BW_STORE_ERROR, code, get_sentence (code));
  return FALSE;
}

gboolean
bw_database_run (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return bw_database_fail (db, error);
  return TRUE;
}

sqlite3_stmt *
bw_database_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    bw_database_fail (db, error);
  return statement;
}

gboolean
bw_database_step (sqlite3 *db, sqlite3_stmt *statement, GError **error)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    return bw_database_fail (db, error);
  return TRUE;
}

gboolean
bw_database_next (sqlite3_stmt *statement)
{
  int result = sqlite3_step (statement);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    bw_database_fail (sqlite3_db_handle (statement), NULL);
  return result == SQLITE_ROW;
}

gint64
bw_database_get_number (sqlite3_stmt *statement, gint64 fallback)
{
  if (statement == NULL || !bw_database_next (statement))
    return fallback;
  return sqlite3_column_int64 (statement, 0);
}

gboolean
bw_database_collect (sqlite3 *db, sqlite3_stmt *statement, GArray *ids, GError **error)
{
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW) {
    gint64 id = sqlite3_column_int64 (statement, 0);

    g_array_append_val (ids, id);
  }
  return result == SQLITE_DONE || bw_database_fail (db, error);
}

void
bw_database_bind_text (sqlite3_stmt *statement, const char *name, const char *text)
{
  sqlite3_bind_text (statement, get_index (statement, name), text, -1, SQLITE_TRANSIENT);
}

void
bw_database_bind_bytes (sqlite3_stmt *statement, const char *name, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  /* No address is NULL to SQLite, which no bytes are not. */
  sqlite3_bind_blob64 (statement, get_index (statement, name), data != NULL ? data : "", size,
                       SQLITE_STATIC);
}

void
bw_database_bind_number (sqlite3_stmt *statement, const char *name, gint64 number)
{
  sqlite3_bind_int64 (statement, get_index (statement, name), number);
}

gboolean
bw_database_begin (sqlite3 *db, GError **error)
{
  return bw_database_run (db, "BEGIN IMMEDIATE", error);
}

gboolean
bw_database_end (sqlite3 *db, gboolean good, GError **error)
{
  if (good && bw_database_run (db, "COMMIT", error))
    return TRUE;
  /* A full disk may have ended the transaction already. */
  if (!sqlite3_get_autocommit (db))
    bw_database_run (db, "ROLLBACK", NULL);
  return FALSE;
}
