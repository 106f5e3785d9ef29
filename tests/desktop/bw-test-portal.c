/* SPDX-License-Identifier: GPL-3.0-or-later */

/* org.freedesktop.portal.ScreenCast and Camera as a test wants them, good or bad. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-portal.h"

#include "bw-test-phones.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define CAST "org.freedesktop.portal.ScreenCast"
#define CAMERA "org.freedesktop.portal.Camera"
#define REQUEST "org.freedesktop.portal.Request"
#define SESSION "org.freedesktop.portal.Session"

static const char description[] =
    "<node>"
    " <interface name='" CAST "'>"
    "  <method name='CreateSession'><arg type='a{sv}' direction='in'/>"
    "   <arg type='o' direction='out'/></method>"
    "  <method name='SelectSources'><arg type='o' direction='in'/>"
    "   <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "  <method name='Start'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
    "   <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "  <method name='OpenPipeWireRemote'><arg type='o' direction='in'/>"
    "   <arg type='a{sv}' direction='in'/><arg type='h' direction='out'/></method>"
    "  <property name='AvailableSourceTypes' type='u' access='read'/>"
    "  <property name='AvailableCursorModes' type='u' access='read'/>"
    " </interface>"
    " <interface name='" CAMERA "'>"
    "  <method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
    "   <arg type='o' direction='out'/></method>"
    "  <method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
    "   <arg type='h' direction='out'/></method>"
    " </interface>"
    "</node>";

/* The path that both sides know before the call is answered. */
static char *
request_path (const char *sender, GVariant *options)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = NULL;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));

  return g_strconcat (PATH "/request/", name, "/", token, NULL);
}

static GVariant *
no_results (void)
{
  return g_variant_new ("a{sv}", NULL);
}

static void
respond (TestPortal *self, const char *path, TestAnswer answer, GVariant *results)
{
  static const guint numbers[] = { 0, 1, 2 };
  g_autoptr (GVariant) owned = g_variant_ref_sink (results);

  if (answer == TEST_ANSWER_NONE)
    return;
  g_dbus_connection_emit_signal (self->connection, NULL, path, REQUEST, "Response",
                                 answer == TEST_ANSWER_NONSENSE
                                     ? g_variant_new ("(s)", "yes")
                                     : g_variant_new ("(u@a{sv})", numbers[answer], owned),
                                 NULL);
}

static void
answer (TestPortal *self,
        GDBusMethodInvocation *invocation,
        GVariant *options,
        TestAnswer how,
        GVariant *results)
{
  g_autofree char *path = request_path (g_dbus_method_invocation_get_sender (invocation), options);

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  respond (self, path, how, results);
}

static GVariant *
make_session (TestPortal *self)
{
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);

  g_free (self->session);
  self->session = g_strdup_printf (PATH "/session/%u", g_random_int ());
  if (self->created)
    return self->created;
  g_variant_dict_insert (&results, "session_handle", "s", self->session);

  return g_variant_dict_end (&results);
}

static void
hand_out (TestPortal *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) fds = self->fd >= 0 ? g_unix_fd_list_new () : NULL;

  if (fds)
    g_unix_fd_list_append (fds, self->fd, NULL);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           fds);
}

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  TestPortal *self = user_data;
  g_autoptr (GVariant) options =
      g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);

  if (g_str_equal (method, "CreateSession")) {
    answer (self, invocation, options, self->create, make_session (self));
  } else if (g_str_equal (method, "SelectSources")) {
    g_clear_pointer (&self->options, g_variant_unref);
    self->options = g_variant_ref (options);
    answer (self, invocation, options, self->select, no_results ());
  } else if (g_str_equal (method, "Start")) {
    g_free (self->parent);
    g_variant_get_child (parameters, 1, "s", &self->parent);
    self->asked++;
    answer (self, invocation, options, self->start, self->started ? self->started : no_results ());
  } else if (g_str_equal (method, "AccessCamera")) {
    self->asked++;
    answer (self, invocation, options, self->camera, no_results ());
  } else {
    hand_out (self, invocation);
  }
}

static GVariant *
property_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *property,
             GError **error,
             gpointer user_data)
{
  TestPortal *self = user_data;

  return g_variant_new_uint32 (g_str_equal (property, "AvailableSourceTypes") ? self->source_types
                                                                              : self->cursor_modes);
}

static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL, { NULL } };

/* Sessions and requests are objects only to be closed. */
static GDBusMessage *
filter_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  TestPortal *self = data;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL ||
      g_strcmp0 (g_dbus_message_get_member (message), "Close") != 0)
    return message;

  if (g_strcmp0 (g_dbus_message_get_interface (message), SESSION) == 0)
    g_atomic_int_inc (&self->closed);
  else
    g_atomic_int_inc (&self->taken_back);

  return message;
}

static gboolean
is_owned (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", NAME), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(b)", &owned);

  return owned;
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (connection, FALSE);

  return connection;
}

TestPortal *
test_portal_new (void)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  TestPortal *self = g_new0 (TestPortal, 1);

  self->connection = connect_to_bus ();
  self->fd = -1;
  self->source_types = 3;
  self->cursor_modes = 3;
  g_dbus_connection_add_filter (self->connection, filter_cb, self, NULL);
  for (guint i = 0; node->interfaces[i]; i++)
    g_assert_cmpuint (g_dbus_connection_register_object (
                          self->connection, PATH, node->interfaces[i], &vtable, self, NULL, NULL),
                      >, 0);
  self->owner = g_bus_own_name_on_connection (
      self->connection, NAME, G_BUS_NAME_OWNER_FLAGS_REPLACE, NULL, NULL, NULL, NULL);
  test_wait (is_owned ());

  return self;
}

void
test_portal_die (TestPortal *self)
{
  if (!self->connection)
    return;

  g_clear_handle_id (&self->owner, g_bus_unown_name);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  test_wait (!is_owned ());
}

void
test_portal_free (TestPortal *self)
{
  test_portal_die (self);
  g_clear_pointer (&self->created, g_variant_unref);
  g_clear_pointer (&self->started, g_variant_unref);
  g_clear_pointer (&self->options, g_variant_unref);
  g_free (self->session);
  g_free (self->parent);
  g_free (self);
}

void
test_portal_show (TestPortal *self, guint32 node, guint type)
{
  g_autofree char *text =
      g_strdup_printf ("{'streams': <[(uint32 %u, {'source_type': <uint32 %u>})]>}", node, type);

  g_clear_pointer (&self->started, g_variant_unref);
  self->started = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_assert_nonnull (self->started);
}

void
test_portal_close_session (TestPortal *self)
{
  g_dbus_connection_emit_signal (self->connection, NULL, self->session, SESSION, "Closed",
                                 g_variant_new ("(a{sv})", NULL), NULL);
}
