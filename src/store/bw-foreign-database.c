/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads the database of another program from memory, trusting nothing of it. It must not know what
 * is in there.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-foreign-database.h"

#include <sqlite3.h>
#include <string.h>

/* Rows are small; what is larger is no address and no vCard. */
#define MAX_VALUE (4 * 1024 * 1024)
#define STEPS_BETWEEN_CHECKS 10000
/* Some seconds of a slow machine's work. */
#define MAX_CHECKS 50000
#define HEADER_SIZE 100
#define WRITE_VERSION 18
#define READ_VERSION 19
#define LOG_IS_ROLLBACK 1

static int
give_up_cb (void *data)
{
  guint *n_checks = data;

  return ++*n_checks > MAX_CHECKS;
}

/* Only what a SELECT on tables needs. */
static int
authorize_cb (void *data,
              int action,
              const char *first,
              const char *second,
              const char *schema,
              const char *trigger)
{
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

static void
harden (sqlite3 *db, guint *n_checks)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_exec (db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_VALUE);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (db, STEPS_BETWEEN_CHECKS, give_up_cb, n_checks);
  sqlite3_set_authorizer (db, authorize_cb, NULL);
}

/* A database that has a log beside it says so, and is not opened without it; we have got what was
 * written to it last. */
static guchar *
copy (GBytes *bytes, gsize *size)
{
  const guchar *data = g_bytes_get_data (bytes, size);
  guchar *own;

  if (*size < HEADER_SIZE)
    return NULL;

  own = sqlite3_malloc64 (*size);
  memcpy (own, data, *size);
  own[WRITE_VERSION] = own[READ_VERSION] = LOG_IS_ROLLBACK;

  return own;
}

static sqlite3 *
open_copy (GBytes *bytes)
{
  sqlite3 *db = NULL;
  gsize size;
  guchar *own = copy (bytes, &size);

  if (own == NULL)
    return NULL;

  /* Frees the copy whatever happens. */
  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) ==
          SQLITE_OK &&
      sqlite3_deserialize (db, "main", own, (sqlite3_int64) size, (sqlite3_int64) size,
                           SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) ==
          SQLITE_OK)
    return db;

  sqlite3_close (db);

  return NULL;
}

static char **
read_row (sqlite3_stmt *statement)
{
  int n = sqlite3_column_count (statement);
  char **row = g_new0 (char *, n + 1);

  for (int i = 0; i < n; i++) {
    const char *text = (const char *) sqlite3_column_text (statement, i);

    row[i] = g_utf8_make_valid (text != NULL ? text : "", -1);
  }

  return row;
}

static GPtrArray *
read_rows (sqlite3 *db, const char *sql, guint max_rows)
{
  sqlite3_stmt *statement;
  GPtrArray *rows;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return NULL;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  while (rows->len < max_rows && sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (rows, read_row (statement));
  sqlite3_finalize (statement);

  return rows;
}

GPtrArray *
bw_foreign_database_query (GBytes *bytes, const char *sql, guint max_rows)
{
  sqlite3 *db = open_copy (bytes);
  GPtrArray *rows;
  guint n_checks = 0;

  if (db == NULL)
    return NULL;

  harden (db, &n_checks);
  rows = read_rows (db, sql, max_rows);
  sqlite3_close (db);

  return rows;
}
