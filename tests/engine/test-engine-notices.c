/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What NOTIFYs say, right and wrong: in parts, of lists, of telephones, to nobody, too much. */

#include "bw-test-notifier.h"
#include "bw-test-people.h"

#include <glib.h>
#include <string.h>

/* How many NOTIFYs were not liked. */
static guint complaints;

static GLogWriterOutput
count_complaints (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0 &&
        (strstr (fields[i].value, "cannot be read") ||
         g_str_has_prefix (fields[i].value, "A NOTIFY is answered with")))
      complaints++;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

typedef struct {
  const char *what;
  const char *type;
  const char *body;
  const char *extra;
  guint code;
} BadNotify;

#define BOMB                                                                                       \
  "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"{1000*a}\"><!ENTITY b \"{1000*&a;}\">"         \
  "<!ENTITY c \"{1000*&b;}\">]><presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "                   \
  "entity=\"sip:bob@x\"><tuple id=\"t\"><status><basic>closed</basic></status>"                    \
  "<note>&c;</note></tuple></presence>"

/* Whatever comes, it is answered, and the light is what it was. */
static void
test_bad_notifies (TestWatching *self, gconstpointer transport)
{
  static const BadNotify bad[] = {
    { "broken XML", TEST_PIDF, "<presence><tuple", NULL, 200 },
    { "no XML", TEST_PIDF, "open", NULL, 200 },
    { "another document", TEST_PIDF, "<html xmlns=\"urn:x\"><body>closed</body></html>", NULL,
      200 },
    { "an entity bomb", TEST_PIDF, BOMB, NULL, 200 },
    { "1 MB", TEST_PIDF, "<presence>{1048576*x}</presence>", NULL, 200 },
    { "3 MB", TEST_PIDF, "{3145728*x}", NULL, 413 },
    { "deep", TEST_PIDF, "{20000*<a>}", NULL, 200 },
    { "another type", "text/html", "<presence/>", NULL, 415 },
    { "a type that begins alike", "application/pidf+xmlx", "<presence/>", NULL, 415 },
    { "no type at all", "-", "open", NULL, 415 },
    { "another event", TEST_PIDF, "<presence/>", "@event=dialog", 489 },
    { "an unknown event", TEST_PIDF, "<presence/>", "@event=weather", 489 },
    { "another dialog", TEST_PIDF, "<presence/>", "@to-tag=strange", 481 },
    { "another fork", TEST_PIDF, "<presence/>", "@from-tag=strange", 481 },
    { "what was overtaken", TEST_PIDF, "<presence/>", "@cseq=0", 500 },
    { "no state", TEST_PIDF, "<presence", "@state=", 200 },
    { "an odd state", TEST_PIDF, "<presence", "@state=confused;expires=-5", 200 },
  };
  BwBuddy *buddy;

  test_notifier_open_pidf (self->server, "bob", "open", "Still here");
  buddy = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (buddy, BW_PRESENCE_ONLINE);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i].what);
    complaints = 0;
    g_assert_cmpuint (test_notifier_notify (self->server, "bob", "presence", bad[i].type,
                                            bad[i].body, bad[i].extra),
                      ==, bad[i].code);
    test_wait (complaints > 0);
    g_assert_cmpint (bw_buddy_get_presence (buddy), ==, BW_PRESENCE_ONLINE);
    g_assert_cmpstr (bw_buddy_get_note (buddy), ==, "Still here");
    g_assert_cmpint (bw_buddy_get_subscription (buddy), ==, BW_SUBSCRIPTION_ACTIVE);
  }
}

/* What nobody asked for. */
static void
test_strays (TestWatching *self, gconstpointer transport)
{
  static const BadNotify strays[] = {
    { "presence", TEST_PIDF, "<presence/>", NULL, 481 },
    { "dialog", TEST_DIALOG_INFO, "<dialog-info/>", NULL, 481 },
    { "weather", "text/plain", "rain", NULL, 489 },
    { "presence", TEST_PIDF, "<presence/>", "@to-tag=strange", 481 },
    { "message-summary", "text/plain", "Messages-Waiting: yes", NULL, 415 },
    { "message-summary", "application/simple-message-summary", "Messages-Waiting: yes\\r\\n",
      "@to-tag=strange", 481 },
    { "presence", "text/html", "<html/>", NULL, 481 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strays); i++) {
    g_autofree char *answer =
        test_notifier_tell (self->server, "stray", strays[i].what, strays[i].type, strays[i].body,
                            strays[i].extra, NULL);
    g_autofree char *wanted = g_strdup_printf ("ANSWER=%u", strays[i].code);

    g_assert_cmpstr (answer, ==, wanted);
  }
  g_assert_false (bw_mailbox_get_known (bw_account_get_mailbox (self->alice->account)));
}

static char *
partial_document (guint version, const char *id, const char *state)
{
  return g_strdup_printf (
      "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"%u\" "
      "state=\"partial\" entity=\"sip:bob@notifier.test\"><dialog id=\"%s\" "
      "direction=\"recipient\"><state>%s</state></dialog></dialog-info>",
      version, id, state);
}

static void
send_dialogs (TestWatching *self, guint version, const char *id, const char *state)
{
  g_autofree char *body = partial_document (version, id, state);

  g_assert_cmpuint (
      test_notifier_notify (self->server, "bob", "dialog", TEST_DIALOG_INFO, body, NULL), ==, 200);
}

/* A telephone that tells what has changed: what is missing is asked for, and what it said is gone
 * with the subscription. */
static void
test_dialog_changes (TestWatching *self, gconstpointer transport)
{
  g_autofree char *talks =
      test_dialog_info ("bob@notifier.test", 1, "confirmed", "", "carol@notifier.test");
  BwBuddy *bob;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_notifier_do (self->server, "open", "bob", "dialog", TEST_DIALOG_INFO, talks, NULL);
  test_watching_change (self, "watch-dialogs", TRUE, NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_IN_CALL);
  send_dialogs (self, 2, "d2", "early");
  test_wait_light (bob, BW_PRESENCE_RINGING);
  send_dialogs (self, 3, "d2", "terminated");
  test_wait_light (bob, BW_PRESENCE_IN_CALL);
  g_assert_cmpuint (test_notifier_count (self->server, "bob", "dialog", "REFRESHED"), ==, 0);
  send_dialogs (self, 7, "d3", "early");
  test_wait (test_notifier_count (self->server, "bob", "dialog", "REFRESHED") == 1);
  test_wait_light (bob, BW_PRESENCE_IN_CALL);
  test_notifier_notify (self->server, "bob", "dialog", "-", "",
                        "@state=terminated;reason=noresource");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  g_assert_cmpint (bw_buddy_get_subscription (bob), ==, BW_SUBSCRIPTION_ACTIVE);
}

/* One that never tells all is asked once, and not for ever. */
static void
test_never_all (TestWatching *self, gconstpointer transport)
{
  g_autofree char *rings = partial_document (3, "d1", "early");
  BwBuddy *bob;

  test_notifier_do (self->server, "open", "bob", "dialog", TEST_DIALOG_INFO, rings, NULL);
  test_watching_change (self, "watch-dialogs", TRUE, NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_RINGING);
  test_wait (test_notifier_count (self->server, "bob", "dialog", "REFRESHED") == 1);
  for (guint i = 0; i < 3; i++)
    send_dialogs (self, 3, "d1", "early");
  g_assert_cmpuint (test_notifier_count (self->server, "bob", "dialog", "REFRESHED"), ==, 1);
  send_dialogs (self, 4, "d1", "terminated");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
}

/* A server that has nothing to say of somebody any more: unknown, not offline, and not as before.
 */
static void
test_nothing_to_say (TestWatching *self, gconstpointer transport)
{
  static const char *const empty[][2] = {
    { "-", "" },
    { TEST_PIDF, "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:bob@x\"/>" },
  };
  g_autofree char *open = test_pidf ("bob", "open", "", "Here");
  BwBuddy *bob = test_buddy (self->alice, "bob@notifier.test");

  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++) {
    test_notifier_notify (self->server, "bob", "presence", TEST_PIDF, open, NULL);
    test_wait_light (bob, BW_PRESENCE_ONLINE);
    test_notifier_notify (self->server, "bob", "presence", empty[i][0], empty[i][1], NULL);
    test_wait_light (bob, BW_PRESENCE_UNKNOWN);
    g_assert_cmpint (bw_buddy_get_subscription (bob), ==, BW_SUBSCRIPTION_ACTIVE);
    g_assert_cmpint (bw_buddy_get_source (bob), ==, BW_PRESENCE_SOURCE_NONE);
    g_assert_null (bw_buddy_get_note (bob));
  }
}

/* Of the telephone, too, the rest is what it was. */
static void
test_bad_dialogs (TestWatching *self, gconstpointer transport)
{
  static const BadNotify bad[] = {
    { "broken XML", TEST_DIALOG_INFO, "<dialog-info><dialog", NULL, 200 },
    { "a presence document", TEST_DIALOG_INFO, "<presence/>", NULL, 200 },
    { "1 MB", TEST_DIALOG_INFO, "<dialog-info>{1048576*x}</dialog-info>", NULL, 200 },
    { "an entity", TEST_DIALOG_INFO,
      "<!DOCTYPE d [<!ENTITY a \"b\">]><dialog-info>&a;</dialog-info>", NULL, 200 },
    { "another type", "text/html", "<dialog-info/>", NULL, 415 },
    { "another event", TEST_DIALOG_INFO, "<dialog-info/>", "@event=presence", 489 },
  };
  g_autofree char *rings =
      test_dialog_info ("bob@notifier.test", 1, "early", "", "carol@notifier.test");
  BwBuddy *bob;

  test_notifier_do (self->server, "open", "bob", "dialog", TEST_DIALOG_INFO, rings, NULL);
  test_watching_change (self, "watch-dialogs", TRUE, NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_RINGING);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i].what);
    complaints = 0;
    g_assert_cmpuint (test_notifier_notify (self->server, "bob", "dialog", bad[i].type, bad[i].body,
                                            bad[i].extra),
                      ==, bad[i].code);
    test_wait (complaints > 0);
    g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_RINGING);
  }
}

#define BOUNDARY "multipart/related;type=\"application/rlmi+xml\";start=\"<top>\";boundary=\"xx\""

/* @member: (nullable): the only one that it tells of */
static char *
list_body (guint version, gboolean full, const char *member, const char *basic)
{
  g_autofree char *document = member ? test_pidf (member, basic, "", "Listed") : NULL;
  g_autofree char *resource =
      member ? g_strdup_printf ("<resource uri=\"sip:%s\"><instance id=\"1\" state=\"active\" "
                                "cid=\"one\"/></resource>",
                                member)
             : g_strdup ("");

  return g_strdup_printf (
      "--xx\\r\\nContent-ID: <top>\\r\\nContent-Type: application/rlmi+xml\\r\\n\\r\\n"
      "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:all@notifier.test\" version=\"%u\" "
      "fullState=\"%s\">%s</list>\\r\\n--xx\\r\\nContent-ID: <one>\\r\\n"
      "Content-Type: application/pidf+xml\\r\\n\\r\\n%s\\r\\n--xx--\\r\\n",
      version, full ? "true" : "false", resource, document ? document : "");
}

static void
send_list (TestWatching *self, guint version, gboolean full, const char *member, const char *basic)
{
  g_autofree char *body = list_body (version, full, member, basic);

  g_assert_cmpuint (
      test_notifier_notify (self->server, "all", "presence", BOUNDARY, body, "Require: eventlist"),
      ==, 200);
}

/* One subscription for those that the list names, one each for the others. */
static void
test_list (TestWatching *self, gconstpointer transport)
{
  g_autofree char *body = list_body (1, TRUE, "bob@notifier.test", "open");
  BwBuddy *bob, *carol;

  test_notifier_do (self->server, "open", "all", "presence", BOUNDARY, body, NULL);
  test_notifier_open_pidf (self->server, "carol", "open", "Alone");
  test_watching_change (self, "resource-list", "sip:all@notifier.test", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  carol = test_buddy (self->alice, "carol@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_wait_light (carol, BW_PRESENCE_ONLINE);
  g_assert_cmpstr (bw_buddy_get_note (bob), ==, "Listed");
  g_assert_cmpint (bw_buddy_get_subscription (bob), ==, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpuint (test_notifier_count (self->server, "bob", "presence", "COUNT"), ==, 0);
  g_assert_cmpuint (test_notifier_count (self->server, "carol", "presence", "COUNT"), ==, 1);
  send_list (self, 2, TRUE, "bob@notifier.test", "closed");
  test_wait_light (bob, BW_PRESENCE_OFFLINE);
  g_assert_cmpuint (
      test_notifier_notify (self->server, "all", "presence", BOUNDARY, "--xx broken", NULL), ==,
      200);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_OFFLINE);
}

/* Only what has changed: the others stay as they are; what is missing is asked for; who is named no
 * more is asked for alone. */
static void
test_list_changes (TestWatching *self, gconstpointer transport)
{
  g_autofree char *body = list_body (4, TRUE, "bob@notifier.test", "open");
  BwBuddy *bob, *carol;

  test_notifier_do (self->server, "open", "all", "presence", BOUNDARY, body, NULL);
  test_notifier_open_pidf (self->server, "carol", "closed", "Alone");
  test_notifier_open_pidf (self->server, "bob", "closed", "Alone");
  test_watching_change (self, "resource-list", "sip:all@notifier.test", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  carol = test_buddy (self->alice, "carol@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_wait_light (carol, BW_PRESENCE_OFFLINE);
  send_list (self, 5, FALSE, "carol@notifier.test", "open");
  test_wait_light (carol, BW_PRESENCE_ONLINE);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_ONLINE);
  test_wait (test_notifier_count (self->server, "carol", "presence", "ENDED") == 1);
  g_assert_cmpuint (test_notifier_count (self->server, "all", "presence", "REFRESHED"), ==, 0);
  /* One that was overtaken changes nothing. */
  send_list (self, 4, FALSE, "bob@notifier.test", "closed");
  test_wait (test_notifier_count (self->server, "all", "presence", "REFRESHED") == 1);
  test_wait_light (carol, BW_PRESENCE_OFFLINE);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_ONLINE);
  send_list (self, 9, FALSE, "bob@notifier.test", "closed");
  test_wait (test_notifier_count (self->server, "all", "presence", "REFRESHED") == 2);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  send_list (self, 5, TRUE, NULL, NULL);
  test_wait_light (bob, BW_PRESENCE_OFFLINE);
  g_assert_cmpstr (bw_buddy_get_note (bob), ==, "Alone");
}

/* A server that knows no lists. */
static void
test_no_list (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob;

  test_notifier_do (self->server, "answer", "all", "presence", "404", NULL);
  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_watching_change (self, "resource-list", "sip:all@notifier.test", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
}

static void
test_pick_up_code (TestWatching *self, gconstpointer transport)
{
  g_autofree char *rings =
      test_dialog_info ("201@notifier.test", 1, "early", "", "carol@notifier.test");
  BwBuddies *buddies = bw_phone_get_buddies (self->alice->phone);
  BwBuddy *desk;
  BwCall *call;
  g_autoptr (GError) error = NULL;

  test_watching_change (self, "watch-dialogs", TRUE, "pick-up-code", "*8", NULL);
  test_notifier_do (self->server, "open", "201", "dialog", TEST_DIALOG_INFO, rings, NULL);
  desk = test_buddy (self->alice, "201");
  g_assert_null (bw_buddies_pick_up (buddies, desk, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
  g_clear_error (&error);
  test_wait_light (desk, BW_PRESENCE_RINGING);
  g_assert_true (bw_buddy_get_can_pick_up (desk));
  call = bw_buddies_pick_up (buddies, desk, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bw_call_get_peer (call), ==, "*8201@notifier.test");
}

#define WATCHING(name, transport, function)                                                        \
  g_test_add ("/notices/" name, TestWatching, transport, test_watching_set_up, function,           \
              test_watching_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (count_complaints, NULL, NULL);

  WATCHING ("bad", "tcp", test_bad_notifies);
  WATCHING ("bad-dialogs", "tcp", test_bad_dialogs);
  WATCHING ("strays", "udp", test_strays);
  WATCHING ("nothing-to-say", "udp", test_nothing_to_say);
  WATCHING ("list", "udp", test_list);
  WATCHING ("list-changes", "tcp", test_list_changes);
  WATCHING ("no-list", "udp", test_no_list);
  WATCHING ("dialog-changes", "udp", test_dialog_changes);
  WATCHING ("never-all", "udp", test_never_all);
  WATCHING ("pick-up-code", "udp", test_pick_up_code);

  return g_test_run ();
}
