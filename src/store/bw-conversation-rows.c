/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How a BwConversation becomes a row of the table `conversations` and comes back, with what is
 * latest in it. It must not know who asks.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-conversation-rows.h"

#include "private/bw-call-rows.h"
#include "private/bw-conversation-private.h"
#include "private/bw-event-key.h"
#include "private/bw-message-rows.h"

/* One look into an index for each of the three; the rows of the latest are joined then. */
#define LOAD_SQL(condition)                                                                        \
  "WITH c AS MATERIALIZED (SELECT id, account, peer, peer_name, draft, route, "                    \
  "hidden_messages,"                                                                               \
  "    hidden_calls,"                                                                              \
  "    (SELECT count(*) FROM messages INDEXED BY messages_unseen"                                  \
  "      WHERE conversation = o.id AND direction = 0 AND seen = 0 AND "                            \
  "removed = 0"                                                                                    \
  "      AND id > o.hidden_messages) AS unread,"                                                   \
  "    (SELECT id FROM messages INDEXED BY messages_by_time"                                       \
  "      WHERE conversation = o.id AND removed = 0 AND id > o.hidden_messages"                     \
  "      ORDER BY time DESC, id DESC LIMIT 1) AS latest_message,"                                  \
  "    (SELECT id FROM calls INDEXED BY calls_by_conversation"                                     \
  "      WHERE conversation = o.id AND id > o.hidden_calls"                                        \
  "      ORDER BY started DESC, id DESC LIMIT 1) AS latest_call"                                   \
  "    FROM conversations AS o " condition ")"                                                     \
  " SELECT c.id, c.account, c.peer, c.peer_name, c.draft, c.route, c.hidden_messages, "            \
  "c.hidden_calls,"                                                                                \
  "  c.unread, " BW_MESSAGE_ROWS_COLUMNS ", " BW_CALL_ROWS_COLUMNS                                 \
  " FROM c LEFT JOIN messages AS m ON m.id = c.latest_message"                                     \
  " LEFT JOIN calls ON calls.id = c.latest_call"

static const char load_sql[] = LOAD_SQL ("");
static const char refresh_sql[] = LOAD_SQL ("WHERE o.id = $id");

enum {
  COLUMN_ID,
  COLUMN_ACCOUNT,
  COLUMN_PEER,
  COLUMN_PEER_NAME,
  COLUMN_DRAFT,
  COLUMN_ROUTE,
  COLUMN_HIDDEN_MESSAGES,
  COLUMN_HIDDEN_CALLS,
  COLUMN_UNREAD,
  COLUMN_MESSAGE,
};

#define COLUMN_CALL (COLUMN_MESSAGE + BW_MESSAGE_ROWS_N_COLUMNS)

static const char *
read_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static gboolean
is_later (gpointer event, gpointer than)
{
  BwEventKey key = bw_event_key_get (event);
  BwEventKey other = bw_event_key_get (than);

  return bw_event_key_compare (&key, &other) > 0;
}

static GObject *
read_latest (sqlite3_stmt *row, BwMessageCache *cache)
{
  g_autoptr (BwMessage) message = NULL;
  g_autoptr (BwCallRecord) call = NULL;

  if (sqlite3_column_int64 (row, COLUMN_MESSAGE) != 0)
    message = bw_message_rows_read (row, COLUMN_MESSAGE, cache);
  if (sqlite3_column_int64 (row, COLUMN_CALL) != 0)
    call = bw_call_rows_read (row, COLUMN_CALL);
  if (message != NULL && (call == NULL || is_later (message, call)))
    return (GObject *) g_steal_pointer (&message);
  return (GObject *) g_steal_pointer (&call);
}

static void
read_state (sqlite3_stmt *row, BwConversation *conversation, BwMessageCache *cache)
{
  g_autoptr (GObject) latest = read_latest (row, cache);
  const BwConversationHidden hidden = { sqlite3_column_int64 (row, COLUMN_HIDDEN_MESSAGES),
                                        sqlite3_column_int64 (row, COLUMN_HIDDEN_CALLS) };

  bw_conversation_set_hidden (conversation, &hidden);
  bw_conversation_set_peer_name (conversation, read_text (row, COLUMN_PEER_NAME));
  bw_conversation_set_draft (conversation, read_text (row, COLUMN_DRAFT));
  bw_conversation_set_route (conversation, read_text (row, COLUMN_ROUTE));
  bw_conversation_set_unread (conversation, sqlite3_column_int (row, COLUMN_UNREAD));
  bw_conversation_set_latest (conversation, latest);
}

static BwConversation *
read_conversation (sqlite3_stmt *row, BwMessageCache *cache)
{
  BwConversation *conversation =
      bw_conversation_new (sqlite3_column_int64 (row, COLUMN_ID), read_text (row, COLUMN_ACCOUNT),
                           read_text (row, COLUMN_PEER));

  read_state (row, conversation, cache);
  return conversation;
}

static gboolean
set_text (sqlite3 *db, const char *sql, gint64 id, const char *text, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, sql, error);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  bw_database_bind_text (statement, "$text", valid);
  return bw_database_step (db, statement, error);
}

GPtrArray *
bw_conversation_rows_load (sqlite3 *db, BwMessageCache *cache)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, load_sql, NULL);
  GPtrArray *conversations = g_ptr_array_new_with_free_func (g_object_unref);

  while (statement != NULL && bw_database_next (statement))
    g_ptr_array_add (conversations, read_conversation (statement, cache));
  return conversations;
}

void
bw_conversation_rows_refresh (sqlite3 *db, BwConversation *conversation, BwMessageCache *cache)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, refresh_sql, NULL);

  if (statement == NULL)
    return;
  bw_database_bind_number (statement, "$id", bw_conversation_get_id (conversation));
  if (bw_database_next (statement))
    read_state (statement, conversation, cache);
}

BwConversation *
bw_conversation_rows_insert (sqlite3 *db,
                             const char *account,
                             const char *peer,
                             const char *peer_name,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db,
      "INSERT INTO conversations (account, peer, peer_name) VALUES ($account, $peer, $peer_name)",
      error);
  BwConversation *conversation;

  if (statement == NULL)
    return NULL;
  bw_database_bind_text (statement, "$account", account);
  bw_database_bind_text (statement, "$peer", peer);
  bw_database_bind_text (statement, "$peer_name", peer_name);
  if (!bw_database_step (db, statement, error))
    return NULL;
  conversation = bw_conversation_new (sqlite3_last_insert_rowid (db), account, peer);
  bw_conversation_set_peer_name (conversation, peer_name);
  return conversation;
}

gboolean
bw_conversation_rows_delete (sqlite3 *db, gint64 id, GError **error)
{
  return bw_conversation_rows_run (db, "DELETE FROM conversations WHERE id = $id", id, 0, error);
}

gboolean
bw_conversation_rows_set_account (sqlite3 *db, gint64 id, const char *account, GError **error)
{
  return set_text (db, "UPDATE conversations SET account = $text WHERE id = $id", id, account,
                   error);
}

gboolean
bw_conversation_rows_set_peer_name (sqlite3 *db, gint64 id, const char *peer_name, GError **error)
{
  return set_text (db, "UPDATE conversations SET peer_name = $text WHERE id = $id", id, peer_name,
                   error);
}

gboolean
bw_conversation_rows_set_draft (sqlite3 *db, gint64 id, const char *draft, GError **error)
{
  return set_text (db, "UPDATE conversations SET draft = $text WHERE id = $id", id, draft, error);
}

gboolean
bw_conversation_rows_set_route (sqlite3 *db, gint64 id, const char *route, GError **error)
{
  return set_text (db, "UPDATE conversations SET route = $text WHERE id = $id", id, route, error);
}

guint
bw_conversation_rows_count_events (sqlite3 *db, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "SELECT events FROM conversations WHERE id = $id", NULL);

  if (statement == NULL)
    return 0;
  bw_database_bind_number (statement, "$id", id);
  return CLAMP (bw_database_get_number (statement, 0), 0, G_MAXINT);
}

gboolean
bw_conversation_rows_run (sqlite3 *db, const char *sql, gint64 id, gint64 other, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  if (other != 0)
    bw_database_bind_number (statement, "$other", other);
  return bw_database_step (db, statement, error);
}
