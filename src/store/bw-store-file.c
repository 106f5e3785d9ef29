/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening the history with all that can be wrong with its file. It must not know who uses it.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-store-file.h"

#include "bw-store.h"

#include "private/bw-call-rows.h"
#include "private/bw-message-rows.h"
#include "private/bw-store-schema.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/*
 * Checking all of a large file takes long. A run that ended as it should leaves no log behind: then
 * a look at each table is enough, and damage further inside comes out when it is read, which has
 * all checked the next time (see bw_database_fail()).
 */
static gboolean
was_closed_well (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return !g_file_test (log, G_FILE_TEST_EXISTS);
}

/* One connection that has passed every check, or none. */
static sqlite3 *
open_database (const char *path, GError **error)
{
  gboolean closed_well = path == NULL || was_closed_well (path);
  g_autoptr (sqlite3) db = bw_database_open (path, error);

  if (db == NULL || !bw_store_schema_verify (db, error) ||
      !(closed_well ? bw_database_probe (db, error) : bw_database_check (db, error)) ||
      !bw_database_make_durable (db, error) || !bw_store_schema_migrate (db, error) ||
      !bw_call_rows_interrupt (db, error) || !bw_message_rows_interrupt (db, error) ||
      !bw_database_run (db, "CREATE TEMP TABLE removed AS SELECT * FROM calls LIMIT 0", error))
    return NULL;
  return g_steal_pointer (&db);
}

/* The log belongs to the file: together they can still be looked at with SQLite's own tools. */
static gboolean
put_aside (const char *path, GFile **damaged_file, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  g_autofree char *aside =
      g_strdup_printf ("%s.damaged-%" G_GINT64_FORMAT, path, g_get_real_time ());

  if (g_rename (path, aside) != 0) {
    g_set_error_literal (
        error, BW_STORE_ERROR, BW_STORE_ERROR_OPEN,
        _ ("The damaged history file cannot be put aside. Check the permissions of its folder."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

    if (g_rename (from, to) == 0)
      g_debug ("%s was put aside too", from);
  }
  g_clear_object (damaged_file);
  *damaged_file = g_file_new_for_path (aside);
  return TRUE;
}

static sqlite3 *
open_or_begin_anew (const char *path, GFile **damaged_file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3 *db = open_database (path, &local_error);

  if (db != NULL)
    return db;
  if (path != NULL && g_error_matches (local_error, BW_STORE_ERROR, BW_STORE_ERROR_DAMAGED))
    return put_aside (path, damaged_file, error) ? open_database (path, error) : NULL;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
create_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_OPEN,
                       _ ("The folder of the history cannot be created. Check its permissions."));
  return FALSE;
}

sqlite3 *
bw_store_file_open (GFile *file, GFile **damaged_file, GError **error)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && !create_folder (path, error))
    return NULL;
  return open_or_begin_anew (path, damaged_file, error);
}
