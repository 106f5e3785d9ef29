/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who asked to see a person, and what was said to them: on disk before the list tells of it. It
 * must not know what becomes of a decision.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store-watchers.h"

#include "private/bw-store-private.h"
#include "private/bw-watcher-private.h"

#include <string.h>

/* What somebody calls themselves beyond that is not kept. */
#define MAX_NAME 200

enum { COLUMN_ID, COLUMN_ACCOUNT, COLUMN_ADDRESS, COLUMN_NAME, COLUMN_DECISION, COLUMN_TIME };

/* A row that something else than us wrote must not become a value that a switch does not know: that
 * is a question that nobody has answered. */
static BwWatcherDecision
read_decision (sqlite3_stmt *row)
{
  gint64 decision = sqlite3_column_int64 (row, COLUMN_DECISION);

  if (decision < BW_WATCHER_ASKED || decision > BW_WATCHER_BLOCKED)
    return BW_WATCHER_ASKED;
  return (BwWatcherDecision) decision;
}

static const char *
read_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static BwWatcher *
read_watcher (sqlite3_stmt *row)
{
  BwWatcher *watcher =
      bw_watcher_new (MAX (sqlite3_column_int64 (row, COLUMN_ID), 0),
                      read_text (row, COLUMN_ACCOUNT), read_text (row, COLUMN_ADDRESS));

  bw_watcher_set_name (watcher, read_text (row, COLUMN_NAME));
  bw_watcher_set_decision (watcher, read_decision (row),
                           MAX (sqlite3_column_int64 (row, COLUMN_TIME), 0));
  return watcher;
}

/* The newest first; of one time, the younger row. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 time_a = bw_watcher_get_time ((BwWatcher *) a);
  gint64 time_b = bw_watcher_get_time ((BwWatcher *) b);

  if (time_a != time_b)
    return time_a > time_b ? -1 : 1;
  return bw_watcher_get_id ((BwWatcher *) a) > bw_watcher_get_id ((BwWatcher *) b) ? -1 : 1;
}

static GPtrArray *
load (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db,
      "SELECT id, account, address, name, decision, time FROM watchers ORDER BY time DESC, id DESC",
      NULL);
  GPtrArray *watchers = g_ptr_array_new_with_free_func (g_object_unref);

  while (statement != NULL && bw_database_next (statement))
    g_ptr_array_add (watchers, read_watcher (statement));
  return watchers;
}

/* Returns: (transfer full) (nullable): one line of it at most */
static char *
clean_name (const char *name)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

  if (valid == NULL || *valid == '\0')
    return NULL;
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_NAME));
}

static char *
make_key (const char *account, const char *address)
{
  return g_strconcat (account, "\n", address, NULL);
}

static char *
get_key (BwWatcher *watcher)
{
  return make_key (bw_watcher_get_account (watcher), bw_watcher_get_address (watcher));
}

static gboolean
run (BwStore *self, sqlite3_stmt *statement, gint64 id, GError **error)
{
  bw_database_bind_number (statement, "$id", id);
  return bw_database_step (self->db, statement, error);
}

static BwWatcher *
insert (BwStore *self, const char *account, const char *address, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (self->db,
                           "INSERT INTO watchers (account, address, name, decision, time)"
                           " VALUES ($account, $address, $name, $decision, $time)",
                           error);
  g_autoptr (BwWatcher) watcher = NULL;
  gint64 time = g_get_real_time ();

  if (statement == NULL)
    return NULL;
  bw_database_bind_text (statement, "$account", account);
  bw_database_bind_text (statement, "$address", address);
  bw_database_bind_text (statement, "$name", name);
  bw_database_bind_number (statement, "$decision", BW_WATCHER_ASKED);
  bw_database_bind_number (statement, "$time", time);
  if (!bw_database_step (self->db, statement, error))
    return NULL;
  watcher = bw_watcher_new (sqlite3_last_insert_rowid (self->db), account, address);
  bw_watcher_set_name (watcher, name);
  bw_watcher_set_decision (watcher, BW_WATCHER_ASKED, time);
  g_hash_table_replace (self->watchers_by_key, get_key (watcher), watcher);
  g_list_store_insert_sorted (self->watchers, watcher, compare_cb, NULL);
  return watcher;
}

static gboolean
set_name (BwStore *self, BwWatcher *watcher, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (name == NULL || g_strcmp0 (name, bw_watcher_get_name (watcher)) == 0)
    return TRUE;
  statement =
      bw_database_prepare (self->db, "UPDATE watchers SET name = $name WHERE id = $id", error);
  if (statement == NULL)
    return FALSE;
  bw_database_bind_text (statement, "$name", name);
  if (!run (self, statement, bw_watcher_get_id (watcher), error))
    return FALSE;
  bw_watcher_set_name (watcher, name);
  return TRUE;
}

static gboolean
write_decision (BwStore *self, gint64 id, BwWatcherDecision decision, gint64 time, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      self->db, "UPDATE watchers SET decision = $decision, time = $time WHERE id = $id", error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$decision", decision);
  bw_database_bind_number (statement, "$time", time);
  return run (self, statement, id, error);
}

static void
take_out (BwStore *self, BwWatcher *watcher)
{
  g_autofree char *key = get_key (watcher);
  guint position;

  g_hash_table_remove (self->watchers_by_key, key);
  if (g_list_store_find (self->watchers, watcher, &position))
    g_list_store_remove (self->watchers, position);
}

static void
bring_up (BwStore *self, BwWatcher *watcher)
{
  guint position;

  if (!g_list_store_find (self->watchers, watcher, &position) || position == 0)
    return;
  g_list_store_remove (self->watchers, position);
  g_list_store_insert_sorted (self->watchers, watcher, compare_cb, NULL);
}

GListModel *
bw_store_get_watchers (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);

  if (!self->watchers_wanted) {
    self->watchers_wanted = TRUE;
    bw_store_reload_watchers (self);
  }
  return G_LIST_MODEL (self->watchers);
}

BwWatcher *
bw_store_find_watcher (BwStore *self, const char *account, const char *address)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && address != NULL, NULL);

  bw_store_get_watchers (self);
  key = make_key (account, address);
  return g_hash_table_lookup (self->watchers_by_key, key);
}

BwWatcher *
bw_store_ensure_watcher (BwStore *self,
                         const char *account,
                         const char *address,
                         const char *name,
                         GError **error)
{
  g_autofree char *clean = NULL;
  BwWatcher *watcher;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && address != NULL, NULL);

  if (!bw_store_check_open (self, error))
    return NULL;
  clean = clean_name (name);
  watcher = bw_store_find_watcher (self, account, address);
  if (watcher == NULL)
    return insert (self, account, address, clean, error);
  return set_name (self, watcher, clean, error) ? watcher : NULL;
}

gboolean
bw_store_decide_watcher (BwStore *self,
                         BwWatcher *watcher,
                         BwWatcherDecision decision,
                         GError **error)
{
  gint64 time = g_get_real_time ();

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_WATCHER (watcher), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  if (decision == bw_watcher_get_decision (watcher))
    return TRUE;
  if (!write_decision (self, bw_watcher_get_id (watcher), decision, time, error))
    return FALSE;
  g_object_ref (watcher);
  g_object_freeze_notify (G_OBJECT (watcher));
  bw_watcher_set_decision (watcher, decision, time);
  bring_up (self, watcher);
  g_object_thaw_notify (G_OBJECT (watcher));
  g_object_unref (watcher);
  return TRUE;
}

gboolean
bw_store_remove_watcher (BwStore *self, BwWatcher *watcher, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_WATCHER (watcher), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  statement = bw_database_prepare (self->db, "DELETE FROM watchers WHERE id = $id", error);
  if (statement == NULL || !run (self, statement, bw_watcher_get_id (watcher), error))
    return FALSE;
  take_out (self, watcher);
  return TRUE;
}

void
bw_store_reload_watchers (BwStore *self)
{
  g_autoptr (GPtrArray) watchers = NULL;

  if (self->watchers_wanted && self->db != NULL)
    watchers = load (self->db);
  else
    watchers = g_ptr_array_new ();
  g_hash_table_remove_all (self->watchers_by_key);
  for (guint i = 0; i < watchers->len; i++)
    g_hash_table_replace (self->watchers_by_key, get_key (watchers->pdata[i]), watchers->pdata[i]);
  g_list_store_splice (self->watchers, 0, g_list_model_get_n_items (G_LIST_MODEL (self->watchers)),
                       watchers->pdata, watchers->len);
}
