/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said to notification servers of every kind: with and without buttons and markup,
 * restarted, and hung. */

#include "bw-memory-secrets.h"
#include "bw-notice-board.h"
#include "bw-notifier.h"
#include "bw-store-people.h"
#include "bw-test-mock.h"
#include "bw-test-phones.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

/* The places of Notify's arguments. */
enum { REPLACES = 1, TITLE = 3, BODY = 4, ACTIONS = 5, HINTS = 6, TIMEOUT = 7 };

typedef struct {
  TestMock *server;
  BwStore *store;
  BwSecrets *secrets;
  BwPhone *phone;
  BwNotifier *notifier;
} Fixture;

static TestMock *
start_server (const char *capabilities)
{
  g_autofree char *parameters = g_strdup_printf ("{\"capabilities\": \"%s\"}", capabilities);

  return test_mock_new (G_BUS_TYPE_SESSION, "notification_daemon", parameters, NAME, PATH, NAME);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "phone-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (g_mkdtemp (dir));

  self->server = start_server (data);
  self->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (self->store, NULL));
  self->secrets = bw_memory_secrets_new ();
  self->phone = bw_phone_new (self->store, self->secrets, folder, folder, NULL);
  self->notifier = bw_notifier_new (self->phone, BW_NOTIFIER_PATIENCE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  g_assert_finalize_object (self->phone);
  g_object_unref (self->secrets);
  g_object_unref (self->store);
  test_mock_free (self->server);
}

static void
miss_call (Fixture *self, const char *peer, const char *name)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();

  g_object_set (record, "account", "none", "peer", peer, "peer-name", name, "outcome",
                BW_CALL_OUTCOME_ONGOING, NULL);
  g_assert_true (bw_store_add_call (self->store, record, NULL));
  g_object_set (record, "outcome", BW_CALL_OUTCOME_MISSED, NULL);
  g_assert_true (bw_store_update_call (self->store, record, NULL));
}

static void
wait_notified (Fixture *self, guint count)
{
  test_wait (test_mock_count (self->server, "Notify") == count);
}

static void
assert_said (Fixture *self, guint index, const char *wanted)
{
  g_autoptr (GVariant) argument = test_mock_argument (self->server, "Notify", index);
  g_autofree char *text = g_variant_print (argument, FALSE);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_hint (Fixture *self, const char *name, const char *wanted)
{
  g_autoptr (GVariant) hints = test_mock_argument (self->server, "Notify", HINTS);
  g_autoptr (GVariant) hint = g_variant_lookup_value (hints, name, NULL);
  g_autofree char *text = hint ? g_variant_print (hint, FALSE) : NULL;

  g_assert_cmpstr (text, ==, wanted);
}

/* What strangers call themselves is text, whatever it looks like. */
static void
test_markup (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "<b>Bob</b> & \"co\"\n<img src='x'/>");
  wait_notified (self, 1);
  assert_said (self, TITLE, "'Missed call'");
  assert_said (self, BODY,
               "'&lt;b&gt;Bob&lt;/b&gt; &amp; &quot;co&quot; &lt;img src=&apos;x&apos;/&gt;'");
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "<b>Bob</b> & co");
  wait_notified (self, 1);
  assert_said (self, BODY, "'<b>Bob</b> & co'");
}

static void
test_missed (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 1);
  assert_said (self, ACTIONS, "['default', 'Show', 'call-back', 'Call Back']");
  assert_hint (self, "category", "'call.unanswered'");
  assert_hint (self, "urgency", "0x01");
  assert_hint (self, "desktop-entry", "'io.github.bellwire.Bellwire'");
  assert_hint (self, "resident", NULL);
  assert_said (self, REPLACES, "0");

  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 2);
  assert_said (self, TITLE, "'2 missed calls'");
  assert_said (self, REPLACES, "1");

  miss_call (self, "+4930123456@example.org", NULL);
  wait_notified (self, 3);
  assert_said (self, TITLE, "'Missed call'");
  assert_said (self, BODY, "'+4930123456'");
  assert_said (self, REPLACES, "0");
}

/* Returns: (transfer full) */
static GBytes *
to_png (GdkPixbuf *pixbuf)
{
  char *buffer;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL));

  return g_bytes_new_take (buffer, size);
}

/* A red one, as it goes to a server of version 1.1 of the specification. */
static void
assert_picture (Fixture *self, int width, int height)
{
  g_autoptr (GVariant) hints = test_mock_argument (self->server, "Notify", HINTS);
  g_autoptr (GVariant) picture =
      g_variant_lookup_value (hints, "image_data", G_VARIANT_TYPE ("(iiibiiay)"));
  g_autoptr (GVariant) pixels = NULL;
  const guint8 *first;
  gsize size;
  int shown_width, shown_height;

  g_assert_nonnull (picture);
  g_variant_get (picture, "(iiibii@ay)", &shown_width, &shown_height, NULL, NULL, NULL, NULL,
                 &pixels);
  g_assert_cmpint (shown_width, ==, width);
  g_assert_cmpint (shown_height, ==, height);
  first = g_variant_get_fixed_array (pixels, &size, 1);
  g_assert_cmpuint (size, >=, 3);
  g_assert_cmpuint (first[0], ==, 0xff);
  g_assert_cmpuint (first[1], ==, 0);
}

/* What the person calls somebody goes before what they call themselves. */
static void
test_known (Fixture *self, gconstpointer data)
{
  g_autoptr (BwPerson) person = bw_person_new ();
  g_autoptr (GdkPixbuf) red = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 384, 192);
  g_autoptr (GBytes) picture = NULL;

  gdk_pixbuf_fill (red, 0xff0000ff);
  picture = to_png (red);
  g_object_set (person, "name", "Robert Martin", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "030 123-456", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "bob@example.org", NULL);
  g_assert_nonnull (bw_store_save_person (self->store, person, picture, NULL));
  miss_call (self, "bob@example.org", "Bobby");
  wait_notified (self, 1);
  assert_said (self, BODY, "'Robert Martin'");
  assert_picture (self, 96, 48);
}

/* Once it was closed, the next call is the first again. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 1);
  test_mock_emit (self->server, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  miss_call (self, "carol@example.org", "Carol");
  wait_notified (self, 2);
  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 3);
  assert_said (self, TITLE, "'Missed call'");
}

static void
test_anonymous (Fixture *self, gconstpointer data)
{
  miss_call (self, "anonymous@anonymous.invalid", "Anonymous");
  wait_notified (self, 1);
  assert_said (self, ACTIONS, "['default', 'Show']");
}

static void
test_quiet (Fixture *self, gconstpointer data)
{
  bw_phone_set_do_not_disturb (self->phone, TRUE);
  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 1);
  assert_hint (self, "urgency", "0x00");
  assert_hint (self, "suppress-sound", "true");
}

/* Calls of others are no news, and neither are those that another device of the person took. */
static void
test_silent (Fixture *self, gconstpointer data)
{
  static const BwCallOutcome outcomes[] = { BW_CALL_OUTCOME_ELSEWHERE, BW_CALL_OUTCOME_ANSWERED,
                                            BW_CALL_OUTCOME_DECLINED, BW_CALL_OUTCOME_INTERRUPTED };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autoptr (BwCallRecord) record = bw_call_record_new ();

    g_object_set (record, "account", "none", "peer", "bob@example.org", "outcome", outcomes[i],
                  NULL);
    g_assert_true (bw_store_add_call (self->store, record, NULL));
  }
  miss_call (self, "carol@example.org", "Carol");
  wait_notified (self, 1);
  assert_said (self, BODY, "'Carol'");
}

static void
test_no_buttons (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "Bob");
  wait_notified (self, 1);
  assert_said (self, ACTIONS, "[]");
  assert_said (self, BODY, "'Bob'");
}

/* Another server may be able to do less, and knows nothing of the notifications of the first. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  miss_call (self, "bob@example.org", "B & B");
  wait_notified (self, 1);
  assert_said (self, BODY, "'B &amp; B'");
  g_clear_pointer (&self->server, test_mock_free);

  self->server = start_server ("body");
  miss_call (self, "bob@example.org", "B & B");
  wait_notified (self, 1);
  assert_said (self, BODY, "'B & B'");
  assert_said (self, REPLACES, "0");
  assert_said (self, ACTIONS, "[]");
}

typedef struct {
  BwNoticeBoard *board;
  char *action;
  char *token;
  guint closed;
} Board;

static void
action_cb (Board *self, const char *id, const char *key, const char *token)
{
  self->action = g_strconcat (id, " ", key, NULL);
  self->token = g_strdup (token);
}

static void
closed_cb (Board *self, const char *id)
{
  self->closed++;
}

static BwNotice *
ring (void)
{
  BwNotice *notice = bw_notice_new (g_strdup ("Incoming call"), g_strdup ("Bob"));

  notice->advice = g_strdup ("Open it.");
  notice->category = "call.incoming";
  notice->weight = BW_NOTICE_URGENT;
  notice->lasting = TRUE;
  bw_notice_add_action (notice, "default", "Show");
  bw_notice_add_action (notice, "answer", "Answer");
  bw_notice_add_action (notice, "decline", "Decline");

  return notice;
}

static void
open_board (Board *self)
{
  self->board = bw_notice_board_new ("Bellwire", "io.github.bellwire.Bellwire");
  g_signal_connect_swapped (self->board, "action", G_CALLBACK (action_cb), self);
  g_signal_connect_swapped (self->board, "closed", G_CALLBACK (closed_cb), self);
}

static void
close_board (Board *self)
{
  g_assert_finalize_object (self->board);
  g_free (self->action);
  g_free (self->token);
}

static void
test_lasting (void)
{
  Fixture fixture = { .server = start_server ("body actions") };
  Board board = { 0 };

  open_board (&board);
  bw_notice_board_post (board.board, "ring", ring ());
  wait_notified (&fixture, 1);
  /* Answer stands before Decline: libnotify keeps actions in a hash table, so the keys decide. */
  assert_said (&fixture, ACTIONS, "['default', 'Show', 'answer', 'Answer', 'decline', 'Decline']");
  assert_said (&fixture, TIMEOUT, "0");
  assert_hint (&fixture, "resident", "true");
  assert_hint (&fixture, "urgency", "0x02");
  assert_hint (&fixture, "category", "'call.incoming'");

  test_mock_emit (fixture.server, "ActivationToken", g_variant_new ("(us)", 1, "token-1"));
  test_mock_emit (fixture.server, "ActionInvoked", g_variant_new ("(us)", 1, "answer"));
  test_wait (board.action);
  g_assert_cmpstr (board.action, ==, "ring answer");
  g_assert_cmpstr (board.token, ==, "token-1");
  bw_notice_board_withdraw (board.board, "ring");
  test_wait (test_mock_count (fixture.server, "CloseNotification") == 1);
  close_board (&board);
  g_assert_cmpuint (board.closed, ==, 0);
  test_mock_free (fixture.server);
}

/* What the phone leaves behind has no meaning once it is gone. */
static void
test_end (void)
{
  Fixture fixture = { .server = start_server ("body actions") };
  Board board = { 0 };

  open_board (&board);
  bw_notice_board_post (board.board, "ring", ring ());
  wait_notified (&fixture, 1);
  close_board (&board);
  test_wait (test_mock_count (fixture.server, "CloseNotification") == 1);
  test_mock_free (fixture.server);
}

static void
test_advice (void)
{
  Fixture fixture = { .server = start_server ("body") };
  Board board = { 0 };

  open_board (&board);
  bw_notice_board_post (board.board, "ring", ring ());
  wait_notified (&fixture, 1);
  assert_said (&fixture, BODY, "'Bob\\nOpen it.'");
  close_board (&board);
  test_mock_free (fixture.server);
}

/*
 * While the server hangs, nothing here does: the calls come back at once, and a call that rang and
 * ended meanwhile is never shown. The thread is held by the first notice, so the second is wished
 * for and withdrawn before its turn.
 */
static void
test_hung (void)
{
  Fixture fixture = { .server = start_server ("body actions") };
  Board board = { 0 };

  open_board (&board);
  bw_notice_board_post (board.board, "first", ring ());
  wait_notified (&fixture, 1);

  test_mock_hang (fixture.server);
  bw_notice_board_post (board.board, "holds-the-thread", ring ());
  bw_notice_board_post (board.board, "overtaken", ring ());
  bw_notice_board_withdraw (board.board, "overtaken");
  bw_notice_board_withdraw (board.board, "first");
  test_mock_go_on (fixture.server);

  test_wait (test_mock_count (fixture.server, "CloseNotification") == 1);
  g_assert_cmpuint (test_mock_count (fixture.server, "Notify"), ==, 2);
  close_board (&board);
  test_mock_free (fixture.server);
}

#define ADD(name, capabilities, function)                                                          \
  g_test_add ("/desktop/notice-mocks/" name, Fixture, capabilities, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  ADD ("markup", "body body-markup actions", test_markup);
  ADD ("plain", "body actions", test_plain);
  ADD ("missed", "body actions", test_missed);
  ADD ("known", "body actions", test_known);
  ADD ("closed", "body actions", test_closed);
  ADD ("anonymous", "body actions", test_anonymous);
  ADD ("quiet", "body actions", test_quiet);
  ADD ("silent", "body", test_silent);
  ADD ("no-buttons", "body", test_no_buttons);
  ADD ("restart", "body body-markup actions", test_restart);
  g_test_add_func ("/desktop/notice-mocks/lasting", test_lasting);
  g_test_add_func ("/desktop/notice-mocks/end", test_end);
  g_test_add_func ("/desktop/notice-mocks/advice", test_advice);
  g_test_add_func ("/desktop/notice-mocks/hung", test_hung);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
