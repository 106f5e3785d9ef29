/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who asked to see a person: asked once, kept, decided, decided otherwise, forgotten. */

#include "bw-store-watchers.h"
#include "list-checker.h"
#include "store-fixture.h"

#include "private/bw-store-private.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static BwWatcher *
ask (BwStore *store, const char *account, const char *address, const char *name)
{
  g_autoptr (GError) error = NULL;
  BwWatcher *watcher = bw_store_ensure_watcher (store, account, address, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (watcher);
  return watcher;
}

static void
decide (BwStore *store, BwWatcher *watcher, BwWatcherDecision decision)
{
  g_autoptr (GError) error = NULL;

  bw_store_decide_watcher (store, watcher, decision, &error);
  g_assert_no_error (error);
}

static void
assert_list (BwStore *store, const char *expected)
{
  GListModel *watchers = bw_store_get_watchers (store);
  g_autoptr (GString) addresses = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (watchers); i++) {
    g_autoptr (BwWatcher) watcher = g_list_model_get_item (watchers, i);

    g_string_append_printf (addresses, "%s%s", i > 0 ? "," : "", bw_watcher_get_address (watcher));
  }
  g_assert_cmpstr (addresses->str, ==, expected);
}

static gint64
get_id_cb (gpointer watcher)
{
  return bw_watcher_get_id (watcher);
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_asked (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  gint64 before = g_get_real_time ();
  BwWatcher *ann = ask (store, "a1", "ann@x", "Ann");

  g_assert_cmpint (bw_watcher_get_id (ann), >, 0);
  g_assert_cmpstr (bw_watcher_get_account (ann), ==, "a1");
  g_assert_cmpint (bw_watcher_get_decision (ann), ==, BW_WATCHER_ASKED);
  g_assert_cmpint (bw_watcher_get_time (ann), >=, before);
  g_assert_cmpint (bw_watcher_get_time (ann), <=, g_get_real_time ());
  g_assert_true (ask (store, "a1", "ann@x", NULL) == ann);
  g_assert_cmpstr (bw_watcher_get_name (ann), ==, "Ann");
  g_assert_true (ask (store, "a1", "ann@x", "Anna") == ann);
  g_assert_cmpstr (bw_watcher_get_name (ann), ==, "Anna");
  g_assert_true (bw_store_find_watcher (store, "a1", "ann@x") == ann);
  g_assert_null (bw_store_find_watcher (store, "a2", "ann@x"));
  g_assert_true (ask (store, "a2", "ann@x", NULL) != ann);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM watchers"), ==, 2);
}

static void
test_decided (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (ListChecker) checker = list_checker_new (bw_store_get_watchers (store), get_id_cb);
  BwWatcher *ann = ask (store, "a1", "ann@x", "Ann");
  BwWatcher *bob = ask (store, "a1", "bob@x", NULL);
  guint n = 0;

  assert_list (store, "bob@x,ann@x");
  g_signal_connect_swapped (ann, "notify::decision", G_CALLBACK (count_cb), &n);
  decide (store, ann, BW_WATCHER_BLOCKED);
  decide (store, ann, BW_WATCHER_BLOCKED);
  g_assert_cmpuint (n, ==, 1);
  assert_list (store, "ann@x,bob@x");
  decide (store, bob, BW_WATCHER_ALLOWED);
  decide (store, ann, BW_WATCHER_ALLOWED);
  decide (store, ann, BW_WATCHER_BLOCKED);
  list_checker_check (checker);
  g_clear_pointer (&checker, list_checker_free);
  store_fixture_reopen (fixture);
  assert_list (fixture->store, "ann@x,bob@x");
  ann = bw_store_find_watcher (fixture->store, "a1", "ann@x");
  bob = bw_store_find_watcher (fixture->store, "a1", "bob@x");
  g_assert_cmpint (bw_watcher_get_decision (ann), ==, BW_WATCHER_BLOCKED);
  g_assert_cmpint (bw_watcher_get_decision (bob), ==, BW_WATCHER_ALLOWED);
  g_assert_cmpstr (bw_watcher_get_name (ann), ==, "Ann");
  g_assert_null (bw_watcher_get_name (bob));
}

static void
test_removed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwWatcher *ann = ask (store, "a1", "ann@x", "Ann");
  gint64 id = bw_watcher_get_id (ann);

  decide (store, ann, BW_WATCHER_BLOCKED);
  g_assert_true (bw_store_remove_watcher (store, ann, NULL));
  assert_list (store, "");
  g_assert_null (bw_store_find_watcher (store, "a1", "ann@x"));
  ann = ask (store, "a1", "ann@x", NULL);
  g_assert_cmpint (bw_watcher_get_id (ann), !=, id);
  g_assert_cmpint (bw_watcher_get_decision (ann), ==, BW_WATCHER_ASKED);
}

/* What a stranger calls themselves is any text of any length. */
static void
test_names (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);
  BwWatcher *ann;

  for (int i = 0; i < 50000; i++)
    g_string_append (name, "ö");
  ann = ask (fixture->store, "a1", "ann@x", name->str);
  g_assert_cmpint (g_utf8_strlen (bw_watcher_get_name (ann), -1), ==, 200);
  ask (fixture->store, "a1", "ann@x", "a\xff\n");
  g_assert_cmpstr (bw_watcher_get_name (ann), ==, "a\357\277\275\n");
  ask (fixture->store, "a1", "ann@x", "");
  g_assert_cmpstr (bw_watcher_get_name (ann), ==, "a\357\277\275\n");
}

static void
test_closed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwWatcher) ann = g_object_ref (ask (store, "a1", "ann@x", NULL));
  g_autoptr (GError) error = NULL;

  bw_store_close (store);
  assert_list (store, "");
  g_assert_null (bw_store_find_watcher (store, "a1", "ann@x"));
  g_assert_null (bw_store_ensure_watcher (store, "a1", "bob@x", NULL, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_false (bw_store_decide_watcher (store, ann, BW_WATCHER_ALLOWED, NULL));
  g_assert_false (bw_store_remove_watcher (store, ann, NULL));
  g_assert_cmpint (bw_watcher_get_decision (ann), ==, BW_WATCHER_ASKED);
  g_assert_true (bw_store_open (store, NULL));
  assert_list (store, "ann@x");
}

static void
test_bad_rows (StoreFixture *fixture, gconstpointer data)
{
  static const char *const odd[] = { "low@x", "high@x", "huge@x" };

  g_assert_true (bw_database_run (bw_store_get_database (fixture->store),
                                  "INSERT INTO watchers VALUES"
                                  " (-1, 'a', 'low@x', CAST (x'ff' AS TEXT), -1, -5),"
                                  " (2, 'a', 'high@x', '', 3, 7),"
                                  " (3, 'a', 'huge@x', NULL, 4294967297, 8)",
                                  NULL));
  store_fixture_reopen (fixture);
  assert_list (fixture->store, "huge@x,high@x,low@x");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    BwWatcher *watcher = bw_store_find_watcher (fixture->store, "a", odd[i]);

    g_assert_cmpint (bw_watcher_get_decision (watcher), ==, BW_WATCHER_ASKED);
    g_assert_cmpint (bw_watcher_get_time (watcher), >=, 0);
    g_assert_true (bw_watcher_get_name (watcher) == NULL ||
                   g_utf8_validate (bw_watcher_get_name (watcher), -1, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/watchers/asked", test_asked);
  TEST ("/store/watchers/decided", test_decided);
  TEST ("/store/watchers/removed", test_removed);
  TEST ("/store/watchers/names", test_names);
  TEST ("/store/watchers/closed", test_closed);
  TEST ("/store/watchers/bad-rows", test_bad_rows);
  return g_test_run ();
}
