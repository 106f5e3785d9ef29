/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwStore: what is written is there after the next start, what is deleted comes back by undo, what
 * was missed is counted. */

#include "store-fixture.h"

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwCallRecord) record = g_object_new (
      BW_TYPE_CALL_RECORD, "account", "a;DROP TABLE calls", "peer", "b'\"%@x", "peer-name",
      "Zoë \xf0\x9f\x93\x9e", "direction", BW_DIRECTION_OUTGOING, "outcome", BW_CALL_OUTCOME_FAILED,
      "code", 503, "reason", 15, "started", G_MAXINT64 - 2, "answered", (gint64) 7, "ended",
      G_MAXINT64, "video", TRUE, "seen", TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BwCallHistory) history = NULL;
  g_autoptr (BwCallRecord) read = NULL;

  g_assert_true (bw_store_add_call (fixture->store, record, &error));
  g_assert_no_error (error);
  g_assert_cmpint (bw_call_record_get_id (record), >, 0);
  store_fixture_reopen (fixture);

  history = bw_call_history_new (fixture->store);
  g_assert_cmpuint (get_length (history), ==, 1);
  read = get_call (history, 0);
  g_assert_cmpint (bw_call_record_get_id (read), ==, bw_call_record_get_id (record));
  g_assert_cmpstr (bw_call_record_get_account (read), ==, "a;DROP TABLE calls");
  g_assert_cmpstr (bw_call_record_get_peer (read), ==, "b'\"%@x");
  g_assert_cmpstr (bw_call_record_get_peer_name (read), ==, "Zoë \xf0\x9f\x93\x9e");
  g_assert_cmpint (bw_call_record_get_direction (read), ==, BW_DIRECTION_OUTGOING);
  g_assert_cmpint (bw_call_record_get_outcome (read), ==, BW_CALL_OUTCOME_FAILED);
  g_assert_cmpuint (bw_call_record_get_code (read), ==, 503);
  g_assert_cmpint (bw_call_record_get_reason (read), ==, 15);
  g_assert_cmpint (bw_call_record_get_started (read), ==, G_MAXINT64 - 2);
  g_assert_cmpint (bw_call_record_get_answered (read), ==, 7);
  g_assert_cmpint (bw_call_record_get_ended (read), ==, G_MAXINT64);
  g_assert_true (bw_call_record_get_video (read));
  g_assert_true (bw_call_record_get_seen (read));
}

static void
test_update (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwCallRecord) record = make_call ("bob@x", NULL, 10, BW_CALL_OUTCOME_ONGOING);
  g_autoptr (BwCallHistory) history = NULL;
  g_autoptr (BwCallRecord) read = NULL;
  g_autoptr (GError) error = NULL;
  guint added = 0;
  guint changed = 0;

  g_signal_connect_swapped (fixture->store, "call-added", G_CALLBACK (count_cb), &added);
  g_signal_connect_swapped (fixture->store, "call-changed", G_CALLBACK (count_cb), &changed);
  bw_store_add_call (fixture->store, record, &error);
  g_assert_no_error (error);
  g_object_set (record, "outcome", BW_CALL_OUTCOME_ANSWERED, "answered",
                (gint64) 11 * G_USEC_PER_SEC, "ended", (gint64) 15 * G_USEC_PER_SEC, NULL);
  bw_store_update_call (fixture->store, record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpuint (changed, ==, 1);

  store_fixture_reopen (fixture);
  history = bw_call_history_new (fixture->store);
  read = get_call (history, 0);
  g_assert_cmpint (bw_call_record_get_outcome (read), ==, BW_CALL_OUTCOME_ANSWERED);
  g_assert_cmpint (bw_call_record_get_ended (read), ==, 15 * G_USEC_PER_SEC);
}

static void
test_update_of_nothing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwCallRecord) record = make_call ("bob@x", NULL, 10, BW_CALL_OUTCOME_ONGOING);
  g_autoptr (GError) error = NULL;

  g_assert_false (bw_store_update_call (fixture->store, record, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
}

static void
test_delete_and_undo (StoreFixture *fixture, gconstpointer data)
{
  gint64 first = add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_ANSWERED);
  gint64 second = add_call (fixture->store, "b@x", NULL, 2, BW_CALL_OUTCOME_MISSED);
  g_autoptr (BwCallHistory) history = bw_call_history_new (fixture->store);
  g_autoptr (BwCallRecord) back = NULL;
  guint removed = 0;

  g_signal_connect_swapped (fixture->store, "calls-removed", G_CALLBACK (count_cb), &removed);
  g_assert_true (bw_store_delete_call (fixture->store, first, NULL));
  g_assert_true (bw_store_delete_call (fixture->store, second, NULL));
  g_assert_cmpuint (get_length (history), ==, 0);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 0);
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  g_assert_cmpuint (removed, ==, 3);
  g_assert_cmpuint (get_length (history), ==, 1);
  back = get_call (history, 0);
  g_assert_cmpint (bw_call_record_get_id (back), ==, second);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 1);
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  g_assert_cmpuint (get_length (history), ==, 1);
}

static void
test_clear_and_undo (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwCallHistory) history = bw_call_history_new (fixture->store);
  gint64 ongoing;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 120; i++)
    add_call (fixture->store, "a@x", NULL, i, BW_CALL_OUTCOME_ANSWERED);
  ongoing = add_call (fixture->store, "b@x", NULL, 500, BW_CALL_OUTCOME_ONGOING);
  g_assert_true (bw_store_clear_calls (fixture->store, NULL));
  g_assert_cmpuint (get_length (history), ==, 1);
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  g_assert_cmpuint (get_length (history), ==, 121);
  g_assert_false (bw_store_delete_call (fixture->store, ongoing, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_true (bw_store_clear_calls (fixture->store, NULL));

  /* What is deleted is gone with the run; ids are never given twice. */
  g_clear_object (&history);
  store_fixture_reopen (fixture);
  g_assert_true (bw_store_restore_calls (fixture->store, NULL));
  history = bw_call_history_new (fixture->store);
  g_assert_cmpuint (get_length (history), ==, 1);
  g_assert_cmpint (add_call (fixture->store, "c@x", NULL, 9, BW_CALL_OUTCOME_BUSY), >, ongoing);
}

static void
test_seen (StoreFixture *fixture, gconstpointer data)
{
  guint notified = 0;
  guint changed = 0;

  g_signal_connect_swapped (fixture->store, "notify::unseen-missed", G_CALLBACK (count_cb),
                            &notified);
  add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_MISSED);
  add_call (fixture->store, "b@x", NULL, 2, BW_CALL_OUTCOME_MISSED);
  add_call (fixture->store, "b@x", NULL, 3, BW_CALL_OUTCOME_ELSEWHERE);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 2);
  g_assert_cmpuint (notified, ==, 2);

  g_signal_connect_swapped (fixture->store, "call-changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (bw_store_mark_calls_seen (fixture->store, "b@x", NULL));
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 1);
  store_fixture_reopen (fixture);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 1);
  g_assert_true (bw_store_mark_calls_seen (fixture->store, NULL, NULL));
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 0);
}

static void
test_memory_and_closed (void)
{
  BwStore *store = bw_store_new (NULL);
  BwCallHistory *history = bw_call_history_new (store);
  g_autoptr (BwCallRecord) record = make_call ("a@x", NULL, 1, BW_CALL_OUTCOME_BUSY);
  g_autoptr (GError) error = NULL;

  g_assert_false (bw_store_add_call (store, record, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_clear_error (&error);
  bw_store_open (store, &error);
  g_assert_no_error (error);
  g_assert_true (bw_store_add_call (store, record, NULL));
  g_assert_cmpuint (get_length (history), ==, 1);
  bw_store_close (store);
  bw_store_close (store);
  g_assert_cmpuint (get_length (history), ==, 0);
  g_assert_finalize_object (history);
  g_assert_finalize_object (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/calls/round-trip", test_round_trip);
  TEST ("/store/calls/update", test_update);
  TEST ("/store/calls/update-of-nothing", test_update_of_nothing);
  TEST ("/store/calls/delete-and-undo", test_delete_and_undo);
  TEST ("/store/calls/clear-and-undo", test_clear_and_undo);
  TEST ("/store/calls/seen", test_seen);
  g_test_add_func ("/store/calls/memory-and-closed", test_memory_and_closed);
  return g_test_run ();
}
