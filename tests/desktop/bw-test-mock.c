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

static TestMock *
start (GBusType bus,
       const char *name,
       const char *path,
       const char *interface,
       const char *const *arguments)
{
  TestMock *self = g_new0 (TestMock, 1);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add_many (command, g_getenv ("BW_TEST_PYTHON"), "-m", "dbusmock", NULL);
  g_strv_builder_addv (command, (const char **) arguments);
  words = g_strv_builder_end (command);
  self->name = name;
  self->path = path;
  self->interface = interface;
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  /* The connection is shared: who gives up waiting for it takes it away from those who wait, too.
   */
  test_wait ((self->connection = g_bus_get_sync (bus, NULL, NULL)));
  g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->connection, name, MOCK_INTERFACE, "MethodCalled", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      called_cb, self, NULL);
  self->process =
      g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  test_wait (is_owned (self));

  return self;
}

TestMock *
test_mock_new (GBusType bus,
               const char *template,
               const char *parameters,
               const char *name,
               const char *path,
               const char *interface)
{
  const char *arguments[] = { "--template", template, "--parameters",
                              parameters ? parameters : "{}", NULL };

  return start (bus, name, path, interface, arguments);
}

TestMock *
test_mock_new_bare (GBusType bus, const char *name, const char *path, const char *interface)
{
  const char *arguments[] = { bus == G_BUS_TYPE_SYSTEM ? "--system" : "--session", name, path,
                              interface, NULL };

  return start (bus, name, path, interface, arguments);
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
test_mock_tell (TestMock *self, const char *path, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (self->connection, self->name, path, MOCK_INTERFACE, method,
                                   arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

void
test_mock_add_method (TestMock *self,
                      const char *name,
                      const char *in,
                      const char *out,
                      const char *code)
{
  test_mock_tell (self, self->path, "AddMethod",
                  g_variant_new ("(sssss)", self->interface, name, in, out, code));
}

void
test_mock_add_property (TestMock *self, const char *interface, const char *name, GVariant *value)
{
  test_mock_tell (self, self->path, "AddProperty", g_variant_new ("(ssv)", interface, name, value));
}

void
test_mock_change (TestMock *self,
                  const char *path,
                  const char *interface,
                  const char *name,
                  GVariant *value)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));

  g_variant_builder_add (&builder, "{sv}", name, value);
  test_mock_tell (self, path, "UpdateProperties", g_variant_new ("(sa{sv})", interface, &builder));
}

void
test_mock_emit (TestMock *self, const char *signal, GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_autofree char *signature = g_strndup (g_variant_get_type_string (owned) + 1,
                                          strlen (g_variant_get_type_string (owned)) - 2);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (gsize i = 0; i < g_variant_n_children (owned); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (owned, i);

    g_variant_builder_add (&builder, "v", child);
  }

  test_mock_tell (self, self->path, "EmitSignal",
                  g_variant_new ("(sssav)", self->interface, signal, signature, &builder));
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
