/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of subscriptions at a server that refuses, forgets and ends them as it is told to. */

#include "bw-store-people.h"
#include "bw-test-notifier.h"
#include "bw-test-people.h"

#include <glib.h>
#include <string.h>

typedef struct {
  const char *code;
  BwSubscriptionState state;
  BwReason reason;
} Refusal;

static void
test_refusals (TestWatching *self, gconstpointer transport)
{
  static const Refusal refusals[] = {
    { "403", BW_SUBSCRIPTION_REFUSED, BW_REASON_FORBIDDEN },
    { "404", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_FOUND },
    { "405", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_SUPPORTED },
    { "489", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_SUPPORTED },
    { "501", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_SUPPORTED },
    { "480", BW_SUBSCRIPTION_WAITING, BW_REASON_UNAVAILABLE },
    { "481", BW_SUBSCRIPTION_WAITING, BW_REASON_SERVER_ERROR },
    { "500", BW_SUBSCRIPTION_WAITING, BW_REASON_SERVER_ERROR },
    { "503", BW_SUBSCRIPTION_WAITING, BW_REASON_SERVER_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *user = g_strconcat ("code", refusals[i].code, NULL);
    g_autofree char *address = g_strconcat (user, "@notifier.test", NULL);
    BwBuddy *buddy;

    test_notifier_do (self->server, "answer", user, "presence", refusals[i].code, NULL);
    buddy = test_buddy (self->alice, address);
    test_wait_subscription (buddy, refusals[i].state);
    g_assert_cmpint (bw_buddy_get_reason (buddy), ==, refusals[i].reason);
    g_assert_cmpuint (bw_buddy_get_code (buddy), ==, (guint) atoi (refusals[i].code));
    g_assert_cmpint (bw_buddy_get_presence (buddy), ==, BW_PRESENCE_UNKNOWN);
  }
}

/* Refused for good is asked again only when a person wants it. */
static void
test_try_again (TestWatching *self, gconstpointer transport)
{
  BwBuddy *buddy;

  test_notifier_do (self->server, "answer", "bob", "presence", "403", NULL);
  buddy = test_buddy (self->alice, "bob@notifier.test");
  test_wait_subscription (buddy, BW_SUBSCRIPTION_REFUSED);
  bw_phone_set_network_available (self->alice->phone, FALSE);
  bw_phone_set_network_available (self->alice->phone, TRUE);
  test_wait (bw_account_get_state (self->alice->account) == BW_ACCOUNT_STATE_REGISTERED);
  g_assert_cmpint (bw_buddy_get_subscription (buddy), ==, BW_SUBSCRIPTION_REFUSED);
  test_notifier_open_pidf (self->server, "bob", "open", "Hello");
  test_notifier_do (self->server, "answer", "bob", "presence", "200", NULL);
  bw_buddy_refresh (buddy);
  test_wait_light (buddy, BW_PRESENCE_ONLINE);
}

static void
test_retry_after (TestWatching *self, gconstpointer transport)
{
  gint64 begin = g_get_monotonic_time ();
  BwBuddy *buddy;

  test_notifier_do (self->server, "answer", "bob", "presence", "503", "Retry-After: 5", NULL);
  buddy = test_buddy (self->alice, "bob@notifier.test");
  test_wait_subscription (buddy, BW_SUBSCRIPTION_WAITING);
  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_notifier_do (self->server, "answer", "bob", "presence", "200", NULL);
  test_wait_light (buddy, BW_PRESENCE_ONLINE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 5 * G_USEC_PER_SEC);
}

/* What is too brief for a server is asked for longer; one that is never content is let be. */
static void
test_interval (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob, *carol;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_notifier_do (self->server, "answer", "bob", "presence", "423", "Min-Expires: 1800", NULL);
  test_notifier_do (self->server, "answer", "carol", "presence", "423", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  carol = test_buddy (self->alice, "carol@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_wait_subscription (carol, BW_SUBSCRIPTION_REFUSED);
  g_assert_cmpint (bw_buddy_get_reason (carol), ==, BW_REASON_INTERVAL_TOO_BRIEF);
  g_assert_cmpuint (bw_buddy_get_code (carol), ==, 423);
}

/* Accepted with 202, and the person has not decided: unknown, and nothing else. */
static void
test_pending (TestWatching *self, gconstpointer transport)
{
  g_autofree char *document = test_pidf ("bob", "open", "", "Decided");
  BwBuddy *bob;

  test_notifier_do (self->server, "answer", "bob", "presence", "202", NULL);
  test_notifier_do (self->server, "open", "bob", "presence", "-", "", "pending;expires=600", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait (test_notifier_count (self->server, "bob", "presence", "COUNT") == 1);
  test_wait_subscription (bob, BW_SUBSCRIPTION_PENDING);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (bw_buddy_get_reason (bob), ==, BW_REASON_NONE);
  test_notifier_notify (self->server, "bob", "presence", TEST_PIDF, document, NULL);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  g_assert_cmpint (bw_buddy_get_subscription (bob), ==, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpstr (bw_buddy_get_note (bob), ==, "Decided");
}

/* Granted for a moment only: it is refreshed within the dialog, and a server that has forgotten it
 * is asked anew without a flicker of the light. */
static void
test_refresh (TestWatching *self, gconstpointer transport)
{
  g_autofree char *document = test_pidf ("bob", "open", "", "");
  BwBuddy *buddy;
  guint changes = 0;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_notifier_do (self->server, "answer", "bob", "presence", "200", "Expires: 5", NULL);
  buddy = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (buddy, BW_PRESENCE_ONLINE);
  test_notifier_notify (self->server, "bob", "presence", TEST_PIDF, document,
                        "@state=active;expires=5");
  g_signal_connect_swapped (buddy, "notify::presence", G_CALLBACK (test_count_cb), &changes);
  test_wait (test_notifier_count (self->server, "bob", "presence", "REFRESHED") > 0);
  test_notifier_do (self->server, "forget", NULL);
  /* While one is on its way, no other goes out. */
  test_wait ((bw_buddy_refresh (buddy),
              test_notifier_count (self->server, "bob", "presence", "COUNT") == 2));
  test_wait_subscription (buddy, BW_SUBSCRIPTION_ACTIVE);
  g_assert_cmpuint (changes, ==, 0);
  g_signal_handlers_disconnect_by_data (buddy, &changes);
}

typedef struct {
  const char *reason;
  BwSubscriptionState state;
  BwReason why;
} End;

/* RFC 6665 4.1.3 */
static void
test_ends (TestWatching *self, gconstpointer transport)
{
  static const End ends[] = {
    { "deactivated", BW_SUBSCRIPTION_ACTIVE, BW_REASON_NONE },
    { "timeout", BW_SUBSCRIPTION_ACTIVE, BW_REASON_NONE },
    { "rejected", BW_SUBSCRIPTION_REFUSED, BW_REASON_FORBIDDEN },
    { "noresource", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_FOUND },
    { "giveup", BW_SUBSCRIPTION_WAITING, BW_REASON_UNAVAILABLE },
    { "probation;retry-after=30", BW_SUBSCRIPTION_WAITING, BW_REASON_UNAVAILABLE },
    { "somethingelse", BW_SUBSCRIPTION_WAITING, BW_REASON_UNAVAILABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *user = g_strdup_printf ("end%zu", i);
    g_autofree char *address = g_strconcat (user, "@notifier.test", NULL);
    g_autofree char *state = g_strconcat ("@state=terminated;reason=", ends[i].reason, NULL);
    BwBuddy *buddy;

    test_notifier_open_pidf (self->server, user, "open", "");
    buddy = test_buddy (self->alice, address);
    test_wait_light (buddy, BW_PRESENCE_ONLINE);
    g_assert_cmpuint (test_notifier_notify (self->server, user, "presence", "-", "", state), ==,
                      200);
    if (ends[i].state == BW_SUBSCRIPTION_ACTIVE)
      test_wait (test_notifier_count (self->server, user, "presence", "COUNT") == 2);
    test_wait_subscription (buddy, ends[i].state);
    g_assert_cmpint (bw_buddy_get_reason (buddy), ==, ends[i].why);
  }
}

/* It is asked again at once where that is wanted, and not sooner where it is not; a server that
 * goes on like that gets some rest. */
static void
test_ends_again (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob, *carol;
  gint64 begin;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  test_notifier_do (self->server, "open", "carol", "presence", "-", "",
                    "terminated;reason=deactivated", NULL);
  bob = test_buddy (self->alice, "bob@notifier.test");
  carol = test_buddy (self->alice, "carol@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  begin = g_get_monotonic_time ();
  test_notifier_notify (self->server, "bob", "presence", "-", "",
                        "@state=terminated;reason=probation;retry-after=4");
  test_wait_light (bob, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (bw_buddy_get_reason (bob), ==, BW_REASON_UNAVAILABLE);
  test_wait_subscription (carol, BW_SUBSCRIPTION_WAITING);
  g_assert_cmpint (bw_buddy_get_reason (carol), ==, BW_REASON_SERVER_ERROR);
  g_assert_cmpuint (test_notifier_count (self->server, "carol", "presence", "COUNT"), <=, 3);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 4 * G_USEC_PER_SEC);
}

/* A server that knows presence, but not who is on the phone. */
static void
test_no_dialogs (TestWatching *self, gconstpointer transport)
{
  static const char *const codes[] = { "489", "403", "404" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *address = g_strdup_printf ("%s@notifier.test", codes[i]);
    BwBuddy *buddy;

    test_notifier_open_pidf (self->server, codes[i], "open", "");
    test_notifier_do (self->server, "answer", codes[i], "dialog", codes[i], NULL);
    buddy = test_buddy (self->alice, address);
    test_watching_change (self, "watch-dialogs", TRUE, NULL);
    test_wait_light (buddy, BW_PRESENCE_ONLINE);
    test_wait_subscription (buddy, BW_SUBSCRIPTION_ACTIVE);
    g_assert_cmpint (bw_buddy_get_reason (buddy), ==, BW_REASON_NONE);
  }
}

/* No faster than the server answers. */
static void
test_pacing (TestWatching *self, gconstpointer transport)
{
  BwBuddy *buddies[50];

  test_notifier_do (self->server, "hold", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (buddies); i++) {
    g_autofree char *user = g_strdup_printf ("buddy%zu", i);
    g_autofree char *address = g_strconcat (user, "@notifier.test", NULL);

    test_notifier_open_pidf (self->server, user, "open", "");
    buddies[i] = test_buddy (self->alice, address);
  }
  test_wait (test_notifier_count (self->server, "buddy0", "presence", "WAITING") == 5);
  test_notifier_open_pidf (self->server, "alice", "open", "");
  g_assert_cmpuint (test_notifier_count (self->server, "buddy0", "presence", "WAITING"), ==, 5);
  test_notifier_do (self->server, "release", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (buddies); i++)
    test_wait_light (buddies[i], BW_PRESENCE_ONLINE);
}

/* Of a challenge there is one for all, and who is not watched any more is told to nobody. */
static void
test_digest (void)
{
  g_autoptr (TestNotifier) server = test_notifier_new ("secret");
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 0);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  BwPerson *person;
  BwBuddy *carol;

  test_notifier_sign_in (server, alice, "udp");
  test_notifier_open_pidf (server, "bob", "open", "");
  test_notifier_open_pidf (server, "carol", "open", "");
  person = test_watch (alice, "bob@notifier.test");
  test_wait_light (bw_buddies_find_for_person (bw_phone_get_buddies (alice->phone), person),
                   BW_PRESENCE_ONLINE);
  carol = test_buddy (alice, "carol@notifier.test");
  test_wait_light (carol, BW_PRESENCE_ONLINE);
  g_assert_cmpuint (test_notifier_count (server, "carol", "presence", "CHALLENGED"), ==, 0);
  g_ptr_array_add (gone, person);
  g_assert_true (bw_store_remove_people (alice->store, gone, NULL));
  test_wait (test_notifier_count (server, "bob", "presence", "ENDED") == 1);
}

/* A connection that breaks is how one hears that a server has forgotten everything. */
static void
test_broken_connection (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_notifier_do (self->server, "forget", NULL);
  test_notifier_do (self->server, "disconnect", NULL);
  test_wait (test_notifier_count (self->server, "bob", "presence", "COUNT") == 2);
  test_wait_light (bob, BW_PRESENCE_ONLINE);
}

static void
test_wake (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  bw_phone_wake (self->alice->phone);
  g_assert_cmpint (bw_buddy_get_presence (bob), ==, BW_PRESENCE_ONLINE);
  test_wait (test_notifier_count (self->server, "bob", "presence", "COUNT") >= 2);
  test_wait_subscription (bob, BW_SUBSCRIPTION_ACTIVE);
}

/* Where the phone ran, nothing is left behind. */
static void
test_goodbye (TestWatching *self, gconstpointer transport)
{
  BwBuddy *bob;

  test_notifier_open_pidf (self->server, "bob", "open", "");
  bob = test_buddy (self->alice, "bob@notifier.test");
  test_wait_light (bob, BW_PRESENCE_ONLINE);
  test_phone_stop (self->alice);
  test_wait (test_notifier_count (self->server, "bob", "presence", "ENDED") == 1);
}

/* Everybody at once, and each gets the light that is its own. */
static void
test_storm (TestWatching *self, gconstpointer transport)
{
  BwBuddies *buddies = bw_phone_get_buddies (self->alice->phone);
  g_autofree char *away = test_pidf ("x", "open", "<rpid:away/>", "");
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  guint online = 0;

  test_notifier_do (self->server, "open", "*", "presence", TEST_PIDF, away, NULL);
  test_notifier_open_pidf (self->server, "buddy17", "open", "");
  for (guint i = 0; i < 300; i++) {
    g_autofree char *address = g_strdup_printf ("buddy%u@notifier.test", i);
    BwPerson *person = bw_person_new ();

    bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
    g_object_set (person, "watched", TRUE, NULL);
    g_ptr_array_add (people, person);
  }
  g_assert_true (bw_store_save_people (self->alice->store, people, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (buddies)), ==, 300);
  for (guint i = 0; i < 300; i++) {
    g_autoptr (BwBuddy) buddy = g_list_model_get_item (G_LIST_MODEL (buddies), i);

    test_wait_for (bw_buddy_get_presence (buddy) != BW_PRESENCE_UNKNOWN, 60);
    online += bw_buddy_get_presence (buddy) == BW_PRESENCE_ONLINE;
  }
  g_assert_cmpuint (online, ==, 1);
  g_assert_cmpint (bw_buddy_get_presence (bw_buddies_find (buddies, "buddy17@notifier.test")), ==,
                   BW_PRESENCE_ONLINE);
}

#define WATCHING(name, transport, function)                                                        \
  g_test_add ("/subscriptions/" name, TestWatching, transport, test_watching_set_up, function,     \
              test_watching_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  WATCHING ("refusals", "udp", test_refusals);
  WATCHING ("try-again", "udp", test_try_again);
  WATCHING ("retry-after", "udp", test_retry_after);
  WATCHING ("interval", "udp", test_interval);
  WATCHING ("pending", "udp", test_pending);
  WATCHING ("refresh", "udp", test_refresh);
  WATCHING ("ends", "udp", test_ends);
  WATCHING ("ends-again", "udp", test_ends_again);
  WATCHING ("no-dialogs", "udp", test_no_dialogs);
  WATCHING ("pacing", "tcp", test_pacing);
  g_test_add_func ("/subscriptions/digest", test_digest);
  WATCHING ("broken-connection", "tcp", test_broken_connection);
  WATCHING ("wake", "udp", test_wake);
  WATCHING ("goodbye", "udp", test_goodbye);
  WATCHING ("storm", "tcp", test_storm);

  return g_test_run ();
}
