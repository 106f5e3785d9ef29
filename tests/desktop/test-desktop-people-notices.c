/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a notification server is told of those who ask to see the presence, of somebody who can be
 * reached at last, and of voice messages; and what becomes of what a person presses there. */

#include "bw-notifier.h"
#include "bw-store-people.h"
#include "bw-store-watchers.h"
#include "bw-test-mock.h"
#include "bw-test-notifier.h"
#include "bw-test-people.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define SUMMARY "application/simple-message-summary"

/* The places of Notify's arguments. */
enum { REPLACES = 1, TITLE = 3, BODY = 4, ACTIONS = 5, HINTS = 6 };

typedef struct {
  TestMock *desktop;
  TestNotifier *server;
  TestPhone *alice;
  BwNotifier *notifier;
  char *dialed;
  BwAccount *account; /* borrowed: of the last signal that had one */
  BwPerson *person;   /* the same */
  guint watchers;
  guint listened;
  guint voicemail;
} Fixture;

static void
dial_cb (Fixture *self, const char *address, BwAccount *account)
{
  g_free (self->dialed);
  self->dialed = g_strdup (address);
  self->account = account;
}

static void
present_person_cb (Fixture *self, BwPerson *person)
{
  self->person = person;
}

static void
listen_cb (Fixture *self, BwAccount *account)
{
  self->listened++;
  self->account = account;
}

static void
start_notifier (Fixture *self)
{
  self->notifier = bw_notifier_new (self->alice->phone, BW_NOTIFIER_PATIENCE);
  g_signal_connect_swapped (self->notifier, "dial", G_CALLBACK (dial_cb), self);
  g_signal_connect_swapped (self->notifier, "present-person", G_CALLBACK (present_person_cb), self);
  g_signal_connect_swapped (self->notifier, "present-watchers", G_CALLBACK (test_count_cb),
                            &self->watchers);
  g_signal_connect_swapped (self->notifier, "present-voicemail", G_CALLBACK (test_count_cb),
                            &self->voicemail);
  g_signal_connect_swapped (self->notifier, "listen", G_CALLBACK (listen_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desktop =
      test_mock_new (G_BUS_TYPE_SESSION, "notification_daemon",
                     "{\"capabilities\": \"body body-markup actions\"}", NAME, PATH, NAME);
  self->server = test_notifier_new (NULL);
  self->alice = test_phone_new_bare ("alice", 0);
  start_notifier (self);
  test_notifier_sign_in (self->server, self->alice, "udp");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  test_phone_free (self->alice);
  test_notifier_free (self->server);
  test_mock_free (self->desktop);
  g_free (self->dialed);
}

static guint
count_shown (Fixture *self)
{
  return test_mock_count (self->desktop, "Notify");
}

static void
wait_shown (Fixture *self, guint count)
{
  test_wait (count_shown (self) == count);
}

static void
wait_withdrawn (Fixture *self, guint count)
{
  test_wait (test_mock_count (self->desktop, "CloseNotification") == count);
}

static void
assert_said (Fixture *self, guint index, const char *wanted)
{
  g_autoptr (GVariant) argument = test_mock_argument (self->desktop, "Notify", index);
  g_autofree char *text = g_variant_print (argument, FALSE);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_hint (Fixture *self, const char *name, const char *wanted)
{
  g_autoptr (GVariant) hints = test_mock_argument (self->desktop, "Notify", HINTS);
  g_autoptr (GVariant) hint = g_variant_lookup_value (hints, name, NULL);
  g_autofree char *text = hint ? g_variant_print (hint, FALSE) : NULL;

  g_assert_cmpstr (text, ==, wanted);
}

static void
press (Fixture *self, guint number, const char *key)
{
  test_mock_emit (self->desktop, "ActionInvoked", g_variant_new ("(us)", number, key));
}

/* --- who asks to see the presence --- */

static BwWatcher *
ask (Fixture *self, const char *address, const char *name)
{
  BwWatcher *watcher = bw_store_ensure_watcher (
      self->alice->store, bw_account_get_id (self->alice->account), address, name, NULL);

  g_assert_nonnull (watcher);
  g_signal_emit_by_name (bw_phone_get_watchers (self->alice->phone), "asked", watcher);

  return watcher;
}

/* What strangers call themselves is text, whatever it looks like; their address stands by it. */
static void
test_watcher_asks (Fixture *self, gconstpointer data)
{
  ask (self, "<b>@example.org", "<i>Bob</i> &\n\"co\"");
  wait_shown (self, 1);
  assert_said (self, TITLE, "'<i>Bob</i> & \"co\" wants to see whether you can be reached'");
  assert_said (self, BODY, "'&lt;b&gt;@example.org'");
  assert_said (self, ACTIONS,
               "['default', 'Show', 'allow', 'Allow', 'block', 'Block', 'later', 'Later']");
  assert_hint (self, "urgency", "0x01");
  assert_hint (self, "category", "'presence'");
  press (self, 1, "default");
  test_wait (self->watchers == 1);
}

typedef struct {
  const char *key;
  BwWatcherDecision decision;
} Answer;

static void
test_watcher_answer (Fixture *self, gconstpointer data)
{
  const Answer *answer = data;
  BwWatcher *watcher = ask (self, "bob@example.org", "Bob");
  BwWatcher *other = ask (self, "carol@example.org", NULL);

  wait_shown (self, 2);
  press (self, 1, answer->key);
  wait_withdrawn (self, 1);
  g_assert_cmpint (bw_watcher_get_decision (watcher), ==, answer->decision);
  g_assert_cmpint (bw_watcher_get_decision (other), ==, BW_WATCHER_ASKED);
  g_assert_cmpuint (self->watchers, ==, 0);
  g_assert_cmpuint (count_shown (self), ==, 2);
}

/* Also while it is on its way to the screen. */
static void
test_watcher_decided_elsewhere (Fixture *self, gconstpointer data)
{
  BwWatchers *watchers = bw_phone_get_watchers (self->alice->phone);
  BwWatcher *bob = ask (self, "bob@example.org", "Bob");
  BwWatcher *carol = ask (self, "carol@example.org", NULL);

  wait_shown (self, 2);
  g_assert_true (bw_watchers_decide (watchers, bob, BW_WATCHER_BLOCKED, NULL));
  wait_withdrawn (self, 1);
  press (self, 1, "allow");
  g_assert_true (bw_watchers_forget (watchers, carol, NULL));
  wait_withdrawn (self, 2);
  g_assert_cmpint (bw_watcher_get_decision (bob), ==, BW_WATCHER_BLOCKED);
}

static void
test_watcher_quiet (Fixture *self, gconstpointer data)
{
  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  ask (self, "bob@example.org", "Bob");
  wait_shown (self, 1);
  assert_hint (self, "urgency", "0x00");
  assert_hint (self, "suppress-sound", "true");
}

/* --- somebody can be reached at last --- */

static void
show_light (Fixture *self, const char *basic, const char *activity, const char *note)
{
  g_autofree char *body = test_pidf ("bob", basic, activity, note);

  test_notifier_notify (self->server, "bob", "presence", TEST_PIDF, body, NULL);
}

/* Returns: (transfer none): Bob, who was away and is waited for, and can be reached now */
static BwBuddy *
come_back (Fixture *self)
{
  g_autoptr (BwPerson) draft = NULL;
  BwBuddy *bob = test_buddy (self->alice, "bob@notifier.test");

  draft = bw_person_copy (bw_buddy_get_person (bob));
  g_object_set (draft, "name", "Bob <Martin>", NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, draft, NULL, NULL));
  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
  show_light (self, "open", "<rpid:away/>", "");
  test_wait_light (bob, BW_PRESENCE_AWAY);
  bw_buddy_set_tell_when_free (bob, TRUE);
  show_light (self, "open", "", "At my &lt;desk&gt;");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  wait_shown (self, 1);

  return bob;
}

static void
test_free (Fixture *self, gconstpointer data)
{
  come_back (self);
  assert_said (self, TITLE, "'Bob <Martin> can be reached now'");
  assert_said (self, BODY, "'Online · At my &lt;desk&gt;'");
  assert_said (self, ACTIONS, "['default', 'Show', 'call', 'Call Now']");
  assert_hint (self, "category", "'presence.online'");
  press (self, 1, "call");
  wait_withdrawn (self, 1);
  g_assert_cmpstr (self->dialed, ==, "bob@notifier.test");
  g_assert_true (self->account == self->alice->account);
}

static void
test_free_show (Fixture *self, gconstpointer data)
{
  BwBuddy *bob = come_back (self);

  press (self, 1, "default");
  test_wait (self->person == bw_buddy_get_person (bob));
  g_assert_null (self->dialed);
}

/* An offer that does not hold any more is taken back, and was made once. */
static void
test_free_no_more (Fixture *self, gconstpointer data)
{
  BwBuddy *bob = come_back (self);

  show_light (self, "open", "<rpid:meeting/>", "");
  test_wait_light (bob, BW_PRESENCE_BUSY);
  wait_withdrawn (self, 1);
  show_light (self, "open", "", "");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  bw_buddy_set_tell_when_free (bob, TRUE);
  show_light (self, "closed", "", "");
  test_wait_light (bob, BW_PRESENCE_OFFLINE);
  show_light (self, "open", "", "");
  wait_shown (self, 2);
  assert_hint (self, "urgency", "0x00");
  assert_hint (self, "suppress-sound", "true");
}

static void
test_free_removed (Fixture *self, gconstpointer data)
{
  BwBuddy *bob = come_back (self);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, bw_buddy_get_person (bob));
  g_assert_true (bw_store_remove_people (self->alice->store, people, NULL));
  wait_withdrawn (self, 1);
}

/* --- voice messages --- */

static void
leave (Fixture *self, const char *summary)
{
  g_autofree char *body = g_strconcat ("Messages-Waiting: ", summary, "\\r\\n", NULL);
  g_autofree char *answer =
      test_notifier_tell (self->server, "stray", "message-summary", SUMMARY, body, NULL);

  g_assert_cmpstr (answer, ==, "ANSWER=200");
}

#define ACCOUNT "yes\\r\\nMessage-Account: sip:*97@notifier.test\\r\\n"

/* Told of once, and anew when there are more. */
static void
test_voicemail (Fixture *self, gconstpointer data)
{
  leave (self, ACCOUNT "Voice-Message: 2/5 (1/0)");
  wait_shown (self, 1);
  assert_said (self, TITLE, "'2 new voice messages'");
  assert_said (self, BODY, "'1 of them is urgent'");
  assert_said (self, ACTIONS, "['default', 'Show', 'listen', 'Listen', 'later', 'Later']");
  assert_hint (self, "sound-name", "'message-new-instant'");

  leave (self, ACCOUNT "Voice-Message: 2/5 (1/0)");
  leave (self, ACCOUNT "Voice-Message: 2/6 (0/0)");
  leave (self, ACCOUNT "Voice-Message: 3/6 (0/0)");
  wait_shown (self, 2);
  assert_said (self, TITLE, "'3 new voice messages'");
  assert_said (self, BODY, "''");
  assert_said (self, REPLACES, "1");
}

static void
test_voicemail_gone (Fixture *self, gconstpointer data)
{
  leave (self, ACCOUNT "Voice-Message: 2/5");
  wait_shown (self, 1);
  leave (self, "no\\r\\nVoice-Message: 0/7");
  wait_withdrawn (self, 1);
  leave (self, ACCOUNT "Voice-Message: 1/7");
  wait_shown (self, 2);
  assert_said (self, TITLE, "'1 new voice message'");
}

static void
test_voicemail_listen (Fixture *self, gconstpointer data)
{
  leave (self, ACCOUNT "Voice-Message: 2/5");
  wait_shown (self, 1);
  press (self, 1, "listen");
  wait_withdrawn (self, 1);
  g_assert_cmpuint (self->listened, ==, 1);
  g_assert_true (self->account == self->alice->account);
}

/* Later is not now: nothing is said again before there is something new. */
static void
test_voicemail_later (Fixture *self, gconstpointer data)
{
  leave (self, ACCOUNT "Voice-Message: 2/5");
  wait_shown (self, 1);
  press (self, 1, "later");
  wait_withdrawn (self, 1);
  leave (self, ACCOUNT "Voice-Message: 2/5");
  g_assert_cmpuint (self->listened + self->voicemail, ==, 0);
  leave (self, ACCOUNT "Voice-Message: 3/5");
  wait_shown (self, 2);
  assert_said (self, TITLE, "'3 new voice messages'");
  press (self, 2, "default");
  test_wait (self->voicemail == 1);
}

/* Servers that do not count, and that do not say where the mailbox is. */
static void
test_voicemail_uncounted (Fixture *self, gconstpointer data)
{
  leave (self, "yes");
  wait_shown (self, 1);
  assert_said (self, TITLE, "'New voice messages'");
  assert_said (self, ACTIONS, "['default', 'Show', 'later', 'Later']");
}

/* Faxes are shown, not told of. */
static void
test_voicemail_quiet (Fixture *self, gconstpointer data)
{
  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  leave (self, "yes\\r\\nFax-Message: 3/0");
  leave (self, ACCOUNT "Voice-Message: 1/0");
  wait_shown (self, 1);
  assert_said (self, TITLE, "'1 new voice message'");
  assert_hint (self, "urgency", "0x00");
  assert_hint (self, "suppress-sound", "true");
  assert_hint (self, "sound-name", NULL);
}

/* Who looks at the mailbox needs no notice, neither now nor when looking away. */
static void
test_voicemail_attended (Fixture *self, gconstpointer data)
{
  leave (self, ACCOUNT "Voice-Message: 1/0");
  wait_shown (self, 1);
  bw_notifier_set_attended_voicemail (self->notifier, TRUE);
  wait_withdrawn (self, 1);
  leave (self, ACCOUNT "Voice-Message: 2/0");
  bw_notifier_set_attended_voicemail (self->notifier, FALSE);
  leave (self, ACCOUNT "Voice-Message: 2/0");
  leave (self, ACCOUNT "Voice-Message: 3/0");
  wait_shown (self, 2);
  assert_said (self, TITLE, "'3 new voice messages'");
}

/* The next run knows what this one has said. */
static void
test_voicemail_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");

  bw_notifier_keep (self->notifier, settings);
  leave (self, ACCOUNT "Voice-Message: 2/0");
  wait_shown (self, 1);
  g_assert_finalize_object (self->notifier);
  test_phone_restart (self->alice);
  self->alice->account = bw_phone_get_default_account (self->alice->phone);
  start_notifier (self);
  bw_notifier_keep (self->notifier, settings);
  test_wait (bw_account_get_state (self->alice->account) == BW_ACCOUNT_STATE_REGISTERED);
  leave (self, ACCOUNT "Voice-Message: 2/1");
  leave (self, ACCOUNT "Voice-Message: 3/1");
  wait_shown (self, 2);
  assert_said (self, TITLE, "'3 new voice messages'");
  g_settings_reset (settings, "voicemail-told");
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/desktop/people-notices/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  static const Answer allow = { "allow", BW_WATCHER_ALLOWED };
  static const Answer block = { "block", BW_WATCHER_BLOCKED };
  static const Answer later = { "later", BW_WATCHER_ASKED };
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  ADD ("watcher/asks", NULL, test_watcher_asks);
  ADD ("watcher/allow", &allow, test_watcher_answer);
  ADD ("watcher/block", &block, test_watcher_answer);
  ADD ("watcher/later", &later, test_watcher_answer);
  ADD ("watcher/decided-elsewhere", NULL, test_watcher_decided_elsewhere);
  ADD ("watcher/quiet", NULL, test_watcher_quiet);
  ADD ("free/call", NULL, test_free);
  ADD ("free/show", NULL, test_free_show);
  ADD ("free/no-more", NULL, test_free_no_more);
  ADD ("free/removed", NULL, test_free_removed);
  ADD ("voicemail/counts", NULL, test_voicemail);
  ADD ("voicemail/gone", NULL, test_voicemail_gone);
  ADD ("voicemail/listen", NULL, test_voicemail_listen);
  ADD ("voicemail/later", NULL, test_voicemail_later);
  ADD ("voicemail/uncounted", NULL, test_voicemail_uncounted);
  ADD ("voicemail/quiet", NULL, test_voicemail_quiet);
  ADD ("voicemail/attended", NULL, test_voicemail_attended);
  ADD ("voicemail/kept", NULL, test_voicemail_kept);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
