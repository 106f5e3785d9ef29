/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How a BwCallRecord becomes a row of the table `calls` and comes back. It must not know who asks.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-call-rows.h"

#include "bw-store.h"

#include <glib/gi18n.h>

static const char insert_sql[] =
    "INSERT INTO calls (account, peer, peer_name, direction, outcome, code, reason, started,"
    "  answered, ended, video, seen, search, alive, conversation)"
    " VALUES ($account, $peer, $peer_name, $direction, $outcome, $code, $reason, $started,"
    "  $answered, $ended, $video, $seen, $search, $alive, $conversation)";

/* `direction` and `started` are not written again: a call begins once, and the order of the lists
 * rests on it. */
static const char update_sql[] =
    "UPDATE calls SET account = $account, peer = $peer, peer_name = $peer_name,"
    "  outcome = $outcome, code = $code, reason = $reason, answered = $answered, ended = $ended,"
    "  video = $video, seen = $seen, search = $search, alive = $alive WHERE id = $id";

static const char find_sql[] = "SELECT " BW_CALL_ROWS_COLUMNS " FROM calls WHERE id = $id";

static const char refile_sql[] = "UPDATE calls SET conversation = $conversation WHERE id = $id";

static const char filed_sql[] =
    "SELECT EXISTS (SELECT 1 FROM calls WHERE id = $id AND account = $account AND peer = $peer)";

static const char touch_sql[] = "UPDATE calls SET alive = $alive WHERE outcome = 0";

static const char interrupt_sql[] =
    "UPDATE calls SET outcome = $outcome, ended = max(alive, answered, started) WHERE outcome = 0";

enum {
  COLUMN_ID,
  COLUMN_ACCOUNT,
  COLUMN_PEER,
  COLUMN_PEER_NAME,
  COLUMN_DIRECTION,
  COLUMN_OUTCOME,
  COLUMN_CODE,
  COLUMN_REASON,
  COLUMN_STARTED,
  COLUMN_ANSWERED,
  COLUMN_ENDED,
  COLUMN_VIDEO,
  COLUMN_SEEN,
};

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

/* The line break keeps a search from matching across the end of the name and the start of the
 * address. */
static char *
make_search (BwCallRecord *record)
{
  g_autofree char *name = bw_call_rows_fold (get_text (bw_call_record_get_peer_name (record)));
  g_autofree char *peer = bw_call_rows_fold (get_text (bw_call_record_get_peer (record)));

  return g_strconcat (name, "\n", peer, NULL);
}

/* What an insertion and an update have in common. */
static void
bind_record (sqlite3_stmt *statement, BwCallRecord *record)
{
  g_autofree char *search = make_search (record);

  bw_database_bind_text (statement, "$account", get_text (bw_call_record_get_account (record)));
  bw_database_bind_text (statement, "$peer", get_text (bw_call_record_get_peer (record)));
  bw_database_bind_text (statement, "$peer_name", bw_call_record_get_peer_name (record));
  bw_database_bind_number (statement, "$outcome", bw_call_record_get_outcome (record));
  bw_database_bind_number (statement, "$code", bw_call_record_get_code (record));
  bw_database_bind_number (statement, "$reason", bw_call_record_get_reason (record));
  bw_database_bind_number (statement, "$answered", bw_call_record_get_answered (record));
  bw_database_bind_number (statement, "$ended", bw_call_record_get_ended (record));
  bw_database_bind_number (statement, "$video", bw_call_record_get_video (record));
  bw_database_bind_number (statement, "$seen", bw_call_record_get_seen (record));
  bw_database_bind_text (statement, "$search", search);
  bw_database_bind_number (statement, "$alive", g_get_real_time ());
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
read_time (sqlite3_stmt *row, int column)
{
  return MAX (sqlite3_column_int64 (row, column), 0);
}

char *
bw_call_rows_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

gboolean
bw_call_rows_insert (sqlite3 *db, BwCallRecord *record, gint64 conversation, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, insert_sql, error);

  if (statement == NULL)
    return FALSE;
  bind_record (statement, record);
  bw_database_bind_number (statement, "$direction", bw_call_record_get_direction (record));
  bw_database_bind_number (statement, "$started", bw_call_record_get_started (record));
  if (conversation != 0)
    bw_database_bind_number (statement, "$conversation", conversation);
  if (!bw_database_step (db, statement, error))
    return FALSE;
  g_object_set (record, "id", (gint64) sqlite3_last_insert_rowid (db), NULL);
  return TRUE;
}

gboolean
bw_call_rows_is_filed (sqlite3 *db, BwCallRecord *record)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, filed_sql, NULL);

  if (statement == NULL)
    return TRUE;
  bw_database_bind_number (statement, "$id", bw_call_record_get_id (record));
  bw_database_bind_text (statement, "$account", get_text (bw_call_record_get_account (record)));
  bw_database_bind_text (statement, "$peer", get_text (bw_call_record_get_peer (record)));
  return bw_database_get_number (statement, 1) != 0;
}

gboolean
bw_call_rows_file (sqlite3 *db, gint64 id, gint64 conversation, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, refile_sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  if (conversation != 0)
    bw_database_bind_number (statement, "$conversation", conversation);
  return bw_database_step (db, statement, error);
}

gint64
bw_call_rows_get_conversation (sqlite3 *db, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "SELECT conversation FROM calls WHERE id = $id", NULL);

  if (statement == NULL)
    return 0;
  bw_database_bind_number (statement, "$id", id);
  return bw_database_get_number (statement, 0);
}

gboolean
bw_call_rows_update (sqlite3 *db, BwCallRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, update_sql, error);

  if (statement == NULL)
    return FALSE;
  bind_record (statement, record);
  bw_database_bind_number (statement, "$id", bw_call_record_get_id (record));
  if (!bw_database_step (db, statement, error))
    return FALSE;
  if (sqlite3_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("This call is not in the history any more."));
  return FALSE;
}

BwCallRecord *
bw_call_rows_read (sqlite3_stmt *row, int first)
{
  return g_object_new (
      BW_TYPE_CALL_RECORD, "id", read_time (row, first + COLUMN_ID), "account",
      read_text (row, first + COLUMN_ACCOUNT), "peer", read_text (row, first + COLUMN_PEER),
      "peer-name", read_text (row, first + COLUMN_PEER_NAME), "direction",
      read_within (row, first + COLUMN_DIRECTION, BW_DIRECTION_OUTGOING), "outcome",
      read_within (row, first + COLUMN_OUTCOME, BW_CALL_OUTCOME_INTERRUPTED), "code",
      (guint) read_within (row, first + COLUMN_CODE, G_MAXINT), "reason",
      read_within (row, first + COLUMN_REASON, G_MAXINT), "started",
      read_time (row, first + COLUMN_STARTED), "answered", read_time (row, first + COLUMN_ANSWERED),
      "ended", read_time (row, first + COLUMN_ENDED), "video",
      sqlite3_column_int (row, first + COLUMN_VIDEO) != 0, "seen",
      sqlite3_column_int (row, first + COLUMN_SEEN) != 0, NULL);
}

BwCallRecord *
bw_call_rows_find (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, find_sql, error);
  int result;

  if (statement == NULL)
    return NULL;
  bw_database_bind_number (statement, "$id", id);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return bw_call_rows_read (statement, 0);
  if (result != SQLITE_DONE)
    bw_database_fail (db, error);
  return NULL;
}

gboolean
bw_call_rows_touch (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, touch_sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$alive", g_get_real_time ());
  return bw_database_step (db, statement, error);
}

gboolean
bw_call_rows_interrupt (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, interrupt_sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$outcome", BW_CALL_OUTCOME_INTERRUPTED);
  return bw_database_step (db, statement, error);
}
