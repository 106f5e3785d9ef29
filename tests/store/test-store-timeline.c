/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwTimeline and BwConversationList: they always are what their items-changed told and what is on
 * the disk, through anything that happens; and they stay small and quick however much there is. */

#include "list-checker.h"
#include "private/bw-conversation-private.h"
#include "private/bw-store-private.h"
#include "store-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

#define MANY 100000

/* Calls and messages have ids of their own: told apart by the sign. */
static gint64
get_event_id (gpointer item)
{
  return BW_IS_MESSAGE (item) ? bw_message_get_id (item) : -bw_call_record_get_id (item);
}

static gint64
get_conversation_id (gpointer item)
{
  return bw_conversation_get_id (item);
}

static guint
get_n (gpointer model)
{
  return g_list_model_get_n_items (model);
}

/* The timeline says what the tables say. */
static void
assert_true_to_rows (BwStore *store, BwTimeline *timeline)
{
  BwConversation *conversation = bw_timeline_get_conversation (timeline);
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      bw_store_get_database (store),
      "SELECT time, m.id, 0, m.id FROM messages AS m JOIN conversations AS c"
      " ON c.id = m.conversation WHERE c.id = $id AND removed = 0 AND m.id > hidden_messages"
      " UNION ALL SELECT started, calls.id, 1, -calls.id FROM calls JOIN conversations AS c"
      " ON c.id = calls.conversation WHERE c.id = $id AND calls.id > hidden_calls"
      " ORDER BY 1, 2, 3",
      NULL);
  guint n = 0;

  bw_database_bind_number (statement, "$id", bw_conversation_get_id (conversation));
  for (; sqlite3_step (statement) == SQLITE_ROW; n++) {
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (timeline), n);

    g_assert_cmpint (get_event_id (item), ==, sqlite3_column_int64 (statement, 3));
    if (BW_IS_MESSAGE (item))
      g_assert_cmpuint (bw_timeline_find_message (timeline, get_event_id (item)), ==, n);
  }
  g_assert_cmpuint (get_n (timeline), ==, n);
}

static void
assert_latest (BwConversation *conversation, BwTimeline *timeline)
{
  g_autoptr (GObject) last = NULL;

  if (get_n (timeline) == 0) {
    g_assert_null (bw_conversation_get_latest (conversation));
    g_assert_cmpint (bw_conversation_get_time (conversation), ==, 0);
    return;
  }
  last = g_list_model_get_item (G_LIST_MODEL (timeline), get_n (timeline) - 1);
  g_assert_cmpint (get_event_id (last), ==,
                   get_event_id (bw_conversation_get_latest (conversation)));
}

static void
assert_list (BwStore *store)
{
  BwConversationList *list = bw_store_get_conversations (store);
  gint64 last = G_MAXINT64;
  guint unread = 0;

  for (guint i = 0; i < get_n (list); i++) {
    g_autoptr (BwConversation) conversation = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_cmpint (bw_conversation_get_time (conversation), <=, last);
    g_assert_true (bw_conversation_get_latest (conversation) != NULL ||
                   bw_conversation_get_draft (conversation) != NULL);
    last = bw_conversation_get_time (conversation);
    unread += bw_conversation_get_unread (conversation);
  }
  g_assert_cmpuint (bw_conversation_list_get_unread (list), ==, unread);
  g_assert_cmpint (unread, ==,
                   count_rows (store, "SELECT count(*) FROM messages AS m JOIN conversations AS c"
                                      " ON c.id = m.conversation WHERE direction = 0 AND seen = 0"
                                      " AND removed = 0 AND m.id > hidden_messages"));
}

static void
test_precise_changes (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  g_autoptr (ListChecker) checker = list_checker_new (G_LIST_MODEL (timeline), get_event_id);
  g_autoptr (BwMessage) middle = NULL;
  g_autoptr (BwMessage) early = NULL;

  for (int i = 0; i < 130; i++)
    g_object_unref (add_text_at (bob, fixture->store, BW_DIRECTION_OUTGOING, "a", 100 + i));
  g_assert_cmpuint (checker->n_changes, ==, 130);
  g_assert_cmpuint (checker->n_removed, ==, 0);
  g_assert_cmpuint (checker->n_added, ==, 1);
  early = add_text_at (bob, fixture->store, BW_DIRECTION_INCOMING, "late comer", 1);
  g_assert_cmpuint (bw_timeline_find_message (timeline, bw_message_get_id (early)), ==, 0);
  g_assert_cmpuint (checker->n_changes, ==, 131);
  middle = g_list_model_get_item (G_LIST_MODEL (timeline), 70);
  g_object_set (middle, "state", BW_MESSAGE_STATE_SENT, NULL);
  g_assert_true (bw_store_update_message (fixture->store, middle, NULL));
  g_assert_cmpuint (checker->n_changes, ==, 131);
  g_assert_true (bw_store_remove_message (fixture->store, middle, NULL));
  g_assert_cmpuint (checker->n_removed, ==, 1);
  g_assert_cmpuint (checker->n_added, ==, 0);
  list_checker_check (checker);
  g_assert_true (bw_store_restore_removed (fixture->store, NULL));
  g_assert_cmpuint (checker->n_removed, ==, 0);
  g_assert_cmpuint (checker->n_added, ==, 1);
  g_assert_cmpuint (checker->n_changes, ==, 133);
  list_checker_check (checker);
}

/* Of one time, the rows alternate, each message before the call of its number. */
static void
test_same_time (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  g_autoptr (ListChecker) checker = list_checker_new (G_LIST_MODEL (timeline), get_event_id);

  for (int i = 0; i < 90; i++) {
    add_call (fixture->store, "bob@x", NULL, 5, BW_CALL_OUTCOME_ANSWERED);
    g_object_unref (add_text_at (bob, fixture->store, BW_DIRECTION_OUTGOING, "a", 5));
  }
  assert_true_to_rows (fixture->store, timeline);
  list_checker_check (checker);
  for (guint i = 0; i < 180; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (timeline), i);

    g_assert_true (BW_IS_MESSAGE (item) == (i % 2 == 0));
  }
}

static void
test_calls (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  g_autoptr (ListChecker) checker = list_checker_new (G_LIST_MODEL (timeline), get_event_id);
  g_autoptr (BwCallRecord) call = make_call ("bob@x", "Bob", 10, BW_CALL_OUTCOME_ONGOING);
  g_autoptr (BwCallHistory) history = bw_call_history_new (fixture->store);
  gint64 id;

  g_assert_true (bw_store_add_call (fixture->store, call, NULL));
  id = bw_call_record_get_id (call);
  g_assert_cmpstr (bw_conversation_get_peer_name (bob), ==, "Bob");
  g_assert_cmpint (get_event_id (bw_conversation_get_latest (bob)), ==, -id);
  g_object_set (call, "outcome", BW_CALL_OUTCOME_ANSWERED, NULL);
  g_assert_true (bw_store_update_call (fixture->store, call, NULL));
  g_assert_cmpuint (checker->n_changes, ==, 2);
  g_assert_cmpuint (checker->n_added, ==, 1);
  g_assert_true (bw_store_delete_call (fixture->store, id, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 0);
  g_assert_null (bw_conversation_get_latest (bob));
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 1);
  g_assert_nonnull (bw_conversation_get_latest (bob));
  /* The call turns out to be with somebody else. */
  g_object_set (call, "peer", "ann@x", NULL);
  g_assert_true (bw_store_update_call (fixture->store, call, NULL));
  g_assert_cmpuint (get_n (timeline), ==, 0);
  g_assert_nonnull (bw_conversation_get_latest (ensure (fixture->store, "ann@x")));
  g_assert_cmpuint (get_length (history), ==, 1);
  list_checker_check (checker);
  assert_healthy (fixture->store);
}

/* A caller without an address is in the list of calls, and in no conversation. */
static void
test_call_of_nobody (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwCallHistory) history = bw_call_history_new (fixture->store);
  g_autoptr (BwCallRecord) call = make_call (NULL, NULL, 10, BW_CALL_OUTCOME_MISSED);

  g_assert_true (bw_store_add_call (fixture->store, call, NULL));
  g_assert_true (bw_store_update_call (fixture->store, call, NULL));
  g_assert_cmpuint (get_length (history), ==, 1);
  g_assert_cmpuint (get_n (bw_store_get_conversations (fixture->store)), ==, 0);
}

static void
test_first_unread (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  g_autoptr (BwMessage) first = NULL;

  for (int i = 0; i < 70; i++)
    g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "a"));
  g_assert_cmpuint (bw_timeline_find_first_unread (timeline), ==, 0);
  g_assert_true (bw_store_mark_seen (fixture->store, bob, NULL));
  g_assert_cmpuint (bw_timeline_find_first_unread (timeline), ==, G_MAXUINT);
  for (int i = 0; i < 3; i++)
    g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "b"));
  g_assert_cmpuint (bw_timeline_find_first_unread (timeline), ==, 70);
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 3);
  g_assert_cmpuint (bw_timeline_find_message (timeline, 100000), ==, G_MAXUINT);
}

static BwMessage *
pick_message (BwTimeline *timeline)
{
  g_autoptr (GObject) item = NULL;

  if (get_n (timeline) == 0)
    return NULL;
  item =
      g_list_model_get_item (G_LIST_MODEL (timeline), g_test_rand_int_range (0, get_n (timeline)));
  return BW_IS_MESSAGE (item) ? BW_MESSAGE (g_steal_pointer (&item)) : NULL;
}

static void
do_to_message (BwStore *store, BwMessage *message, int what)
{
  static const BwMessageState states[] = { BW_MESSAGE_STATE_SENT, BW_MESSAGE_STATE_FAILED,
                                           BW_MESSAGE_STATE_PENDING };

  if (message == NULL)
    return;
  if (what < 3)
    g_assert_true (bw_store_remove_message (store, message, NULL));
  else if (bw_message_get_direction (message) == BW_DIRECTION_OUTGOING) {
    g_object_set (message, "state", states[g_test_rand_int_range (0, 3)], NULL);
    g_assert_true (bw_store_update_message (store, message, NULL));
  } else {
    g_object_set (message, "seen", TRUE, "text", "other", NULL);
    g_assert_true (bw_store_update_message (store, message, NULL));
  }
}

static void
do_to_calls (BwStore *store, const char *peer, int what)
{
  static const BwCallOutcome outcomes[] = { BW_CALL_OUTCOME_MISSED, BW_CALL_OUTCOME_ANSWERED };
  gint64 any = count_rows (store, "SELECT id FROM calls ORDER BY random () LIMIT 1");

  if (what < 6)
    add_call (store, peer, "Bob", g_test_rand_int_range (1, 50),
              outcomes[g_test_rand_int_range (0, 2)]);
  else if (what < 8 && any > 0)
    g_assert_true (bw_store_delete_call (store, any, NULL));
  else if (what < 9)
    g_assert_true (bw_store_restore_calls (store, NULL));
  else
    g_assert_true (bw_store_clear_calls (store, NULL));
}

static void
do_to_conversation (BwStore *store, BwConversation *conversation, int what)
{
  if (what < 2)
    g_assert_true (bw_store_remove_conversation (store, conversation, NULL));
  else if (what < 6)
    g_assert_true (bw_store_restore_removed (store, NULL));
  else if (what < 8)
    g_assert_true (bw_store_mark_seen (store, conversation, NULL));
  else
    g_assert_true (bw_store_set_draft (store, conversation,
                                       g_test_rand_bit () ? "half a thought" : NULL, NULL));
}

static void
do_something (BwStore *store, BwTimeline *timeline)
{
  BwConversation *conversation = bw_timeline_get_conversation (timeline);
  g_autoptr (BwMessage) message = pick_message (timeline);
  int what = g_test_rand_int_range (0, 100);
  int how = g_test_rand_int_range (0, 10);

  if (what < 50)
    g_object_unref (add_text_at (conversation, store,
                                 g_test_rand_bit () ? BW_DIRECTION_INCOMING : BW_DIRECTION_OUTGOING,
                                 "some text", g_test_rand_int_range (1, 60)));
  else if (what < 65)
    do_to_message (store, message, how);
  else if (what < 85)
    do_to_calls (store, bw_conversation_get_peer (conversation), how);
  else if (what < 97)
    do_to_conversation (store, conversation, how);
  else
    run_idle ();
}

static void
test_random (StoreFixture *fixture, gconstpointer data)
{
  static const char *const peers[] = { "ann@x", "bob@x", "carol@x" };
  BwConversationList *list = bw_store_get_conversations (fixture->store);
  ListChecker *list_checker = list_checker_new (G_LIST_MODEL (list), get_conversation_id);
  BwTimeline *timelines[3];
  ListChecker *checkers[3];

  for (int i = 0; i < 3; i++) {
    timelines[i] = bw_timeline_new (fixture->store, ensure (fixture->store, peers[i]));
    checkers[i] = list_checker_new (G_LIST_MODEL (timelines[i]), get_event_id);
  }
  for (int turn = 0; turn < 800; turn++) {
    do_something (fixture->store, timelines[g_test_rand_int_range (0, 3)]);
    for (int i = 0; i < 3; i++) {
      list_checker_check (checkers[i]);
      assert_true_to_rows (fixture->store, timelines[i]);
      assert_latest (bw_timeline_get_conversation (timelines[i]), timelines[i]);
    }
    list_checker_check (list_checker);
    assert_list (fixture->store);
  }
  assert_healthy (fixture->store);
  for (int i = 0; i < 3; i++) {
    list_checker_free (checkers[i]);
    g_assert_finalize_object (timelines[i]);
  }
  list_checker_free (list_checker);
}

/* SQLite reads both indices in their order and sorts nothing. */
static void
test_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      bw_store_get_database (fixture->store),
      "EXPLAIN QUERY PLAN SELECT time, id, 0 AS kind FROM messages INDEXED BY messages_by_time"
      " WHERE conversation = 1 AND removed = 0 AND id > 0 AND (time, id) < (5, 6)"
      " UNION ALL SELECT started, id, 1 FROM calls INDEXED BY calls_by_conversation"
      " WHERE conversation = 1 AND id > 0 AND (started, id) < (5, 6)"
      " ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT 50 OFFSET 7",
      NULL);
  guint n_covering = 0;

  while (sqlite3_step (statement) == SQLITE_ROW) {
    const char *detail = (const char *) sqlite3_column_text (statement, 3);

    g_test_message ("%s", detail);
    g_assert_null (strstr (detail, "TEMP B-TREE"));
    g_assert_null (strstr (detail, "SCAN"));
    n_covering += strstr (detail, "USING COVERING INDEX") != NULL ? 1 : 0;
  }
  g_assert_cmpuint (n_covering, ==, 2);
}

static void
fill (BwStore *store, gint64 conversation, guint n)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %u)"
      " INSERT INTO messages (conversation, direction, state, code, reason, time, sent_at, cseq,"
      "  reports, content_type, text, size, seen, has_body)"
      " SELECT %" G_GINT64_FORMAT ", i %% 2, i %% 2 * 3, 0, 0, i * 1000000, 0, 0, 0, 'text/plain',"
      "  'message number ' || i || ' of a long talk', 0, 1, 0 FROM n",
      n, conversation);
  g_autoptr (GError) error = NULL;

  g_assert_true (bw_database_begin (bw_store_get_database (store), NULL));
  bw_database_run (bw_store_get_database (store), sql, &error);
  g_assert_no_error (error);
  g_assert_true (bw_database_end (bw_store_get_database (store), TRUE, NULL));
}

/* As a view opens it: how many there are, and the page at the end. */
static double
open_timeline (BwStore *store, const char *peer)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BwTimeline) timeline = NULL;
  guint n;

  timeline = bw_timeline_new (store, ensure (store, peer));
  n = get_n (timeline);
  for (guint i = n - MIN (n, 60); i < n; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (timeline), i));
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
weak_cb (gpointer user_data, GObject *gone)
{
  --*(guint *) user_data;
}

/* Walks through all of it from the end; messages alive at any time are a few pages. */
static void
walk (BwStore *store, BwConversation *conversation)
{
  BwTimeline *timeline = bw_timeline_new (store, conversation);
  gint64 start = g_get_monotonic_time ();
  gint64 longest = 0;
  guint alive = 0;
  guint most = 0;

  for (guint i = get_n (timeline); i > 0; i--) {
    gint64 before = g_get_monotonic_time ();
    BwMessage *message = g_list_model_get_item (G_LIST_MODEL (timeline), i - 1);

    longest = MAX (longest, g_get_monotonic_time () - before);
    g_assert_cmpint (bw_message_get_time (message), ==, (gint64) i * G_USEC_PER_SEC);
    g_object_weak_ref (G_OBJECT (message), weak_cb, &alive);
    alive++;
    most = MAX (most, alive);
    g_object_unref (message);
  }
  g_assert_cmpuint (most, <=, 500);
  g_test_message ("walk: %.0f ms, longest step %.2f ms, %u alive at most",
                  (g_get_monotonic_time () - start) / 1000.0, longest / 1000.0, most);
  g_assert_finalize_object (timeline);
  /* The conversation holds its latest. */
  g_assert_cmpuint (alive, ==, 1);
  bw_conversation_set_latest (conversation, NULL);
  g_assert_cmpuint (alive, ==, 0);
}

static void
jump (BwTimeline *timeline)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GObject) middle =
      g_list_model_get_item (G_LIST_MODEL (timeline), get_n (timeline) / 2);

  g_test_message ("jump to the middle: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (bw_message_get_time (BW_MESSAGE (middle)), ==,
                   (gint64) (MANY / 2 + 1) * G_USEC_PER_SEC);
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *large = ensure (fixture->store, "large@x");
  BwConversation *small = ensure (fixture->store, "small@x");
  BwTimeline *timeline;
  gint64 start;
  double small_ms;

  fill (fixture->store, bw_conversation_get_id (large), MANY);
  fill (fixture->store, bw_conversation_get_id (small), 100);
  start = g_get_monotonic_time ();
  store_fixture_reopen (fixture);
  g_test_message ("opening the store: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  g_assert_true (bw_database_check (bw_store_get_database (fixture->store), NULL));
  g_test_message ("a check of all of it: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  open_timeline (fixture->store, "small@x");
  small_ms = open_timeline (fixture->store, "small@x");
  g_test_message ("opening 100: %.2f ms, 100 000: %.2f ms, again %.2f ms", small_ms,
                  open_timeline (fixture->store, "large@x"),
                  open_timeline (fixture->store, "large@x"));
  timeline = bw_timeline_new (fixture->store, ensure (fixture->store, "large@x"));
  g_assert_cmpuint (get_n (timeline), ==, MANY);
  jump (timeline);
  g_assert_finalize_object (timeline);
  walk (fixture->store, ensure (fixture->store, "large@x"));
  assert_healthy (fixture->store);
}

static void
test_many_conversations (StoreFixture *fixture, gconstpointer data)
{
  gint64 start;

  for (int i = 0; i < 1000; i++) {
    g_autofree char *peer = g_strdup_printf ("p%d@x", i);
    BwConversation *conversation = ensure (fixture->store, peer);

    fill (fixture->store, bw_conversation_get_id (conversation), 20);
  }
  start = g_get_monotonic_time ();
  store_fixture_reopen (fixture);
  g_test_message ("opening a store of 1 000 conversations: %.1f ms",
                  (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (get_n (bw_store_get_conversations (fixture->store)), ==, 1000);
  start = g_get_monotonic_time ();
  bw_store_reload (fixture->store);
  g_test_message ("of which the list: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/timeline/precise-changes", test_precise_changes);
  TEST ("/store/timeline/same-time", test_same_time);
  TEST ("/store/timeline/calls", test_calls);
  TEST ("/store/timeline/call-of-nobody", test_call_of_nobody);
  TEST ("/store/timeline/first-unread", test_first_unread);
  TEST ("/store/timeline/random", test_random);
  TEST ("/store/timeline/plan", test_plan);
  TEST ("/store/timeline/many", test_many);
  TEST ("/store/timeline/many-conversations", test_many_conversations);
  return g_test_run ();
}
