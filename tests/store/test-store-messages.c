/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwStore and messages: what is written is there after the next start, once; what waits is found in
 * its order; what was interrupted is known. */

#include "store-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_body (BwStore *store, BwMessage *message, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = bw_store_dup_body (store, message, &error);

  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_null (body);
  else
    g_assert_true (g_bytes_equal (body, expected));
  g_assert_cmpint (bw_message_get_has_body (message), ==, expected != NULL);
}

static BwMessage *
make_full_message (void)
{
  return g_object_new (
      BW_TYPE_MESSAGE, "direction", BW_DIRECTION_OUTGOING, "state", BW_MESSAGE_STATE_FAILED, "code",
      415, "reason", 28, "phrase", "It's \"no\"; DROP TABLE messages", "time", (gint64) 7000,
      "sent-at", (gint64) 6000, "call-id", "a'b\"c", "cseq", G_MAXUINT, "message-id", "m%_",
      "reports", BW_MESSAGE_REPORTS_DELIVERY | BW_MESSAGE_REPORTS_DISPLAY, "content-type",
      "image/png", "text", "Zoë \xf0\x9f\x93\x9e\n' --", "file-name", "a picture.png", "size",
      (gint64) 5, "url", "https://x/y", "headers", "X-A: 1\nX-B: 2", "seen", TRUE, NULL);
}

static void
assert_same_values (BwMessage *read, BwMessage *written)
{
  guint n_properties;
  g_autofree GParamSpec **properties =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (read), &n_properties);

  g_assert_cmpuint (n_properties, ==, 21);
  for (guint i = 0; i < n_properties; i++) {
    g_auto (GValue) a = G_VALUE_INIT;
    g_auto (GValue) b = G_VALUE_INIT;

    g_object_get_property (G_OBJECT (read), properties[i]->name, &a);
    g_object_get_property (G_OBJECT (written), properties[i]->name, &b);
    g_test_message ("%s", properties[i]->name);
    g_assert_cmpint (g_param_values_cmp (properties[i], &a, &b), ==, 0);
  }
}

static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwMessage) message = make_full_message ();
  g_autoptr (BwMessage) read = NULL;
  g_autoptr (GBytes) body = g_bytes_new ("\0\1\xff\0z", 5);
  guint added = 0;

  g_signal_connect_swapped (fixture->store, "message-added", G_CALLBACK (count_cb), &added);
  g_assert_true (bw_store_add_message (fixture->store, ensure (fixture->store, "b'\"%@x"), message,
                                       body, NULL));
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpint (bw_message_get_id (message), >, 0);
  g_assert_cmpint (bw_message_get_conversation (message), >, 0);
  store_fixture_reopen (fixture);
  read = bw_store_find_message (fixture->store, bw_message_get_id (message));
  g_assert_true (read != message);
  assert_same_values (read, message);
  assert_body (fixture->store, read, body);
  assert_healthy (fixture->store);
}

static void
test_bodies (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) without = add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "a");
  g_autoptr (BwMessage) with_empty = make_message (BW_DIRECTION_INCOMING, "b");
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autofree char *many = g_strnfill (3000000, 'x');
  g_autoptr (GBytes) large = make_bytes (many);
  g_autoptr (BwMessage) unknown = make_message (BW_DIRECTION_INCOMING, "c");

  assert_body (fixture->store, without, NULL);
  g_assert_true (bw_store_add_message (fixture->store, bob, with_empty, empty, NULL));
  assert_body (fixture->store, with_empty, empty);
  g_assert_true (bw_store_set_body (fixture->store, without, large, NULL));
  g_assert_cmpint (bw_message_get_size (without), ==, 3000000);
  assert_body (fixture->store, without, large);
  g_assert_true (bw_store_set_body (fixture->store, with_empty, NULL, NULL));
  assert_body (fixture->store, with_empty, NULL);
  g_assert_false (bw_store_set_body (fixture->store, unknown, large, NULL));
}

/* Nothing that a peer sends is more than text: what is not text is made so before it is stored. */
static void
test_hostile_text (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *odd = ensure (fixture->store, "\xff\xfe@x");
  g_autoptr (BwMessage) message =
      add_text (odd, fixture->store, BW_DIRECTION_INCOMING, "a\xff\xfe\xc0z");
  g_autoptr (BwMessage) read = NULL;
  gint64 id = bw_message_get_id (message);

  g_assert_true (ensure (fixture->store, "\xff\xfe@x") == odd);
  g_assert_true (bw_store_find_conversation (fixture->store, "account-1", "\xff\xfe@x") == odd);
  g_assert_true (g_utf8_validate (bw_conversation_get_peer (odd), -1, NULL));
  g_assert_true (g_utf8_validate (bw_message_get_text (message), -1, NULL));
  store_fixture_reopen (fixture);
  read = bw_store_find_message (fixture->store, id);
  g_assert_cmpstr (bw_message_get_text (read), ==, bw_message_get_text (message));
  g_assert_nonnull (bw_store_find_conversation (fixture->store, "account-1", "\xff\xfe@x"));
}

static void
test_identity (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  BwMessage *message = add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, "a");
  gint64 id = bw_message_get_id (message);
  g_autoptr (BwMessage) same = bw_store_find_message (fixture->store, id);
  g_autoptr (GPtrArray) outbox = bw_store_load_outbox (fixture->store, "account-1", 0, 10);
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (timeline), 0);

  g_assert_true (same == message);
  g_assert_true (g_ptr_array_index (outbox, 0) == message);
  g_assert_true (row == G_OBJECT (message));
  g_assert_true (bw_conversation_get_latest (bob) == G_OBJECT (message));
  g_assert_true (bw_store_find_conversation_by_id (fixture->store, bw_conversation_get_id (bob)) ==
                 bob);
  g_object_unref (message);
  g_assert_null (bw_store_find_message (fixture->store, id + 1));
}

static void
test_update (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) message = add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, "a");
  g_autoptr (BwMessage) unknown = make_message (BW_DIRECTION_OUTGOING, "b");
  g_autoptr (BwMessage) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = bw_message_get_id (message);

  g_object_set (message, "state", BW_MESSAGE_STATE_SENT, "code", 202, "phrase", "Accepted",
                "sent-at", (gint64) 9, "text", "changed", NULL);
  g_assert_true (bw_store_update_message (fixture->store, message, NULL));
  g_assert_false (bw_store_update_message (fixture->store, unknown, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  assert_healthy (fixture->store);
  store_fixture_reopen (fixture);
  read = bw_store_find_message (fixture->store, id);
  assert_same_values (read, message);
}

static BwMessage *
make_call_id (BwDirection direction, const char *call_id, guint cseq)
{
  BwMessage *message = make_message (direction, "again");

  g_object_set (message, "call-id", call_id, "cseq", cseq, NULL);
  return message;
}

/* Returns: whether it was taken */
static gboolean
try_add (BwStore *store,
         BwConversation *conversation,
         BwDirection direction,
         const char *call_id,
         guint cseq)
{
  g_autoptr (BwMessage) message = make_call_id (direction, call_id, cseq);
  g_autoptr (GError) error = NULL;
  gint64 before = count_rows (store, "SELECT count(*) FROM messages");

  if (bw_store_add_message (store, conversation, message, NULL, &error))
    return TRUE;
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_DUPLICATE);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM messages"), ==, before);
  g_assert_cmpint (bw_message_get_id (message), ==, 0);
  return FALSE;
}

static void
test_duplicates (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwConversation *ann = ensure (store, "ann@x");
  BwConversation *other = bw_store_ensure_conversation (store, "account-2", "bob@x", NULL, NULL);
  g_autoptr (BwMessage) another = make_call_id (BW_DIRECTION_INCOMING, "one", 1);

  g_assert_true (try_add (store, bob, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_false (try_add (store, bob, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_false (try_add (store, ann, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_true (try_add (store, bob, BW_DIRECTION_INCOMING, "one", 2));
  g_assert_true (try_add (store, bob, BW_DIRECTION_INCOMING, "ONE", 1));
  g_assert_true (try_add (store, other, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_true (try_add (store, bob, BW_DIRECTION_OUTGOING, "one", 1));
  g_assert_true (try_add (store, bob, BW_DIRECTION_OUTGOING, "one", 1));
  g_assert_true (try_add (store, bob, BW_DIRECTION_INCOMING, NULL, 1));
  g_assert_true (try_add (store, bob, BW_DIRECTION_INCOMING, NULL, 1));
  g_object_set (another, "text", "something else", NULL);
  g_assert_true (bw_store_add_message (store, bob, another, NULL, NULL));
}

/* Deleted, taken off the disk, and then it comes once more. */
static void
test_deleted_duplicates (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) message = make_call_id (BW_DIRECTION_INCOMING, "one", 1);

  g_assert_true (bw_store_add_message (fixture->store, bob, message, NULL, NULL));
  g_assert_true (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "two", 1));
  g_assert_true (bw_store_remove_message (fixture->store, message, NULL));
  g_assert_false (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_true (bw_store_remove_conversation (fixture->store, bob, NULL));
  g_assert_false (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "two", 1));
  store_fixture_reopen (fixture);
  run_idle ();
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM messages"), ==, 0);
  bob = ensure (fixture->store, "bob@x");
  g_assert_false (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "one", 1));
  g_assert_false (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "two", 1));
  g_assert_true (try_add (fixture->store, bob, BW_DIRECTION_INCOMING, "three", 1));
}

static char *
describe (GPtrArray *messages)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    g_string_append (texts, bw_message_get_text (g_ptr_array_index (messages, i)));
  return g_string_free (texts, FALSE);
}

static void
assert_outbox (BwStore *store, const char *account, gint64 after, guint limit, const char *expected)
{
  g_autoptr (GPtrArray) messages = bw_store_load_outbox (store, account, after, limit);
  g_autofree char *texts = describe (messages);

  g_assert_cmpstr (texts, ==, expected);
}

static void
set_state (BwStore *store, BwMessage *message, BwMessageState state)
{
  g_object_set (message, "state", state, NULL);
  g_assert_true (bw_store_update_message (store, message, NULL));
}

/* In the order in which they were taken, whatever their times say. */
static void
test_outbox (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwConversation *other = bw_store_ensure_conversation (store, "account-2", "bob@x", NULL, NULL);
  g_autoptr (BwMessage) a = add_text_at (bob, store, BW_DIRECTION_OUTGOING, "a", 30);
  g_autoptr (BwMessage) x = add_text_at (other, store, BW_DIRECTION_OUTGOING, "x", 20);
  g_autoptr (BwMessage) b =
      add_text_at (ensure (store, "ann@x"), store, BW_DIRECTION_OUTGOING, "b", 10);
  g_autoptr (BwMessage) in = add_text_at (bob, store, BW_DIRECTION_INCOMING, "in", 40);
  g_autoptr (BwMessage) c = add_text_at (bob, store, BW_DIRECTION_OUTGOING, "c", 5);

  assert_outbox (store, "account-1", 0, 10, "abc");
  assert_outbox (store, "account-2", 0, 10, "x");
  assert_outbox (store, "account-3", 0, 10, "");
  assert_outbox (store, "account-1", 0, 2, "ab");
  assert_outbox (store, "account-1", bw_message_get_id (b), 10, "c");
  set_state (store, a, BW_MESSAGE_STATE_SENDING);
  assert_outbox (store, "account-1", 0, 10, "bc");
  g_assert_true (bw_store_remove_message (store, b, NULL));
  assert_outbox (store, "account-1", 0, 10, "c");
  g_assert_true (bw_store_restore_removed (store, NULL));
  assert_outbox (store, "account-1", 0, 10, "bc");
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  assert_outbox (store, "account-1", 0, 10, "b");
}

/* What was being sent when the program ended waits for a person; what waited goes on waiting. */
static void
test_interrupted (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) sending = add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, "s");
  g_autoptr (BwMessage) waiting = add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, "w");
  g_autoptr (BwMessage) held = NULL;
  g_autoptr (BwMessage) free = NULL;

  set_state (fixture->store, sending, BW_MESSAGE_STATE_SENDING);
  g_assert_false (bw_message_is_held (sending));
  store_fixture_reopen (fixture);
  held = bw_store_find_message (fixture->store, bw_message_get_id (sending));
  free = bw_store_find_message (fixture->store, bw_message_get_id (waiting));
  g_assert_true (bw_message_is_held (held));
  g_assert_cmpint (bw_message_get_state (held), ==, BW_MESSAGE_STATE_PENDING);
  g_assert_false (bw_message_is_held (free));
  assert_outbox (fixture->store, "account-1", 0, 10, "w");
  g_object_set (held, "reason", 0, NULL);
  g_assert_true (bw_store_update_message (fixture->store, held, NULL));
  assert_outbox (fixture->store, "account-1", 0, 10, "sw");
}

static gint64
add_sent (BwStore *store, BwConversation *conversation, const char *message_id, const char *call_id)
{
  g_autoptr (BwMessage) message = make_message (BW_DIRECTION_OUTGOING, "sent");

  g_object_set (message, "state", BW_MESSAGE_STATE_SENT, "message-id", message_id, "call-id",
                call_id, NULL);
  g_assert_true (bw_store_add_message (store, conversation, message, NULL, NULL));
  return bw_message_get_id (message);
}

static gint64
find_reported (BwStore *store, const char *account, const char *peer, const char *name)
{
  g_autoptr (BwMessage) message = bw_store_find_reported_message (store, account, peer, name);

  return message != NULL ? bw_message_get_id (message) : 0;
}

static void
test_reported (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwConversation *ann = ensure (store, "ann@x");
  BwConversation *other = bw_store_ensure_conversation (store, "account-2", "bob@x", NULL, NULL);
  gint64 first = add_sent (store, bob, "m1", "c1");
  gint64 second = add_sent (store, ann, "m1", "c2");
  gint64 third = add_sent (store, other, "m1", "c1");
  g_autoptr (BwMessage) in = make_message (BW_DIRECTION_INCOMING, "in");

  g_object_set (in, "message-id", "m9", NULL);
  g_assert_true (bw_store_add_message (store, bob, in, NULL, NULL));
  g_assert_cmpint (find_reported (store, "account-1", "bob@x", "m1"), ==, first);
  g_assert_cmpint (find_reported (store, "account-1", "ann@x", "m1"), ==, second);
  g_assert_cmpint (find_reported (store, "account-1", "who@x", "m1"), ==, second);
  g_assert_cmpint (find_reported (store, "account-2", "bob@x", "m1"), ==, third);
  g_assert_cmpint (find_reported (store, "account-1", "bob@x", "c2"), ==, second);
  g_assert_cmpint (find_reported (store, "account-1", "bob@x", "m9"), ==, 0);
  g_assert_cmpint (find_reported (store, "account-1", "bob@x", "m%"), ==, 0);
}

static gint64
find_unanswered (BwStore *store, const char *peer, const char *text, GBytes *body)
{
  g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, text);
  g_autoptr (BwMessage) found = NULL;

  found = bw_store_find_unanswered (store, ensure (store, peer), message, body);
  return found != NULL ? bw_message_get_id (found) : 0;
}

static void
confirm (BwStore *store, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (bw_store_confirm_messages (store, ids, NULL));
  g_array_append_val (ids, id);
  g_assert_true (bw_store_confirm_messages (store, ids, NULL));
}

static void
test_unanswered (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) plain = add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "one");
  g_autoptr (BwMessage) answered = add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "two");
  g_autoptr (BwMessage) file = make_message (BW_DIRECTION_INCOMING, NULL);
  g_autoptr (BwMessage) old =
      add_text_at (bob, fixture->store, BW_DIRECTION_INCOMING, "long ago", 1000);
  g_autoptr (GBytes) body = make_bytes ("bytes");
  g_autoptr (GBytes) other_body = make_bytes ("other");

  g_assert_true (bw_store_add_message (fixture->store, bob, file, body, NULL));
  confirm (fixture->store, bw_message_get_id (answered));
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "one", NULL), ==, 0);
  store_fixture_reopen (fixture);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "one", NULL), ==,
                   bw_message_get_id (plain));
  g_assert_cmpint (find_unanswered (fixture->store, "ann@x", "one", NULL), ==, 0);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "one", body), ==, 0);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "two", NULL), ==, 0);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", NULL, other_body), ==, 0);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", NULL, body), ==,
                   bw_message_get_id (file));
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "long ago", NULL), ==,
                   bw_message_get_id (old));
  confirm (fixture->store, bw_message_get_id (plain));
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "one", NULL), ==, 0);
  /* The second start gives up what was stored more than a day ago. */
  store_fixture_reopen (fixture);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", "one", NULL), ==, 0);
  g_assert_cmpint (find_unanswered (fixture->store, "bob@x", NULL, body), ==,
                   bw_message_get_id (file));
}

static void
test_owed_reports (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  const BwMessageReports kinds[] = { BW_MESSAGE_REPORTS_DISPLAY, BW_MESSAGE_REPORTS_DELIVERY,
                                     BW_MESSAGE_REPORTS_DISPLAY | BW_MESSAGE_REPORTS_DELIVERY };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) owed = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autofree char *texts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
    g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, text);

    g_object_set (message, "reports", kinds[i], NULL);
    g_assert_true (bw_store_add_message (store, bob, message, NULL, NULL));
  }
  none = bw_store_load_owed_reports (store, bob, 10);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (bw_store_mark_seen (store, bob, NULL));
  owed = bw_store_load_owed_reports (store, bob, 10);
  texts = describe (owed);
  g_assert_cmpstr (texts, ==, "02");
  g_object_set (g_ptr_array_index (owed, 0), "reports", BW_MESSAGE_REPORTS_NONE, NULL);
  g_assert_true (bw_store_update_message (store, g_ptr_array_index (owed, 0), NULL));
  rest = bw_store_load_owed_reports (store, bob, 10);
  g_assert_cmpuint (rest->len, ==, 1);
}

/* The view and the list follow each; shown by figures only. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  BwConversation *bob = ensure (fixture->store, "bob@x");
  g_autoptr (BwTimeline) timeline = bw_timeline_new (fixture->store, bob);
  gint64 start = g_get_monotonic_time ();
  double ms;

  for (guint i = 0; i < 2000; i++) {
    g_autofree char *call_id = g_strdup_printf ("%u@host", i);
    g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, "Some words of a talk");

    g_object_set (message, "call-id", call_id, NULL);
    g_assert_true (bw_store_add_message (fixture->store, bob, message, NULL, NULL));
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (timeline), i));
  }
  ms = (g_get_monotonic_time () - start) / 1000.0;
  g_test_message ("2 000 messages taken and shown: %.0f ms, %.2f ms each", ms, ms / 2000);
  start = g_get_monotonic_time ();
  g_assert_true (bw_store_mark_seen (fixture->store, bob, NULL));
  g_test_message ("all of them seen: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 2000);
}

static void
test_closed (void)
{
  BwStore *store = bw_store_new (NULL);
  g_autoptr (BwConversation) bob = NULL;
  g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, "a");
  g_autoptr (BwMessage) unsent = make_message (BW_DIRECTION_INCOMING, "b");
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (bw_store_ensure_conversation (store, "a", "b", NULL, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_true (bw_store_open (store, NULL));
  bob = g_object_ref (ensure (store, "bob@x"));
  g_assert_true (bw_store_add_message (store, bob, message, NULL, NULL));
  bw_store_close (store);
  g_assert_false (bw_store_add_message (store, bob, unsent, NULL, NULL));
  g_assert_false (bw_store_update_message (store, message, NULL));
  g_assert_false (bw_store_set_body (store, message, NULL, NULL));
  g_assert_null (bw_store_dup_body (store, message, NULL));
  g_assert_null (bw_store_find_message (store, 1));
  g_assert_null (bw_store_find_reported_message (store, "a", "b", "c"));
  g_assert_null (bw_store_find_unanswered (store, bob, message, NULL));
  outbox = bw_store_load_outbox (store, "a", 0, 1);
  g_assert_cmpuint (outbox->len, ==, 0);
  g_assert_false (bw_store_mark_seen (store, bob, NULL));
  g_assert_false (bw_store_set_draft (store, bob, "x", NULL));
  g_assert_null (bw_store_move_conversation (store, bob, "b", NULL));
  g_assert_false (bw_store_remove_message (store, message, NULL));
  g_assert_false (bw_store_remove_conversation (store, bob, NULL));
  g_assert_false (bw_store_restore_removed (store, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bw_store_get_conversations (store))),
                    ==, 0);
  g_assert_finalize_object (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/messages/round-trip", test_round_trip);
  TEST ("/store/messages/bodies", test_bodies);
  TEST ("/store/messages/hostile-text", test_hostile_text);
  TEST ("/store/messages/identity", test_identity);
  TEST ("/store/messages/update", test_update);
  TEST ("/store/messages/duplicates", test_duplicates);
  TEST ("/store/messages/deleted-duplicates", test_deleted_duplicates);
  TEST ("/store/messages/outbox", test_outbox);
  TEST ("/store/messages/interrupted", test_interrupted);
  TEST ("/store/messages/reported", test_reported);
  TEST ("/store/messages/unanswered", test_unanswered);
  TEST ("/store/messages/owed-reports", test_owed_reports);
  TEST ("/store/messages/many", test_many);
  g_test_add_func ("/store/messages/closed", test_closed);
  return g_test_run ();
}
