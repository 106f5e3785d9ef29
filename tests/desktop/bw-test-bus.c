/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Talks to an object on the bus and hears all that it says. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-bus.h"

#include "bw-test-phones.h"

#include <string.h>

#define PROPERTIES "org.freedesktop.DBus.Properties"

static void
signal_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  TestBus *self = user_data;
  g_autofree char *name = g_strconcat (interface, ".", signal, NULL);

  g_ptr_array_add (self->signals,
                   g_variant_ref_sink (g_variant_new ("(ssv)", path, name, parameters)));
}

TestBus *
test_bus_new (GDBusConnection *peer)
{
  TestBus *self = g_new0 (TestBus, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  self->peer = g_dbus_connection_get_unique_name (peer);
  self->signals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->subscription =
      g_dbus_connection_signal_subscribe (self->connection, self->peer, NULL, NULL, NULL, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, signal_cb, self, NULL);

  return self;
}

void
test_bus_free (TestBus *self)
{
  g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->signals);
  g_free (self);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GVariant *
test_bus_call (TestBus *self,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *arguments,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = strchr (interface, '.') ? g_strdup (interface)
                                                  : g_strconcat (TEST_BUS_PREFIX, interface, NULL);

  g_dbus_connection_call (self->connection, self->peer, path, name, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, TEST_DEADLINE_SECONDS * 1000, NULL, result_cb,
                          &result);
  test_wait (result != NULL);

  return g_dbus_connection_call_finish (self->connection, result, error);
}

GVariant *
test_bus_get (TestBus *self, const char *path, const char *interface, const char *property)
{
  g_autofree char *name = g_strconcat (TEST_BUS_PREFIX, interface, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      test_bus_call (self, path, PROPERTIES, "Get", g_variant_new ("(ss)", name, property), &error);
  GVariant *value;

  g_assert_no_error (error);
  g_variant_get (answer, "(v)", &value);

  return value;
}

gboolean
test_bus_set (TestBus *self,
              const char *path,
              const char *interface,
              const char *property,
              GVariant *value,
              GError **error)
{
  g_autofree char *name = g_strconcat (TEST_BUS_PREFIX, interface, NULL);
  g_autoptr (GVariant) answer = test_bus_call (
      self, path, PROPERTIES, "Set", g_variant_new ("(ssv)", name, property, value), error);

  return answer != NULL;
}

void
test_bus_assert_error (GError *error, const char *name)
{
  g_autoptr (GError) owned = error;
  g_autofree char *wanted = g_strconcat (TEST_BUS_PREFIX "Error.", name, NULL);
  g_autofree char *remote = NULL;

  g_assert_nonnull (error);
  remote = g_dbus_error_get_remote_error (error);
  g_assert_cmpstr (remote, ==, wanted);
  g_dbus_error_strip_remote_error (error);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

void
test_bus_assert_refused (TestBus *self,
                         const char *path,
                         const char *interface,
                         const char *method,
                         GVariant *arguments,
                         const char *name)
{
  GError *error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self, path, interface, method, arguments, &error);

  g_assert_null (answer);
  test_bus_assert_error (error, name);
}

GVariant *
test_bus_find_signal (TestBus *self, const char *path, const char *name)
{
  for (guint i = 0; i < self->signals->len; i++) {
    const char *from, *own;
    g_autoptr (GVariant) parameters = NULL;

    g_variant_get (g_ptr_array_index (self->signals, i), "(&s&sv)", &from, &own, &parameters);
    if (g_str_equal (from, path) && g_str_has_suffix (own, name))
      return g_steal_pointer (&parameters);
  }

  return NULL;
}

static gboolean
tells (GVariant *parameters, const char *property, const char *value)
{
  g_autoptr (GVariant) changed = g_variant_get_child_value (parameters, 1);
  g_autoptr (GVariant) found = g_variant_lookup_value (changed, property, NULL);
  g_autofree char *text = found ? g_variant_print (found, FALSE) : NULL;

  return g_strcmp0 (text, value) == 0;
}

gboolean
test_bus_saw (TestBus *self, const char *path, const char *property, const char *value)
{
  for (guint i = 0; i < self->signals->len; i++) {
    const char *from, *name;
    g_autoptr (GVariant) parameters = NULL;

    g_variant_get (g_ptr_array_index (self->signals, i), "(&s&sv)", &from, &name, &parameters);
    if (g_str_equal (from, path) && g_str_equal (name, PROPERTIES ".PropertiesChanged") &&
        tells (parameters, property, value))
      return TRUE;
  }

  return FALSE;
}
