/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwConversation and their list: found, sorted, looked at, and given to another account. */

#include "list-checker.h"
#include "store-fixture.h"

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static gint64
get_id (gpointer item)
{
  return bw_conversation_get_id (item);
}

static guint
get_n (gpointer model)
{
  return g_list_model_get_n_items (model);
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
add (BwStore *store, const char *peer, BwDirection direction, const char *text, gint64 time)
{
  g_object_unref (add_text_at (ensure (store, peer), store, direction, text, time));
}

/* Returns: the peers of the list in its order */
static char *
describe (BwStore *store)
{
  GListModel *list = G_LIST_MODEL (bw_store_get_conversations (store));
  g_autoptr (GString) peers = g_string_new (NULL);

  for (guint i = 0; i < get_n (list); i++) {
    g_autoptr (BwConversation) conversation = g_list_model_get_item (list, i);

    g_string_append_printf (peers, "%s ", bw_conversation_get_peer (conversation));
  }
  return g_strdup (g_strchomp (peers->str));
}

static void
assert_order (BwStore *store, const char *expected)
{
  g_autofree char *peers = describe (store);

  g_assert_cmpstr (peers, ==, expected);
}

static void
test_ensure (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = bw_store_ensure_conversation (store, "1", "bob@x", "Bob", NULL);
  guint notified = 0;

  g_assert_true (bw_store_ensure_conversation (store, "1", "bob@x", NULL, NULL) == bob);
  g_assert_true (bw_store_ensure_conversation (store, "2", "bob@x", NULL, NULL) != bob);
  g_assert_true (bw_store_find_conversation (store, "1", "bob@x") == bob);
  g_assert_null (bw_store_find_conversation (store, "1", "ann@x"));
  g_assert_true (bw_store_find_conversation_by_id (store, bw_conversation_get_id (bob)) == bob);
  g_assert_null (bw_store_find_conversation_by_id (store, 77));
  g_assert_cmpstr (bw_conversation_get_peer_name (bob), ==, "Bob");
  g_signal_connect_swapped (bob, "notify::peer-name", G_CALLBACK (count_cb), &notified);
  bw_store_ensure_conversation (store, "1", "bob@x", "Robert", NULL);
  bw_store_ensure_conversation (store, "1", "bob@x", "Robert", NULL);
  g_assert_cmpuint (notified, ==, 1);
  assert_order (store, "");
  store_fixture_reopen (fixture);
  bob = bw_store_find_conversation (fixture->store, "1", "bob@x");
  g_assert_cmpstr (bw_conversation_get_peer_name (bob), ==, "Robert");
  g_assert_cmpstr (bw_conversation_get_account (bob), ==, "1");
}

static void
test_composing (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  guint notified = 0;

  g_signal_connect_swapped (bob, "notify", G_CALLBACK (count_cb), &notified);
  for (int i = 0; i < 2; i++) {
    g_object_set (bob, "composing", TRUE, NULL);
    g_assert_true (bw_conversation_get_composing (bob));
    g_assert_cmpuint (notified, ==, 1);
  }
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversationList *list = bw_store_get_conversations (store);
  g_autoptr (ListChecker) checker = list_checker_new (G_LIST_MODEL (list), get_id);
  guint changes;

  add (store, "ann@x", BW_DIRECTION_INCOMING, "a", 10);
  add (store, "bob@x", BW_DIRECTION_INCOMING, "b", 20);
  add_call (store, "carol@x", NULL, 15, BW_CALL_OUTCOME_ANSWERED);
  assert_order (store, "bob@x carol@x ann@x");
  changes = checker->n_changes;
  add (store, "bob@x", BW_DIRECTION_INCOMING, "b", 21);
  g_assert_cmpuint (checker->n_changes, ==, changes);
  add (store, "ann@x", BW_DIRECTION_INCOMING, "a", 30);
  g_assert_cmpuint (checker->n_changes, ==, changes + 2);
  assert_order (store, "ann@x bob@x carol@x");
  add (store, "carol@x", BW_DIRECTION_INCOMING, "from long ago", 1);
  assert_order (store, "ann@x bob@x carol@x");
  g_assert_true (bw_store_set_draft (store, ensure (store, "dan@x"), "hm", NULL));
  assert_order (store, "ann@x bob@x carol@x dan@x");
  g_assert_true (bw_store_set_draft (store, ensure (store, "dan@x"), "", NULL));
  assert_order (store, "ann@x bob@x carol@x");
  list_checker_check (checker);
  g_clear_pointer (&checker, list_checker_free);
  store_fixture_reopen (fixture);
  assert_order (fixture->store, "ann@x bob@x carol@x");
}

static void
test_draft (StoreFixture *fixture, gconstpointer data)
{
  g_assert_true (bw_store_set_draft (fixture->store, ensure (fixture->store, "bob@x"),
                                     "half a\nthought \xf0\x9f\x98\x80", NULL));
  store_fixture_reopen (fixture);
  g_assert_cmpstr (bw_conversation_get_draft (ensure (fixture->store, "bob@x")), ==,
                   "half a\nthought \xf0\x9f\x98\x80");
  g_assert_true (bw_store_set_draft (fixture->store, ensure (fixture->store, "bob@x"), NULL, NULL));
  store_fixture_reopen (fixture);
  g_assert_null (bw_conversation_get_draft (ensure (fixture->store, "bob@x")));
}

static void
test_unread (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversationList *list = bw_store_get_conversations (store);
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwMessage) message = add_text (bob, store, BW_DIRECTION_INCOMING, "a");
  guint notified = 0;

  g_signal_connect_swapped (list, "notify::unread", G_CALLBACK (count_cb), &notified);
  add (store, "bob@x", BW_DIRECTION_INCOMING, "b", 5);
  add (store, "bob@x", BW_DIRECTION_OUTGOING, "c", 6);
  add (store, "ann@x", BW_DIRECTION_INCOMING, "d", 7);
  add_call (store, "bob@x", NULL, 8, BW_CALL_OUTCOME_MISSED);
  add_call (store, "ann@x", NULL, 9, BW_CALL_OUTCOME_MISSED);
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 2);
  g_assert_cmpuint (bw_conversation_list_get_unread (list), ==, 3);
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpuint (bw_store_get_unseen_missed (store), ==, 2);
  g_assert_true (bw_store_mark_seen (store, bob, NULL));
  g_assert_true (bw_message_get_seen (message));
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 0);
  g_assert_cmpuint (bw_conversation_list_get_unread (list), ==, 1);
  g_assert_cmpuint (bw_store_get_unseen_missed (store), ==, 1);
  g_assert_true (bw_store_mark_seen (store, bob, NULL));
  store_fixture_reopen (fixture);
  g_assert_cmpuint (bw_conversation_get_unread (ensure (fixture->store, "bob@x")), ==, 0);
  g_assert_cmpuint (bw_conversation_list_get_unread (bw_store_get_conversations (fixture->store)),
                    ==, 1);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 1);
}

static void
test_move (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwMessage) message = add_text (bob, store, BW_DIRECTION_OUTGOING, "waits");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (BwTimeline) timeline = bw_timeline_new (store, bob);

  add_call (store, "bob@x", NULL, 5, BW_CALL_OUTCOME_ANSWERED);
  g_assert_true (bw_store_move_conversation (store, bob, "account-1", NULL) == bob);
  g_assert_true (bw_store_move_conversation (store, bob, "account-2", NULL) == bob);
  g_assert_cmpstr (bw_conversation_get_account (bob), ==, "account-2");
  g_assert_true (bw_store_find_conversation (store, "account-2", "bob@x") == bob);
  g_assert_null (bw_store_find_conversation (store, "account-1", "bob@x"));
  before = bw_store_load_outbox (store, "account-1", 0, 10);
  after = bw_store_load_outbox (store, "account-2", 0, 10);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (get_n (timeline), ==, 2);
  g_clear_object (&timeline);
  store_fixture_reopen (fixture);
  g_assert_nonnull (bw_store_find_conversation (fixture->store, "account-2", "bob@x"));
  assert_healthy (fixture->store);
}

/* The account has one with that peer: the two become one, and what was removed stays removed. */
static void
test_merge (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwConversation) from = g_object_ref (ensure (store, "bob@x"));
  BwConversation *to = bw_store_ensure_conversation (store, "account-2", "bob@x", NULL, NULL);
  g_autoptr (BwTimeline) old_timeline = bw_timeline_new (store, from);
  g_autoptr (BwTimeline) timeline = bw_timeline_new (store, to);
  g_autoptr (BwMessage) removed = add_text_at (from, store, BW_DIRECTION_INCOMING, "r", 1);
  g_autoptr (BwMessage) message = NULL;
  g_autoptr (BwMessage) single = NULL;

  g_object_unref (add_text_at (to, store, BW_DIRECTION_INCOMING, "hidden", 2));
  g_assert_true (bw_store_remove_conversation (store, to, NULL));
  g_assert_true (bw_store_remove_conversation (store, from, NULL));
  message = add_text_at (from, store, BW_DIRECTION_INCOMING, "a", 10);
  single = add_text_at (from, store, BW_DIRECTION_INCOMING, "single", 11);
  g_object_unref (add_text_at (to, store, BW_DIRECTION_INCOMING, "b", 5));
  add_call (store, "bob@x", NULL, 7, BW_CALL_OUTCOME_ANSWERED);
  g_assert_true (bw_store_set_draft (store, from, "draft", NULL));
  g_assert_true (bw_store_remove_message (store, single, NULL));

  g_assert_true (bw_store_move_conversation (store, from, "account-2", NULL) == to);
  g_assert_cmpuint (get_n (old_timeline), ==, 0);
  g_assert_cmpuint (get_n (timeline), ==, 3);
  g_assert_cmpuint (get_n (bw_store_get_conversations (store)), ==, 1);
  g_assert_cmpuint (bw_conversation_get_unread (to), ==, 2);
  g_assert_cmpstr (bw_conversation_get_draft (to), ==, "draft");
  g_assert_cmpint (bw_message_get_conversation (message), ==, bw_conversation_get_id (to));
  g_assert_true (bw_conversation_get_latest (to) == G_OBJECT (message));
  g_assert_null (bw_store_find_conversation (store, "account-1", "bob@x"));
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 4);
  g_assert_cmpuint (get_n (old_timeline), ==, 0);
  assert_healthy (store);
}

/* An undone removal after a move must not bring the conversation that was merged back. */
static void
test_merge_removed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwConversation *other = bw_store_ensure_conversation (store, "account-2", "bob@x", NULL, NULL);
  gint64 call = add_call (store, "bob@x", NULL, 7, BW_CALL_OUTCOME_ANSWERED);

  g_object_unref (add_text (bob, store, BW_DIRECTION_INCOMING, "a"));
  g_assert_true (bw_store_delete_call (store, call, NULL));
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_assert_true (bw_store_move_conversation (store, bob, "account-2", NULL) == other);
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (get_n (bw_store_get_conversations (store)), ==, 0);
  g_assert_true (bw_store_restore_calls (store, NULL));
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM calls"), ==, 1);
  assert_healthy (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/conversations/ensure", test_ensure);
  TEST ("/store/conversations/composing", test_composing);
  TEST ("/store/conversations/order", test_order);
  TEST ("/store/conversations/draft", test_draft);
  TEST ("/store/conversations/unread", test_unread);
  TEST ("/store/conversations/move", test_move);
  TEST ("/store/conversations/merge", test_merge);
  TEST ("/store/conversations/merge-removed", test_merge_removed);
  return g_test_run ();
}
