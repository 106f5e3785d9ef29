/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Phone1 and Account1 as a stranger on the bus meets them, with a phone whose engine does not run.
 */

#include "bw-config.h"
#include "bw-dbus-service.h"
#include "bw-test-bus.h"
#include "bw-test-phones.h"

#include <string.h>

#define ROOT BW_DBUS_SERVICE_PATH

typedef struct {
  TestPhone *phone;
  BwDBusService *service;
  GDBusConnection *connection;
  TestBus *bus;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->phone = test_phone_new_bare ("alice", 0);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->service = bw_dbus_service_new (self->phone->phone);
  bw_dbus_service_export (self->service, self->connection, &error);
  g_assert_no_error (error);
  self->bus = test_bus_new (self->connection);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->service);
  test_bus_free (self->bus);
  g_object_unref (self->connection);
  test_phone_free (self->phone);
}

static void
assert_property (Fixture *self,
                 const char *path,
                 const char *interface,
                 const char *property,
                 const char *wanted)
{
  g_autoptr (GVariant) value = test_bus_get (self->bus, path, interface, property);
  g_autofree char *text = g_variant_print (value, TRUE);

  g_assert_cmpstr (text, ==, wanted);
}

/* Returns: (transfer full): the path */
static char *
add_account (Fixture *self, const char *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) parsed =
      g_variant_parse (G_VARIANT_TYPE_VARDICT, settings, NULL, NULL, NULL);
  g_autoptr (GVariant) answer = test_bus_call (self->bus, ROOT, "Phone1", "AddAccount",
                                               g_variant_new ("(@a{sv})", parsed), &error);
  char *path = NULL;

  g_assert_no_error (error);
  g_variant_get (answer, "(o)", &path);

  return path;
}

static void
test_phone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_property (self, ROOT, "Phone1", "Version", "'" BW_VERSION "'");
  assert_property (self, ROOT, "Phone1", "DefaultAccount", "objectpath '/'");
  assert_property (self, ROOT, "Phone1", "Presence", "'online'");

  g_assert_true (test_bus_set (self->bus, ROOT, "Phone1", "Presence",
                               g_variant_new_string ("do-not-disturb"), &error));
  g_assert_true (bw_phone_get_do_not_disturb (self->phone->phone));
  assert_property (self, ROOT, "Phone1", "Presence", "'do-not-disturb'");
  test_wait (test_bus_saw (self->bus, ROOT, "Presence", "'do-not-disturb'"));

  bw_phone_set_do_not_disturb (self->phone->phone, FALSE);
  test_wait (test_bus_saw (self->bus, ROOT, "Presence", "'online'"));
}

static void
test_phone_refuses (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  g_assert_false (test_bus_set (self->bus, ROOT, "Phone1", "Presence",
                                g_variant_new_string ("asleep"), &error));
  test_bus_assert_error (g_steal_pointer (&error), "Argument");
  g_assert_false (test_bus_set (self->bus, ROOT, "Phone1", "DefaultAccount",
                                g_variant_new_object_path ("/x"), &error));
  test_bus_assert_error (g_steal_pointer (&error), "NoObject");
  g_assert_false (
      test_bus_set (self->bus, ROOT, "Phone1", "Presence", g_variant_new_uint32 (1), &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
  g_clear_error (&error);
  g_assert_false (
      test_bus_set (self->bus, ROOT, "Phone1", "Version", g_variant_new_string ("9"), &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  test_bus_assert_refused (self->bus, ROOT, "Phone1", "RemoveAccount", g_variant_new ("(o)", "/"),
                           "NoObject");
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "Dial",
                           g_variant_new ("(osb)", "/x", "bob", FALSE), "NoObject");
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "Dial",
                           g_variant_new ("(osb)", "/", "bob", FALSE), "NoAccount");
}

static void
test_add_account (Fixture *self, gconstpointer data)
{
  g_autofree char *path = add_account (self, "{'address': <'alice@127.0.0.1'>, 'display-name': "
                                             "<'Alice'>, 'password': <'x'>, 'register': <false>}");
  g_autofree char *second =
      add_account (self, "{'address': <'bob@127.0.0.1'>, 'register': <false>}");

  g_assert_cmpstr (path, ==, ROOT "/accounts/1");
  g_assert_cmpstr (second, ==, ROOT "/accounts/2");
  assert_property (self, path, "Account1", "Address", "'alice@127.0.0.1'");
  assert_property (self, path, "Account1", "DisplayName", "'Alice'");
  assert_property (self, path, "Account1", "Enabled", "true");
  assert_property (self, path, "Account1", "Reason", "''");
  assert_property (self, second, "Account1", "DisplayName", "''");
  assert_property (self, ROOT, "Phone1", "DefaultAccount", "objectpath '" ROOT "/accounts/1'");
  test_wait (test_bus_saw (self->bus, ROOT, "DefaultAccount", "'" ROOT "/accounts/1'"));
}

static void
test_add_account_refused (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *settings;
    const char *error;
  } table[] = {
    { "({'address': <'alice@127.0.0.1'>, 'colour': <'red'>},)", "Argument" },
    { "({'address': <'alice@127.0.0.1'>, 'expires': <'long'>},)", "Argument" },
    { "({'address': <'no address'>},)", "AccountAddress" },
    { "({'address': <'alice@127.0.0.1'>, 'server': <'http://x'>},)", "Server" },
    { "({'address': <'taken@127.0.0.1'>},)", "Duplicate" },
  };
  g_autofree char *taken =
      add_account (self, "{'address': <'taken@127.0.0.1'>, 'register': <false>}");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_test_message ("%s", table[i].settings);
    test_bus_assert_refused (
        self->bus, ROOT, "Phone1", "AddAccount",
        g_variant_parse (G_VARIANT_TYPE ("(a{sv})"), table[i].settings, NULL, NULL, NULL),
        table[i].error);
  }
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_accounts (self->phone->phone)), ==, 1);
}

static void
test_account (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
      add_account (self, "{'address': <'alice@127.0.0.1'>, 'register': <false>}");
  g_autofree char *second =
      add_account (self, "{'address': <'bob@127.0.0.1'>, 'register': <false>}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAccount) account =
      g_list_model_get_item (bw_phone_get_accounts (self->phone->phone), 0);
  g_autoptr (GVariant) since = NULL;
  g_autoptr (GVariant) answer = NULL;

  g_assert_true (
      test_bus_set (self->bus, path, "Account1", "Enabled", g_variant_new_boolean (FALSE), &error));
  g_assert_false (bw_account_get_enabled (account));
  assert_property (self, path, "Account1", "Enabled", "false");
  assert_property (self, path, "Account1", "State", "'disabled'");
  test_wait (test_bus_saw (self->bus, path, "Enabled", "false"));
  since = test_bus_get (self->bus, path, "Account1", "Since");
  g_assert_cmpint (g_variant_get_int64 (since), ==, bw_account_get_since (account));

  answer = test_bus_call (self->bus, path, "Account1", "Refresh", NULL, &error);
  g_assert_no_error (error);

  g_assert_true (test_bus_set (self->bus, ROOT, "Phone1", "DefaultAccount",
                               g_variant_new_object_path (second), &error));
  g_assert_cmpstr (bw_account_get_address (bw_phone_get_default_account (self->phone->phone)), ==,
                   "bob@127.0.0.1");
}

static gboolean
heard (Fixture *self, const char *signal, const char *path)
{
  g_autoptr (GVariant) parameters = test_bus_find_signal (self->bus, ROOT, signal);
  g_autofree char *text = parameters ? g_variant_print (parameters, FALSE) : NULL;

  return text && strstr (text, path);
}

static void
test_objects_come_and_go (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
      add_account (self, "{'address': <'alice@127.0.0.1'>, 'register': <false>}");
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) managed = test_bus_call (
      self->bus, ROOT, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_variant_print (managed, FALSE);
  g_assert_nonnull (strstr (text, "'" ROOT "/accounts/1': {'" TEST_BUS_PREFIX "Account1'"));
  test_wait (heard (self, "ObjectManager.InterfacesAdded", path));

  answer = test_bus_call (self->bus, ROOT, "Phone1", "RemoveAccount", g_variant_new ("(o)", path),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_accounts (self->phone->phone)), ==, 0);
  test_wait (heard (self, "ObjectManager.InterfacesRemoved", path));
  assert_property (self, ROOT, "Phone1", "DefaultAccount", "objectpath '/'");

  /* A path is never given to something else. */
  again = add_account (self, "{'address': <'alice@127.0.0.1'>, 'register': <false>}");
  g_assert_cmpstr (again, ==, ROOT "/accounts/2");
}

/* GApplication has interfaces at the same path; and what was exported can be taken off, and put
 * back. */
static void
test_beside_application (Fixture *self, gconstpointer data)
{
  g_autoptr (GApplication) application =
      g_application_new ("io.github.bellwire.Bellwire", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) off = NULL;
  const char *xml;

  g_assert_true (g_application_register (application, NULL, &error));
  answer = test_bus_call (self->bus, ROOT, "org.freedesktop.DBus.Introspectable", "Introspect",
                          NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &xml);
  g_assert_nonnull (strstr (xml, "\"" TEST_BUS_PREFIX "Phone1\""));
  g_assert_nonnull (strstr (xml, "\"org.freedesktop.DBus.ObjectManager\""));
  g_assert_nonnull (strstr (xml, "\"org.freedesktop.Application\""));

  bw_dbus_service_unexport (self->service);
  bw_dbus_service_unexport (self->service);
  off = test_bus_call (self->bus, ROOT, "Phone1", "Dial",
                       g_variant_new ("(osb)", "/", "bob", FALSE), &error);
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
  g_clear_error (&error);

  g_assert_true (bw_dbus_service_export (self->service, self->connection, &error));
  assert_property (self, ROOT, "Phone1", "Presence", "'online'");
}

static void
test_taken_path (Fixture *self, gconstpointer data)
{
  g_autoptr (BwDBusService) other = bw_dbus_service_new (self->phone->phone);
  g_autoptr (GError) error = NULL;

  g_assert_false (bw_dbus_service_export (other, self->connection, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/service/" name, Fixture, NULL, set_up, function, tear_down)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

static void
pinged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  *done = TRUE;
}

static void
ping (GDBusConnection *connection)
{
  gboolean done = FALSE;

  g_dbus_connection_call (connection, g_dbus_connection_get_unique_name (connection), ROOT,
                          "org.freedesktop.DBus.Properties", "GetAll",
                          g_variant_new ("(s)", "io.github.bellwire.Bellwire.Phone1"), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, pinged_cb, &done);
  test_wait (done);
}

/* Who starts the program by calling it comes before the engine: the call waits, and is answered. */
static void
test_early_call (void)
{
  g_autoptr (TestPhone) other = test_phone_new_bare ("other", 0);
  g_autoptr (GFile) dir = g_file_new_for_path (other->dir);
  g_autoptr (BwPhone) phone = bw_phone_new (other->store, other->secrets, dir, dir, NULL);
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (BwDBusService) service = bw_dbus_service_new (phone);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bw_dbus_service_export (service, connection, &error));
  g_dbus_connection_call (
      connection, g_dbus_connection_get_unique_name (connection), ROOT,
      "io.github.bellwire.Bellwire.Phone1", "AddAccount",
      g_variant_new_parsed ("({'address': <'early@127.0.0.1'>, 'register': <false>},)"), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &answer);
  /* Signals and calls of one connection keep their order: when this one is back, the other has come
   * in. */
  g_assert_true (g_dbus_connection_flush_sync (connection, NULL, NULL));
  ping (connection);
  g_assert_null (answer);
  test_start_and_keep_result (phone, &started);
  test_wait (answer != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_accounts (phone)), ==, 1);
  g_clear_object (&service);
  test_stop_and_wait (phone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("phone", test_phone);
  ADD ("phone-refuses", test_phone_refuses);
  ADD ("add-account", test_add_account);
  ADD ("add-account-refused", test_add_account_refused);
  ADD ("account", test_account);
  ADD ("objects-come-and-go", test_objects_come_and_go);
  ADD ("beside-application", test_beside_application);
  ADD ("taken-path", test_taken_path);

  g_test_add_func ("/desktop/service/early-call", test_early_call);

  return g_test_run ();
}
