/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The history as the rest of the phone sees it: opening with what can go wrong there, and changes
 * that are on disk before anybody hears of them. It must not know who calls, nor what is shown.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store.h"

#include "private/bw-call-rows.h"
#include "private/bw-database.h"
#include "private/bw-store-private.h"
#include "private/bw-store-schema.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* While a call goes on, this often its row is told that we live: an interrupted call is known to
 * that accuracy. */
#define HEARTBEAT_SECONDS 20

/* More changed rows than this at once are told to the lists as "all". */
#define MAX_TOUCHED 100

enum { PROP_0, PROP_UNSEEN_MISSED, N_PROPS };

enum { CALL_ADDED, CALL_CHANGED, CALLS_REMOVED, CALL_TOUCHED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwStore {
  GObject parent_instance;

  GFile *file;
  GFile *damaged_file;
  sqlite3 *db;
  guint heartbeat_id;
  guint unseen_missed;
};

G_DEFINE_QUARK (bw - store - error - quark, bw_store_error)
G_DEFINE_FINAL_TYPE (BwStore, bw_store, G_TYPE_OBJECT)

static gint64
count (BwStore *self, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, sql, NULL);

  return bw_database_get_number (statement, 0);
}

static gboolean
heartbeat_cb (gpointer user_data)
{
  BwStore *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bw_call_rows_touch (self->db, &error))
    g_debug ("Heartbeat: %s", error->message);
  return G_SOURCE_CONTINUE;
}

/* No ongoing call, no timer: an idle phone sleeps. */
static void
update_heartbeat (BwStore *self)
{
  gboolean needed = self->db != NULL &&
                    count (self, "SELECT EXISTS (SELECT 1 FROM calls WHERE outcome = 0)") != 0;

  if (!needed)
    g_clear_handle_id (&self->heartbeat_id, g_source_remove);
  else if (self->heartbeat_id == 0)
    self->heartbeat_id = g_timeout_add_seconds (HEARTBEAT_SECONDS, heartbeat_cb, self);
}

static void
update_unseen_missed (BwStore *self)
{
  guint unseen = 0;

  if (self->db != NULL)
    unseen = count (
        self, "SELECT count(*) FROM calls INDEXED BY calls_unseen WHERE outcome = 2 AND seen = 0");
  if (unseen == self->unseen_missed)
    return;
  self->unseen_missed = unseen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSEEN_MISSED]);
}

/* After a change is on disk: first our lists, then our own state, then whoever listens. */
static void
touched (BwStore *self, gint64 id, gint64 started)
{
  update_heartbeat (self);
  g_signal_emit (self, signals[CALL_TOUCHED], 0, id, started);
  update_unseen_missed (self);
}

static void
touched_record (BwStore *self, BwCallRecord *record)
{
  touched (self, bw_call_record_get_id (record), bw_call_record_get_started (record));
}

static gboolean
check_open (BwStore *self, GError **error)
{
  if (self->db != NULL)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("The history is not open. Start Bellwire again."));
  return FALSE;
}

/* One connection that has passed every check, or none. */
static sqlite3 *
open_database (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = bw_database_open (path, error);

  if (db == NULL || !bw_store_schema_verify (db, error) || !bw_database_check (db, error) ||
      !bw_database_make_durable (db, error) || !bw_store_schema_migrate (db, error) ||
      !bw_call_rows_interrupt (db, error) ||
      !bw_database_run (db, "CREATE TEMP TABLE removed AS SELECT * FROM calls LIMIT 0", error))
    return NULL;
  return g_steal_pointer (&db);
}

/* The log belongs to the file: together they can still be looked at with SQLite's own tools. */
static gboolean
put_aside (BwStore *self, const char *path, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  g_autofree char *aside =
      g_strdup_printf ("%s.damaged-%" G_GINT64_FORMAT, path, g_get_real_time ());

  if (g_rename (path, aside) != 0) {
    g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_OPEN,
                         _ ("The damaged history file cannot be put aside. Check the permissions "
                            "of its folder."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

    if (g_rename (from, to) == 0)
      g_debug ("%s was put aside too", from);
  }
  g_clear_object (&self->damaged_file);
  self->damaged_file = g_file_new_for_path (aside);
  return TRUE;
}

static sqlite3 *
open_or_begin_anew (BwStore *self, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3 *db = open_database (path, &local_error);

  if (db != NULL)
    return db;
  if (path != NULL && g_error_matches (local_error, BW_STORE_ERROR, BW_STORE_ERROR_DAMAGED))
    return put_aside (self, path, error) ? open_database (path, error) : NULL;
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

static gboolean
check_not_ongoing (BwStore *self, gint64 id, GError **error)
{
  g_autoptr (BwCallRecord) record = bw_call_rows_find (self->db, id, NULL);

  if (record == NULL || bw_call_record_get_outcome (record) != BW_CALL_OUTCOME_ONGOING)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("This call is still going on. Delete it when it has ended."));
  return FALSE;
}

/* Runs @sql for the row @id, or for all ended ones where @id is 0. */
static gboolean
run_for (BwStore *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  return bw_database_step (self->db, statement, error);
}

/* Moves rows to where bw_store_restore_calls() finds them: a temporary table that is gone with the
 * connection. */
static gboolean
remove_rows (BwStore *self, gint64 id, GError **error)
{
  gboolean good;

  if (!bw_database_begin (self->db, error))
    return FALSE;
  good =
      bw_database_run (self->db, "DELETE FROM temp.removed", error) &&
      run_for (self,
               "INSERT INTO temp.removed SELECT * FROM calls"
               " WHERE outcome <> 0 AND ($id = 0 OR id = $id)",
               id, error) &&
      run_for (self, "DELETE FROM calls WHERE outcome <> 0 AND ($id = 0 OR id = $id)", id, error);
  return bw_database_end (self->db, good, error);
}

static gboolean
restore_rows (BwStore *self, GError **error)
{
  gboolean good;

  if (!bw_database_begin (self->db, error))
    return FALSE;
  good = bw_database_run (self->db, "INSERT INTO calls SELECT * FROM temp.removed", error) &&
         bw_database_run (self->db, "DELETE FROM temp.removed", error);
  return bw_database_end (self->db, good, error);
}

/* Tells of the rows in temp.removed, which went or are about to come back. */
static gint64
get_removed_id (BwStore *self)
{
  if (count (self, "SELECT count(*) FROM temp.removed") != 1)
    return 0;
  return count (self, "SELECT id FROM temp.removed");
}

static void
tell_removed (BwStore *self, gint64 id, gint64 started)
{
  touched (self, id, started);
  g_signal_emit (self, signals[CALLS_REMOVED], 0);
}

static gboolean
mark_rows_seen (BwStore *self, const char *peer, GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (self->db,
                           "UPDATE calls INDEXED BY calls_unseen SET seen = 1"
                           " WHERE outcome = 2 AND seen = 0"
                           " AND ($peer IS NULL OR peer = $peer) RETURNING id",
                           error);
  int result;

  if (statement == NULL)
    return FALSE;
  bw_database_bind_text (statement, "$peer", peer);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW) {
    gint64 id = sqlite3_column_int64 (statement, 0);

    g_array_append_val (ids, id);
  }
  return result == SQLITE_DONE || bw_database_fail (self->db, error);
}

static void
tell_changed (BwStore *self, GArray *ids)
{
  if (ids->len > MAX_TOUCHED)
    touched (self, 0, 0);
  for (guint i = 0; i < ids->len && self->db != NULL; i++) {
    g_autoptr (BwCallRecord) record =
        bw_call_rows_find (self->db, g_array_index (ids, gint64, i), NULL);

    if (record == NULL)
      continue;
    if (ids->len <= MAX_TOUCHED)
      touched_record (self, record);
    g_signal_emit (self, signals[CALL_CHANGED], 0, record);
  }
}

static void
bw_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwStore *self = BW_STORE (object);

  switch (prop_id) {
  case PROP_UNSEEN_MISSED:
    g_value_set_uint (value, self->unseen_missed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_store_finalize (GObject *object)
{
  BwStore *self = BW_STORE (object);

  g_clear_handle_id (&self->heartbeat_id, g_source_remove);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_object (&self->file);
  g_clear_object (&self->damaged_file);
  G_OBJECT_CLASS (bw_store_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, BW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, first, second);
}

static void
bw_store_class_init (BwStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_store_get_property;
  object_class->finalize = bw_store_finalize;

  properties[PROP_UNSEEN_MISSED] =
      g_param_spec_uint ("unseen-missed", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CALL_ADDED] = add_signal ("call-added", 1, BW_TYPE_CALL_RECORD, G_TYPE_NONE);
  signals[CALL_CHANGED] = add_signal ("call-changed", 1, BW_TYPE_CALL_RECORD, G_TYPE_NONE);
  signals[CALLS_REMOVED] = add_signal ("calls-removed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[CALL_TOUCHED] = add_signal ("call-touched", 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
bw_store_init (BwStore *self)
{
}

BwStore *
bw_store_new (GFile *file)
{
  BwStore *self = g_object_new (BW_TYPE_STORE, NULL);

  g_set_object (&self->file, file);
  return self;
}

gboolean
bw_store_open (BwStore *self, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->db == NULL, FALSE);

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (path != NULL && !create_folder (path, error))
    return FALSE;
  self->db = open_or_begin_anew (self, path, error);
  if (self->db == NULL)
    return FALSE;
  touched (self, 0, 0);
  return TRUE;
}

void
bw_store_close (BwStore *self)
{
  g_return_if_fail (BW_IS_STORE (self));

  if (self->db == NULL)
    return;
  g_clear_pointer (&self->db, sqlite3_close);
  touched (self, 0, 0);
}

GFile *
bw_store_get_damaged_file (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  return self->damaged_file;
}

gboolean
bw_store_add_call (BwStore *self, BwCallRecord *record, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CALL_RECORD (record), FALSE);

  if (!check_open (self, error) || !bw_call_rows_insert (self->db, record, error))
    return FALSE;
  touched_record (self, record);
  g_signal_emit (self, signals[CALL_ADDED], 0, record);
  return TRUE;
}

gboolean
bw_store_update_call (BwStore *self, BwCallRecord *record, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CALL_RECORD (record), FALSE);

  if (!check_open (self, error) || !bw_call_rows_update (self->db, record, error))
    return FALSE;
  touched_record (self, record);
  g_signal_emit (self, signals[CALL_CHANGED], 0, record);
  return TRUE;
}

gboolean
bw_store_delete_call (BwStore *self, gint64 id, GError **error)
{
  gint64 started;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (id > 0, FALSE);

  if (!check_open (self, error) || !check_not_ongoing (self, id, error) ||
      !remove_rows (self, id, error))
    return FALSE;
  started = count (self, "SELECT started FROM temp.removed");
  if (get_removed_id (self) == id)
    tell_removed (self, id, started);
  return TRUE;
}

gboolean
bw_store_clear_calls (BwStore *self, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!check_open (self, error) || !remove_rows (self, 0, error))
    return FALSE;
  tell_removed (self, 0, 0);
  return TRUE;
}

gboolean
bw_store_restore_calls (BwStore *self, GError **error)
{
  gint64 id;
  gint64 started;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!check_open (self, error))
    return FALSE;
  id = get_removed_id (self);
  started = count (self, "SELECT started FROM temp.removed");
  if (!restore_rows (self, error))
    return FALSE;
  tell_removed (self, id, started);
  return TRUE;
}

gboolean
bw_store_mark_calls_seen (BwStore *self, const char *peer, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!check_open (self, error) || !mark_rows_seen (self, peer, ids, error))
    return FALSE;
  tell_changed (self, ids);
  return TRUE;
}

guint
bw_store_get_unseen_missed (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), 0);
  return self->unseen_missed;
}

sqlite3 *
bw_store_get_database (BwStore *self)
{
  return self->db;
}
