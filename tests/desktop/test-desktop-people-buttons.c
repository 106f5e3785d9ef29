/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two phones, and the real notification server of the test session, whose buttons are pressed: who
 * may see the presence, who is called back, and who gets through to one who is not to be disturbed.
 */

#include "bw-attention.h"
#include "bw-mailbox-private.h"
#include "bw-notifier.h"
#include "bw-store-people.h"
#include "bw-store-watchers.h"
#include "bw-test-people.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  TestPhone *alice; /* has the notifier */
  TestPhone *bob;
  BwNotifier *notifier;
  BwAccount *listened; /* borrowed */
  guint dialled;
} Fixture;

static int
run (char **command, char **output)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, NULL, &status,
                &error);
  g_assert_no_error (error);

  return status;
}

static int
displayed (void)
{
  char *command[] = { (char *) "dunstctl", (char *) "count", (char *) "displayed", NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (run (command, &output), ==, 0);

  return atoi (output);
}

static void
control (const char *what, const char *value)
{
  char *command[] = { (char *) "dunstctl", (char *) what, (char *) value, NULL };

  g_assert_cmpint (run (command, NULL), ==, 0);
}

static void
press (const char *label)
{
  char *command[] = { (char *) g_getenv ("BW_TEST_PRESS"), (char *) label, NULL };

  g_assert_cmpint (run (command, NULL), ==, 0);
}

/* What the application does. */
static void
dial_cb (Fixture *self, const char *address, BwAccount *account)
{
  g_autofree char *uri = test_phone_uri (self->bob);

  g_assert_cmpstr (address, ==, "bob@127.0.0.1");
  g_assert_nonnull (bw_phone_dial (self->alice->phone, account, uri, FALSE, NULL));
  self->dialled++;
}

static void
listen_cb (Fixture *self, BwAccount *account)
{
  self->listened = account;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  control ("close-all", NULL);
  self->alice = test_phone_new ("alice", 440);
  self->bob = test_phone_new ("bob", 1000);
  self->notifier = bw_notifier_new (self->alice->phone, BW_NOTIFIER_PATIENCE);
  g_signal_connect_swapped (self->notifier, "dial", G_CALLBACK (dial_cb), self);
  g_signal_connect_swapped (self->notifier, "listen", G_CALLBACK (listen_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  test_phone_free (self->bob);
  test_phone_free (self->alice);
  test_wait (displayed () == 0);
}

/* Bob watches Alice, of which she is asked. Returns: (transfer none): what he sees of her */
static BwBuddy *
watch_alice (Fixture *self)
{
  g_autofree char *uri = test_phone_uri (self->alice);
  BwBuddy *alice = test_buddy (self->bob, uri);

  test_wait (displayed () == 1);

  return alice;
}

static BwWatcherDecision
decision (Fixture *self)
{
  BwWatcher *watcher = bw_store_find_watcher (
      self->alice->store, bw_account_get_id (self->alice->account), "bob@phones.test");

  g_assert_nonnull (watcher);

  return bw_watcher_get_decision (watcher);
}

static void
test_allow (Fixture *self, gconstpointer data)
{
  BwBuddy *alice = watch_alice (self);

  press ("Allow");
  test_wait_light (alice, BW_PRESENCE_ONLINE);
  g_assert_cmpint (decision (self), ==, BW_WATCHER_ALLOWED);
  test_wait (displayed () == 0);
}

static void
test_block (Fixture *self, gconstpointer data)
{
  BwBuddy *alice = watch_alice (self);

  press ("Block");
  test_wait_light (alice, BW_PRESENCE_OFFLINE);
  g_assert_cmpint (decision (self), ==, BW_WATCHER_BLOCKED);
  test_wait (displayed () == 0);
}

/* Who asks again is not asked about again: it stands in the list. */
static void
test_later (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = test_phone_uri (self->alice);
  BwBuddy *alice = watch_alice (self);
  guint asked = 0;

  g_signal_connect_swapped (bw_phone_get_watchers (self->alice->phone), "asked",
                            G_CALLBACK (test_count_cb), &asked);
  press ("Later");
  test_wait (displayed () == 0);
  test_wait_subscription (alice, BW_SUBSCRIPTION_PENDING);
  bw_phone_set_network_available (self->bob->phone, FALSE);
  bw_phone_set_network_available (self->bob->phone, TRUE);
  test_wait_subscription (alice, BW_SUBSCRIPTION_PENDING);
  bw_buddy_refresh (alice);
  test_buddy (self->bob, uri);
  g_assert_cmpint (bw_buddy_get_presence (alice), ==, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (decision (self), ==, BW_WATCHER_ASKED);
  g_assert_cmpuint (asked, ==, 0);
  g_assert_cmpint (displayed (), ==, 0);
  g_signal_handlers_disconnect_by_data (bw_phone_get_watchers (self->alice->phone), &asked);
}

/* Bob comes back from his break, and is called. */
static void
test_call_now (Fixture *self, gconstpointer data)
{
  BwMyPresence *of_bob = bw_phone_get_presence (self->bob->phone);
  g_autofree char *uri = test_phone_uri (self->bob);
  BwBuddy *bob;

  g_object_set (bw_phone_get_watchers (self->bob->phone), "policy", BW_WATCHER_POLICY_EVERYBODY,
                NULL);
  bw_my_presence_set_status (of_bob, BW_STATUS_AWAY);
  bob = test_buddy (self->alice, uri);
  test_wait_light (bob, BW_PRESENCE_AWAY);
  bw_buddy_set_tell_when_free (bob, TRUE);
  bw_my_presence_set_status (of_bob, BW_STATUS_ONLINE);
  test_wait (displayed () == 1);
  press ("Call Now");
  test_wait (self->dialled == 1);
  test_wait_state (test_phone_call (self->bob, 0), BW_CALL_STATE_INCOMING);
  test_wait (displayed () == 0);
}

static void
test_listen (Fixture *self, gconstpointer data)
{
  static const char summary[] = "Messages-Waiting: yes\r\nMessage-Account: sip:97@phones.test\r\n"
                                "Voice-Message: 2/0\r\n";
  g_autoptr (GBytes) body = g_bytes_new_static (summary, strlen (summary));

  g_assert_true (bw_mailbox_take (bw_account_get_mailbox (self->alice->account), body));
  test_wait (displayed () == 1);
  press ("Listen");
  test_wait (self->listened == self->alice->account);
  test_wait (displayed () == 0);
}

/* Only favourites get through to one who is not to be disturbed. */
static void
befriend (Fixture *self, gboolean favourite)
{
  g_autoptr (BwPerson) bob = bw_person_new ();

  bw_person_add_address (bob, BW_PERSON_ADDRESS_SIP, "bob@phones.test", NULL);
  g_object_set (bob, "name", "Robert", "favourite", favourite, NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, bob, NULL, NULL));
  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
}

static void
test_favourite (Fixture *self, gconstpointer data)
{
  BwCall *there;

  befriend (self, TRUE);
  there = test_phone_dial (self->bob, self->alice);
  test_wait_state (there, BW_CALL_STATE_RINGING);
  test_wait (displayed () == 1);
  press ("Answer");
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (there, NULL));
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

/* Neither who is no favourite, nor a favourite of one who wants to hear of nobody. */
static void
test_no_exception (Fixture *self, gconstpointer favourite)
{
  BwCall *there;

  befriend (self, favourite != NULL);
  g_object_set (bw_phone_get_presence (self->alice->phone), "favourites-ring", favourite == NULL,
                "busy-answer", 486, NULL);
  there = test_phone_dial (self->bob, self->alice);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpuint (bw_call_get_code (there), ==, 486);
  test_wait (displayed () == 1);
  press ("Show");
  test_wait (displayed () == 0);
}

/* The switch of the notification server itself. */
static void
test_paused (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");
  BwMyPresence *presence = bw_phone_get_presence (self->alice->phone);
  g_autoptr (BwAttention) attention = bw_attention_new (presence, settings);

  control ("set-paused", "true");
  test_wait (bw_phone_get_do_not_disturb (self->alice->phone));
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_DO_NOT_DISTURB);
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_ONLINE);
  control ("set-paused", "false");
  test_wait (!bw_phone_get_do_not_disturb (self->alice->phone));
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_ONLINE);
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/desktop/people-buttons/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("allow", NULL, test_allow);
  ADD ("block", NULL, test_block);
  ADD ("later", NULL, test_later);
  ADD ("call-now", NULL, test_call_now);
  ADD ("listen", NULL, test_listen);
  ADD ("favourite", NULL, test_favourite);
  ADD ("stranger", NULL, test_no_exception);
  ADD ("no-favourites", "yes", test_no_exception);
  ADD ("paused", NULL, test_paused);

  return g_test_run ();
}
