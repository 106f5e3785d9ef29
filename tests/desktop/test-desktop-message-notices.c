/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The notice of new messages: what notification servers of several kinds are told, and what becomes
 * of what a person does there. Messages come in as the SIP stack hands them on. */

#include "bw-message-notices.h"
#include "bw-messenger-private.h"
#include "bw-store-people.h"
#include "bw-test-messages.h"
#include "bw-test-mock.h"

#include <string.h>

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define BUTTONS "body body-markup actions"
#define ENTRY BUTTONS " inline-reply"

/* The places of Notify's arguments. */
enum { REPLACES = 1, TITLE = 3, BODY = 4, ACTIONS = 5, HINTS = 6 };

typedef struct {
  TestMock *server;
  TestPhone *phone;
  BwMessenger *messenger; /* borrowed */
  BwNoticeBoard *board;
  BwMessageNotices *notices;
  guint closed;
  guint presented;
  guint composed;
  BwConversation *wanted; /* borrowed: of the last of the two */
} Fixture;

static void
present_cb (Fixture *self, BwConversation *conversation)
{
  self->presented++;
  self->wanted = conversation;
}

static void
compose_cb (Fixture *self, BwConversation *conversation)
{
  self->composed++;
  self->wanted = conversation;
}

static TestMock *
start_server (const char *capabilities)
{
  g_autofree char *parameters = g_strdup_printf ("{\"capabilities\": \"%s\"}", capabilities);

  return test_mock_new (G_BUS_TYPE_SESSION, "notification_daemon", parameters, NAME, PATH, NAME);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = start_server (data);
  self->phone = test_phone_new ("alice", 0);
  self->messenger = bw_phone_get_messenger (self->phone->phone);
  self->board = bw_notice_board_new ("Bellwire", "io.github.bellwire.Bellwire");
  self->notices = bw_message_notices_new (self->phone->phone, self->board);
  g_signal_connect_swapped (self->board, "closed", G_CALLBACK (test_count_cb), &self->closed);
  g_signal_connect_swapped (self->notices, "present", G_CALLBACK (present_cb), self);
  g_signal_connect_swapped (self->notices, "compose", G_CALLBACK (compose_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notices);
  g_assert_finalize_object (self->board);
  test_phone_free (self->phone);
  test_mock_free (self->server);
}

/* A MESSAGE without a server between the two; nothing listens where its sender is. */
static void
receive_body (Fixture *self, const char *from, const char *type, const char *body)
{
  g_autofree char *call_id = g_uuid_string_random ();
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  BwIncomingRequest request = {
    .headers = { .from = from, .to = "<sip:alice@phones.test>", .source = "127.0.0.1:9" },
    .call_id = call_id,
    .cseq = 1,
    .content_type = type,
    .body = bytes,
  };

  g_assert_cmpuint (bw_messenger_receive (&request, self->messenger), ==, 200);
  bw_messenger_answer_sent (self->messenger);
}

static void
receive (Fixture *self, const char *text)
{
  receive_body (self, "\"Bob\" <sip:bob@phones.test>;tag=1", "text/plain;charset=UTF-8", text);
}

static void
receive_of_carol (Fixture *self, const char *text)
{
  receive_body (self, "<sip:carol@phones.test>;tag=1", "text/plain;charset=UTF-8", text);
}

static BwConversation *
conversation_with (Fixture *self, const char *peer)
{
  BwConversation *conversation = bw_store_find_conversation (
      self->phone->store, bw_account_get_id (self->phone->account), peer);

  g_assert_nonnull (conversation);

  return conversation;
}

static BwConversation *
bob (Fixture *self)
{
  return conversation_with (self, "bob@phones.test");
}

static guint
count_shown (Fixture *self)
{
  return test_mock_count (self->server, "Notify");
}

static guint
count_withdrawn (Fixture *self)
{
  return test_mock_count (self->server, "CloseNotification");
}

/* Whether the last notification says it. */
static gboolean
says (Fixture *self, guint index, const char *wanted)
{
  g_autoptr (GVariant) argument = NULL;
  g_autofree char *text = NULL;

  if (count_shown (self) == 0)
    return FALSE;
  argument = test_mock_argument (self->server, "Notify", index);
  text = g_variant_print (argument, FALSE);

  return g_str_equal (text, wanted);
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

static void
assert_withdrawn (Fixture *self, guint number)
{
  g_autoptr (GVariant) argument = NULL;
  g_autofree char *text = NULL;
  g_autofree char *wanted = g_strdup_printf ("%u", number);

  test_wait (count_withdrawn (self) == 1);
  argument = test_mock_argument (self->server, "CloseNotification", 0);
  text = g_variant_print (argument, FALSE);
  g_assert_cmpstr (text, ==, wanted);
}

static void
press (Fixture *self, guint number, const char *key)
{
  test_mock_emit (self->server, "ActionInvoked", g_variant_new ("(us)", number, key));
}

static void
type_reply (Fixture *self, guint number, const char *text)
{
  test_mock_emit (self->server, "NotificationReplied", g_variant_new ("(us)", number, text));
}

/* Whether the last event of a conversation is a message of ours that says @text. */
static gboolean
has_written (BwConversation *conversation, const char *text)
{
  GObject *latest = bw_conversation_get_latest (conversation);

  return BW_IS_MESSAGE (latest) &&
         bw_message_get_direction (BW_MESSAGE (latest)) == BW_DIRECTION_OUTGOING &&
         g_strcmp0 (bw_message_get_text (BW_MESSAGE (latest)), text) == 0;
}

static void
test_shown (Fixture *self, gconstpointer data)
{
  receive (self, "Shall we meet?");
  test_wait (says (self, TITLE, "'Bob'"));
  assert_said (self, BODY, "'Shall we meet?'");
  assert_said (self, REPLACES, "0");
  assert_said (self, ACTIONS, "['default', 'Show', 'mark-read', 'Mark as Read', 'reply', 'Reply']");
  assert_hint (self, "category", "'im.received'");
  assert_hint (self, "sound-name", "'message-new-instant'");
  assert_hint (self, "urgency", "0x01");
  assert_hint (self, "desktop-entry", "'io.github.bellwire.Bellwire'");
  assert_hint (self, "resident", NULL);

  receive_of_carol (self, "Hello");
  test_wait (says (self, TITLE, "'carol'"));
  assert_said (self, REPLACES, "0");
}

static void
know (Fixture *self, const char *address, gboolean favourite)
{
  g_autoptr (BwPerson) person = bw_person_new ();

  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
  g_object_set (person, "name", favourite ? "Robert" : "Caroline", "favourite", favourite, NULL);
  g_assert_nonnull (bw_store_save_person (self->phone->store, person, NULL, NULL));
}

/* What the person calls somebody goes before what they call themselves. */
static void
test_known (Fixture *self, gconstpointer data)
{
  know (self, "bob@phones.test", TRUE);
  receive (self, "Hello");
  test_wait (says (self, TITLE, "'Robert'"));
}

/* Only favourites get through, and only where the person wants that. */
static void
test_favourite (Fixture *self, gconstpointer data)
{
  know (self, "bob@phones.test", TRUE);
  know (self, "carol@phones.test", FALSE);
  bw_phone_set_do_not_disturb (self->phone->phone, TRUE);
  receive_of_carol (self, "unheard");
  receive (self, "heard");
  test_wait (says (self, TITLE, "'Robert'"));
  g_assert_cmpuint (count_shown (self), ==, 1);
  bw_phone_set_do_not_disturb (self->phone->phone, FALSE);
  g_object_set (bw_phone_get_presence (self->phone->phone), "favourites-ring", FALSE, NULL);
  bw_phone_set_do_not_disturb (self->phone->phone, TRUE);
  test_wait (count_withdrawn (self) == 1);
  receive (self, "unheard");
  bw_phone_set_do_not_disturb (self->phone->phone, FALSE);
  receive_of_carol (self, "heard");
  test_wait (says (self, TITLE, "'Caroline'"));
  g_assert_cmpuint (count_shown (self), ==, 2);
}

/* What strangers write is text, whatever it looks like; a title is never markup. */
static void
test_markup (Fixture *self, gconstpointer data)
{
  receive_body (self, "\"<i>Bob</i>\" <sip:bob@phones.test>;tag=1", "text/plain",
                "<b>You</b> & \"me\"\n<a href='x'>%s</a>");
  test_wait (says (self, TITLE, "'<i>Bob</i>'"));
  assert_said (self, BODY,
               "'&lt;b&gt;You&lt;/b&gt; &amp; &quot;me&quot; &lt;a "
               "href=&apos;x&apos;&gt;%s&lt;/a&gt;'");
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  receive (self, "<b>You</b> & me");
  test_wait (says (self, BODY, "'<b>You</b> & me'"));
}

static void
test_picture (Fixture *self, gconstpointer data)
{
  receive_body (self, "<sip:bob@phones.test>", "image/png", "\x89PNG");
  test_wait (says (self, BODY, "'Picture'"));
}

static void
test_hidden_text (Fixture *self, gconstpointer data)
{
  g_object_set (self->notices, "show-text", FALSE, NULL);
  receive (self, "secret");
  test_wait (says (self, BODY, "'New message'"));
  assert_said (self, TITLE, "'Bob'");
  receive (self, "secret");
  test_wait (says (self, BODY, "'2 new messages'"));
  assert_said (self, TITLE, "'Bob'");

  for (guint i = 0; i < self->server->calls->len; i++) {
    g_autofree char *call = g_variant_print (g_ptr_array_index (self->server->calls, i), FALSE);

    g_assert_null (strstr (call, "secret"));
  }
}

/* One notification a person, which counts up and shows the last of it. */
static void
test_counts_up (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  receive (self, "two");
  test_wait (says (self, TITLE, "'Bob (2 new messages)'"));
  assert_said (self, BODY, "'one\\ntwo'");
  assert_said (self, REPLACES, "1");
  receive_of_carol (self, "Hello");
  test_wait (says (self, TITLE, "'carol'"));
  assert_said (self, REPLACES, "0");
  receive (self, "three");
  receive (self, "four");
  test_wait (says (self, TITLE, "'Bob (4 new messages)'"));
  assert_said (self, BODY, "'two\\nthree\\nfour'");
  assert_said (self, REPLACES, "1");
  g_assert_cmpuint (count_withdrawn (self), ==, 0);
}

/* Who comes back to a hundred messages is told of them in two strokes: the first, then all. */
static void
test_coalesced (Fixture *self, gconstpointer data)
{
  for (guint i = 1; i <= 100; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);

    receive (self, text);
  }
  test_wait (says (self, TITLE, "'Bob (100 new messages)'"));
  assert_said (self, BODY, "'98\\n99\\n100'");
  g_assert_cmpuint (count_shown (self), <=, 2);
}

/* Also what was about to be shown: Carol's second pause begins after Bob's and ends after it. */
static void
test_read (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  receive (self, "two");
  receive (self, "three");
  g_assert_true (bw_messenger_mark_read (self->messenger, bob (self), NULL));
  assert_withdrawn (self, 1);
  g_assert_cmpuint (self->closed, ==, 0);

  receive_of_carol (self, "Hello");
  receive_of_carol (self, "again");
  test_wait (says (self, TITLE, "'carol (2 new messages)'"));
  receive (self, "four");
  test_wait (says (self, TITLE, "'Bob'"));
  assert_said (self, BODY, "'four'");
  assert_said (self, REPLACES, "0");
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  g_assert_true (bw_store_remove_conversation (self->phone->store, bob (self), NULL));
  assert_withdrawn (self, 1);
}

static void
test_attended (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  g_object_set (self->notices, "attended", bob (self), NULL);
  assert_withdrawn (self, 1);
  receive (self, "two");
  receive_of_carol (self, "Hello");
  test_wait (says (self, TITLE, "'carol'"));
  g_assert_cmpuint (count_shown (self), ==, 2);

  g_object_set (self->notices, "attended", NULL, NULL);
  receive (self, "three");
  test_wait (says (self, TITLE, "'Bob'"));
  assert_said (self, BODY, "'three'");
}

static void
test_do_not_disturb (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  bw_phone_set_do_not_disturb (self->phone->phone, TRUE);
  assert_withdrawn (self, 1);
  receive (self, "two");
  receive_of_carol (self, "Hello");
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 2);

  bw_phone_set_do_not_disturb (self->phone->phone, FALSE);
  receive (self, "three");
  test_wait (says (self, BODY, "'three'"));
  assert_said (self, TITLE, "'Bob'");
  g_assert_cmpuint (count_shown (self), ==, 2);
}

/* Once a person has closed it, it is silent until something comes, which is the first again. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  test_mock_emit (self->server, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  test_wait (self->closed == 1);
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 1);
  receive (self, "two");
  test_wait (says (self, BODY, "'two'"));
  assert_said (self, TITLE, "'Bob'");
  assert_said (self, REPLACES, "0");
  g_assert_cmpuint (count_withdrawn (self), ==, 0);
}

static void
close_late (Fixture *self)
{
  g_autofree char *id =
      g_strdup_printf ("message:%" G_GINT64_FORMAT, bw_conversation_get_id (bob (self)));

  g_signal_emit_by_name (self->board, "closed", id);
}

/* The news of the closing comes when the next message is here already, and is about to be shown. */
static void
test_closed_between (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  receive (self, "two");
  close_late (self);
  test_wait (says (self, TITLE, "'Bob (2 new messages)'"));
}

/* And when it was shown in the meantime: it is still withdrawn when it was read. */
static void
test_closed_behind (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  close_late (self);
  g_assert_true (bw_messenger_mark_read (self->messenger, bob (self), NULL));
  assert_withdrawn (self, 1);
}

static void
test_mark_read (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  receive_of_carol (self, "Hello");
  test_wait (count_shown (self) == 2);
  press (self, 1, "mark-read");
  test_wait (bw_conversation_get_unread (bob (self)) == 0);
  assert_withdrawn (self, 1);
  g_assert_cmpuint (bw_conversation_get_unread (conversation_with (self, "carol@phones.test")), ==,
                    1);
  g_assert_cmpuint (self->presented + self->composed, ==, 0);
}

static void
test_present (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  press (self, 1, "default");
  test_wait (self->presented == 1);
  g_assert_true (self->wanted == bob (self));
  assert_withdrawn (self, 1);
  g_assert_cmpuint (self->composed, ==, 0);
}

/* A server that has no entry for text, and one that says it has and shows a button all the same. */
static void
test_compose (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  press (self, 1, g_str_equal (data, ENTRY) ? "inline-reply" : "reply");
  test_wait (self->composed == 1);
  g_assert_true (self->wanted == bob (self));
  assert_withdrawn (self, 1);
  g_assert_cmpuint (self->presented, ==, 0);
  g_assert_null (bw_conversation_get_draft (bob (self)));
}

static void
test_no_buttons (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  assert_said (self, ACTIONS, "[]");
  assert_said (self, BODY, "'one'");
}

static void
test_reply (Fixture *self, gconstpointer data)
{
  receive (self, "Coming?");
  test_wait (says (self, TITLE, "'Bob'"));
  assert_said (self, ACTIONS,
               "['default', 'Show', 'mark-read', 'Mark as Read', 'inline-reply', 'Reply']");
  type_reply (self, 77, "of somebody else");
  type_reply (self, 1, "Gladly <3\nBye");
  test_wait (bw_conversation_get_unread (bob (self)) == 0);
  assert_withdrawn (self, 1);
  g_assert_true (has_written (bob (self), "Gladly <3\nBye"));
  g_assert_cmpuint (test_count_messages (self->phone), ==, 2);
  g_assert_null (bw_conversation_get_draft (bob (self)));
  g_assert_cmpuint (self->presented + self->composed, ==, 0);
}

/* The notification server may tell of the closing first, and it may have been us who closed it
 * while the person typed. */
static void
test_late_reply (Fixture *self, gconstpointer data)
{
  receive (self, "Coming?");
  test_wait (says (self, TITLE, "'Bob'"));
  test_mock_emit (self->server, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  test_wait (self->closed == 1);
  type_reply (self, 1, "Gladly");
  test_wait (has_written (bob (self), "Gladly"));
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 0);

  receive (self, "When?");
  test_wait (says (self, BODY, "'When?'"));
  g_assert_true (bw_messenger_mark_read (self->messenger, bob (self), NULL));
  assert_withdrawn (self, 2);
  type_reply (self, 2, "At nine");
  test_wait (has_written (bob (self), "At nine"));
}

/* A server that was started anew counts from one again: what is typed there is for somebody else.
 */
static void
test_reply_for_others (Fixture *self, gconstpointer data)
{
  receive (self, "one");
  test_wait (says (self, TITLE, "'Bob'"));
  test_mock_free (self->server);
  self->server = start_server (ENTRY);
  type_reply (self, 1, "for others");
  receive_of_carol (self, "Hello");
  test_wait (says (self, TITLE, "'carol'"));
  g_assert_cmpuint (test_count_messages (self->phone), ==, 2);
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 1);

  type_reply (self, 1, "for Carol");
  test_wait (has_written (conversation_with (self, "carol@phones.test"), "for Carol"));
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 1);
}

static void
assert_kept (Fixture *self, const char *draft, guint composed)
{
  test_wait (self->composed == composed);
  g_assert_true (self->wanted == bob (self));
  g_assert_cmpstr (bw_conversation_get_draft (bob (self)), ==, draft);
  g_assert_cmpuint (bw_conversation_get_unread (bob (self)), ==, 0);
}

/* What cannot be sent is not lost: it is in the composer, which comes up. */
static void
test_reply_too_long (Fixture *self, gconstpointer data)
{
  g_object_set (self->messenger, "max-send-size", 10, NULL);
  receive (self, "Coming?");
  test_wait (says (self, TITLE, "'Bob'"));
  type_reply (self, 1, "More than ten");
  assert_kept (self, "More than ten", 1);
  assert_withdrawn (self, 1);

  receive (self, "Well?");
  test_wait (says (self, BODY, "'Well?'"));
  type_reply (self, 2, "And still more");
  assert_kept (self, "More than ten\nAnd still more", 2);
  g_assert_cmpuint (test_count_messages (self->phone), ==, 2);
}

static void
test_reply_without_account (Fixture *self, gconstpointer data)
{
  receive (self, "Coming?");
  test_wait (says (self, TITLE, "'Bob'"));
  self->wanted = bob (self);
  bw_phone_remove_account (self->phone->phone, self->phone->account);
  self->phone->account = NULL;
  type_reply (self, 1, "Gladly");
  test_wait (self->composed == 1);
  g_assert_cmpstr (bw_conversation_get_draft (self->wanted), ==, "Gladly");
  g_assert_cmpuint (bw_conversation_get_unread (self->wanted), ==, 0);
}

/* Nothing was typed: what waits in the composer stays as it is. */
static void
test_empty_reply (Fixture *self, gconstpointer data)
{
  receive (self, "Coming?");
  test_wait (says (self, TITLE, "'Bob'"));
  g_assert_true (bw_store_set_draft (self->phone->store, bob (self), "Maybe", NULL));
  type_reply (self, 1, "");
  assert_kept (self, "Maybe", 1);
}

/* From one phone to the other and back, over the network. */
static void
test_both_ways (Fixture *self, gconstpointer data)
{
  g_autoptr (TestPhone) peer = test_phone_new ("bob", 0);
  g_autoptr (TestInbox) inbox = test_inbox_new (peer);
  g_autofree char *uri = test_phone_uri (self->phone);
  g_autoptr (BwMessage) question = test_write (peer, uri, "Grüße & <3");

  test_wait (says (self, BODY, "'Grüße &amp; &lt;3'"));
  assert_said (self, TITLE, "'bob'");
  type_reply (self, 1, "Danke 🚀");
  test_inbox_wait_text (inbox, 0, "Danke 🚀");
  assert_withdrawn (self, 1);
}

#define ADD(name, capabilities, function)                                                          \
  g_test_add ("/desktop/message-notices/" name, Fixture, capabilities, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  ADD ("shown", BUTTONS, test_shown);
  ADD ("markup", BUTTONS, test_markup);
  ADD ("known", BUTTONS, test_known);
  ADD ("favourite", BUTTONS, test_favourite);
  ADD ("plain", "body actions", test_plain);
  ADD ("picture", BUTTONS, test_picture);
  ADD ("hidden-text", BUTTONS, test_hidden_text);
  ADD ("counts-up", BUTTONS, test_counts_up);
  ADD ("coalesced", BUTTONS, test_coalesced);
  ADD ("read", BUTTONS, test_read);
  ADD ("removed", BUTTONS, test_removed);
  ADD ("attended", BUTTONS, test_attended);
  ADD ("do-not-disturb", BUTTONS, test_do_not_disturb);
  ADD ("closed", BUTTONS, test_closed);
  ADD ("closed-between", BUTTONS, test_closed_between);
  ADD ("closed-behind", BUTTONS, test_closed_behind);
  ADD ("mark-read", BUTTONS, test_mark_read);
  ADD ("present", BUTTONS, test_present);
  ADD ("compose", BUTTONS, test_compose);
  ADD ("compose-entry", ENTRY, test_compose);
  ADD ("no-buttons", "body inline-reply", test_no_buttons);
  ADD ("reply", ENTRY, test_reply);
  ADD ("late-reply", ENTRY, test_late_reply);
  ADD ("reply-for-others", ENTRY, test_reply_for_others);
  ADD ("reply-too-long", ENTRY, test_reply_too_long);
  ADD ("reply-without-account", ENTRY, test_reply_without_account);
  ADD ("empty-reply", ENTRY, test_empty_reply);
  ADD ("both-ways", ENTRY, test_both_ways);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
