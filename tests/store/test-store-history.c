/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwCallHistory: it always is what its items-changed told, finds what a person types, and stays
 * small however much there is. */

#include "list-checker.h"
#include "store-fixture.h"

#include <sqlite3.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

#define MANY 100000

static gint64
get_id (gpointer item)
{
  return bw_call_record_get_id (item);
}

static ListChecker *
check_list (BwCallHistory *history)
{
  return list_checker_new (G_LIST_MODEL (history), get_id);
}

static void
assert_newest_first (BwCallHistory *history)
{
  gint64 last = G_MAXINT64;

  for (guint i = 0; i < get_length (history); i++) {
    g_autoptr (BwCallRecord) record = get_call (history, i);

    g_assert_cmpint (bw_call_record_get_started (record), <=, last);
    last = bw_call_record_get_started (record);
  }
}

static void
test_precise_changes (StoreFixture *fixture, gconstpointer data)
{
  BwCallHistory *history = bw_call_history_new (fixture->store);
  ListChecker *all = check_list (history);
  g_autoptr (BwCallRecord) record = NULL;

  for (int i = 0; i < 130; i++)
    add_call (fixture->store, "a@x", NULL, i, BW_CALL_OUTCOME_ANSWERED);
  g_assert_cmpuint (all->n_changes, ==, 130);
  record = get_call (history, 70);
  g_object_set (record, "peer-name", "Ann", NULL);
  g_assert_true (bw_store_update_call (fixture->store, record, NULL));
  g_assert_cmpuint (all->n_removed, ==, 1);
  g_assert_cmpuint (all->n_added, ==, 1);
  g_assert_true (bw_store_delete_call (fixture->store, bw_call_record_get_id (record), NULL));
  g_assert_cmpuint (all->n_removed, ==, 1);
  g_assert_cmpuint (all->n_added, ==, 0);
  list_checker_check (all);
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  g_assert_cmpuint (all->n_removed, ==, 0);
  g_assert_cmpuint (all->n_added, ==, 1);
  list_checker_check (all);
  list_checker_free (all);
  g_assert_finalize_object (history);
}

static void
do_something (StoreFixture *fixture, BwCallHistory *history)
{
  static const char *const peers[] = { "ann@x", "bob@x", "carol@y" };
  static const BwCallOutcome outcomes[] = { BW_CALL_OUTCOME_ONGOING, BW_CALL_OUTCOME_ANSWERED,
                                            BW_CALL_OUTCOME_MISSED };
  g_autoptr (BwCallRecord) record = NULL;
  int what = g_test_rand_int_range (0, 100);

  if (get_length (history) > 0)
    record = get_call (history, g_test_rand_int_range (0, get_length (history)));
  if (what < 55 || record == NULL)
    add_call (fixture->store, peers[g_test_rand_int_range (0, 3)], NULL,
              g_test_rand_int_range (0, 50), outcomes[g_test_rand_int_range (0, 3)]);
  else if (what < 75) {
    g_object_set (record, "outcome", outcomes[g_test_rand_int_range (0, 3)], "peer-name",
                  g_test_rand_bit () ? "Bobby" : NULL, NULL);
    g_assert_true (bw_store_update_call (fixture->store, record, NULL));
  } else if (what < 88)
    bw_store_delete_call (fixture->store, bw_call_record_get_id (record), NULL);
  else if (what < 96)
    g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  else if (what < 99)
    g_assert_true (bw_store_mark_calls_seen (fixture->store, NULL, NULL));
  else
    g_assert_true (bw_store_clear_calls (fixture->store, NULL));
}

/* Four views of one store, each with another filter, through a random history. */
static void
test_random (StoreFixture *fixture, gconstpointer data)
{
  BwCallHistory *histories[4];
  ListChecker *checkers[4];

  for (int i = 0; i < 4; i++)
    histories[i] = bw_call_history_new (fixture->store);
  bw_call_history_set_missed_only (histories[1], TRUE);
  bw_call_history_set_search (histories[2], "bob");
  bw_call_history_set_peer (histories[3], "ann@x");
  for (int i = 0; i < 4; i++)
    checkers[i] = check_list (histories[i]);
  for (int turn = 0; turn < 600; turn++) {
    do_something (fixture, histories[0]);
    for (int i = 0; i < 4; i++)
      list_checker_check (checkers[i]);
  }
  for (int i = 0; i < 4; i++) {
    assert_newest_first (histories[i]);
    list_checker_free (checkers[i]);
    g_assert_finalize_object (histories[i]);
  }
}

static const struct {
  const char *name;
  const char *peer;
  const char *search;
  guint found;
} searches[] = {
  { "Bob Martin", "bob@example.org", "martin", 1 },
  { "Bob Martin", "bob@example.org", "EXAMPLE", 1 },
  { "Bob Martin", "bob@example.org", "martinbob", 0 },
  { "Bob Martin", "bob@example.org", "", 1 },
  { NULL, "100@x", "1_0", 0 },
  { NULL, "100@x", "1%", 0 },
  { NULL, "100@x", "1*", 0 },
  { NULL, "100@x", "[0-9]", 0 },
  { "100 % sure", "a@x", "%", 1 },
  { "under_score", "a@x", "r_s", 1 },
  { "back\\slash", "a@x", "\\", 1 },
  { "O'Neil \"Shaq\"", "a@x", "o'neil \"s", 1 },
  { "O'Neil", "a@x", "' OR 1 --", 0 },
  { "ÄÖÜ Öztürk", "a@x", "öztü", 1 },
  { "Straße", "a@x", "STRASSE", 1 },
  { "ΣΊΣΥΦΟΣ", "a@x", "σίσυφος", 1 },
  { "Жанна", "a@x", "жАНН", 1 },
  { "e\xcc\x81t\xc3\xa9", "a@x", "\xc3\x89TE\xcc\x81", 1 },
  { "日本 太郎", "a@x", "太郎", 1 },
  { "broken \xff\xfe", "a@x", "broken", 1 },
};

static void
test_search (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++) {
    g_autoptr (BwStore) store = bw_store_new (NULL);
    g_autoptr (BwCallHistory) history = bw_call_history_new (store);

    g_assert_true (bw_store_open (store, NULL));
    add_call (store, searches[i].peer, searches[i].name, 1, BW_CALL_OUTCOME_ANSWERED);
    bw_call_history_set_search (history, searches[i].search);
    g_test_message ("%s", searches[i].search);
    g_assert_cmpuint (get_length (history), ==, searches[i].found);
  }
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_setters (StoreFixture *fixture, gconstpointer data)
{
  BwCallHistory *history = bw_call_history_new (fixture->store);
  guint notified = 0;

  g_signal_connect_swapped (history, "notify", G_CALLBACK (count_cb), &notified);
  for (int i = 0; i < 2; i++) {
    bw_call_history_set_missed_only (history, TRUE);
    g_assert_cmpuint (notified, ==, 1);
  }
  for (int i = 0; i < 2; i++) {
    g_object_set (history, "search", "x", NULL);
    g_assert_cmpuint (notified, ==, 2);
  }
  for (int i = 0; i < 2; i++) {
    bw_call_history_set_peer (history, "b@x");
    g_assert_cmpuint (notified, ==, 3);
  }
  g_assert_cmpstr (bw_call_history_get_search (history), ==, "x");
  g_assert_cmpstr (bw_call_history_get_peer (history), ==, "b@x");
  g_assert_true (bw_call_history_get_missed_only (history));
  g_assert_finalize_object (history);
}

static void
fill (const char *path)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
                    "INSERT INTO calls SELECT NULL, 'a', 'p' || (i % 1000) || '@x', 'Name ' || i,"
                    " i % 2, 1 + i % 3, 0, 0, i * 1000000, 0, 0, 0, 1,"
                    " 'name ' || i || char (10) || 'p' || (i % 1000) || '@x', 0, NULL FROM n",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
weak_cb (gpointer user_data, GObject *gone)
{
  --*(guint *) user_data;
}

/* Rows that the list keeps alive at any time, walking through all of it, are a few pages. */
static void
assert_bounded (BwCallHistory *history)
{
  guint alive = 0;
  guint most = 0;
  BwCallRecord *last = NULL;

  for (guint i = 0; i < get_length (history); i++) {
    BwCallRecord *record = get_call (history, i);

    g_assert_true (record != last);
    g_object_weak_ref (G_OBJECT (record), weak_cb, &alive);
    alive++;
    most = MAX (most, alive);
    last = record;
    g_object_unref (record);
  }
  g_test_message ("%u rows, %u alive at most", get_length (history), most);
  g_assert_cmpuint (most, <=, 1000);
  bw_call_history_set_search (history, "nobody");
  g_assert_cmpuint (alive, ==, 0);
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  BwCallHistory *history;
  g_autoptr (BwCallRecord) oldest = NULL;

  bw_store_close (fixture->store);
  fill (fixture->path);
  g_assert_true (bw_store_open (fixture->store, NULL));
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  history = bw_call_history_new (fixture->store);
  g_assert_cmpuint (get_length (history), ==, MANY);
  oldest = get_call (history, MANY - 1);
  g_assert_cmpint (bw_call_record_get_id (oldest), ==, 1);
  assert_newest_first (history);
  bw_call_history_set_peer (history, "p7@x");
  g_assert_cmpuint (get_length (history), ==, MANY / 1000);
  bw_call_history_set_search (history, "name 1007");
  g_assert_cmpuint (get_length (history), ==, 1);
  bw_call_history_set_peer (history, NULL);
  bw_call_history_set_search (history, NULL);
  assert_bounded (history);
  g_assert_finalize_object (history);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/history/precise-changes", test_precise_changes);
  TEST ("/store/history/random", test_random);
  TEST ("/store/history/setters", test_setters);
  TEST ("/store/history/many", test_many);
  g_test_add_func ("/store/history/search", test_search);
  return g_test_run ();
}
