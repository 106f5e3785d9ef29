/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Messages and calls of a conversation in one order. Each of the two has an index in that order, so
 * that SQLite merges them as it reads, without sorting. It must not know what is shown of them.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-timeline-rows.h"

#include "private/bw-call-rows.h"
#include "private/bw-conversation-private.h"
#include "private/bw-message-rows.h"

#define MESSAGES_FROM                                                                              \
  "FROM messages INDEXED BY messages_by_time WHERE conversation = "                                \
  "$conversation AND removed = 0"                                                                  \
  " AND id > $hidden_messages"
#define CALLS_FROM                                                                                 \
  "FROM calls INDEXED BY calls_by_conversation WHERE conversation = "                              \
  "$conversation"                                                                                  \
  " AND id > $hidden_calls"

#define EVENTS(comparison)                                                                         \
  "SELECT time, id, 0 AS kind " MESSAGES_FROM " AND (time, id) " comparison                        \
  " ($time, $message) UNION ALL SELECT started, id, 1 " CALLS_FROM                                 \
  " AND (started, id) " comparison " ($time, $call)"

static const char backwards_sql[] =
    EVENTS ("<") " ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT $limit OFFSET $skip";
static const char forwards_sql[] = EVENTS (">") " ORDER BY 1, 2, 3 LIMIT $limit OFFSET $skip";

static const char count_sql[] =
    "SELECT (SELECT count(*) " MESSAGES_FROM " AND (time, id) > ($time, $message))"
    " + (SELECT count(*) " CALLS_FROM " AND (started, id) > ($time, $call))";

static const char unread_sql[] =
    "SELECT time, id FROM messages INDEXED BY messages_unseen WHERE conversation = $conversation"
    " AND direction = 0 AND seen = 0 AND removed = 0 AND id > $hidden_messages"
    " ORDER BY time, id LIMIT 1";

static const char message_sql[] =
    "SELECT time, id FROM messages WHERE id = $id AND conversation = $conversation"
    " AND removed = 0 AND id > $hidden_messages";

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql, BwConversation *conversation)
{
  const BwConversationHidden *hidden = bw_conversation_get_hidden (conversation);
  sqlite3_stmt *statement = bw_database_prepare (db, sql, NULL);

  if (statement == NULL)
    return NULL;
  bw_database_bind_number (statement, "$conversation", bw_conversation_get_id (conversation));
  bw_database_bind_number (statement, "$hidden_messages", hidden->messages);
  if (sqlite3_bind_parameter_index (statement, "$hidden_calls") != 0)
    bw_database_bind_number (statement, "$hidden_calls", hidden->calls);
  return statement;
}

/* Where row and time are the same, the message stands before the call. */
static void
bind_bound (sqlite3_stmt *statement, const BwEventKey *key, gboolean backwards)
{
  gboolean is_message = key->kind == BW_EVENT_MESSAGE;

  bw_database_bind_number (statement, "$time", key->time);
  bw_database_bind_number (statement, "$message", backwards && !is_message ? key->id + 1 : key->id);
  bw_database_bind_number (statement, "$call", !backwards && is_message ? key->id - 1 : key->id);
}

static void
reverse (GArray *keys)
{
  for (guint i = 0; i < keys->len / 2; i++) {
    BwEventKey *first = &g_array_index (keys, BwEventKey, i);
    BwEventKey *last = &g_array_index (keys, BwEventKey, keys->len - 1 - i);
    BwEventKey kept = *first;

    *first = *last;
    *last = kept;
  }
}

static gboolean
read_message_key (sqlite3_stmt *statement, BwEventKey *key)
{
  if (!bw_database_next (statement))
    return FALSE;
  key->time = sqlite3_column_int64 (statement, 0);
  key->kind = BW_EVENT_MESSAGE;
  key->id = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

GArray *
bw_timeline_rows_load (sqlite3 *db,
                       BwConversation *conversation,
                       const BwEventKey *bound,
                       gboolean backwards,
                       guint skip,
                       guint limit)
{
  const BwEventKey end = { backwards ? G_MAXINT64 : G_MININT64, 0, BW_EVENT_MESSAGE };
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (BwEventKey), limit);
  g_autoptr (sqlite3_stmt) statement =
      prepare (db, backwards ? backwards_sql : forwards_sql, conversation);

  if (statement == NULL)
    return keys;
  bind_bound (statement, bound != NULL ? bound : &end, backwards);
  bw_database_bind_number (statement, "$skip", skip);
  bw_database_bind_number (statement, "$limit", limit);
  while (bw_database_next (statement)) {
    BwEventKey key = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                       sqlite3_column_int (statement, 2) };

    g_array_append_val (keys, key);
  }
  if (backwards)
    reverse (keys);
  return keys;
}

guint
bw_timeline_rows_count_after (sqlite3 *db, BwConversation *conversation, const BwEventKey *key)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db, count_sql, conversation);

  if (statement == NULL)
    return 0;
  bind_bound (statement, key, FALSE);
  return bw_database_get_number (statement, 0);
}

gboolean
bw_timeline_rows_find_message (sqlite3 *db,
                               BwConversation *conversation,
                               gint64 id,
                               BwEventKey *key)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db, message_sql, conversation);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  return read_message_key (statement, key);
}

gboolean
bw_timeline_rows_find_unread (sqlite3 *db, BwConversation *conversation, BwEventKey *key)
{
  g_autoptr (sqlite3_stmt) statement = prepare (db, unread_sql, conversation);

  return statement != NULL && read_message_key (statement, key);
}

GPtrArray *
bw_timeline_rows_read (BwStore *store, GArray *keys)
{
  sqlite3 *db = bw_store_get_database (store);
  g_autoptr (sqlite3_stmt) messages = bw_message_rows_prepare_find (db);
  GPtrArray *events = g_ptr_array_new_full (keys->len, g_object_unref);

  for (guint i = 0; i < keys->len; i++) {
    const BwEventKey *key = &g_array_index (keys, BwEventKey, i);
    gpointer event = key->kind == BW_EVENT_MESSAGE
                         ? (gpointer) bw_message_rows_find (messages, key->id,
                                                            bw_store_get_message_cache (store))
                         : (gpointer) bw_call_rows_find (db, key->id, NULL);

    /* A list must have no holes: a row that a failing disk does not give stands there empty. */
    g_ptr_array_add (events, event != NULL ? event : bw_message_new ());
  }
  return events;
}
