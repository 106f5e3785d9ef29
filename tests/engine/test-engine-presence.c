/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who can be reached, by a real Kamailio: what people publish, what their telephones do, and what
 * becomes of it when the server or the network goes. */

#include "bw-call-private.h"
#include "bw-store-people.h"
#include "bw-test-people.h"
#include "bw-test-server.h"

#include <glib.h>
#include <string.h>

static void
publish_presence (TestServer *server,
                  const char *user,
                  const char *basic,
                  const char *activity,
                  const char *note)
{
  g_autofree char *address = g_strconcat (user, "@localhost", NULL);
  g_autofree char *body = test_pidf (address, basic, activity, note);

  test_server_publish (server, user, "presence", TEST_PIDF, body);
}

typedef struct {
  TestServer *server;
  TestPhone *alice;
} Watching;

static void
watching_set_up (Watching *self, gconstpointer transport)
{
  self->server = test_server_new ("good");
  self->alice = test_phone_new_bare ("alice", 0);
  test_server_sign_in (self->server, self->alice, "alice", transport);
}

static void
watching_tear_down (Watching *self, gconstpointer transport)
{
  test_phone_free (self->alice);
  test_server_free (self->server);
}

static void
test_lights (Watching *self, gconstpointer transport)
{
  BwBuddy *bob;

  publish_presence (self->server, "bob", "open", "<rpid:meeting/>", "Back at 3");
  bob = test_buddy (self->alice, "bob@localhost");
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_UNKNOWN);
  g_assert_true (bw_buddy_get_account (bob) == self->alice->account);
  test_wait_light (bob, BW_PRESENCE_BUSY);
  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpstr (bw_buddy_get_note (bob), ==, "Back at 3");
  g_assert_cmpint (bw_buddy_get_activity (bob), ==, BW_ACTIVITY_MEETING);
  g_assert_cmpint (bw_buddy_get_source (bob), ==, BW_PRESENCE_SOURCE_STATUS);
  g_assert_cmpint (bw_buddy_get_reason (bob), ==, BW_REASON_NONE);
}

/* A light that turns is told of once, and only where somebody wanted to know. */
static void
test_became_free (Watching *self, gconstpointer transport)
{
  BwBuddies *buddies = bw_phone_get_buddies (self->alice->phone);
  BwBuddy *bob = test_buddy (self->alice, "bob@localhost");
  guint free_count = 0, changes = 0;

  g_signal_connect_swapped (buddies, "became-free", G_CALLBACK (test_count_cb), &free_count);
  g_signal_connect_swapped (buddies, "person-changed", G_CALLBACK (test_count_cb), &changes);
  publish_presence (self->server, "bob", "closed", "", "");
  test_wait_light (bob, BW_PRESENCE_OFFLINE);
  g_assert_cmpuint (changes, >, 0);
  bw_buddy_set_tell_when_free (bob, TRUE);
  publish_presence (self->server, "bob", "open", "<rpid:away/>", "");
  test_wait_light (bob, BW_PRESENCE_AWAY);
  g_assert_cmpuint (free_count, ==, 0);
  g_assert_true (bw_buddy_get_tell_when_free (bob));
  publish_presence (self->server, "bob", "open", "", "");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  g_assert_cmpuint (free_count, ==, 1);
  g_assert_false (bw_buddy_get_tell_when_free (bob));
  g_signal_handlers_disconnect_by_data (buddies, &free_count);
  g_signal_handlers_disconnect_by_data (buddies, &changes);
}

/* The server goes: nobody is said to be offline, and everything is there again when it comes. */
static void
test_restart (Watching *self, gconstpointer transport)
{
  BwBuddy *bob;

  publish_presence (self->server, "bob", "open", "", "Here");
  bob = test_buddy (self->alice, "bob@localhost");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_server_command (self->server, "kill");
  test_wait_light (bob, BW_PRESENCE_UNKNOWN);
  test_wait_subscription (bob, BW_SUBSCRIPTION_WAITING);
  g_assert_cmpint (bw_buddy_get_reason (bob), !=, BW_REASON_NONE);
  g_assert_null (bw_buddy_get_note (bob));
  test_server_command (self->server, "start");
  publish_presence (self->server, "bob", "open", "<rpid:away/>", "");
  test_wait_light (bob, BW_PRESENCE_AWAY);
  g_assert_cmpint (bw_buddy_get_reason (bob), ==, BW_REASON_NONE);
}

static void
count_unknown_cb (BwBuddy *buddy, GParamSpec *pspec, guint *count)
{
  *count += bw_buddy_get_presence (buddy) == BW_PRESENCE_UNKNOWN;
}

static void
test_network (Watching *self, gconstpointer transport)
{
  BwBuddy *bob;

  publish_presence (self->server, "bob", "open", "", "Here");
  bob = test_buddy (self->alice, "bob@localhost");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  bw_phone_set_network_available (self->alice->phone, FALSE);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (bw_buddy_get_reason (bob), ==, BW_REASON_NETWORK);
  bw_phone_set_network_available (self->alice->phone, TRUE);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  g_assert_cmpstr (bw_buddy_get_note (bob), ==, "Here");
}

/* Who has never said anything is unknown, and so is who has gone without a word: what was published
 * has run out. */
static void
test_run_out (Watching *self, gconstpointer transport)
{
  g_autofree char *body = test_pidf ("bob@localhost", "open", "", "Here");
  BwBuddy *bob = test_buddy (self->alice, "bob@localhost");

  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_UNKNOWN);
  test_server_publish_for (self->server, "bob", "presence", TEST_PIDF, body, 3);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_wait_light (bob, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (bw_buddy_get_subscription (bob), ==, BW_SUBSCRIPTION_ACTIVE);
  g_assert_null (bw_buddy_get_note (bob));
}

/* Over UDP nobody hears of a server's restart: the next refresh is answered with 481, and all is
 * asked for anew, with no light lost on the way. */
static void
test_quiet_restart (Watching *self, gconstpointer transport)
{
  guint unknown = 0;
  BwBuddy *bob;

  publish_presence (self->server, "bob", "open", "", "Here");
  bob = test_buddy (self->alice, "bob@localhost");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
  test_server_command (self->server, "kill");
  test_server_command (self->server, "start");
  publish_presence (self->server, "bob", "open", "<rpid:away/>", "");
  g_signal_connect (bob, "notify::presence", G_CALLBACK (count_unknown_cb), &unknown);
  bw_buddy_refresh (bob);
  test_wait_light (bob, BW_PRESENCE_AWAY);
  g_assert_cmpuint (unknown, ==, 0);
  g_signal_handlers_disconnect_by_data (bob, &unknown);
}

/* An account that is switched off and on, or signs in anew, asks for everything again. */
static void
test_signed_in_anew (Watching *self, gconstpointer transport)
{
  BwBuddy *bob;

  publish_presence (self->server, "bob", "open", "", "Here");
  bob = test_buddy (self->alice, "bob@localhost");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  bw_account_set_enabled (self->alice->account, FALSE);
  test_wait_light (bob, BW_PRESENCE_UNKNOWN);
  test_wait_subscription (bob, BW_SUBSCRIPTION_NONE);
  publish_presence (self->server, "bob", "open", "<rpid:away/>", "");
  bw_account_set_enabled (self->alice->account, TRUE);
  test_wait_light (bob, BW_PRESENCE_AWAY);
}

/* The telephone goes before the status. */
static void
test_dialogs (Watching *self, gconstpointer transport)
{
  BwBuddy *bob;
  g_autofree char *rings = test_dialog_info ("bob@localhost", 1, "early", "", "carol@localhost");
  g_autofree char *talks =
      test_dialog_info ("bob@localhost", 2, "confirmed", "", "carol@localhost");
  g_autofree char *over =
      test_dialog_info ("bob@localhost", 3, "terminated", "", "carol@localhost");

  publish_presence (self->server, "bob", "open", "", "Here");
  bob = test_buddy (self->alice, "bob@localhost");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_server_publish (self->server, "bob", "dialog", TEST_DIALOG_INFO, rings);
  test_wait_light (bob, BW_PRESENCE_RINGING);
  g_assert_cmpint (bw_buddy_get_source (bob) & BW_PRESENCE_SOURCE_PHONE, !=, 0);
  g_assert_false (bw_buddy_get_can_pick_up (bob));
  test_server_publish (self->server, "bob", "dialog", TEST_DIALOG_INFO, talks);
  test_wait_light (bob, BW_PRESENCE_IN_CALL);
  test_server_publish (self->server, "bob", "dialog", TEST_DIALOG_INFO, over);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
}

/* Who is looked at follows the people and the settings of the account. */
static void
test_people (Watching *self, gconstpointer transport)
{
  BwBuddies *buddies = bw_phone_get_buddies (self->alice->phone);
  BwPerson *person = test_watch (self->alice, "bob");
  g_autoptr (BwPerson) draft = bw_person_copy (person);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  BwBuddy *bob = bw_buddies_find (buddies, "bob@localhost");

  g_assert_true (bob == bw_buddies_find_for_person (buddies, person));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (buddies)), ==, 1);
  g_object_set (draft, "name", "Zoe", NULL);
  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, "carol@localhost", NULL);
  bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, "+49 30 1", NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, draft, NULL, NULL));
  g_assert_true (bw_buddies_find (buddies, "bob@localhost") == bob);
  g_assert_nonnull (bw_buddies_find (buddies, "carol@localhost"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (buddies)), ==, 2);
  publish_presence (self->server, "carol", "open", "", "");
  test_wait_light (bw_buddies_find (buddies, "carol@localhost"), BW_PRESENCE_ONLINE);
  g_assert_true (bw_buddies_find_for_person (buddies, person) ==
                 bw_buddies_find (buddies, "carol@localhost"));
  bw_account_set_enabled (self->alice->account, FALSE);
  test_wait_subscription (bw_buddies_find (buddies, "carol@localhost"), BW_SUBSCRIPTION_NONE);
  bw_account_set_enabled (self->alice->account, TRUE);
  test_wait_light (bw_buddies_find (buddies, "carol@localhost"), BW_PRESENCE_ONLINE);
  g_ptr_array_add (gone, person);
  g_assert_true (bw_store_remove_people (self->alice->store, gone, NULL));
  test_wait (g_list_model_get_n_items (G_LIST_MODEL (buddies)) == 0);
}

static char *
dup_tag (BwCall *call, const char *header)
{
  const LinphoneCallParams *answered =
      linphone_call_get_remote_params (bw_call_get_engine_call (call));
  const char *value = linphone_call_params_get_custom_header (answered, header);
  const char *tag = value ? strstr (value, ";tag=") : NULL;

  g_assert_nonnull (tag);

  return g_strndup (tag + strlen (";tag="), strcspn (tag + 1, ";") - strlen ("tag="));
}

/* What the telephone where it rings publishes of a call; @dialled: the same call at the caller */
static char *
ringing_document (BwCall *dialled)
{
  LinphoneCallLog *log = linphone_call_get_call_log (bw_call_get_engine_call (dialled));
  g_autofree char *there = dup_tag (dialled, "To");
  g_autofree char *here = dup_tag (dialled, "From");
  g_autofree char *ids = g_strdup_printf ("call-id=\"%s\" local-tag=\"%s\" remote-tag=\"%s\"",
                                          linphone_call_log_get_call_id (log), there, here);

  return test_dialog_info ("bob@localhost", 1, "early", ids, "carol@localhost");
}

static TestPhone *
sign_in (TestServer *server, const char *user)
{
  TestPhone *phone = test_phone_new_bare (user, 0);

  test_server_sign_in (server, phone, user, "udp");

  return phone;
}

/* Carol calls Bob, and Alice takes the call: all three know. */
static void
test_pick_up (Watching *self, gconstpointer transport)
{
  g_autoptr (TestPhone) bob = sign_in (self->server, "bob");
  g_autoptr (TestPhone) carol = sign_in (self->server, "carol");
  BwBuddies *buddies = bw_phone_get_buddies (self->alice->phone);
  BwBuddy *buddy = test_buddy (self->alice, "bob@localhost");
  g_autoptr (BwCall) dialled = NULL;
  g_autoptr (BwCall) ringing = NULL;
  g_autofree char *document = NULL;
  g_autoptr (GError) error = NULL;
  BwCall *taken;

  dialled = g_object_ref (bw_phone_dial (carol->phone, NULL, "bob", FALSE, NULL));
  ringing = g_object_ref (test_phone_call (bob, 0));
  test_wait_state (dialled, BW_CALL_STATE_RINGING);
  document = ringing_document (dialled);
  test_server_publish (self->server, "bob", "dialog", TEST_DIALOG_INFO, document);
  test_wait_light (buddy, BW_PRESENCE_RINGING);
  g_assert_true (bw_buddy_get_can_pick_up (buddy));
  taken = bw_buddies_pick_up (buddies, buddy, &error);
  g_assert_no_error (error);
  test_wait_state (taken, BW_CALL_STATE_ACTIVE);
  test_wait_state (dialled, BW_CALL_STATE_ENDED);
  test_wait_state (ringing, BW_CALL_STATE_ENDED);
  test_wait_state (test_phone_call (carol, 1), BW_CALL_STATE_ACTIVE);
}

#define WATCHING(name, transport, function)                                                        \
  g_test_add ("/presence/" name, Watching, transport, watching_set_up, function, watching_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  WATCHING ("lights/udp", "udp", test_lights);
  WATCHING ("lights/tcp", "tcp", test_lights);
  WATCHING ("became-free", "tcp", test_became_free);
  WATCHING ("restart", "tcp", test_restart);
  WATCHING ("quiet-restart", "udp", test_quiet_restart);
  WATCHING ("network", "udp", test_network);
  WATCHING ("run-out", "udp", test_run_out);
  WATCHING ("signed-in-anew", "tcp", test_signed_in_anew);
  WATCHING ("dialogs", "udp", test_dialogs);
  WATCHING ("people", "tcp", test_people);
  WATCHING ("pick-up", "udp", test_pick_up);

  return g_test_run ();
}
