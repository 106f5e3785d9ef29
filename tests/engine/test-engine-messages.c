/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages between whole phones, and from others to them: what is written arrives as it was
 * written, once, and somewhere visible. */

#include "bw-test-messages.h"
#include "bw-test-server.h"
#include "bw-test-sipp.h"
#include "bw-timeline.h"

#include <glib.h>
#include <string.h>

/* Alice and Bob at a server, each with what came and went. */
typedef struct {
  TestServer *server;
  TestPhone *alice, *bob;
  TestInbox *at_alice, *at_bob;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  const char *transport = data;

  pair->server = test_server_new ("good");
  pair->alice = test_phone_new_bare ("alice", 0);
  pair->bob = test_phone_new_bare ("bob", 0);
  test_server_sign_in (pair->server, pair->alice, "alice", transport);
  test_server_sign_in (pair->server, pair->bob, "bob", transport);
  pair->at_alice = test_inbox_new (pair->alice);
  pair->at_bob = test_inbox_new (pair->bob);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_inbox_free (pair->at_alice);
  test_inbox_free (pair->at_bob);
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
  test_server_free (pair->server);
}

static void
test_both_ways (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) there = test_write (pair->alice, "bob", "Grüße aus Köln 🚀\nzweite Zeile");
  BwMessage *arrived = test_inbox_wait_text (pair->at_bob, 0, "Grüße aus Köln 🚀\nzweite Zeile");
  BwConversation *at_bob =
      bw_store_find_conversation_by_id (pair->bob->store, bw_message_get_conversation (arrived));
  g_autoptr (BwMessage) back = NULL;

  g_assert_cmpstr (bw_conversation_get_peer (at_bob), ==, "alice@localhost");
  g_assert_cmpuint (bw_conversation_get_unread (at_bob), ==, 1);
  g_assert_cmpstr (bw_message_get_content_type (arrived), ==, "text/plain");
  g_assert_cmpint (bw_message_get_state (arrived), ==, BW_MESSAGE_STATE_RECEIVED);
  back = test_write (pair->bob, "alice", "مرحبا");
  test_inbox_wait_text (pair->at_alice, 0, "مرحبا");
  test_wait_message (there, BW_MESSAGE_STATE_DELIVERED);
  test_wait_message (back, BW_MESSAGE_STATE_DELIVERED);
}

static void
test_states (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "bob", "Read me");
  BwMessage *arrived = test_inbox_wait (pair->at_bob, 0);
  BwConversation *at_bob = test_open (pair->bob, "alice");

  g_assert_cmpint (bw_message_get_reports (arrived) & BW_MESSAGE_REPORTS_DISPLAY, !=, 0);
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
  g_object_set (pair->at_bob->messenger, "send-read-reports", TRUE, NULL);
  g_assert_true (bw_messenger_mark_read (pair->at_bob->messenger, at_bob, NULL));
  g_assert_cmpuint (bw_conversation_get_unread (at_bob), ==, 0);
  test_wait_message (message, BW_MESSAGE_STATE_READ);
  g_assert_true (
      test_inbox_has_changes (pair->at_alice, "Read me", "pending sending sent delivered read"));
  g_assert_cmpuint (bw_message_get_code (message), ==, 200);
  g_assert_cmpint (bw_message_get_sent_at (message), >=, bw_message_get_time (message));
}

/* What was looked at while that was nobody's business is not told later, either. */
static void
test_unread_reports (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) first = test_write (pair->alice, "bob", "first");
  g_autoptr (BwMessage) second = NULL;
  BwConversation *at_bob;

  test_inbox_wait (pair->at_bob, 0);
  test_wait_message (first, BW_MESSAGE_STATE_DELIVERED);
  at_bob = test_open (pair->bob, "alice");
  g_assert_true (bw_messenger_mark_read (pair->at_bob->messenger, at_bob, NULL));
  g_object_set (pair->at_bob->messenger, "send-read-reports", TRUE, NULL);
  second = test_write (pair->alice, "bob", "second");
  test_inbox_wait (pair->at_bob, 1);
  g_assert_true (bw_messenger_mark_read (pair->at_bob->messenger, at_bob, NULL));
  test_wait_message (second, BW_MESSAGE_STATE_READ);
  g_assert_cmpint (bw_message_get_state (first), ==, BW_MESSAGE_STATE_DELIVERED);
}

/* A peer is told that one types once it has shown that it understands that. */
static void
test_composing (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "bob", "Do you understand?");
  BwConversation *at_alice = test_open (pair->alice, "bob");
  BwConversation *at_bob;
  g_autoptr (BwMessage) answer = NULL;

  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
  at_bob = test_open (pair->bob, "alice");
  bw_messenger_set_composing (pair->at_bob->messenger, at_bob, TRUE);
  test_wait (bw_conversation_get_composing (at_alice));
  bw_messenger_set_composing (pair->at_bob->messenger, at_bob, FALSE);
  test_wait (!bw_conversation_get_composing (at_alice));
  bw_messenger_set_composing (pair->at_bob->messenger, at_bob, TRUE);
  test_wait (bw_conversation_get_composing (at_alice));
  answer = test_write (pair->bob, "alice", "Yes");
  test_inbox_wait_text (pair->at_alice, 0, "Yes");
  g_assert_false (bw_conversation_get_composing (at_alice));
  g_assert_cmpuint (test_count_messages (pair->alice), ==, 2);
}

static void
test_composing_not_shared (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = test_write (pair->alice, "bob", "Do you understand?");
  BwConversation *at_alice = test_open (pair->alice, "bob");
  g_autoptr (BwMessage) answer = NULL;
  guint typed = 0;

  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
  g_signal_connect_swapped (at_alice, "notify::composing", G_CALLBACK (test_count_cb), &typed);
  g_object_set (pair->at_bob->messenger, "share-composing", FALSE, NULL);
  bw_messenger_set_composing (pair->at_bob->messenger, test_open (pair->bob, "alice"), TRUE);
  answer = test_write (pair->bob, "alice", "Yes");
  test_inbox_wait_text (pair->at_alice, 0, "Yes");
  g_assert_cmpuint (typed, ==, 0);
}

/* Who wraps messages gets wrapped ones, and their reports. */
static void
test_cpim (Pair *pair, gconstpointer data)
{
  static const char cpim[] = "From: <sip:bob@localhost>\r\nTo: <sip:alice@localhost>\r\n"
                             "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: abc\r\n"
                             "imdn.Disposition-Notification: positive-delivery\r\n\r\n"
                             "Content-Type: text/plain;charset=UTF-8\r\n\r\nWrapped ✓";
  g_autoptr (BwMessage) wrapped =
      test_write_bytes (pair->bob, "alice", "message/cpim", cpim, strlen (cpim), NULL);
  BwMessage *arrived = test_inbox_wait_text (pair->at_alice, 0, "Wrapped ✓");
  g_autoptr (BwMessage) answer = NULL;

  g_assert_cmpstr (bw_message_get_message_id (arrived), ==, "abc");
  g_assert_cmpstr (bw_message_get_content_type (arrived), ==, "text/plain");
  answer = test_write (pair->alice, "bob", "Wrapped as well");
  test_inbox_wait_text (pair->at_bob, 0, "Wrapped as well");
  test_wait_message (answer, BW_MESSAGE_STATE_DELIVERED);
}

/* Text comes through to who takes nothing else, although its sender would like reports. */
static void
test_plain_text_only (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) text = test_write (pair->alice, "plain-bob", "Plain");
  g_autoptr (BwMessage) picture = NULL;

  test_inbox_wait_text (pair->at_bob, 0, "Plain");
  test_wait_message (text, BW_MESSAGE_STATE_DELIVERED);
  picture = test_write_bytes (pair->alice, "plain-bob", "image/png", "\x89PNG", 4, NULL);
  test_wait_message (picture, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpuint (bw_message_get_code (picture), ==, 415);
  g_assert_cmpint (bw_message_get_reason (picture), ==, BW_REASON_UNSUPPORTED_TYPE);
}

static void
test_bodies (Pair *pair, gconstpointer data)
{
  static const char bytes[] = "\0\1\2binary\0with\r\n\r\nNULs\xff\xfe\0";
  static const char *const types[] = { "application/octet-stream", "image/png",
                                       "application/x-odd+thing;a=b;c=\"d e\"", "audio/basic" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (BwMessage) message =
        test_write_bytes (pair->alice, "bob", types[i], bytes, sizeof bytes, NULL);
    BwMessage *arrived = test_inbox_wait (pair->at_bob, i);
    g_autoptr (GBytes) body = bw_store_dup_body (pair->bob->store, arrived, NULL);
    g_auto (GStrv) type = g_strsplit (types[i], ";", 2);

    g_assert_cmpstr (bw_message_get_content_type (arrived), ==, type[0]);
    g_assert_nonnull (body);
    g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), bytes, sizeof bytes);
    g_assert_cmpint (bw_message_get_size (arrived), ==, sizeof bytes);
    g_assert_null (bw_message_get_text (arrived));
    test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
  }
}

static void
test_html (Pair *pair, gconstpointer data)
{
  static const char html[] = "<p>One &amp; <b>two</b></p><script>alert(1)</script>";
  g_autoptr (BwMessage) message =
      test_write_bytes (pair->alice, "bob", "text/html", html, strlen (html), NULL);
  BwMessage *arrived = test_inbox_wait (pair->at_bob, 0);
  g_autofree char *text = g_strstrip (g_strdup (bw_message_get_text (arrived)));

  g_assert_cmpstr (text, ==, "One & two");
}

static void
test_headers (Pair *pair, gconstpointer data)
{
  static const char *const refused[] = { "Via: SIP/2.0/UDP elsewhere",
                                         "call-id: 1",
                                         "No colon",
                                         "Two Words: 1",
                                         "X-Split: 1\r\nFrom: <sip:eve@elsewhere>",
                                         "X-Control: \x01" };
  g_autoptr (BwMessage) message = test_write_bytes (pair->alice, "bob", "text/plain", "Ticket", 6,
                                                    "X-Ticket: 42; a=b\nX-Note: grün");
  const char *headers = bw_message_get_headers (test_inbox_wait_text (pair->at_bob, 0, "Ticket"));
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);

  g_assert_nonnull (strstr (headers, "X-Ticket: 42; a=b"));
  g_assert_nonnull (strstr (headers, "X-Note: grün"));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", refused[i]);
    g_assert_null (bw_messenger_send (pair->at_alice->messenger, test_open (pair->alice, "bob"),
                                      "text/plain", body, NULL, refused[i], &error));
    g_assert_error (error, BW_ERROR, BW_ERROR_CONTENT);
  }
  g_assert_cmpuint (test_count_messages (pair->alice), ==, 1);
}

/* RFC 3428, 8: what is longer than a datagram bears goes over TCP. */
static void
test_long (Pair *pair, gconstpointer data)
{
  g_autofree char *text = g_strnfill (40000, 'x');
  g_autofree char *huge = g_strnfill (400000, 'x');
  g_autoptr (BwMessage) message = test_write (pair->alice, "bob", text);
  g_autoptr (GError) error = NULL;

  test_inbox_wait_text (pair->at_bob, 0, text);
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
  g_assert_null (bw_messenger_send_text (pair->at_alice->messenger, test_open (pair->alice, "bob"),
                                         huge, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_TOO_LARGE);
  g_assert_cmpuint (test_count_messages (pair->alice), ==, 1);
}

static void
test_too_large_to_receive (Pair *pair, gconstpointer data)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (BwMessage) large = NULL;
  g_autoptr (BwMessage) small = NULL;

  g_object_set (pair->at_bob->messenger, "max-receive-size", 4999, NULL);
  large = test_write (pair->alice, "bob", text);
  test_wait_message (large, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpuint (bw_message_get_code (large), ==, 513);
  g_assert_cmpint (bw_message_get_reason (large), ==, BW_REASON_TOO_LARGE);
  small = test_write (pair->alice, "bob", text + 1);
  test_inbox_wait_text (pair->at_bob, 0, text + 1);
}

/* Two phones with no server between them. */
static void
test_direct (void)
{
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 0);
  g_autoptr (TestPhone) bob = test_phone_new ("bob", 0);
  g_autoptr (TestInbox) at_alice = test_inbox_new (alice);
  g_autoptr (TestInbox) at_bob = test_inbox_new (bob);
  g_autofree char *to_bob = test_phone_uri (bob);
  g_autofree char *to_alice = test_phone_uri (alice);
  g_autofree char *text = g_strnfill (3000, 'y');
  g_autoptr (BwMessage) there = test_write (alice, to_bob, "there");
  g_autoptr (BwMessage) back = test_write (bob, to_alice, "back");
  g_autoptr (BwMessage) long_one = NULL;

  test_inbox_wait_text (at_bob, 0, "there");
  test_inbox_wait_text (at_alice, 0, "back");
  test_wait (bw_message_get_state (there) >= BW_MESSAGE_STATE_SENT);
  g_assert_cmpuint (bw_message_get_code (there), ==, 200);
  g_assert_cmpstr (bw_message_get_call_id (g_ptr_array_index (at_bob->received, 0)), ==,
                   bw_message_get_call_id (there));
  long_one = test_write (alice, to_bob, text);
  test_wait_message (long_one, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpint (bw_message_get_reason (long_one), ==, BW_REASON_TOO_LARGE);
}

static void
test_duplicates (void)
{
  g_autoptr (TestPhone) phone = test_phone_new ("alice", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (phone);
  g_autofree char *first = test_send_raw (phone, "--call-id", "twice", "--body", "once",
                                          "--retransmit", "2", "--again", "2", NULL);
  g_autofree char *over_tcp =
      test_send_raw (phone, "--call-id", "twice", "--body", "once", "--header",
                     "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa", NULL);
  g_autofree char *other =
      test_send_raw (phone, "--call-id", "twice", "--cseq", "2", "--body", "another", NULL);

  g_assert_cmpstr (first, ==, "CODE=200\nCODE=200\nCODE=200\nCODE=200\nCODE=200\n");
  g_assert_cmpstr (over_tcp, ==, "CODE=200\n");
  g_assert_cmpstr (other, ==, "CODE=200\n");
  test_inbox_wait_text (inbox, 0, "once");
  test_inbox_wait_text (inbox, 1, "another");
  g_assert_cmpuint (inbox->received->len, ==, 2);
  g_assert_cmpuint (test_count_messages (phone), ==, 2);
}

/* Whatever stands in From and To: it is kept, counted as unread, and filed under what is said here.
 */
static void
test_odd_headers (void)
{
  static const struct {
    const char *from, *to, *header, *peer;
  } cases[] = {
    { "\"Bob\" <sip:Bob@PHONES.test:5070;user=phone>;tag=1", NULL, NULL, "Bob@phones.test" },
    { "sip:bob@phones.test;tag=1", NULL, NULL, "bob@phones.test" },
    { "<sips:bob@phones.test;transport=tls>;tag=1", NULL, NULL, "bob@phones.test" },
    { "<tel:+49-221-555>;tag=1", NULL, NULL, "+49221555@phones.test" },
    { "<sip:+49221555@phones.test;user=phone>;tag=1", NULL, NULL, "+49221555@phones.test" },
    { "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1", NULL,
      "P-Asserted-Identity: <sip:+491@gateway.test>", NULL },
    { "\"<b>&\\\"x\\\"\" <sip:%62ob@phones.test>;tag=1", NULL, NULL, "bob@phones.test" },
    { "<sip:phones.test>;tag=1", NULL, NULL, NULL },
    { "<sip:bob@[::1]>;tag=1", "<sip:nobody@elsewhere.test>", NULL, NULL },
    { "<sip:bob@phones.test>;tag=1", "<sip:alice@phones.test>;tag=already", NULL,
      "bob@phones.test" },
    { "<sip:bob@phones.test>;tag=1", "\"\" <tel:110>", NULL, "bob@phones.test" },
    { "<mailto:bob@phones.test>;tag=1", NULL, NULL, NULL },
  };
  g_autoptr (TestPhone) phone = test_phone_new ("alice", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (phone);
  BwConversationList *conversations = bw_store_get_conversations (phone->store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *body = g_strdup_printf ("case %u", i);
    g_autofree char *output =
        test_send_raw (phone, "--from", cases[i].from, "--body", body, "--deadline", "5", "--to",
                       cases[i].to ? cases[i].to : "<sip:alice@phones.test>",
                       cases[i].header ? "--header" : NULL, cases[i].header, NULL);
    BwMessage *message = test_inbox_wait_text (inbox, i, body);
    BwConversation *conversation =
        bw_store_find_conversation_by_id (phone->store, bw_message_get_conversation (message));

    g_test_message ("%s: %s", cases[i].from, bw_conversation_get_peer (conversation));
    g_assert_cmpstr (output, ==, "CODE=200\n");
    g_assert_cmpuint (bw_conversation_list_get_unread (conversations), ==, i + 1);
    g_assert_cmpstr (bw_conversation_get_account (conversation), ==,
                     bw_account_get_id (phone->account));
    if (cases[i].peer)
      g_assert_cmpstr (bw_conversation_get_peer (conversation), ==, cases[i].peer);
  }
}

static void
test_odd_types (void)
{
  static const struct {
    const char *type, *body, *text;
  } cases[] = {
    { "", "no type", "no type" },
    { "text/plain;charset=iso-8859-1", "gr\\xfcn", "grün" },
    { "TEXT/Plain; Charset=\"UTF-8\"", "gr\\xc3\\xbcn", "grün" },
    { "text/plain;charset=nonsense", "abc", "abc" },
    { "text/plain", "a\\xff\\x00b", NULL },
    { "nonsense", "who knows", NULL },
    { "text/plain", "", "" },
  };
  g_autoptr (TestPhone) phone = test_phone_new ("alice", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (phone);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *output =
        test_send_raw (phone, "--type", cases[i].type, "--body", cases[i].body, NULL);
    BwMessage *message = test_inbox_wait (inbox, i);

    g_test_message ("%s: %s", cases[i].type, bw_message_get_text (message));
    g_assert_cmpstr (output, ==, "CODE=200\n");
    if (cases[i].text && *cases[i].text)
      g_assert_cmpstr (bw_message_get_text (message), ==, cases[i].text);
  }
  g_assert_cmpuint (test_count_messages (phone), ==, G_N_ELEMENTS (cases));
}

static void
test_large_datagram (void)
{
  g_autoptr (TestPhone) phone = test_phone_new ("alice", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (phone);
  g_autofree char *output =
      test_send_raw (phone, "--body", "0123456789", "--repeat-body", "5000", NULL);

  g_assert_cmpstr (output, ==, "CODE=200\n");
  g_assert_cmpint (bw_message_get_size (test_inbox_wait (inbox, 0)), ==, 50000);
}

/* Within a call: the same timeline as the call. */
static void
test_in_dialog (void)
{
  g_autoptr (TestPhone) phone = test_phone_new ("alice", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (phone);
  TestSipp *peer = test_sipp_call ("uac-message", phone, "--key", "caller_domain=peer.test", NULL);
  BwCall *call = test_phone_call (phone, 0);
  g_autoptr (BwTimeline) timeline = NULL;
  BwConversation *conversation;

  g_assert_true (bw_call_answer (call, FALSE, NULL));
  g_assert_nonnull (strstr (bw_message_get_text (test_inbox_wait (inbox, 0)), "Said in the call"));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
  conversation = bw_store_find_conversation (phone->store, bw_account_get_id (phone->account),
                                             "peer@peer.test");
  g_assert_nonnull (conversation);
  timeline = bw_timeline_new (phone->store, conversation);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (timeline)); i++) {
    g_autoptr (GObject) event = g_list_model_get_item (G_LIST_MODEL (timeline), i);

    g_test_message ("%s", G_OBJECT_TYPE_NAME (event));
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 2);
}

/* A phone with two accounts: each message is filed with the one that it was for, and a conversation
 * can go to the other. */
static void
test_two_accounts (Pair *pair, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings = test_server_settings (pair->server, "carol", "udp");
  BwAccount *carol = bw_phone_add_account (pair->alice->phone, settings, "secret", NULL);
  BwConversation *as_alice, *as_carol, *moved;
  g_autoptr (BwMessage) first = NULL;
  g_autoptr (BwMessage) second = NULL;
  g_autoptr (BwMessage) third = NULL;

  g_assert_cmpint (test_wait_account (carol), ==, BW_REASON_NONE);
  first = test_write (pair->bob, "alice", "to Alice");
  second = test_write (pair->bob, "carol", "to Carol");
  test_inbox_wait (pair->at_alice, 1);
  as_alice = bw_store_find_conversation (pair->alice->store,
                                         bw_account_get_id (pair->alice->account), "bob@localhost");
  as_carol =
      bw_store_find_conversation (pair->alice->store, bw_account_get_id (carol), "bob@localhost");
  g_assert_cmpuint (bw_conversation_get_unread (as_alice), ==, 1);
  g_assert_cmpuint (bw_conversation_get_unread (as_carol), ==, 1);

  moved = bw_messenger_move (pair->at_alice->messenger, as_alice, carol, NULL);
  g_assert_cmpstr (bw_conversation_get_account (moved), ==, bw_account_get_id (carol));
  g_assert_cmpuint (bw_conversation_get_unread (moved), ==, 2);
  third = bw_messenger_send_text (pair->at_alice->messenger, moved, "from Carol", NULL);
  test_inbox_wait_text (pair->at_bob, 0, "from Carol");
  g_assert_cmpstr (bw_conversation_get_peer (bw_store_find_conversation_by_id (
                       pair->bob->store, bw_message_get_conversation (
                                             g_ptr_array_index (pair->at_bob->received, 0)))),
                   ==, "carol@localhost");
}

static void
test_hundred_peers (void)
{
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 0);
  g_autoptr (TestPhone) bob = test_phone_new ("bob", 0);
  g_autoptr (TestInbox) at_bob = test_inbox_new (bob);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *uri = test_phone_uri (bob);

  for (int i = 0; i < 100; i++) {
    g_autofree char *address = g_strdup_printf ("sip:peer%d%s", i, strchr (uri, '@'));

    g_ptr_array_add (messages, test_write (alice, address, address));
  }
  test_inbox_wait (at_bob, 99);
  for (guint i = 0; i < messages->len; i++)
    test_wait (bw_message_get_state (g_ptr_array_index (messages, i)) >= BW_MESSAGE_STATE_SENT);
  g_assert_cmpuint (at_bob->received->len, ==, 100);
}

#define ADD(name, transport, func)                                                                 \
  g_test_add ("/engine/messages/" name, Pair, transport, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("both-ways/udp", "udp", test_both_ways);
  ADD ("both-ways/tcp", "tcp", test_both_ways);
  ADD ("states", "udp", test_states);
  ADD ("unread-reports", "udp", test_unread_reports);
  ADD ("composing", "udp", test_composing);
  ADD ("composing-not-shared", "udp", test_composing_not_shared);
  ADD ("cpim", "udp", test_cpim);
  ADD ("plain-text-only", "udp", test_plain_text_only);
  ADD ("bodies", "tcp", test_bodies);
  ADD ("html", "udp", test_html);
  ADD ("headers", "udp", test_headers);
  ADD ("long/udp", "udp", test_long);
  ADD ("long/tcp", "tcp", test_long);
  ADD ("too-large-to-receive", "tcp", test_too_large_to_receive);
  ADD ("two-accounts", "udp", test_two_accounts);
  g_test_add_func ("/engine/messages/direct", test_direct);
  g_test_add_func ("/engine/messages/duplicates", test_duplicates);
  g_test_add_func ("/engine/messages/odd-headers", test_odd_headers);
  g_test_add_func ("/engine/messages/odd-types", test_odd_types);
  g_test_add_func ("/engine/messages/large-datagram", test_large_datagram);
  g_test_add_func ("/engine/messages/in-dialog", test_in_dialog);
  g_test_add_func ("/engine/messages/hundred-peers", test_hundred_peers);

  return g_test_run ();
}
