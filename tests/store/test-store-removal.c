/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking messages and conversations away, undoing it, and what remains on the disk. */

#include "list-checker.h"
#include "store-fixture.h"

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static guint
get_n (gpointer model)
{
  return g_list_model_get_n_items (model);
}

static guint
get_shown (BwStore *store)
{
  return get_n (bw_store_get_conversations (store));
}

static gint64
count_messages (BwStore *store)
{
  return count_rows (store, "SELECT count(*) FROM messages");
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static BwMessage *
add (BwStore *store, BwConversation *conversation, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("body", 4);
  BwMessage *message = make_message (BW_DIRECTION_INCOMING, text);

  g_assert_true (bw_store_add_message (store, conversation, message, body, NULL));
  return message;
}

static void
test_message (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwMessage) first = add (store, bob, "first");
  g_autoptr (BwMessage) second = add (store, bob, "second");
  guint removed = 0;
  guint restored = 0;

  g_signal_connect_swapped (store, "message-removed", G_CALLBACK (count_cb), &removed);
  g_signal_connect_swapped (store, "messages-restored", G_CALLBACK (count_cb), &restored);
  g_assert_true (bw_store_remove_message (store, second, NULL));
  g_assert_true (bw_conversation_get_latest (bob) == G_OBJECT (first));
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 1);
  g_assert_null (bw_store_find_message (store, bw_message_get_id (second)));
  g_assert_false (bw_store_remove_message (store, second, NULL));
  run_idle ();
  g_assert_cmpint (count_messages (store), ==, 2);
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_true (bw_conversation_get_latest (bob) == G_OBJECT (second));
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 2);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (restored, ==, 1);
  /* There is one step to undo, and it is done. */
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (restored, ==, 1);
  assert_healthy (store);
}

/* What cannot be restored any more is taken off the disk, with its body and its words. */
static void
test_purge (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwMessage) first = add (store, bob, "first");
  g_autoptr (BwMessage) second = add (store, bob, "second");

  g_assert_true (bw_store_remove_message (store, first, NULL));
  g_assert_true (bw_store_remove_message (store, second, NULL));
  g_assert_cmpuint (get_shown (store), ==, 0);
  run_idle ();
  g_assert_cmpint (count_messages (store), ==, 1);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM bodies"), ==, 1);
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (get_shown (store), ==, 1);
  g_assert_true (bw_store_remove_message (store, second, NULL));
  store_fixture_reopen (fixture);
  run_idle ();
  g_assert_cmpint (count_messages (fixture->store), ==, 0);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM bodies"), ==, 0);
  g_assert_true (bw_store_restore_removed (fixture->store, NULL));
  g_assert_cmpuint (get_shown (fixture->store), ==, 0);
  assert_healthy (fixture->store);
}

static void
test_being_sent (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) message = add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, "a");
  g_autoptr (GError) error = NULL;

  g_object_set (message, "state", BW_MESSAGE_STATE_SENDING, NULL);
  g_assert_true (bw_store_update_message (fixture->store, message, NULL));
  g_assert_false (bw_store_remove_message (fixture->store, message, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_true (bw_store_remove_conversation (fixture->store, bob, NULL));
  /* Its answer comes, and is kept where the removal is undone. */
  g_object_set (message, "state", BW_MESSAGE_STATE_SENT, NULL);
  g_assert_true (bw_store_update_message (fixture->store, message, NULL));
  g_assert_cmpuint (get_shown (fixture->store), ==, 0);
  g_assert_true (bw_store_restore_removed (fixture->store, NULL));
  g_assert_cmpuint (get_shown (fixture->store), ==, 1);
}

/* The calls leave the timeline and stay in the list of calls. */
static void
test_conversation (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (store, bob);
  g_autoptr (BwCallHistory) history = bw_call_history_new (store);
  g_autoptr (BwMessage) message = add (store, bob, "text");
  gint64 call = add_call (store, "bob@x", NULL, 5, BW_CALL_OUTCOME_MISSED);

  g_assert_true (bw_store_set_draft (store, bob, "draft", NULL));
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_assert_cmpuint (get_shown (store), ==, 0);
  g_assert_cmpuint (get_n (timeline), ==, 0);
  g_assert_cmpuint (get_length (history), ==, 1);
  g_assert_null (bw_conversation_get_draft (bob));
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 0);
  g_assert_cmpuint (bw_conversation_list_get_unread (bw_store_get_conversations (store)), ==, 0);
  run_idle ();
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 2);
  g_assert_cmpstr (bw_conversation_get_draft (bob), ==, "draft");
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 1);

  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_assert_true (bw_store_delete_call (store, call, NULL));
  g_clear_object (&timeline);
  g_clear_object (&history);
  store_fixture_reopen (fixture);
  run_idle ();
  g_assert_cmpint (count_messages (fixture->store), ==, 0);
  assert_healthy (fixture->store);
}

/* A call that was deleted comes back to where it was, which may be no conversation any more. */
static void
test_calls_of_removed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwConversation *ann = ensure (store, "ann@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (store, bob);
  gint64 call = add_call (store, "bob@x", NULL, 5, BW_CALL_OUTCOME_MISSED);

  g_assert_true (bw_store_delete_call (store, call, NULL));
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_assert_true (bw_store_remove_conversation (store, ann, NULL));
  run_idle ();
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM conversations WHERE hidden_calls > 0"),
                   ==, 1);
  g_assert_true (bw_store_restore_calls (store, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 0);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM calls"), ==, 1);
  add_call (store, "bob@x", NULL, 6, BW_CALL_OUTCOME_MISSED);
  g_assert_cmpuint (get_n (timeline), ==, 1);
  assert_healthy (store);
}

/* Between the removal and its undoing, life goes on. */
static void
test_in_between (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (store, bob);
  g_autoptr (BwMessage) before = add (store, bob, "before");
  g_autoptr (BwMessage) after = NULL;
  g_autoptr (GObject) first = NULL;

  g_assert_true (bw_store_set_draft (store, bob, "old", NULL));
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  after = add (store, ensure (store, "bob@x"), "after");
  g_assert_true (bw_store_set_draft (store, bob, "new", NULL));
  g_assert_cmpuint (get_n (timeline), ==, 1);
  first = g_list_model_get_item (G_LIST_MODEL (timeline), 0);
  g_assert_true (first == G_OBJECT (after));
  run_idle ();
  g_assert_true (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 2);
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 2);
  g_assert_cmpstr (bw_conversation_get_draft (bob), ==, "new");
  g_assert_cmpuint (get_shown (store), ==, 1);
  assert_healthy (store);

  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_object_unref (add (store, bob, "last"));
  g_clear_object (&timeline);
  store_fixture_reopen (fixture);
  g_assert_cmpuint (bw_conversation_get_unread (ensure (fixture->store, "bob@x")), ==, 1);
  run_idle ();
  g_assert_cmpint (count_messages (fixture->store), ==, 1);
  assert_healthy (fixture->store);
}

/* No turn of the purge takes longer than a frame: it goes on in many. */
static void
test_large_purge (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  gint64 longest = 0;
  guint turns = 0;

  for (int i = 0; i < 700; i++)
    g_object_unref (add_text (bob, store, BW_DIRECTION_INCOMING, "some words"));
  add_call (store, "bob@x", NULL, 5, BW_CALL_OUTCOME_MISSED);
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  g_assert_true (bw_store_remove_conversation (store, ensure (store, "ann@x"), NULL));
  for (gboolean more = TRUE; more; turns++) {
    gint64 start = g_get_monotonic_time ();

    more = g_main_context_iteration (NULL, FALSE);
    longest = MAX (longest, g_get_monotonic_time () - start);
  }
  g_test_message ("%u turns, the longest %.1f ms", turns, longest / 1000.0);
  g_assert_cmpuint (turns, >, 3);
  g_assert_cmpint (count_messages (store), ==, 0);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM calls WHERE conversation IS NULL"), ==,
                   1);
  assert_healthy (store);
}

/* Closed in the middle of the purge: the rest goes at the next start. */
static void
test_closed_purge (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");

  for (int i = 0; i < 500; i++)
    g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "some words"));
  g_assert_true (bw_store_remove_conversation (fixture->store, bob, NULL));
  store_fixture_reopen (fixture);
  g_assert_cmpuint (get_shown (fixture->store), ==, 0);
  g_main_context_iteration (NULL, FALSE);
  store_fixture_reopen (fixture);
  run_idle ();
  g_assert_cmpint (count_messages (fixture->store), ==, 0);
  assert_healthy (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/removal/message", test_message);
  TEST ("/store/removal/purge", test_purge);
  TEST ("/store/removal/being-sent", test_being_sent);
  TEST ("/store/removal/conversation", test_conversation);
  TEST ("/store/removal/calls-of-removed", test_calls_of_removed);
  TEST ("/store/removal/in-between", test_in_between);
  TEST ("/store/removal/large-purge", test_large_purge);
  TEST ("/store/removal/closed-purge", test_closed_purge);
  return g_test_run ();
}
