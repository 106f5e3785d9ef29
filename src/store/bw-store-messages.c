/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The messages of the history: each is on disk before anybody hears of it. It must not know how
 * they come and go.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store-messages.h"

#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-private.h"
#include "private/bw-conversation-rows.h"
#include "private/bw-message-rows.h"
#include "private/bw-store-private.h"

#include <glib/gi18n.h>

#define SELECT_SQL "SELECT " BW_MESSAGE_ROWS_COLUMNS " FROM messages AS m "

/* CROSS JOIN: in this order, so that the rows come as the index has them. */
static const char outbox_sql[] =
    SELECT_SQL "INDEXED BY messages_waiting CROSS JOIN conversations AS c ON c.id = m.conversation"
               " WHERE m.state = 1 AND m.removed = 0 AND m.id > $after AND m.reason <> $held"
               " AND c.account = $account AND m.id > c.hidden_messages ORDER BY m.id LIMIT $limit";

static const char reported_sql[] =
    SELECT_SQL "CROSS JOIN conversations AS c ON c.id = m.conversation"
               " WHERE m.message_id = $name AND m.direction = 1 AND m.removed = 0"
               " AND c.account = $account AND m.id > c.hidden_messages"
               " ORDER BY c.peer = $peer DESC, m.id DESC LIMIT 1";

static const char reported_call_sql[] =
    SELECT_SQL "CROSS JOIN conversations AS c ON c.id = m.conversation"
               " WHERE m.call_id = $name AND m.direction = 1 AND m.removed = 0"
               " AND c.account = $account AND m.id > c.hidden_messages"
               " ORDER BY c.peer = $peer DESC, m.id DESC LIMIT 1";

static const char unanswered_sql[] = SELECT_SQL
    "INDEXED BY messages_unanswered LEFT JOIN bodies AS b ON b.message = m.id"
    " WHERE m.conversation = $conversation AND m.answered <> 1 AND m.answered = 2"
    " AND m.removed = 0 AND m.id > $hidden AND m.content_type = $content_type AND m.text IS $text"
    " AND b.bytes IS $bytes ORDER BY m.id LIMIT 1";

static const char owed_sql[] =
    SELECT_SQL "INDEXED BY messages_owed WHERE m.conversation = $conversation AND m.direction = 0"
               " AND m.seen = 1 AND m.removed = 0 AND m.reports >= 2 AND m.id > $hidden"
               " ORDER BY m.time, m.id LIMIT $limit";

static void
tell_event (BwStore *self, BwConversation *conversation, BwEventChange change, BwMessage *message)
{
  const BwEventKey key = bw_event_key_get (G_OBJECT (message));

  bw_store_tell_event (self, conversation, change, &key);
}

/* Whether @message stands behind all else in @conversation. */
static gboolean
is_latest (BwConversation *conversation, BwMessage *message)
{
  GObject *latest = bw_conversation_get_latest (conversation);
  BwEventKey key = bw_event_key_get (G_OBJECT (message));
  BwEventKey latest_key;

  if (latest == NULL)
    return TRUE;
  latest_key = bw_event_key_get (latest);
  return bw_event_key_compare (&key, &latest_key) > 0;
}

static gboolean
is_unread (BwMessage *message)
{
  return bw_message_get_direction (message) == BW_DIRECTION_INCOMING &&
         !bw_message_get_seen (message);
}

/* What comes last changes nothing that would have to be read again. */
static void
take_in (BwStore *self, BwConversation *conversation, BwMessage *message)
{
  if (is_latest (conversation, message))
    bw_conversation_set_latest (conversation, G_OBJECT (message));
  if (is_unread (message))
    bw_conversation_set_unread (conversation, bw_conversation_get_unread (conversation) + 1);
  bw_conversation_list_update (self->conversations, conversation);
  tell_event (self, conversation, BW_EVENT_CAME, message);
  bw_store_tell_message_added (self, conversation, message);
}

static gboolean
check_new (BwStore *self, BwConversation *conversation, BwMessage *message, GError **error)
{
  if (!bw_store_check_open (self, error))
    return FALSE;
  if (!bw_message_rows_is_known (self->db, bw_conversation_get_account (conversation), message))
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_DUPLICATE,
                       _ ("This message has come before."));
  return FALSE;
}

/* After properties were written that the conversation shows, too. */
static void
tell_changed (BwStore *self, BwMessage *message)
{
  BwConversation *conversation =
      bw_store_find_conversation_by_id (self, bw_message_get_conversation (message));

  if (conversation == NULL)
    return;
  if (bw_message_get_direction (message) == BW_DIRECTION_INCOMING) {
    bw_conversation_rows_refresh (self->db, conversation, self->messages);
    bw_conversation_list_update (self->conversations, conversation);
  }
  tell_event (self, conversation, BW_EVENT_CHANGED, message);
}

static sqlite3_stmt *
prepare (BwStore *self, const char *sql)
{
  return self->db != NULL ? bw_database_prepare (self->db, sql, NULL) : NULL;
}

static BwMessage *
take_first (BwStore *self, sqlite3_stmt *statement)
{
  g_autoptr (GPtrArray) messages = bw_message_rows_read_all (statement, self->messages);

  return messages->len > 0 ? g_object_ref (g_ptr_array_index (messages, 0)) : NULL;
}

static BwMessage *
find_reported (BwStore *self,
               const char *sql,
               const char *account,
               const char *peer,
               const char *name)
{
  sqlite3_stmt *statement = prepare (self, sql);

  if (statement == NULL)
    return NULL;
  bw_database_bind_text (statement, "$account", account);
  bw_database_bind_text (statement, "$peer", peer);
  bw_database_bind_text (statement, "$name", name);
  return take_first (self, statement);
}

static void
bind_conversation (sqlite3_stmt *statement, BwConversation *conversation)
{
  bw_database_bind_number (statement, "$conversation", bw_conversation_get_id (conversation));
  bw_database_bind_number (statement, "$hidden",
                           bw_conversation_get_hidden (conversation)->messages);
}

static gboolean
confirm (BwStore *self, gint64 id, GError **error)
{
  return bw_conversation_rows_run (
      self->db, "UPDATE messages SET answered = 1 WHERE id = $id AND answered <> 1", id, 0, error);
}

gboolean
bw_store_add_message (BwStore *self,
                      BwConversation *conversation,
                      BwMessage *message,
                      GBytes *body,
                      GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), FALSE);
  g_return_val_if_fail (BW_IS_MESSAGE (message), FALSE);
  g_return_val_if_fail (bw_message_get_id (message) == 0, FALSE);

  if (!check_new (self, conversation, message, error))
    return FALSE;
  g_object_set (message, "conversation", bw_conversation_get_id (conversation), NULL);
  if (bw_message_get_time (message) == 0)
    g_object_set (message, "time", g_get_real_time (), NULL);
  if (!bw_message_rows_insert (self->db, message, body, error))
    return FALSE;
  bw_message_cache_add (self->messages, message);
  take_in (self, conversation, message);
  return TRUE;
}

gboolean
bw_store_update_message (BwStore *self, BwMessage *message, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_MESSAGE (message), FALSE);

  if (!bw_store_check_open (self, error) || !bw_message_rows_update (self->db, message, error))
    return FALSE;
  tell_changed (self, message);
  return TRUE;
}

gboolean
bw_store_set_body (BwStore *self, BwMessage *message, GBytes *body, GError **error)
{
  gboolean good;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_MESSAGE (message), FALSE);

  if (!bw_store_check_open (self, error) || !bw_database_begin (self->db, error))
    return FALSE;
  good = bw_message_rows_set_body (self->db, message, body, error);
  if (!bw_database_end (self->db, good, error))
    return FALSE;
  g_object_set (message, "size", body != NULL ? (gint64) g_bytes_get_size (body) : 0, "has-body",
                body != NULL, NULL);
  return TRUE;
}

GBytes *
bw_store_dup_body (BwStore *self, BwMessage *message, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_MESSAGE (message), NULL);

  if (!bw_store_check_open (self, error))
    return NULL;
  return bw_message_rows_dup_body (self->db, bw_message_get_id (message), error);
}

BwMessage *
bw_store_find_message (BwStore *self, gint64 id)
{
  g_autoptr (sqlite3_stmt) find = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);

  if (self->db == NULL || !bw_message_rows_is_shown (self->db, id))
    return NULL;
  find = bw_message_rows_prepare_find (self->db);
  return bw_message_rows_find (find, id, self->messages);
}

BwMessage *
bw_store_find_reported_message (BwStore *self,
                                const char *account,
                                const char *peer,
                                const char *message_id)
{
  BwMessage *message;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (message_id != NULL, NULL);

  message = find_reported (self, reported_sql, account, peer, message_id);
  return message != NULL ? message
                         : find_reported (self, reported_call_sql, account, peer, message_id);
}

GPtrArray *
bw_store_load_outbox (BwStore *self, const char *account, gint64 after, guint limit)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  statement = prepare (self, outbox_sql);
  if (statement != NULL) {
    bw_database_bind_text (statement, "$account", account);
    bw_database_bind_number (statement, "$after", after);
    bw_database_bind_number (statement, "$held", BW_MESSAGE_REASON_INTERRUPTED);
    bw_database_bind_number (statement, "$limit", limit);
  }
  return bw_message_rows_read_all (statement, self->messages);
}

BwMessage *
bw_store_find_unanswered (BwStore *self,
                          BwConversation *conversation,
                          BwMessage *message,
                          GBytes *body)
{
  sqlite3_stmt *statement;
  const char *type;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (BW_IS_MESSAGE (message), NULL);

  statement = prepare (self, unanswered_sql);
  if (statement == NULL)
    return NULL;
  type = bw_message_get_content_type (message);
  bind_conversation (statement, conversation);
  bw_database_bind_text (statement, "$content_type", type != NULL ? type : "");
  bw_database_bind_text (statement, "$text", bw_message_get_text (message));
  if (body != NULL)
    bw_database_bind_bytes (statement, "$bytes", body);
  return take_first (self, statement);
}

static gboolean
confirm_all (BwStore *self, GArray *ids, GError **error)
{
  gboolean good = TRUE;

  if (!bw_database_begin (self->db, error))
    return FALSE;
  for (guint i = 0; good && i < ids->len; i++)
    good = confirm (self, g_array_index (ids, gint64, i), error);
  return bw_database_end (self->db, good, error);
}

gboolean
bw_store_confirm_messages (BwStore *self, GArray *ids, GError **error)
{
  gboolean good;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  bw_database_set_patient (self->db, FALSE);
  good = confirm_all (self, ids, error);
  bw_database_set_patient (self->db, TRUE);
  return good;
}

GPtrArray *
bw_store_load_owed_reports (BwStore *self, BwConversation *conversation, guint limit)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), NULL);

  statement = prepare (self, owed_sql);
  if (statement != NULL) {
    bind_conversation (statement, conversation);
    bw_database_bind_number (statement, "$limit", limit);
  }
  return bw_message_rows_read_all (statement, self->messages);
}
