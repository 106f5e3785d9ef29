/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that the first Bellwire wrote, with calls in it, becomes one of today: nothing is lost,
 * and each call is in the conversation that it belongs to. */

#include "bw-store-people.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

/* As version 1 had it, to the letter. */
static const char version_1[] =
    "PRAGMA journal_mode = WAL;"
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
    "CREATE INDEX calls_ongoing ON calls (id) WHERE outcome = 0;"
    "PRAGMA application_id = 1115113587; PRAGMA user_version = 1;"
    "INSERT INTO calls VALUES"
    " (3, 'a1', 'bob@x', 'Bob', 0, 2, 487, 0, 3000000, 0, 4000000, 0, 0, 'bob', 0),"
    " (5, 'a1', 'bob@x', 'Robert', 1, 1, 200, 0, 9000000, 9500000, 9900000, 1, 1, 'bob', 0),"
    " (6, 'a1', 'bob@x', 'Bobby', 1, 1, 200, 0, 5000000, 0, 0, 0, 1, 'bob', 0),"
    " (7, 'a2', 'bob@x', NULL, 1, 0, 0, 0, 7000000, 7500000, 0, 0, 1, 'bob', 8000000),"
    " (8, 'a1', 'ann@x', NULL, 1, 1, 200, 0, 1000000, 0, 0, 0, 1, 'ann', 0),"
    " (9, 'a1', '', 'nobody', 0, 2, 0, 0, 2000000, 0, 0, 0, 0, 'nobody', 0);";

static void
write_version_1 (StoreFixture *fixture, const char *more)
{
  sqlite3 *db;

  bw_store_close (fixture->store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, version_1, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, more, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_conversation (BwStore *store,
                     const char *account,
                     const char *peer,
                     const char *name,
                     gint64 time,
                     guint n_calls)
{
  BwConversation *conversation = bw_store_find_conversation (store, account, peer);
  g_autoptr (BwTimeline) timeline = NULL;

  g_assert_nonnull (conversation);
  timeline = bw_timeline_new (store, conversation);
  g_assert_cmpstr (bw_conversation_get_peer_name (conversation), ==, name);
  g_assert_cmpint (bw_conversation_get_time (conversation), ==, time * G_USEC_PER_SEC);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, n_calls);
}

static void
test_calls (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwCallHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwCallRecord) newest = NULL;

  write_version_1 (fixture, "");
  bw_store_open (store, &error);
  g_assert_no_error (error);
  g_assert_null (bw_store_get_damaged_file (store));
  history = bw_call_history_new (store);
  g_assert_cmpuint (get_length (history), ==, 6);
  newest = get_call (history, 0);
  g_assert_cmpint (bw_call_record_get_id (newest), ==, 5);
  g_assert_true (bw_call_record_get_video (newest));
  g_assert_cmpuint (bw_store_get_unseen_missed (store), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bw_store_get_conversations (store))),
                    ==, 3);
  assert_conversation (store, "a1", "bob@x", "Robert", 9, 3);
  assert_conversation (store, "a2", "bob@x", NULL, 7, 1);
  assert_conversation (store, "a1", "ann@x", NULL, 1, 1);
  g_assert_cmpint (add_call (store, "bob@x", NULL, 10, BW_CALL_OUTCOME_BUSY), ==, 10);
  assert_healthy (store);
  bw_store_close (store);
  g_assert_true (bw_store_open (store, NULL));
  assert_conversation (store, "a1", "bob@x", "Robert", 9, 3);
}

static void
test_empty (StoreFixture *fixture, gconstpointer data)
{
  write_version_1 (fixture, "DELETE FROM calls");
  g_assert_true (bw_store_open (fixture->store, NULL));
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM conversations"), ==, 0);
  g_object_unref (
      add_text (ensure (fixture->store, "bob@x"), fixture->store, BW_DIRECTION_INCOMING, "a"));
  assert_healthy (fixture->store);
}

/* A step that fails halfway, as on a table that is in the way, leaves the file as it was. */
static void
test_all_or_nothing (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db;
  sqlite3_stmt *statement;

  write_version_1 (fixture, "CREATE TABLE bodies (other TEXT)");
  g_assert_false (bw_store_open (fixture->store, NULL));
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT user_version, (SELECT count(*) FROM calls),"
                                       " (SELECT count(*) FROM sqlite_schema"
                                       "  WHERE name = 'conversations') FROM pragma_user_version",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 1);
  g_assert_cmpint (sqlite3_column_int (statement, 1), ==, 6);
  g_assert_cmpint (sqlite3_column_int (statement, 2), ==, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  gint64 start;

  write_version_1 (fixture,
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
                   "INSERT INTO calls SELECT NULL, 'a', 'p' || (i % 1000) || '@x', 'Name ' || i,"
                   " i % 2, 1 + i % 3, 0, 0, i * 1000000, 0, 0, 0, 1, '', 0 FROM n");
  start = g_get_monotonic_time ();
  g_assert_true (bw_store_open (fixture->store, NULL));
  g_test_message ("migrating 100 000 calls: %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM conversations"), ==, 1003);
  g_assert_cmpint (count_rows (fixture->store, "SELECT sum (events) FROM conversations"), ==,
                   100005);
}

static void
run_on_file (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Version 2 was as today's without people: step 3 added tables, and nothing to those before. */
static void
write_version_2 (StoreFixture *fixture, const char *more)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");

  g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "words of bob"));
  add_call (fixture->store, "bob@x", NULL, 5, BW_CALL_OUTCOME_MISSED);
  bw_store_close (fixture->store);
  run_on_file (fixture->path, "DROP TABLE watchers; DROP TABLE pictures;"
                              "DROP TABLE person_addresses; DROP TABLE people;"
                              "PRAGMA user_version = 2");
  run_on_file (fixture->path, more);
}

static void
test_people (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = bw_person_new ();
  g_autoptr (GError) error = NULL;

  write_version_2 (fixture, "");
  bw_store_open (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bw_conversation_get_unread (ensure (fixture->store, "bob@x")), ==, 1);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM calls"), ==, 1);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM people"), ==, 0);
  g_assert_nonnull (bw_store_save_person (fixture->store, draft, NULL, &error));
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  g_assert_nonnull (
      bw_people_find (bw_store_get_people (fixture->store), bw_person_get_id (draft)));
  assert_healthy (fixture->store);
}

static gint64
read_number (const char *path, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  gint64 number;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return number;
}

static void
test_people_in_the_way (StoreFixture *fixture, gconstpointer data)
{
  write_version_2 (fixture, "CREATE TABLE watchers (other TEXT)");
  g_assert_false (bw_store_open (fixture->store, NULL));
  g_assert_cmpint (read_number (fixture->path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (read_number (fixture->path, "SELECT count(*) FROM messages"), ==, 1);
  g_assert_cmpint (
      read_number (fixture->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'people'"), ==,
      0);
}

/* Version 3 knew people without doors. */
static void
test_doors (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = bw_person_new ();
  g_autoptr (GError) error = NULL;
  BwPerson *person;

  g_object_set (draft, "name", "Gate", "note", "at the back", NULL);
  g_assert_nonnull (bw_store_save_person (fixture->store, draft, NULL, NULL));
  bw_store_close (fixture->store);
  run_on_file (fixture->path, "ALTER TABLE people DROP COLUMN door_digits;"
                              "PRAGMA user_version = 3");
  bw_store_open (fixture->store, &error);
  g_assert_no_error (error);
  person = bw_people_find (bw_store_get_people (fixture->store), bw_person_get_id (draft));
  g_assert_cmpstr (bw_person_get_name (person), ==, "Gate");
  g_assert_cmpstr (bw_person_get_note (person), ==, "at the back");
  g_assert_null (bw_person_get_door_digits (person));
  g_object_set (draft, "door-digits", "*5#", NULL);
  g_assert_nonnull (bw_store_save_person (fixture->store, draft, NULL, &error));
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  person = bw_people_find (bw_store_get_people (fixture->store), bw_person_get_id (draft));
  g_assert_cmpstr (bw_person_get_door_digits (person), ==, "*5#");
  assert_healthy (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/migration/calls", test_calls);
  TEST ("/store/migration/empty", test_empty);
  TEST ("/store/migration/all-or-nothing", test_all_or_nothing);
  TEST ("/store/migration/many", test_many);
  TEST ("/store/migration/people", test_people);
  TEST ("/store/migration/people-in-the-way", test_people_in_the_way);
  TEST ("/store/migration/doors", test_doors);
  return g_test_run ();
}
