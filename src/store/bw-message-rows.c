/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How a BwMessage becomes a row of the table `messages` and comes back. It must not know who asks.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-message-rows.h"

#include "bw-store.h"

#include "private/bw-search-words.h"

#include <glib/gi18n.h>

/* So long a sender may take to send what was not answered again. */
#define UNANSWERED_USEC (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static const char insert_sql[] =
    "INSERT INTO messages (conversation, direction, state, code, reason, phrase, time, sent_at,"
    "  call_id, cseq, message_id, reports, content_type, text, file_name, size, url, headers,"
    "  seen, has_body, search, answered)"
    " VALUES ($conversation, $direction, $state, $code, $reason, $phrase, $time, $sent_at,"
    "  $call_id, $cseq, $message_id, $reports, $content_type, $text, $file_name, $size, $url,"
    "  $headers, $seen, $has_body, $search, $direction)";

static const char update_sql[] =
    "UPDATE messages SET state = $state, code = $code, reason = $reason, phrase = $phrase,"
    "  sent_at = $sent_at, call_id = $call_id, cseq = $cseq, message_id = $message_id,"
    "  reports = $reports, content_type = $content_type, text = $text, file_name = $file_name,"
    "  size = $size, url = $url, headers = $headers, seen = $seen, search = $search"
    " WHERE id = $id";

static const char find_sql[] = "SELECT " BW_MESSAGE_ROWS_COLUMNS " FROM messages AS m"
                               " WHERE m.id = $id";

/* A sender whose identifiers repeat, as after a restart, has written something else all the same.
 */
static const char known_sql[] =
    "SELECT EXISTS (SELECT 1 FROM messages AS m JOIN conversations AS c ON c.id = m.conversation"
    "  WHERE m.call_id = $call_id AND m.cseq = $cseq AND m.direction = 0 AND c.account = $account"
    "  AND m.content_type = $content_type AND m.text IS $text)"
    " OR EXISTS (SELECT 1 FROM erased WHERE call_id = $call_id AND cseq = $cseq"
    "  AND account = $account)";

static const char keep_known_sql[] =
    "INSERT OR IGNORE INTO erased (call_id, cseq, account)"
    " SELECT m.call_id, m.cseq, c.account FROM messages AS m"
    " JOIN conversations AS c ON c.id = m.conversation"
    " WHERE m.id = $id AND m.direction = 0 AND m.call_id IS NOT NULL";

enum {
  COLUMN_ID,
  COLUMN_CONVERSATION,
  COLUMN_DIRECTION,
  COLUMN_STATE,
  COLUMN_CODE,
  COLUMN_REASON,
  COLUMN_PHRASE,
  COLUMN_TIME,
  COLUMN_SENT_AT,
  COLUMN_CALL_ID,
  COLUMN_CSEQ,
  COLUMN_MESSAGE_ID,
  COLUMN_REPORTS,
  COLUMN_CONTENT_TYPE,
  COLUMN_TEXT,
  COLUMN_FILE_NAME,
  COLUMN_SIZE,
  COLUMN_URL,
  COLUMN_HEADERS,
  COLUMN_SEEN,
  COLUMN_HAS_BODY,
};

static const char *
get_type (BwMessage *message)
{
  const char *type = bw_message_get_content_type (message);

  return type != NULL ? type : "";
}

/* What an insertion and an update have in common. */
static void
bind_message (sqlite3_stmt *statement, BwMessage *message)
{
  g_autofree char *search = bw_search_words_make_index (bw_message_get_text (message),
                                                        bw_message_get_file_name (message));

  bw_database_bind_number (statement, "$state", bw_message_get_state (message));
  bw_database_bind_number (statement, "$code", bw_message_get_code (message));
  bw_database_bind_number (statement, "$reason", bw_message_get_reason (message));
  bw_database_bind_text (statement, "$phrase", bw_message_get_phrase (message));
  bw_database_bind_number (statement, "$sent_at", bw_message_get_sent_at (message));
  bw_database_bind_text (statement, "$call_id", bw_message_get_call_id (message));
  bw_database_bind_number (statement, "$cseq", bw_message_get_cseq (message));
  bw_database_bind_text (statement, "$message_id", bw_message_get_message_id (message));
  bw_database_bind_number (statement, "$reports", bw_message_get_reports (message));
  bw_database_bind_text (statement, "$content_type", get_type (message));
  bw_database_bind_text (statement, "$text", bw_message_get_text (message));
  bw_database_bind_text (statement, "$file_name", bw_message_get_file_name (message));
  bw_database_bind_number (statement, "$size", bw_message_get_size (message));
  bw_database_bind_text (statement, "$url", bw_message_get_url (message));
  bw_database_bind_text (statement, "$headers", bw_message_get_headers (message));
  bw_database_bind_number (statement, "$seen", bw_message_get_seen (message));
  bw_database_bind_text (statement, "$search", search);
}

static gboolean
insert_row (sqlite3 *db, BwMessage *message, gboolean has_body, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  bind_message (statement, message);
  bw_database_bind_number (statement, "$conversation", bw_message_get_conversation (message));
  bw_database_bind_number (statement, "$direction", bw_message_get_direction (message));
  bw_database_bind_number (statement, "$time", bw_message_get_time (message));
  bw_database_bind_number (statement, "$has_body", has_body);
  return bw_database_step (db, statement, error);
}

static gboolean
run_for (sqlite3 *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  return bw_database_step (db, statement, error);
}

static gboolean
insert_body (sqlite3 *db, gint64 id, GBytes *body, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db, "INSERT OR REPLACE INTO bodies (message, bytes) VALUES ($id, $bytes)", error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  bw_database_bind_bytes (statement, "$bytes", body);
  return bw_database_step (db, statement, error);
}

/* After an UPDATE of one row. */
static gboolean
check_changed (sqlite3 *db, GError **error)
{
  if (sqlite3_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("This message is not in the history any more."));
  return FALSE;
}

/* A row that something else than us wrote must not become a value that a switch does not know. */
static int
read_within (sqlite3_stmt *row, int column, int last)
{
  return CLAMP (sqlite3_column_int (row, column), 0, last);
}

static const char *
read_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static gint64
read_long (sqlite3_stmt *row, int column)
{
  return MAX (sqlite3_column_int64 (row, column), 0);
}

static guint
read_uint (sqlite3_stmt *row, int column)
{
  return CLAMP (sqlite3_column_int64 (row, column), 0, G_MAXUINT);
}

static BwMessage *
read_new (sqlite3_stmt *row, int c)
{
  const int all_reports = BW_MESSAGE_REPORTS_DELIVERY | BW_MESSAGE_REPORTS_DISPLAY;

  return g_object_new (
      BW_TYPE_MESSAGE, "id", read_long (row, c + COLUMN_ID), "conversation",
      read_long (row, c + COLUMN_CONVERSATION), "direction",
      read_within (row, c + COLUMN_DIRECTION, BW_DIRECTION_OUTGOING), "state",
      read_within (row, c + COLUMN_STATE, BW_MESSAGE_STATE_FAILED), "code",
      read_uint (row, c + COLUMN_CODE), "reason", read_within (row, c + COLUMN_REASON, G_MAXINT),
      "phrase", read_text (row, c + COLUMN_PHRASE), "time", read_long (row, c + COLUMN_TIME),
      "sent-at", read_long (row, c + COLUMN_SENT_AT), "call-id",
      read_text (row, c + COLUMN_CALL_ID), "cseq", read_uint (row, c + COLUMN_CSEQ), "message-id",
      read_text (row, c + COLUMN_MESSAGE_ID), "reports",
      (guint) sqlite3_column_int (row, c + COLUMN_REPORTS) & all_reports, "content-type",
      read_text (row, c + COLUMN_CONTENT_TYPE), "text", read_text (row, c + COLUMN_TEXT),
      "file-name", read_text (row, c + COLUMN_FILE_NAME), "size", read_long (row, c + COLUMN_SIZE),
      "url", read_text (row, c + COLUMN_URL), "headers", read_text (row, c + COLUMN_HEADERS),
      "seen", sqlite3_column_int (row, c + COLUMN_SEEN) != 0, "has-body",
      sqlite3_column_int (row, c + COLUMN_HAS_BODY) != 0, NULL);
}

gboolean
bw_message_rows_insert (sqlite3 *db, BwMessage *message, GBytes *body, GError **error)
{
  gboolean good;
  gint64 id;

  if (!bw_database_begin (db, error))
    return FALSE;
  good = insert_row (db, message, body != NULL, error);
  id = sqlite3_last_insert_rowid (db);
  good = good && (body == NULL || insert_body (db, id, body, error));
  if (!bw_database_end (db, good, error))
    return FALSE;
  g_object_set (message, "id", id, "has-body", body != NULL, NULL);
  return TRUE;
}

gboolean
bw_message_rows_update (sqlite3 *db, BwMessage *message, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, update_sql, error);

  if (statement == NULL)
    return FALSE;
  bind_message (statement, message);
  bw_database_bind_number (statement, "$id", bw_message_get_id (message));
  if (!bw_database_step (db, statement, error))
    return FALSE;
  return check_changed (db, error);
}

gboolean
bw_message_rows_set_body (sqlite3 *db, BwMessage *message, GBytes *body, GError **error)
{
  gint64 id = bw_message_get_id (message);
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db, "UPDATE messages SET has_body = $has_body, size = $size WHERE id = $id", error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  bw_database_bind_number (statement, "$has_body", body != NULL);
  bw_database_bind_number (statement, "$size", body != NULL ? g_bytes_get_size (body) : 0);
  if (!bw_database_step (db, statement, error) || !check_changed (db, error))
    return FALSE;
  return body != NULL ? insert_body (db, id, body, error)
                      : run_for (db, "DELETE FROM bodies WHERE message = $id", id, error);
}

GBytes *
bw_message_rows_dup_body (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "SELECT bytes FROM bodies WHERE message = $id", error);
  int result;

  if (statement == NULL)
    return NULL;
  bw_database_bind_number (statement, "$id", id);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return g_bytes_new (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
  if (result != SQLITE_DONE)
    bw_database_fail (db, error);
  return NULL;
}

BwMessage *
bw_message_rows_read (sqlite3_stmt *row, int first, BwMessageCache *cache)
{
  BwMessage *message = bw_message_cache_get (cache, sqlite3_column_int64 (row, first));

  if (message != NULL)
    return g_object_ref (message);
  message = read_new (row, first);
  bw_message_cache_add (cache, message);
  return message;
}

GPtrArray *
bw_message_rows_read_all (sqlite3_stmt *statement, BwMessageCache *cache)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_object_unref);

  while (statement != NULL && bw_database_next (statement))
    g_ptr_array_add (messages, bw_message_rows_read (statement, 0, cache));
  sqlite3_finalize (statement);
  return messages;
}

sqlite3_stmt *
bw_message_rows_prepare_find (sqlite3 *db)
{
  return bw_database_prepare (db, find_sql, NULL);
}

BwMessage *
bw_message_rows_find (sqlite3_stmt *find, gint64 id, BwMessageCache *cache)
{
  BwMessage *message = bw_message_cache_get (cache, id);

  if (message != NULL || find == NULL)
    return message != NULL ? g_object_ref (message) : NULL;
  bw_database_bind_number (find, "$id", id);
  if (bw_database_next (find))
    message = bw_message_rows_read (find, 0, cache);
  sqlite3_reset (find);
  return message;
}

gboolean
bw_message_rows_is_shown (sqlite3 *db, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db,
      "SELECT EXISTS (SELECT 1 FROM messages AS m JOIN conversations AS c ON c.id = m.conversation"
      " WHERE m.id = $id AND m.removed = 0 AND m.id > c.hidden_messages)",
      NULL);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  return bw_database_get_number (statement, 0) != 0;
}

gboolean
bw_message_rows_is_known (sqlite3 *db, const char *account, BwMessage *message)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (bw_message_get_direction (message) != BW_DIRECTION_INCOMING ||
      bw_message_get_call_id (message) == NULL)
    return FALSE;
  statement = bw_database_prepare (db, known_sql, NULL);
  if (statement == NULL)
    return FALSE;
  bw_database_bind_text (statement, "$account", account);
  bw_database_bind_text (statement, "$call_id", bw_message_get_call_id (message));
  bw_database_bind_number (statement, "$cseq", bw_message_get_cseq (message));
  bw_database_bind_text (statement, "$content_type", get_type (message));
  bw_database_bind_text (statement, "$text", bw_message_get_text (message));
  return bw_database_get_number (statement, 0) != 0;
}

gboolean
bw_message_rows_interrupt (sqlite3 *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE messages INDEXED BY messages_sending SET state = %d, reason = %d WHERE state = %d;"
      "UPDATE messages INDEXED BY messages_unanswered SET answered = 1"
      "  WHERE answered <> 1 AND answered = 2 AND time < %" G_GINT64_FORMAT ";"
      "UPDATE messages INDEXED BY messages_unanswered SET answered = 2"
      "  WHERE answered <> 1 AND answered = 0",
      BW_MESSAGE_STATE_PENDING, BW_MESSAGE_REASON_INTERRUPTED, BW_MESSAGE_STATE_SENDING,
      g_get_real_time () - UNANSWERED_USEC);

  return bw_database_run (db, sql, error);
}

gboolean
bw_message_rows_remove (sqlite3 *db, gint64 id, GError **error)
{
  return run_for (db, "UPDATE messages SET removed = 1 WHERE id = $id AND removed = 0", id,
                  error) &&
         check_changed (db, error);
}

gboolean
bw_message_rows_erase (sqlite3 *db, gint64 id, GError **error)
{
  return run_for (db, keep_known_sql, id, error) &&
         run_for (db, "DELETE FROM messages WHERE id = $id", id, error);
}
