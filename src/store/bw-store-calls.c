/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The calls of the history: each change is on disk before anybody hears of it. It must not know who
 * calls, nor what is shown.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store.h"

#include "bw-store-messages.h"

#include "private/bw-call-rows.h"
#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-private.h"
#include "private/bw-store-private.h"

#include <glib/gi18n.h>

/* More changed rows than this at once are told to the lists as "all". */
#define MAX_TOUCHED 100

static void
touched_record (BwStore *self, BwCallRecord *record)
{
  bw_store_tell_touched (self, bw_call_record_get_id (record), bw_call_record_get_started (record));
}

/* The conversation that a row belongs to and that shows it. */
static BwConversation *
get_conversation (BwStore *self, gint64 id)
{
  BwConversation *conversation = bw_conversation_list_find_by_id (
      self->conversations, bw_call_rows_get_conversation (self->db, id));

  if (conversation == NULL || bw_conversation_get_hidden (conversation)->calls >= id)
    return NULL;
  return conversation;
}

static void
tell_event (BwStore *self, BwConversation *conversation, BwEventChange change, BwCallRecord *record)
{
  const BwEventKey key = bw_event_key_get (G_OBJECT (record));

  if (conversation == NULL || self->db == NULL)
    return;
  bw_store_refresh (self, conversation, change, &key);
}

/* A caller who says nothing of himself is in the list of calls only. */
static gboolean
find_place (BwStore *self, BwCallRecord *record, gint64 *id, GError **error)
{
  const char *account = bw_call_record_get_account (record);
  const char *peer = bw_call_record_get_peer (record);
  BwConversation *conversation;

  *id = 0;
  if (peer == NULL || *peer == '\0')
    return TRUE;
  conversation = bw_store_ensure_conversation (self, account != NULL ? account : "", peer,
                                               bw_call_record_get_peer_name (record), error);
  if (conversation == NULL)
    return FALSE;
  *id = bw_conversation_get_id (conversation);
  return TRUE;
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
  if (bw_store_count (self, "SELECT count(*) FROM temp.removed") != 1)
    return 0;
  return bw_store_count (self, "SELECT id FROM temp.removed");
}

/* @record: (nullable): the one that went or came back, where it is one */
static void
tell_removed (BwStore *self,
              BwConversation *conversation,
              BwEventChange change,
              BwCallRecord *record)
{
  if (record != NULL)
    tell_event (self, conversation, change, record);
  else
    bw_store_refresh_all (self);
  if (record != NULL)
    touched_record (self, record);
  else
    bw_store_tell_touched (self, 0, 0);
  bw_store_tell_calls_removed (self);
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

  if (statement == NULL)
    return FALSE;
  bw_database_bind_text (statement, "$peer", peer);
  return bw_database_collect (self->db, statement, ids, error);
}

static gboolean
update_row (BwStore *self, BwCallRecord *record, gboolean is_filed, GError **error)
{
  gint64 id = bw_call_record_get_id (record);
  gint64 conversation = 0;
  gboolean good;

  if (!is_filed && !find_place (self, record, &conversation, error))
    return FALSE;
  if (!bw_database_begin (self->db, error))
    return FALSE;
  good = bw_call_rows_update (self->db, record, error) &&
         (is_filed || bw_call_rows_file (self->db, id, conversation, error));
  return bw_database_end (self->db, good, error);
}

gboolean
bw_store_add_call (BwStore *self, BwCallRecord *record, GError **error)
{
  gint64 conversation;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CALL_RECORD (record), FALSE);

  if (!bw_store_check_open (self, error) || !find_place (self, record, &conversation, error) ||
      !bw_call_rows_insert (self->db, record, conversation, error))
    return FALSE;
  tell_event (self, get_conversation (self, bw_call_record_get_id (record)), BW_EVENT_CAME, record);
  touched_record (self, record);
  bw_store_tell_call_added (self, record);
  return TRUE;
}

gboolean
bw_store_update_call (BwStore *self, BwCallRecord *record, GError **error)
{
  gint64 id;
  gboolean is_filed;
  BwConversation *before;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CALL_RECORD (record), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  id = bw_call_record_get_id (record);
  is_filed = bw_call_rows_is_filed (self->db, record);
  before = get_conversation (self, id);
  if (!update_row (self, record, is_filed, error))
    return FALSE;
  if (!is_filed)
    tell_event (self, before, BW_EVENT_WENT, record);
  tell_event (self, get_conversation (self, id), is_filed ? BW_EVENT_CHANGED : BW_EVENT_CAME,
              record);
  touched_record (self, record);
  bw_store_tell_call_changed (self, record);
  return TRUE;
}

gboolean
bw_store_delete_call (BwStore *self, gint64 id, GError **error)
{
  g_autoptr (BwCallRecord) record = NULL;
  BwConversation *conversation;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (id > 0, FALSE);

  if (!bw_store_check_open (self, error) || !check_not_ongoing (self, id, error))
    return FALSE;
  record = bw_call_rows_find (self->db, id, NULL);
  conversation = get_conversation (self, id);
  if (!remove_rows (self, id, error))
    return FALSE;
  if (record != NULL)
    tell_removed (self, conversation, BW_EVENT_WENT, record);
  return TRUE;
}

gboolean
bw_store_clear_calls (BwStore *self, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!bw_store_check_open (self, error) || !remove_rows (self, 0, error))
    return FALSE;
  tell_removed (self, NULL, BW_EVENT_ALL, NULL);
  return TRUE;
}

gboolean
bw_store_restore_calls (BwStore *self, GError **error)
{
  gint64 id;
  g_autoptr (BwCallRecord) record = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  id = get_removed_id (self);
  if (!restore_rows (self, error))
    return FALSE;
  if (id != 0)
    record = bw_call_rows_find (self->db, id, NULL);
  tell_removed (self, id != 0 ? get_conversation (self, id) : NULL, BW_EVENT_CAME, record);
  return TRUE;
}

gboolean
bw_store_mark_calls_seen (BwStore *self, const char *peer, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!bw_store_check_open (self, error) || !mark_rows_seen (self, peer, ids, error))
    return FALSE;
  bw_store_tell_calls (self, ids);
  return TRUE;
}

void
bw_store_tell_calls (BwStore *self, GArray *ids)
{
  if (ids->len > MAX_TOUCHED)
    bw_store_tell_touched (self, 0, 0);
  for (guint i = 0; i < ids->len && self->db != NULL; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    g_autoptr (BwCallRecord) record = bw_call_rows_find (self->db, id, NULL);

    if (record == NULL)
      continue;
    tell_event (self, get_conversation (self, id), BW_EVENT_CHANGED, record);
    if (ids->len <= MAX_TOUCHED)
      touched_record (self, record);
    bw_store_tell_call_changed (self, record);
  }
}
