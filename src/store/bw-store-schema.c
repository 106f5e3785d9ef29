/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The tables of the history and how an older file becomes a newer one. It must not know what is
 * done with the rows.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-store-schema.h"

#include "bw-store.h"

#include <glib/gi18n.h>

/* "BwHs": the application_id by which a file is known to be ours */
#define APPLICATION_ID 0x42774873

/*
 * Step N leads from version N to version N + 1. What has been released is never edited: a change is
 * a new step.
 *
 * `search` holds address and name as bw_call_rows_fold() leaves them, `alive` the time at which the
 * run that held an ongoing call was last known to live. The indices carry what the lists of
 * BwCallHistory and the counts need.
 *
 * Of a conversation, messages and calls up to the rows `hidden_messages` and `hidden_calls` are
 * removed and not yet taken off the disk; `events` counts those that are shown, so that opening one
 * counts nothing. Of a message, `answered` is 0 until its sender has our answer, 2 where the
 * program ended before; `search` holds what bw_search_words_make_index() makes of it. `erased`
 * is what remains of messages that are deleted, so that they do not come back.
 *
 * Of a person, `removed` is 0, or a number that those have in common that were removed together;
 * `extra` holds the lines of their vCard that have no column here.
 */
static const char *const migrations[] = {
  "CREATE TABLE calls ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account TEXT NOT NULL,"
  "  peer TEXT NOT NULL,"
  "  peer_name TEXT,"
  "  direction INTEGER NOT NULL,"
  "  outcome INTEGER NOT NULL,"
  "  code INTEGER NOT NULL,"
  "  reason INTEGER NOT NULL,"
  "  started INTEGER NOT NULL,"
  "  answered INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL,"
  "  video INTEGER NOT NULL,"
  "  seen INTEGER NOT NULL,"
  "  search TEXT NOT NULL,"
  "  alive INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX calls_by_time ON calls (started, id);"
  "CREATE INDEX calls_by_peer ON calls (peer, started, id);"
  "CREATE INDEX calls_missed ON calls (started, id) WHERE outcome = 2;"
  "CREATE INDEX calls_unseen ON calls (peer) WHERE outcome = 2 AND seen = 0;"
  "CREATE INDEX calls_ongoing ON calls (id) WHERE outcome = 0;",

  "CREATE TABLE conversations ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account TEXT NOT NULL,"
  "  peer TEXT NOT NULL,"
  "  peer_name TEXT,"
  "  draft TEXT,"
  "  route TEXT,"
  "  hidden_messages INTEGER NOT NULL DEFAULT 0,"
  "  hidden_calls INTEGER NOT NULL DEFAULT 0,"
  "  events INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE UNIQUE INDEX conversations_by_peer ON conversations (account, peer);"
  "CREATE INDEX conversations_hidden ON conversations (id)"
  "  WHERE hidden_messages > 0 OR hidden_calls > 0;"

  "CREATE TABLE messages ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  conversation INTEGER NOT NULL REFERENCES conversations (id),"
  "  direction INTEGER NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  code INTEGER NOT NULL,"
  "  reason INTEGER NOT NULL,"
  "  phrase TEXT,"
  "  time INTEGER NOT NULL,"
  "  sent_at INTEGER NOT NULL,"
  "  call_id TEXT,"
  "  cseq INTEGER NOT NULL,"
  "  message_id TEXT,"
  "  reports INTEGER NOT NULL,"
  "  content_type TEXT NOT NULL,"
  "  text TEXT,"
  "  file_name TEXT,"
  "  size INTEGER NOT NULL,"
  "  url TEXT,"
  "  headers TEXT,"
  "  seen INTEGER NOT NULL,"
  "  has_body INTEGER NOT NULL,"
  "  search TEXT,"
  "  answered INTEGER NOT NULL DEFAULT 1,"
  "  removed INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE INDEX messages_by_time ON messages (conversation, time, id, removed)"
  "  WHERE removed = 0;"
  "CREATE INDEX messages_unseen ON messages"
  "  (conversation, time, id, direction, seen, removed)"
  "  WHERE direction = 0 AND seen = 0 AND removed = 0;"
  "CREATE INDEX messages_owed ON messages (conversation, time, id)"
  "  WHERE direction = 0 AND seen = 1 AND removed = 0 AND reports >= 2;"
  "CREATE INDEX messages_waiting ON messages (id, conversation, reason)"
  "  WHERE state = 1 AND removed = 0;"
  "CREATE INDEX messages_sending ON messages (id) WHERE state = 2;"
  "CREATE INDEX messages_unanswered ON messages (conversation, id) WHERE answered <> 1;"
  "CREATE INDEX messages_removed ON messages (id) WHERE removed = 1;"
  "CREATE INDEX messages_by_call ON messages (call_id, cseq) WHERE call_id IS NOT NULL;"
  "CREATE INDEX messages_by_name ON messages (message_id) WHERE message_id IS NOT NULL;"

  "CREATE TABLE bodies ("
  "  message INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,"
  "  bytes BLOB NOT NULL"
  ") STRICT;"
  "CREATE TABLE erased ("
  "  call_id TEXT NOT NULL,"
  "  cseq INTEGER NOT NULL,"
  "  account TEXT NOT NULL,"
  "  PRIMARY KEY (call_id, cseq, account)"
  ") STRICT, WITHOUT ROWID;"

  "ALTER TABLE calls ADD COLUMN conversation INTEGER REFERENCES conversations (id);"
  "INSERT INTO conversations (account, peer, peer_name, events)"
  "  SELECT account, peer, peer_name, n FROM"
  "    (SELECT account, peer, peer_name, count(*) AS n, max(started) FROM calls"
  "      WHERE peer <> '' GROUP BY account, peer);"
  "UPDATE calls SET conversation = (SELECT id FROM conversations AS c"
  "  WHERE c.account = calls.account AND c.peer = calls.peer);"
  "CREATE INDEX calls_by_conversation ON calls (conversation, started, id)"
  "  WHERE conversation IS NOT NULL;"

  "CREATE TRIGGER messages_come AFTER INSERT ON messages WHEN new.removed = 0 BEGIN"
  "  UPDATE conversations SET events = events + 1"
  "    WHERE id = new.conversation AND hidden_messages < new.id;"
  "END;"
  "CREATE TRIGGER messages_go AFTER DELETE ON messages WHEN old.removed = 0 BEGIN"
  "  UPDATE conversations SET events = events - 1"
  "    WHERE id = old.conversation AND hidden_messages < old.id;"
  "END;"
  "CREATE TRIGGER messages_change AFTER UPDATE OF removed, conversation ON messages BEGIN"
  "  UPDATE conversations SET events = events - 1"
  "    WHERE id = old.conversation AND hidden_messages < old.id AND old.removed = 0;"
  "  UPDATE conversations SET events = events + 1"
  "    WHERE id = new.conversation AND hidden_messages < new.id AND new.removed = 0;"
  "END;"
  "CREATE TRIGGER calls_come AFTER INSERT ON calls BEGIN"
  "  UPDATE conversations SET events = events + 1"
  "    WHERE id = new.conversation AND hidden_calls < new.id;"
  "END;"
  "CREATE TRIGGER calls_go AFTER DELETE ON calls BEGIN"
  "  UPDATE conversations SET events = events - 1"
  "    WHERE id = old.conversation AND hidden_calls < old.id;"
  "END;"
  "CREATE TRIGGER calls_change AFTER UPDATE OF conversation ON calls BEGIN"
  "  UPDATE conversations SET events = events - 1"
  "    WHERE id = old.conversation AND hidden_calls < old.id;"
  "  UPDATE conversations SET events = events + 1"
  "    WHERE id = new.conversation AND hidden_calls < new.id;"
  "END;"

  "CREATE VIRTUAL TABLE message_words USING fts5 (text, file_name, search,"
  "  content = 'messages', content_rowid = 'id',"
  "  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"
  "CREATE TRIGGER message_words_come AFTER INSERT ON messages"
  "  WHEN new.removed = 0 AND coalesce (new.text, new.file_name) IS NOT NULL BEGIN"
  "  INSERT INTO message_words (rowid, text, file_name, search)"
  "    VALUES (new.id, new.text, new.file_name, new.search);"
  "END;"
  "CREATE TRIGGER message_words_go AFTER DELETE ON messages"
  "  WHEN old.removed = 0 AND coalesce (old.text, old.file_name) IS NOT NULL BEGIN"
  "  INSERT INTO message_words (message_words, rowid, text, file_name, search)"
  "    VALUES ('delete', old.id, old.text, old.file_name, old.search);"
  "END;"
  "CREATE TRIGGER message_words_leave BEFORE UPDATE OF text, file_name, search, removed ON messages"
  "  WHEN old.removed = 0 AND coalesce (old.text, old.file_name) IS NOT NULL"
  "    AND (old.text IS NOT new.text OR old.file_name IS NOT new.file_name"
  "      OR old.search IS NOT new.search OR new.removed <> 0) BEGIN"
  "  INSERT INTO message_words (message_words, rowid, text, file_name, search)"
  "    VALUES ('delete', old.id, old.text, old.file_name, old.search);"
  "END;"
  "CREATE TRIGGER message_words_return AFTER UPDATE OF text, file_name, search, removed"
  "  ON messages"
  "  WHEN new.removed = 0 AND coalesce (new.text, new.file_name) IS NOT NULL"
  "    AND (old.text IS NOT new.text OR old.file_name IS NOT new.file_name"
  "      OR old.search IS NOT new.search OR old.removed <> 0) BEGIN"
  "  INSERT INTO message_words (rowid, text, file_name, search)"
  "    VALUES (new.id, new.text, new.file_name, new.search);"
  "END;",

  "CREATE TABLE people ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  uid TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  organisation TEXT,"
  "  note TEXT,"
  "  favourite INTEGER NOT NULL,"
  "  watched INTEGER NOT NULL,"
  "  extra TEXT,"
  "  removed INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE UNIQUE INDEX people_by_uid ON people (uid) WHERE removed = 0;"
  "CREATE INDEX people_removed ON people (removed) WHERE removed <> 0;"
  "CREATE TABLE person_addresses ("
  "  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  label TEXT,"
  "  PRIMARY KEY (person, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE pictures ("
  "  person INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,"
  "  bytes BLOB NOT NULL"
  ") STRICT;"
  "CREATE TABLE watchers ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account TEXT NOT NULL,"
  "  address TEXT NOT NULL,"
  "  name TEXT,"
  "  decision INTEGER NOT NULL,"
  "  time INTEGER NOT NULL"
  ") STRICT;"
  "CREATE UNIQUE INDEX watchers_by_address ON watchers (account, address);",

  "ALTER TABLE people ADD COLUMN door_digits TEXT;",
};

static gint64
get_pragma (sqlite3 *db, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, sql, NULL);

  return bw_database_get_number (statement, 0);
}

static gint64
get_version (sqlite3 *db)
{
  return get_pragma (db, "PRAGMA user_version");
}

static gboolean
is_empty (sqlite3 *db)
{
  return get_pragma (db, "SELECT count(*) FROM sqlite_schema") == 0;
}

static gboolean
run_migration (sqlite3 *db, gsize version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, (int) version + 1);

  return bw_database_run (db, migrations[version], error) && bw_database_run (db, stamp, error);
}

gboolean
bw_store_schema_verify (sqlite3 *db, GError **error)
{
  gint64 version = get_version (db);

  if (version < 0 ||
      (get_pragma (db, "PRAGMA application_id") != APPLICATION_ID && !is_empty (db))) {
    g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_DAMAGED,
                         _ ("The history file was not written by Bellwire. It is kept aside."));
    return FALSE;
  }
  if (version > (gint64) G_N_ELEMENTS (migrations)) {
    g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_NEWER,
                         _ ("A newer Bellwire wrote the history. Update Bellwire to use it."));
    return FALSE;
  }
  return TRUE;
}

gboolean
bw_store_schema_migrate (sqlite3 *db, GError **error)
{
  gboolean good = TRUE;

  if (!bw_store_schema_verify (db, error))
    return FALSE;
  if (get_version (db) == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;
  if (!bw_database_begin (db, error))
    return FALSE;
  for (gsize i = get_version (db); good && i < G_N_ELEMENTS (migrations); i++)
    good = run_migration (db, i, error);
  return bw_database_end (db, good, error);
}
