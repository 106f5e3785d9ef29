/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits to be sent: it goes by itself and in order, once, or says why it does not. */

#include "bw-test-messages.h"
#include "bw-test-server.h"

#include <glib.h>
#include <string.h>

typedef struct {
  TestServer *server;
  TestPhone *alice, *bob;
  TestInbox *at_bob;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  const char *transport = data;

  pair->server = test_server_new ("good");
  pair->alice = test_phone_new_on_disk ("alice");
  pair->bob = test_phone_new_bare ("bob", 0);
  test_server_sign_in (pair->server, pair->alice, "alice", transport);
  test_server_sign_in (pair->server, pair->bob, "bob", "udp");
  pair->at_bob = test_inbox_new (pair->bob);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_inbox_free (pair->at_bob);
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
  test_server_free (pair->server);
}

static void
test_refusals (Pair *pair, gconstpointer data)
{
  static const struct {
    const char *peer;
    guint code;
    BwReason reason;
  } cases[] = {
    { "nobody", 404, BW_REASON_NOT_FOUND },
    { "code403", 403, BW_REASON_FORBIDDEN },
    { "code410", 410, BW_REASON_GONE },
    { "code413", 413, BW_REASON_TOO_LARGE },
    { "code415", 415, BW_REASON_UNSUPPORTED_TYPE },
    { "code480", 480, BW_REASON_UNAVAILABLE },
    { "code486", 486, BW_REASON_BUSY },
    { "code488", 488, BW_REASON_NOT_ACCEPTABLE },
    { "code513", 513, BW_REASON_TOO_LARGE },
    { "code603", 603, BW_REASON_DECLINED },
    { "code606", 606, BW_REASON_NOT_ACCEPTABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (BwMessage) message = test_write (pair->alice, cases[i].peer, cases[i].peer);

    test_wait_message (message, BW_MESSAGE_STATE_FAILED);
    g_assert_cmpuint (bw_message_get_code (message), ==, cases[i].code);
    g_assert_cmpint (bw_message_get_reason (message), ==, cases[i].reason);
    g_assert_nonnull (bw_message_get_phrase (message));
  }
}

/* A challenge for every answer is a refusal of the password, and no endless round. */
static void
test_challenge_loop (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "loop407", "Who am I?");

  test_wait_message (message, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpuint (bw_message_get_code (message), ==, 407);
}

static void
test_troubles_wait (Pair *pair, gconstpointer data)
{
  static const struct {
    const char *peer;
    BwReason reason;
  } cases[] = {
    { "code408", BW_REASON_TIMEOUT },
    { "code500", BW_REASON_SERVER_ERROR },
    { "code503", BW_REASON_SERVER_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (BwMessage) message = test_write (pair->alice, cases[i].peer, cases[i].peer);

    test_wait (bw_message_get_code (message) != 0);
    g_assert_cmpint (bw_message_get_state (message), ==, BW_MESSAGE_STATE_PENDING);
    g_assert_cmpint (bw_message_get_reason (message), ==, cases[i].reason);
    g_assert_false (bw_message_is_held (message));
  }
}

/* A failed one that is sent again is another one to the network. */
static void
test_send_again (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "code404", "Again");
  g_autofree char *call_id = g_strdup (bw_message_get_call_id (message));
  BwMessenger *messenger = bw_phone_get_messenger (pair->alice->phone);
  g_autoptr (BwMessage) sent = test_write (pair->alice, "bob", "Once");
  g_autoptr (GError) error = NULL;

  test_wait_message (message, BW_MESSAGE_STATE_FAILED);
  g_assert_true (bw_messenger_send_again (messenger, message, NULL));
  g_assert_cmpint (bw_message_get_state (message), !=, BW_MESSAGE_STATE_FAILED);
  test_wait_message (message, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpstr (bw_message_get_call_id (message), !=, call_id);
  test_wait_message (sent, BW_MESSAGE_STATE_DELIVERED);
  g_assert_false (bw_messenger_send_again (messenger, sent, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
}

/* 503 with Retry-After: it goes by itself, what was written behind it comes behind it, and the
 * other conversations do not wait. */
static void
test_in_order (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) first = test_write (pair->alice, "flaky-bob", "first");
  g_autoptr (BwMessage) second = test_write (pair->alice, "flaky-bob", "second");
  g_autoptr (BwMessage) beside = test_write (pair->alice, "bob", "beside");

  test_inbox_wait_text (pair->at_bob, 0, "beside");
  test_inbox_wait_text (pair->at_bob, 1, "first");
  test_inbox_wait_text (pair->at_bob, 2, "second");
  test_wait_message (second, BW_MESSAGE_STATE_DELIVERED);
  g_assert_cmpint (bw_message_get_state (first), ==, BW_MESSAGE_STATE_DELIVERED);
  g_assert_cmpuint (bw_message_get_code (first), ==, 200);
  g_assert_cmpuint (pair->at_bob->received->len, ==, 3);
}

/* Nothing is heard of the first one for 32 s. */
static void
test_timeout (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) first = test_write (pair->alice, "silent-bob", "first");
  g_autoptr (BwMessage) second = test_write (pair->alice, "silent-bob", "second");
  BwMessage *arrived;

  test_wait_message (first, BW_MESSAGE_STATE_SENDING);
  test_wait_message (first, BW_MESSAGE_STATE_PENDING);
  g_assert_cmpint (bw_message_get_reason (first), ==, BW_REASON_TIMEOUT);
  g_assert_cmpint (bw_message_get_state (second), ==, BW_MESSAGE_STATE_PENDING);
  arrived = test_inbox_wait_text (pair->at_bob, 0, "first");
  g_assert_cmpstr (bw_message_get_call_id (arrived), ==, bw_message_get_call_id (first));
  test_wait_message (first, BW_MESSAGE_STATE_DELIVERED);
}

static void
sign_in_again (TestPhone *phone)
{
  bw_account_refresh (phone->account);
  test_wait_for (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED, 60);
}

static void
test_unregistered (Pair *pair, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);

  test_server_command (pair->server, "kill");
  bw_account_refresh (pair->alice->account);
  test_wait_for (bw_account_get_state (pair->alice->account) == BW_ACCOUNT_STATE_FAILED, 60);
  for (int i = 0; i < 20; i++) {
    g_autofree char *text = g_strdup_printf ("message %d", i);

    g_ptr_array_add (messages, test_write (pair->alice, "bob", text));
  }
  for (guint i = 0; i < messages->len; i++)
    g_assert_cmpint (bw_message_get_state (g_ptr_array_index (messages, i)), ==,
                     BW_MESSAGE_STATE_PENDING);

  test_server_command (pair->server, "start");
  sign_in_again (pair->bob);
  sign_in_again (pair->alice);
  for (guint i = 0; i < messages->len; i++) {
    g_autofree char *text = g_strdup_printf ("message %u", i);

    test_inbox_wait_text (pair->at_bob, i, text);
    test_wait_message (g_ptr_array_index (messages, i), BW_MESSAGE_STATE_DELIVERED);
  }
}

/* The connection breaks while an answer is awaited. */
static void
test_broken_connection (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "slow-bob", "slowly");

  test_wait_message (message, BW_MESSAGE_STATE_SENDING);
  test_server_command (pair->server, "kill");
  test_wait_message (message, BW_MESSAGE_STATE_PENDING);
  g_assert_cmpint (bw_message_get_reason (message), ==, BW_REASON_NETWORK);
  test_server_command (pair->server, "start");
  sign_in_again (pair->bob);
  sign_in_again (pair->alice);
  test_inbox_wait_text (pair->at_bob, 0, "slowly");
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
}

/* A datagram does not bear it, and the server that would take it by TCP is away: it is not the
 * message's fault. */
static void
test_long_while_away (Pair *pair, gconstpointer data)
{
  g_autofree char *text = g_strnfill (3000, 'z');
  g_autoptr (BwMessage) message = NULL;

  test_server_command (pair->server, "kill");
  message = test_write (pair->alice, "bob", text);
  test_wait (bw_message_get_reason (message) == BW_REASON_NETWORK);
  g_assert_cmpint (bw_message_get_state (message), ==, BW_MESSAGE_STATE_PENDING);
  test_server_command (pair->server, "start");
  sign_in_again (pair->bob);
  sign_in_again (pair->alice);
  test_inbox_wait_text (pair->at_bob, 0, text);
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
}

/* Who is not there gets it later from the server, and it is sent all the same. */
static void
test_stored_by_the_server (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "carol", "For later");
  g_autoptr (TestPhone) carol = test_phone_new_bare ("carol", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (carol);

  test_wait_message (message, BW_MESSAGE_STATE_SENT);
  g_assert_cmpuint (bw_message_get_code (message), ==, 202);
  test_server_sign_in (pair->server, carol, "carol", "udp");
  test_inbox_wait_text (inbox, 0, "For later");
}

static BwMessage *
reopen_and_find_held (TestPhone *phone, gint64 id)
{
  BwMessage *held;

  test_phone_reopen (phone);
  held = bw_store_find_message (phone->store, id);
  g_test_message ("state %d, reason %d", bw_message_get_state (held), bw_message_get_reason (held));
  g_assert_true (bw_message_is_held (held));
  g_assert_cmpint (bw_message_get_reason (held), ==, BW_REASON_INTERRUPTED);

  return held;
}

/* What had not left goes in the next run. What had left and was not answered may have arrived: it
 * is not sent again, and the peer's report still finds it. */
static void
test_restart (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) left = test_write (pair->alice, "slow-bob", "may have arrived");
  g_autoptr (BwMessage) behind = test_write (pair->alice, "slow-bob", "had not left");
  gint64 ids[] = { bw_message_get_id (left), bw_message_get_id (behind) };
  g_autoptr (BwMessage) held = NULL;
  g_autoptr (GPtrArray) outbox = NULL;

  test_wait_message (left, BW_MESSAGE_STATE_SENDING);
  g_clear_object (&left);
  g_clear_object (&behind);
  held = reopen_and_find_held (pair->alice, ids[0]);
  outbox =
      bw_store_load_outbox (pair->alice->store, bw_account_get_id (pair->alice->account), 0, 9);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpint (bw_message_get_id (g_ptr_array_index (outbox, 0)), ==, ids[1]);

  test_inbox_wait (pair->at_bob, 1);
  test_wait_message (held, BW_MESSAGE_STATE_DELIVERED);
  test_wait_message (g_ptr_array_index (outbox, 0), BW_MESSAGE_STATE_DELIVERED);
  g_assert_cmpuint (pair->at_bob->received->len, ==, 2);
}

/* By a person's word it goes as the same message. */
static void
test_held_again (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) left = test_write (pair->alice, "silent-bob", "not arrived");
  g_autofree char *call_id = g_strdup (bw_message_get_call_id (left));
  gint64 id = bw_message_get_id (left);
  g_autoptr (BwMessage) held = NULL;

  test_wait_message (left, BW_MESSAGE_STATE_SENDING);
  g_clear_object (&left);
  held = reopen_and_find_held (pair->alice, id);
  g_assert_cmpint (test_wait_account (pair->alice->account), ==, BW_REASON_NONE);
  g_assert_true (bw_messenger_send_again (bw_phone_get_messenger (pair->alice->phone), held, NULL));
  test_inbox_wait_text (pair->at_bob, 0, "not arrived");
  test_wait_message (held, BW_MESSAGE_STATE_DELIVERED);
  g_assert_cmpstr (bw_message_get_call_id (held), ==, call_id);
  g_assert_cmpuint (pair->at_bob->received->len, ==, 1);
}

/* Deleted while it waits: not sent. */
static void
test_deleted (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) first = test_write (pair->alice, "flaky-bob", "stays");
  g_autoptr (BwMessage) second = test_write (pair->alice, "flaky-bob", "goes away");
  g_autoptr (BwMessage) third = test_write (pair->alice, "flaky-bob", "stays, too");

  g_assert_true (bw_store_remove_message (pair->alice->store, second, NULL));
  test_inbox_wait_text (pair->at_bob, 0, "stays");
  test_inbox_wait_text (pair->at_bob, 1, "stays, too");
  test_wait_message (third, BW_MESSAGE_STATE_DELIVERED);
  g_assert_cmpuint (pair->at_bob->received->len, ==, 2);
}

/* A conversation that waits on one account goes by the other it is given to. */
static void
test_moved_while_waiting (Pair *pair, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings = test_server_settings (pair->server, "carol", "udp");
  BwAccount *carol = bw_phone_add_account (pair->alice->phone, settings, "secret", NULL);
  g_autoptr (BwMessage) message = NULL;
  BwConversation *moved;

  g_assert_cmpint (test_wait_account (carol), ==, BW_REASON_NONE);
  bw_account_set_enabled (pair->alice->account, FALSE);
  test_wait (bw_account_get_state (pair->alice->account) == BW_ACCOUNT_STATE_DISABLED);
  message = bw_messenger_send_text (bw_phone_get_messenger (pair->alice->phone),
                                    bw_messenger_open (bw_phone_get_messenger (pair->alice->phone),
                                                       pair->alice->account, "bob", NULL),
                                    "by another way", NULL);
  g_assert_nonnull (message);
  g_assert_cmpint (bw_message_get_state (message), ==, BW_MESSAGE_STATE_PENDING);
  moved = bw_messenger_move (
      bw_phone_get_messenger (pair->alice->phone),
      bw_store_find_conversation_by_id (pair->alice->store, bw_message_get_conversation (message)),
      carol, NULL);
  g_assert_nonnull (moved);
  test_inbox_wait_text (pair->at_bob, 0, "by another way");
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
}

#define ADD(name, transport, func)                                                                 \
  g_test_add ("/engine/outbox/" name, Pair, transport, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("refusals", "udp", test_refusals);
  ADD ("challenge-loop", "udp", test_challenge_loop);
  ADD ("troubles-wait", "udp", test_troubles_wait);
  ADD ("send-again", "udp", test_send_again);
  ADD ("in-order", "udp", test_in_order);
  ADD ("timeout", "udp", test_timeout);
  ADD ("unregistered", "udp", test_unregistered);
  ADD ("broken-connection", "tcp", test_broken_connection);
  ADD ("long-while-away", "udp", test_long_while_away);
  ADD ("stored-by-the-server", "udp", test_stored_by_the_server);
  ADD ("restart", "udp", test_restart);
  ADD ("held-again", "udp", test_held_again);
  ADD ("deleted", "udp", test_deleted);
  ADD ("moved-while-waiting", "udp", test_moved_while_waiting);

  return g_test_run ();
}
