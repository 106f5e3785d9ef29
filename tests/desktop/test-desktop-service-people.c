/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People, presence and the mailbox as a stranger on the bus meets them, with a server that tells
 * what it is told to. */

#include "bw-dbus-service.h"
#include "bw-my-presence.h"
#include "bw-store-people.h"
#include "bw-test-bus.h"
#include "bw-test-notifier.h"
#include "bw-test-people.h"

#include <string.h>

#define ROOT BW_DBUS_SERVICE_PATH
#define ACCOUNT_1 ROOT "/accounts/1"
#define BUDDY_1 ROOT "/buddies/1"
#define BUDDY_2 ROOT "/buddies/2"
#define SUMMARY "application/simple-message-summary"

typedef struct {
  TestNotifier *server;
  TestPhone *alice; /* on the bus */
  BwDBusService *service;
  GDBusConnection *connection;
  TestBus *bus;
} Fixture;

static void
set_up_bare (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->alice = test_phone_new_bare ("alice", 0);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->service = bw_dbus_service_new (self->alice->phone);
  bw_dbus_service_export (self->service, self->connection, &error);
  g_assert_no_error (error);
  self->bus = test_bus_new (self->connection);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_bare (self, data);
  self->server = test_notifier_new (NULL);
  test_notifier_sign_in (self->server, self->alice, "udp");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->service);
  test_bus_free (self->bus);
  g_object_unref (self->connection);
  test_phone_free (self->alice);
  g_clear_pointer (&self->server, test_notifier_free);
}

static void
tell (Fixture *self, const char *verb, const char *user, const char *type, const char *body)
{
  const char *event = g_str_equal (type, SUMMARY) ? "message-summary" : "presence";
  g_autofree char *answer = test_notifier_tell (self->server, verb, user, event, type, body, NULL);

  g_assert_cmpstr (answer, ==, "DONE");
}

static void
opens_with (Fixture *self, const char *user, const char *basic, const char *activity)
{
  g_autofree char *body = test_pidf (user, basic, activity, "Back &lt;at&gt; 3");

  tell (self, "open", user, TEST_PIDF, body);
}

static void
assert_property (Fixture *self,
                 const char *path,
                 const char *interface,
                 const char *property,
                 const char *wanted)
{
  g_autoptr (GVariant) value = test_bus_get (self->bus, path, interface, property);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, wanted);
}

/* Returns: (transfer full): the path */
static char *
add (Fixture *self, const char *address, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self->bus, ROOT, "Phone1", "AddBuddy",
                                               g_variant_new ("(ss)", address, name), &error);
  char *path;

  g_assert_no_error (error);
  g_variant_get (answer, "(o)", &path);

  return path;
}

static void
assert_added (Fixture *self, const char *address, const char *name, const char *wanted)
{
  g_autofree char *path = add (self, address, name);

  g_assert_cmpstr (path, ==, wanted);
}

static void
call (Fixture *self, const char *path, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (
      self->bus, path, g_str_equal (path, ROOT) ? "Phone1" : "Buddy1", method, arguments, &error);

  g_assert_no_error (error);
}

static guint
count_people (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (bw_store_get_people (self->alice->store)));
}

static BwPerson *
find_person (Fixture *self, const char *key)
{
  return bw_directory_find (bw_phone_get_directory (self->alice->phone), key);
}

static gboolean
is_on_bus (Fixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      test_bus_call (self->bus, path, "org.freedesktop.DBus.Properties", "Get",
                     g_variant_new ("(ss)", TEST_BUS_PREFIX "Buddy1", "Address"), &error);

  return answer != NULL;
}

static void
set_text (Fixture *self, const char *property, const char *text)
{
  g_autoptr (GError) error = NULL;

  test_bus_set (self->bus, ROOT, "Phone1", property, g_variant_new_string (text), &error);
  g_assert_no_error (error);
}

/* Both ways: what is chosen here is seen there. */
static void
test_presence (Fixture *self, gconstpointer data)
{
  static const char *const all[] = { "away", "busy", "do-not-disturb", "offline", "online" };
  BwMyPresence *presence = bw_phone_get_presence (self->alice->phone);
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *wanted = g_strdup_printf ("'%s'", all[i]);

    set_text (self, "Presence", all[i]);
    assert_property (self, ROOT, "Phone1", "Presence", wanted);
    test_wait (test_bus_saw (self->bus, ROOT, "Presence", wanted));
    g_assert_cmpint (bw_phone_get_do_not_disturb (self->alice->phone), ==,
                     g_str_equal (all[i], "do-not-disturb"));
  }
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_ONLINE);
  g_assert_false (test_bus_set (self->bus, ROOT, "Phone1", "Presence",
                                g_variant_new_string ("in-call"), &error));
  test_bus_assert_error (error, "Argument");

  bw_my_presence_set_status (presence, BW_STATUS_BUSY);
  assert_property (self, ROOT, "Phone1", "Presence", "'busy'");
  test_wait (test_bus_saw (self->bus, ROOT, "Presence", "'busy'"));
}

static void
test_note (Fixture *self, gconstpointer data)
{
  BwMyPresence *presence = bw_phone_get_presence (self->alice->phone);

  assert_property (self, ROOT, "Phone1", "PresenceNote", "''");
  bw_my_presence_set_note (presence, "Lunch", g_get_real_time () / G_USEC_PER_SEC + 600);
  test_wait (test_bus_saw (self->bus, ROOT, "PresenceNote", "'Lunch'"));
  set_text (self, "PresenceNote", " Back\n at <15:00> ");
  g_assert_cmpstr (bw_my_presence_get_note (presence), ==, "Back at <15:00>");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, 0);
  test_wait (test_bus_saw (self->bus, ROOT, "PresenceNote", "'Back at <15:00>'"));
  set_text (self, "PresenceNote", "");
  g_assert_null (bw_my_presence_get_note (presence));
  assert_property (self, ROOT, "Phone1", "PresenceNote", "''");
}

static void
test_buddy_lights (Fixture *self, gconstpointer data)
{
  g_autofree char *offline = test_pidf ("bob", "closed", "", "");

  opens_with (self, "bob", "open", "<rpid:meeting/>");
  assert_added (self, "bob", "Bob", BUDDY_1);
  assert_property (self, BUDDY_1, "Buddy1", "Address", "'bob@notifier.test'");
  assert_property (self, BUDDY_1, "Buddy1", "Name", "'Bob'");
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Presence", "'busy'"));
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Note", "'Back <at> 3'"));
  assert_property (self, BUDDY_1, "Buddy1", "Activity", "'meeting'");
  assert_property (self, BUDDY_1, "Buddy1", "Subscription", "'active'");
  assert_property (self, BUDDY_1, "Buddy1", "Reason", "''");
  test_notifier_notify (self->server, "bob", "presence", TEST_PIDF, offline, NULL);
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Presence", "'offline'"));
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Activity", "'none'"));
}

/* What is not known is said to be unknown, and why. */
static void
test_buddy_unknown (Fixture *self, gconstpointer data)
{
  g_autofree char *answer =
      test_notifier_tell (self->server, "answer", "carol", "presence", "403", NULL);
  g_autoptr (GVariant) reason = NULL;

  g_assert_cmpstr (answer, ==, "DONE");
  assert_added (self, "sip:carol@notifier.test", "", BUDDY_1);
  assert_property (self, BUDDY_1, "Buddy1", "Name", "'carol@notifier.test'");
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Subscription", "'refused'"));
  assert_property (self, BUDDY_1, "Buddy1", "Presence", "'unknown'");
  reason = test_bus_get (self->bus, BUDDY_1, "Buddy1", "Reason");
  g_assert_cmpstr (g_variant_get_string (reason, NULL), !=, "");
}

/* Nobody is made twice, and nothing is overwritten. */
static void
test_add_known (Fixture *self, gconstpointer data)
{
  g_autoptr (BwPerson) draft = bw_person_new ();
  g_autoptr (GError) error = NULL;
  BwPerson *bob;

  g_object_set (draft, "name", "Robert", "favourite", TRUE, NULL);
  bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, "+49 30 123456", "work");
  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, "sip:bob@notifier.test", NULL);
  bob = bw_store_save_person (self->alice->store, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (is_on_bus (self, BUDDY_1));

  assert_added (self, "\"Bobby\" <sip:bob@NOTIFIER.test>", "Bobby", BUDDY_1);
  assert_added (self, "bob", "", BUDDY_1);
  g_assert_cmpuint (count_people (self), ==, 1);
  g_assert_true (bw_person_get_watched (bob));
  g_assert_true (bw_person_get_favourite (bob));
  g_assert_cmpuint (bw_person_get_addresses (bob)->len, ==, 2);
  assert_property (self, BUDDY_1, "Buddy1", "Name", "'Robert'");
}

/* How to get there is kept, too. */
static void
test_add_new (Fixture *self, gconstpointer data)
{
  BwPersonAddress *address;

  assert_added (self, "sip:203@192.0.2.1:5070;transport=tcp", "Front\ndoor", BUDDY_1);
  address = bw_person_get_addresses (find_person (self, "203@192.0.2.1"))->pdata[0];
  g_assert_cmpstr (address->address, ==, "sip:203@192.0.2.1:5070;transport=tcp");
  assert_property (self, BUDDY_1, "Buddy1", "Name", "'Front door'");
  assert_property (self, BUDDY_1, "Buddy1", "Address", "'203@192.0.2.1'");
  assert_added (self, "Bob@notifier.test", "", BUDDY_2);
  address = bw_person_get_addresses (find_person (self, "Bob@notifier.test"))->pdata[0];
  g_assert_cmpstr (address->address, ==, "Bob@notifier.test");
}

static void
test_unsubscribe (Fixture *self, gconstpointer data)
{
  opens_with (self, "bob", "open", "");
  assert_added (self, "bob", "Bob", BUDDY_1);
  test_wait (test_bus_saw (self->bus, BUDDY_1, "Presence", "'online'"));
  call (self, BUDDY_1, "Unsubscribe", NULL);
  g_assert_cmpuint (count_people (self), ==, 1);
  g_assert_false (bw_person_get_watched (find_person (self, "bob@notifier.test")));
  g_assert_false (is_on_bus (self, BUDDY_1));
  test_wait (test_notifier_count (self->server, "bob", "presence", "ENDED") == 1);
}

/* An address is taken away, and who has no other. */
static void
test_remove (Fixture *self, gconstpointer data)
{
  g_autoptr (BwPerson) draft = NULL;

  assert_added (self, "bob", "Bob", BUDDY_1);
  draft = bw_person_copy (find_person (self, "bob@notifier.test"));
  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, "robert@notifier.test", NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, draft, NULL, NULL));
  assert_property (self, BUDDY_2, "Buddy1", "Address", "'robert@notifier.test'");

  call (self, ROOT, "RemoveBuddy", g_variant_new ("(o)", BUDDY_1));
  test_wait (!is_on_bus (self, BUDDY_1));
  g_assert_cmpuint (count_people (self), ==, 1);
  assert_property (self, BUDDY_2, "Buddy1", "Name", "'Bob'");
  call (self, ROOT, "RemoveBuddy", g_variant_new ("(o)", BUDDY_2));
  g_assert_cmpuint (count_people (self), ==, 0);
  test_wait (!is_on_bus (self, BUDDY_2));
}

static void
assert_refused (Fixture *self, const char *method, GVariant *arguments, const char *name)
{
  test_bus_assert_refused (self->bus, ROOT, "Phone1", method, arguments, name);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const char *const addresses[] = { "", " ", "http://example.org", "bob@", "a\nb" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused (self, "AddBuddy", g_variant_new ("(ss)", addresses[i], "Bob"), "Address");
  assert_refused (self, "RemoveBuddy", g_variant_new ("(o)", BUDDY_1), "NoObject");
  assert_refused (self, "RemoveBuddy", g_variant_new ("(o)", "/"), "NoObject");
  g_assert_cmpuint (count_people (self), ==, 0);
  bw_store_close (self->alice->store);
  assert_refused (self, "AddBuddy", g_variant_new ("(ss)", "bob", "Bob"), "StoreFailed");
}

/* There is no domain for who has none. */
static void
test_without_account (Fixture *self, gconstpointer data)
{
  assert_refused (self, "AddBuddy", g_variant_new ("(ss)", "bob", "Bob"), "Address");
  assert_added (self, "bob@example.org", "Bob", BUDDY_1);
  assert_property (self, BUDDY_1, "Buddy1", "Presence", "'unknown'");
  assert_property (self, BUDDY_1, "Buddy1", "Subscription", "'none'");
}

static void
test_mailbox (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = NULL;

  assert_property (self, ACCOUNT_1, "Account1", "MessagesWaiting", "false");
  assert_property (self, ACCOUNT_1, "Account1", "MailboxAddress", "''");
  assert_property (self, ACCOUNT_1, "Account1", "MailboxConfirmed", "false");
  answer = test_notifier_tell (self->server, "stray", "message-summary", SUMMARY,
                               "Messages-Waiting: yes\\r\\nMessage-Account: "
                               "sip:*97@notifier.test\\r\\nVoice-Message: 2/8 (1/0)\\r\\n",
                               NULL);
  g_assert_cmpstr (answer, ==, "ANSWER=200");
  test_wait (test_bus_saw (self->bus, ACCOUNT_1, "NewVoiceMessages", "2"));
  test_wait (test_bus_saw (self->bus, ACCOUNT_1, "MessagesWaiting", "true"));
  assert_property (self, ACCOUNT_1, "Account1", "OldVoiceMessages", "8");
  assert_property (self, ACCOUNT_1, "Account1", "MailboxAddress", "'sip:*97@notifier.test'");
  assert_property (self, ACCOUNT_1, "Account1", "MailboxConfirmed", "true");
  bw_phone_set_network_available (self->alice->phone, FALSE);
  test_wait (test_bus_saw (self->bus, ACCOUNT_1, "MailboxConfirmed", "false"));
  assert_property (self, ACCOUNT_1, "Account1", "NewVoiceMessages", "2");
}

#define ADD(name, start, function)                                                                 \
  g_test_add ("/desktop/service/people/" name, Fixture, NULL, start, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("presence", set_up_bare, test_presence);
  ADD ("note", set_up_bare, test_note);
  ADD ("buddy-lights", set_up, test_buddy_lights);
  ADD ("buddy-unknown", set_up, test_buddy_unknown);
  ADD ("add-known", set_up, test_add_known);
  ADD ("add-new", set_up, test_add_new);
  ADD ("unsubscribe", set_up, test_unsubscribe);
  ADD ("remove", set_up, test_remove);
  ADD ("refused", set_up, test_refused);
  ADD ("without-account", set_up_bare, test_without_account);
  ADD ("mailbox", set_up, test_mailbox);

  return g_test_run ();
}
