/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drives python-dbusmock, and remembers what it was asked. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-mock.h"

#include "bw-test-phones.h"

#include <signal.h>
#include <string.h>

#define MOCK_INTERFACE "org.freedesktop.DBus.Mock"

static gboolean
is_owned (TestMock *self)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "NameHasOwner", g_variant_new ("(s)", self->name), G_VARIANT_TYPE ("(b)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;

  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &owned);

  return owned;
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  TestMock *self = user_data;

  g_ptr_array_add (self->calls, g_variant_ref (parameters));
}

TestMock *
test_mock_new (GBusType bus,
               const char *template,
               const char *parameters,
               const char *name,
               const char *path,
               const char *interface)
{
  TestMock *self = g_new0 (TestMock, 1);
  g_autoptr (GError) error = NULL;

  self->name = name;
  self->path = path;
  self->interface = interface;
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->connection = g_bus_get_sync (bus, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->connection, name, MOCK_INTERFACE, "MethodCalled", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      called_cb, self, NULL);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                    g_getenv ("BW_TEST_PYTHON"), "-m", "dbusmock", "--template",
                                    template, "--parameters", parameters ? parameters : "{}", NULL);
  g_assert_no_error (error);
  test_wait (is_owned (self));

  return self;
}

void
test_mock_free (TestMock *self)
{
  g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  test_mock_go_on (self);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  test_wait (!is_owned (self));
  g_object_unref (self->process);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->calls);
  g_free (self);
}

static const char *
method_of (GVariant *call)
{
  const char *method;

  g_variant_get (call, "(&s@av)", &method, NULL);

  return method;
}

guint
test_mock_count (TestMock *self, const char *method)
{
  guint count = 0;

  for (guint i = 0; i < self->calls->len; i++)
    count += g_str_equal (method_of (g_ptr_array_index (self->calls, i)), method);

  return count;
}

GVariant *
test_mock_argument (TestMock *self, const char *method, guint index)
{
  for (guint i = self->calls->len; i > 0; i--) {
    GVariant *call = g_ptr_array_index (self->calls, i - 1);
    g_autoptr (GVariant) arguments = g_variant_get_child_value (call, 1);
    g_autoptr (GVariant) boxed = NULL;

    if (!g_str_equal (method_of (call), method))
      continue;
    boxed = g_variant_get_child_value (arguments, index);
    return g_variant_get_variant (boxed);
  }

  g_error ("%s was never called", method);
}

void
test_mock_emit (TestMock *self, const char *signal, GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_autofree char *signature = g_strndup (g_variant_get_type_string (owned) + 1,
                                          strlen (g_variant_get_type_string (owned)) - 2);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < g_variant_n_children (owned); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (owned, i);

    g_variant_builder_add (&builder, "v", child);
  }

  answer = g_dbus_connection_call_sync (
      self->connection, self->name, self->path, MOCK_INTERFACE, "EmitSignal",
      g_variant_new ("(sssav)", self->interface, signal, signature, &builder), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

void
test_mock_hang (TestMock *self)
{
  g_subprocess_send_signal (self->process, SIGSTOP);
}

void
test_mock_go_on (TestMock *self)
{
  g_subprocess_send_signal (self->process, SIGCONT);
}
