/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages as a stranger on the bus meets them: two real phones on the loopback, one of them driven
 * over D-Bus. */

#include "bw-dbus-service.h"
#include "bw-test-bus.h"
#include "bw-test-messages.h"

#include <string.h>

#define ROOT BW_DBUS_SERVICE_PATH
#define ACCOUNT_1 ROOT "/accounts/1"
#define ACCOUNT_2 ROOT "/accounts/2"

typedef struct {
  TestPhone *alice; /* on the bus */
  TestPhone *bob;
  TestInbox *at_bob;
  char *to_bob;
  BwDBusService *service;
  GDBusConnection *connection;
  TestBus *bus;
} Fixture;

static void
go_on_bus (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->service = bw_dbus_service_new (self->alice->phone);
  bw_dbus_service_export (self->service, self->connection, &error);
  g_assert_no_error (error);
  self->bus = test_bus_new (self->connection);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->alice = test_phone_new ("alice", 0);
  self->bob = test_phone_new ("bob", 0);
  self->at_bob = test_inbox_new (self->bob);
  self->to_bob = test_phone_uri (self->bob);
  go_on_bus (self);
}

/* Alice has no account, and nobody to write to. */
static void
set_up_bare (Fixture *self, gconstpointer data)
{
  self->alice = test_phone_new_bare ("alice", 0);
  go_on_bus (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->service);
  test_bus_free (self->bus);
  g_object_unref (self->connection);
  g_clear_pointer (&self->at_bob, test_inbox_free);
  g_clear_pointer (&self->bob, test_phone_free);
  test_phone_free (self->alice);
  g_free (self->to_bob);
}

/* Returns: (transfer full): the id */
static char *
write_to (Fixture *self, const char *account, const char *peer, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      test_bus_call (self->bus, ROOT, "Phone1", "SendMessage",
                     g_variant_new ("(oss)", account, peer, text), &error);
  char *id;

  g_assert_no_error (error);
  g_variant_get (answer, "(s)", &id);

  return id;
}

/* Returns: (transfer full): what SendMessage gave an id for, as it is on the disk */
static BwMessage *
stored (Fixture *self, const char *id)
{
  BwMessage *message = bw_store_find_message (self->alice->store, g_ascii_strtoll (id, NULL, 10));

  g_assert_nonnull (message);

  return message;
}

static void
assert_refused (Fixture *self,
                const char *account,
                const char *peer,
                const char *text,
                const char *name)
{
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "SendMessage",
                           g_variant_new ("(oss)", account, peer, text), name);
  g_assert_cmpuint (test_count_messages (self->alice), ==, 0);
}

/* Returns: (transfer full) (nullable): the parameters of the @index-th signal of Phone1 with that
 * name */
static GVariant *
find_signal (Fixture *self, const char *wanted, guint index)
{
  for (guint i = 0; i < self->bus->signals->len; i++) {
    const char *path, *name;
    g_autoptr (GVariant) parameters = NULL;

    g_variant_get (g_ptr_array_index (self->bus->signals, i), "(&s&sv)", &path, &name, &parameters);
    if (g_str_equal (path, ROOT) && g_str_has_prefix (name, TEST_BUS_PREFIX "Phone1.") &&
        g_str_has_suffix (name, wanted) && index-- == 0)
      return g_steal_pointer (&parameters);
  }

  return NULL;
}

/* Returns: (transfer full): the states that MessageStateChanged has told of a message; @reason:
 * (out): of the last */
static char *
collect_states (Fixture *self, const char *id, char **reason)
{
  g_autoptr (GString) states = g_string_new (NULL);
  GVariant *parameters;

  for (guint i = 0; (parameters = find_signal (self, ".MessageStateChanged", i)); i++) {
    g_autoptr (GVariant) owned = parameters;
    const char *of, *state, *why;

    g_variant_get (owned, "(&s&s&s)", &of, &state, &why);
    if (!g_str_equal (of, id))
      continue;
    g_string_append_printf (states, "%s%s", states->len ? " " : "", state);
    g_free (*reason);
    *reason = g_strdup (why);
  }

  return g_strdup (states->str);
}

static gboolean
has_states (Fixture *self, const char *id, const char *wanted, const char *reason)
{
  g_autofree char *why = NULL;
  g_autofree char *states = collect_states (self, id, &why);

  return g_str_equal (states, wanted) && g_str_equal (why, reason);
}

/* Returns: (transfer full): the @index-th MessageReceived, waited for, without its id, which is
 * that of a message on the disk */
static char *
wait_received (Fixture *self, guint index)
{
  g_autoptr (GVariant) parameters = NULL;
  g_autoptr (BwMessage) message = NULL;
  const char *account, *peer, *id, *text, *type;

  test_wait ((parameters = find_signal (self, ".MessageReceived", index)));
  g_variant_get (parameters, "(&o&s&s&s&s)", &account, &peer, &id, &text, &type);
  message = stored (self, id);
  g_assert_cmpint (bw_message_get_direction (message), ==, BW_DIRECTION_INCOMING);
  g_assert_cmpstr (bw_message_get_content_type (message), ==, type);

  return g_strdup_printf ("%s %s %s %s", account, peer, type, text);
}

static void
assert_received (Fixture *self, guint index, const char *wanted)
{
  g_autofree char *received = wait_received (self, index);

  g_assert_cmpstr (received, ==, wanted);
}

static void
test_send (Fixture *self, gconstpointer data)
{
  g_autofree char *id = write_to (self, ACCOUNT_1, self->to_bob, "Grüße 🚀\n<b>%s</b>");
  g_autoptr (BwMessage) message = stored (self, id);
  g_autofree char *reason = NULL;
  g_autofree char *states = collect_states (self, id, &reason);

  g_assert_true (g_str_has_prefix (states, "pending"));
  g_assert_cmpstr (bw_message_get_text (message), ==, "Grüße 🚀\n<b>%s</b>");
  test_inbox_wait_text (self->at_bob, 0, "Grüße 🚀\n<b>%s</b>");
  test_wait (has_states (self, id, "pending sending sent delivered", ""));
}

static void
test_received (Fixture *self, gconstpointer data)
{
  g_autofree char *to_alice = test_phone_uri (self->alice);
  g_autoptr (BwMessage) first = test_write (self->bob, to_alice, "Schöne Grüße\n\"%s\"");
  g_autoptr (BwMessage) second = test_write (self->bob, to_alice, "and more");
  g_autofree char *id = NULL;

  assert_received (self, 0, ACCOUNT_1 " bob@phones.test text/plain Schöne Grüße\n\"%s\"");
  assert_received (self, 1, ACCOUNT_1 " bob@phones.test text/plain and more");

  /* What MessageReceived calls its sender is whom SendMessage writes to. */
  id = write_to (self, "/", "bob@phones.test", "Thanks");
  test_inbox_wait_text (self->at_bob, 0, "Thanks");
  test_wait (has_states (self, id, "pending sending sent delivered", ""));
}

static void
test_received_file (Fixture *self, gconstpointer data)
{
  g_autofree char *picture = test_send_raw (self->alice, "--from", "<sip:bob@phones.test>;tag=1",
                                            "--type", "Image/PNG", "--body", "\\x89PNG\\0", NULL);
  g_autofree char *untyped =
      test_send_raw (self->alice, "--from", "<sip:bob@phones.test>;tag=1", "--type", "", "--body",
                     "\\0\\xff\\xfe\\x80\\x81", NULL);

  g_assert_nonnull (strstr (picture, "CODE=200"));
  g_assert_nonnull (strstr (untyped, "CODE=200"));
  assert_received (self, 0, ACCOUNT_1 " bob@phones.test image/png ");
  assert_received (self, 1, ACCOUNT_1 " bob@phones.test application/octet-stream ");
}

/* What is no UTF-8 must not end up as such on the bus, which would throw us out. */
static void
test_received_oddly (Fixture *self, gconstpointer data)
{
  g_autofree char *output =
      test_send_raw (self->alice, "--from", "Bob <sip:b%ff%c3%28@phones.test>;tag=1", "--type",
                     "text/plain;charset=UTF-8", "--body", "a\\xffb\\0c", NULL);
  g_autofree char *received = NULL;

  g_assert_nonnull (strstr (output, "CODE=200"));
  received = wait_received (self, 0);
  g_test_message ("%s", received);
  g_assert_true (g_str_has_prefix (received, ACCOUNT_1 " b"));
  g_assert_true (g_utf8_validate (received, -1, NULL));
}

static void
test_received_without_account (Fixture *self, gconstpointer data)
{
  g_autofree char *output =
      test_send_raw (self->alice, "--from", "<sip:bob@phones.test>;tag=1", "--body", "Hello", NULL);

  g_assert_nonnull (strstr (output, "CODE=200"));
  assert_received (self, 0, "/ bob@phones.test text/plain Hello");
}

/* What the peer refuses has failed, and says why. */
static void
test_failed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  g_object_set (self->at_bob->messenger, "max-receive-size", 5, NULL);
  id = write_to (self, "/", self->to_bob, "more than five");
  test_wait (has_states (self, id, "pending sending failed",
                         "The message is larger than the way there bears. Send it in parts, or as "
                         "a file."));
}

/* It is taken while the account is off, and goes when that is on again. */
static void
test_waits (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (test_bus_set (self->bus, ACCOUNT_1, "Account1", "Enabled",
                               g_variant_new_boolean (FALSE), &error));
  id = write_to (self, ACCOUNT_1, self->to_bob, "later");
  test_wait (has_states (self, id, "pending", ""));
  g_assert_cmpuint (self->at_bob->received->len, ==, 0);
  g_assert_true (test_bus_set (self->bus, ACCOUNT_1, "Account1", "Enabled",
                               g_variant_new_boolean (TRUE), &error));
  test_inbox_wait_text (self->at_bob, 0, "later");
  test_wait (has_states (self, id, "pending sending sent delivered", ""));
}

static const char *
account_of (Fixture *self, const char *id)
{
  g_autoptr (BwMessage) message = stored (self, id);
  BwConversation *conversation =
      bw_store_find_conversation_by_id (self->alice->store, bw_message_get_conversation (message));
  BwAccount *account =
      bw_messenger_get_account (bw_phone_get_messenger (self->alice->phone), conversation);

  return bw_account_get_address (account);
}

/* Which account writes where none is named. */
static void
test_account (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (
      self->bus, ROOT, "Phone1", "AddAccount",
      g_variant_new_parsed ("({'address': <'second@phones.test'>, 'register': <false>},)"), &error);
  g_autofree char *by_default = NULL;
  g_autofree char *named = NULL;
  g_autofree char *as_before = NULL;

  g_assert_no_error (error);
  by_default = write_to (self, "/", self->to_bob, "one");
  g_assert_cmpstr (account_of (self, by_default), ==, "alice@phones.test");
  named = write_to (self, ACCOUNT_2, self->to_bob, "two");
  g_assert_cmpstr (account_of (self, named), ==, "second@phones.test");
  as_before = write_to (self, "/", self->to_bob, "three");
  g_assert_cmpstr (account_of (self, as_before), ==, "second@phones.test");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const char *const addresses[] = { "", " ", "\n", "http://example.org", "sip:@", "bob@" };
  BwMessenger *messenger = bw_phone_get_messenger (self->alice->phone);
  GError *error = NULL;

  assert_refused (self, ROOT "/accounts/7", self->to_bob, "Hello", "NoObject");
  assert_refused (self, ROOT, self->to_bob, "Hello", "NoObject");
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused (self, "/", addresses[i], "Hello", "Address");
  assert_refused (self, "/", self->to_bob, "", "Text");

  g_object_set (messenger, "max-send-size", 4, NULL);
  assert_refused (self, "/", self->to_bob, "Hello", "TooLarge");
  g_object_set (messenger, "max-send-size", 5, "keeping", FALSE, NULL);
  assert_refused (self, "/", self->to_bob, "Hello", "File");
  g_object_set (messenger, "keeping", TRUE, NULL);
  bw_store_close (self->alice->store);
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "SendMessage",
                           g_variant_new ("(oss)", "/", self->to_bob, "Hello"), "StoreFailed");

  g_assert_null (test_bus_call (self->bus, ROOT, "Phone1", "SendMessage",
                                g_variant_new ("(ss)", self->to_bob, "Hello"), &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
  g_clear_error (&error);
  g_assert_null (find_signal (self, ".MessageStateChanged", 0));
}

static void
test_refused_without_account (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/", "bob@phones.test", "Hello", "NoAccount");
}

/* Off the bus nothing is told, and everything goes on. */
static void
test_off_the_bus (Fixture *self, gconstpointer data)
{
  g_autofree char *to_alice = test_phone_uri (self->alice);
  g_autoptr (TestInbox) at_alice = test_inbox_new (self->alice);
  g_autoptr (BwMessage) unheard = NULL;
  g_autoptr (BwMessage) heard = NULL;
  g_autoptr (GError) error = NULL;

  bw_dbus_service_unexport (self->service);
  unheard = test_write (self->bob, to_alice, "unheard");
  test_inbox_wait_text (at_alice, 0, "unheard");
  g_assert_true (bw_dbus_service_export (self->service, self->connection, &error));
  heard = test_write (self->bob, to_alice, "heard");
  assert_received (self, 0, ACCOUNT_1 " bob@phones.test text/plain heard");
}

static char *
print_interface (GDBusInterfaceInfo *info)
{
  g_autoptr (GString) xml = g_string_new (NULL);

  g_assert_nonnull (info);
  g_dbus_interface_info_generate_xml (info, 0, xml);

  return g_strdup (xml->str);
}

static void
assert_introspected (Fixture *self, GDBusNodeInfo *file, const char *path, const char *interface)
{
  g_autofree char *name = g_strconcat (TEST_BUS_PREFIX, interface, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (
      self->bus, path, "org.freedesktop.DBus.Introspectable", "Introspect", NULL, &error);
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *wanted = print_interface (g_dbus_node_info_lookup_interface (file, name));
  g_autofree char *found = NULL;
  const char *xml;

  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  found = print_interface (g_dbus_node_info_lookup_interface (node, name));
  g_assert_cmpstr (found, ==, wanted);
}

/* What is installed for others to read is what is there. */
static void
test_introspection (Fixture *self, gconstpointer data)
{
  g_autofree char *xml = NULL;
  g_autoptr (GDBusNodeInfo) file = NULL;
  g_autoptr (GError) error = NULL;
  GDBusInterfaceInfo *phone;

  g_file_get_contents (g_getenv ("BW_TEST_INTERFACES"), &xml, NULL, &error);
  g_assert_no_error (error);
  file = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  phone = g_dbus_node_info_lookup_interface (file, TEST_BUS_PREFIX "Phone1");
  g_assert_nonnull (g_dbus_interface_info_lookup_method (phone, "SendMessage"));
  g_assert_nonnull (g_dbus_interface_info_lookup_signal (phone, "MessageReceived"));
  g_assert_nonnull (g_dbus_interface_info_lookup_signal (phone, "MessageStateChanged"));
  assert_introspected (self, file, ROOT, "Phone1");
  assert_introspected (self, file, ACCOUNT_1, "Account1");
}

#define ADD(name, start, function)                                                                 \
  g_test_add ("/desktop/service/messages/" name, Fixture, NULL, start, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("send", set_up, test_send);
  ADD ("received", set_up, test_received);
  ADD ("received-file", set_up, test_received_file);
  ADD ("received-oddly", set_up, test_received_oddly);
  ADD ("received-without-account", set_up_bare, test_received_without_account);
  ADD ("failed", set_up, test_failed);
  ADD ("waits", set_up, test_waits);
  ADD ("account", set_up, test_account);
  ADD ("refused", set_up, test_refused);
  ADD ("refused-without-account", set_up_bare, test_refused_without_account);
  ADD ("off-the-bus", set_up, test_off_the_bus);
  ADD ("introspection", set_up, test_introspection);

  return g_test_run ();
}
