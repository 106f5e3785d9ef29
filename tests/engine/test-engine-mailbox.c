/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits in the mailbox: asked for and told unasked, against a real Kamailio and against a
 * server that is told what to do. */

#include "bw-mailbox.h"
#include "bw-test-notifier.h"
#include "bw-test-server.h"

#include <glib.h>

#define SUMMARY "application/simple-message-summary"

typedef struct {
  TestNotifier *server;
  TestPhone *alice;
} Box;

static void
set_up (Box *self, gconstpointer transport)
{
  self->server = test_notifier_new (NULL);
  self->alice = test_phone_new_bare ("alice", 0);
}

static void
tear_down (Box *self, gconstpointer transport)
{
  test_phone_free (self->alice);
  test_notifier_free (self->server);
}

static void
tell (TestNotifier *server, const char *verb, const char *user, const char *a, const char *b)
{
  test_notifier_do (server, verb, user, "message-summary", a, b, NULL);
}

/* Returns: the code that a NOTIFY which nobody asked for is answered with, as text */
static char *
stray (TestNotifier *server, const char *body)
{
  return test_notifier_tell (server, "stray", "message-summary", SUMMARY, body, NULL);
}

static BwMailbox *
mailbox_of (TestPhone *phone)
{
  return bw_account_get_mailbox (phone->account);
}

static void
set_mailbox (TestPhone *phone, const char *mailbox)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (phone->account));
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "mailbox", mailbox, NULL);
  bw_phone_change_account (phone->phone, phone->account, settings, NULL, &error);
  g_assert_no_error (error);
}

static void
sign_in (TestServer *server, TestPhone *phone, const char *transport)
{
  g_autoptr (BwAccountSettings) settings = test_server_settings (server, "alice", transport);
  g_autofree char *authority = NULL;

  g_assert_true (g_file_get_contents (test_server_get (server, "CA"), &authority, NULL, NULL));
  g_object_set (settings, "trusted-certificate", authority, NULL);
  phone->account = bw_phone_add_account (phone->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
}

/* Asked within the dialog, the server says it all again. */
static void
check_refresh (BwMailbox *mailbox)
{
  gint64 before = bw_mailbox_get_as_of (mailbox);

  test_wait (g_get_real_time () / G_USEC_PER_SEC > before);
  bw_mailbox_refresh (mailbox);
  test_wait (bw_mailbox_get_as_of (mailbox) > before);
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
}

static void
test_kamailio (gconstpointer transport)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 0);
  BwMailbox *mailbox;

  sign_in (server, alice, transport);
  mailbox = mailbox_of (alice);
  test_server_publish (server, "alice", "message-summary", SUMMARY,
                       "Messages-Waiting: yes\r\nMessage-Account: sip:*97@localhost\r\n"
                       "Voice-Message: 2/8 (1/3)\r\n");
  test_wait (bw_mailbox_get_known (mailbox));
  test_wait (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE) == 2);
  g_assert_true (bw_mailbox_get_waiting (mailbox));
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpuint (bw_mailbox_get_old (mailbox, BW_MAILBOX_VOICE), ==, 8);
  g_assert_cmpuint (bw_mailbox_get_urgent_new (mailbox, BW_MAILBOX_VOICE), ==, 1);
  g_assert_cmpuint (bw_mailbox_get_urgent_old (mailbox, BW_MAILBOX_VOICE), ==, 3);
  g_assert_cmpstr (bw_mailbox_get_address (mailbox), ==, "sip:*97@localhost");
  check_refresh (mailbox);
}

/* The counts stay, but nobody says that they still hold. */
static void
test_loss (Box *self, gconstpointer transport)
{
  BwMailbox *mailbox;

  tell (self->server, "open", "alice", SUMMARY,
        "Messages-Waiting: yes\\r\\nVoice-Message: 1/0\\r\\n");
  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  test_wait (bw_mailbox_get_confirmed (mailbox));
  bw_phone_set_network_available (self->alice->phone, FALSE);
  g_assert_false (bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpint (bw_mailbox_get_reason (mailbox), ==, BW_REASON_NETWORK);
  g_assert_cmpuint (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE), ==, 1);
  tell (self->server, "open", "alice", SUMMARY, "Messages-Waiting: no\\r\\n");
  bw_phone_set_network_available (self->alice->phone, TRUE);
  test_wait (bw_mailbox_get_confirmed (mailbox));
  g_assert_false (bw_mailbox_get_waiting (mailbox));
  g_assert_cmpint (bw_mailbox_get_reason (mailbox), ==, BW_REASON_NONE);
}

/* A server that does not take the subscription and tells by itself. */
static void
test_unsolicited (Box *self, gconstpointer transport)
{
  static const char *const codes[] = { "489", "404", "405", "403" };
  g_autofree char *answer = NULL;
  BwMailbox *mailbox;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    tell (self->server, "answer", "alice", codes[i], NULL);
  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  g_assert_false (bw_mailbox_get_known (mailbox));
  answer = stray (self->server, "Messages-Waiting: yes\\r\\nVoice-Message: 4/1 (0/0)\\r\\n");
  g_assert_cmpstr (answer, ==, "ANSWER=200");
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpuint (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE), ==, 4);
  g_assert_cmpint (bw_mailbox_get_reason (mailbox), ==, BW_REASON_NONE);
  bw_mailbox_refresh (mailbox);
  test_wait (test_notifier_count (self->server, "alice", "message-summary", "COUNT") == 0);
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
  bw_phone_set_network_available (self->alice->phone, FALSE);
  g_assert_false (bw_mailbox_get_confirmed (mailbox));
  bw_phone_set_network_available (self->alice->phone, TRUE);
  test_wait (bw_account_get_state (self->alice->account) == BW_ACCOUNT_STATE_REGISTERED);
  g_assert_false (bw_mailbox_get_confirmed (mailbox));
  g_free (answer);
  answer = stray (self->server, "Messages-Waiting: no\\r\\nVoice-Message: 0/5\\r\\n");
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpuint (bw_mailbox_get_old (mailbox, BW_MAILBOX_VOICE), ==, 5);
}

/* It is for whom it says, or where it was sent to; what is for nobody of ours is not taken. */
static void
test_for_others (Box *self, gconstpointer transport)
{
  static const struct {
    const char *target;
    const char *to;
    const char *answer;
  } strays[] = {
    { "@target=mallory", "@to=mallory@notifier.test", "ANSWER=481" },
    { "@target=mallory", "@to=alice@elsewhere.test", "ANSWER=481" },
    { "@target=alice", "@to=600@elsewhere.test", "ANSWER=200" },
    { "@target=s", "@to=alice@notifier.test", "ANSWER=200" },
  };
  BwMailbox *mailbox;

  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  for (gsize i = 0; i < G_N_ELEMENTS (strays); i++) {
    g_autofree char *body =
        g_strdup_printf ("Messages-Waiting: yes\\r\\nVoice-Message: %zu/0\\r\\n", i + 1);
    g_autofree char *answer = test_notifier_tell (self->server, "stray", "message-summary", SUMMARY,
                                                  body, strays[i].target, strays[i].to, NULL);

    g_assert_cmpstr (answer, ==, strays[i].answer);
    g_assert_cmpuint (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE), ==,
                      g_str_equal (answer, "ANSWER=200") ? i + 1 : 0);
  }
}

/* What was asked for holds as long as the server says so; what came unasked as long as we are
 * registered. */
static void
test_doubt (Box *self, gconstpointer transport)
{
  g_autofree char *answer = NULL;
  BwMailbox *mailbox;

  tell (self->server, "open", "alice", SUMMARY,
        "Messages-Waiting: yes\\r\\nVoice-Message: 2/0\\r\\n");
  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  test_wait (bw_mailbox_get_confirmed (mailbox));
  test_notifier_notify (self->server, "alice", "message-summary", "-", "", NULL);
  test_wait (!bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpuint (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE), ==, 2);
  bw_mailbox_refresh (mailbox);
  test_wait (bw_mailbox_get_confirmed (mailbox));
  tell (self->server, "answer", "alice", "404", NULL);
  bw_mailbox_refresh (mailbox);
  test_wait (!bw_mailbox_get_confirmed (mailbox));
  g_assert_cmpint (bw_mailbox_get_reason (mailbox), ==, BW_REASON_NOT_FOUND);
  answer = stray (self->server, "Messages-Waiting: no\\r\\n");
  g_assert_cmpstr (answer, ==, "ANSWER=200");
  g_assert_true (bw_mailbox_get_confirmed (mailbox));
  bw_phone_set_network_available (self->alice->phone, FALSE);
  g_assert_false (bw_mailbox_get_confirmed (mailbox));
}

/* What cannot be read changes nothing. */
static void
test_garbage (Box *self, gconstpointer transport)
{
  static const char *const bodies[] = {
    "",           "yes",          "Messages-Waiting: perhaps\\r\\n", "Voice-Message: 7/7\\r\\n",
    "{100000*x}", "\\r\\n\\r\\n",
  };
  BwMailbox *mailbox;

  tell (self->server, "open", "alice", SUMMARY,
        "Messages-Waiting: yes\\r\\nVoice-Message: 1/0\\r\\n");
  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  test_wait (bw_mailbox_get_confirmed (mailbox));
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *answer = stray (self->server, bodies[i]);

    test_notifier_notify (self->server, "alice", "message-summary", SUMMARY, bodies[i], NULL);
    g_assert_cmpuint (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE), ==, 1);
    g_assert_true (bw_mailbox_get_waiting (mailbox));
  }
}

/* What a person set is asked for and dialled; a server that does not know it is asked for the
 * account itself. */
static void
test_setting (Box *self, gconstpointer transport)
{
  BwMailbox *mailbox;
  guint addresses = 0;

  tell (self->server, "open", "box", SUMMARY,
        "Messages-Waiting: yes\\r\\nMessage-Account: sip:other@notifier.test\\r\\n"
        "Voice-Message: 3/0\\r\\n");
  tell (self->server, "open", "alice", SUMMARY,
        "Messages-Waiting: yes\\r\\nMessage-Account: sip:vm@notifier.test\\r\\n"
        "Voice-Message: 1/0\\r\\n");
  tell (self->server, "answer", "600", "404", NULL);
  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = mailbox_of (self->alice);
  g_signal_connect_swapped (mailbox, "notify::address", G_CALLBACK (test_count_cb), &addresses);
  test_wait (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE) == 1);
  g_assert_cmpstr (bw_mailbox_get_address (mailbox), ==, "sip:vm@notifier.test");
  set_mailbox (self->alice, "box@notifier.test");
  g_assert_cmpstr (bw_mailbox_get_address (mailbox), ==, "box@notifier.test");
  test_wait (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE) == 3);
  set_mailbox (self->alice, "600");
  test_wait (bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE) == 1);
  g_assert_cmpstr (bw_mailbox_get_address (mailbox), ==, "600");
  set_mailbox (self->alice, "*97");
  g_assert_cmpstr (bw_mailbox_get_address (mailbox), ==, "*97");
  g_assert_cmpuint (addresses, ==, 4);
  g_signal_handlers_disconnect_by_data (mailbox, &addresses);
}

/* A mailbox that is looked at for longer than its account lives. */
static void
test_outlives_account (Box *self, gconstpointer transport)
{
  g_autoptr (BwMailbox) mailbox = NULL;

  test_notifier_sign_in (self->server, self->alice, transport);
  mailbox = g_object_ref (mailbox_of (self->alice));
  bw_phone_remove_account (self->alice->phone, self->alice->account);
  bw_mailbox_refresh (mailbox);
  g_assert_false (bw_mailbox_get_confirmed (mailbox));
}

#define BOX(name, transport, function)                                                             \
  g_test_add ("/mailbox/" name, Box, transport, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/mailbox/kamailio/udp", "udp", test_kamailio);
  g_test_add_data_func ("/mailbox/kamailio/tcp", "tcp", test_kamailio);
  g_test_add_data_func ("/mailbox/kamailio/tls", "tls", test_kamailio);
  BOX ("loss", "udp", test_loss);
  BOX ("unsolicited", "udp", test_unsolicited);
  BOX ("for-others", "udp", test_for_others);
  BOX ("doubt", "tcp", test_doubt);
  BOX ("garbage", "tcp", test_garbage);
  BOX ("setting", "udp", test_setting);
  BOX ("outlives-account", "udp", test_outlives_account);

  return g_test_run ();
}
