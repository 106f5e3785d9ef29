/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks a portal and waits for what the person says. It must not know what is asked. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-portal-request.h"

#include <glib/gi18n-lib.h>

#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* The first number of a Response. */
enum { ANSWER_YES, ANSWER_CANCELLED };

typedef struct {
  GDBusConnection *bus;
  char *path;
  GSource *cancelled;
  guint response_id;
  guint watch_id;
  gboolean ended;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_pointer (&self->cancelled, g_source_unref);
  g_object_unref (self->bus);
  g_free (self->path);
  g_free (self);
}

static void
stop_waiting (Request *self)
{
  if (self->response_id)
    g_dbus_connection_signal_unsubscribe (self->bus, self->response_id);
  self->response_id = 0;
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->cancelled)
    g_source_destroy (self->cancelled);
}

/* Whatever comes first ends it. Returns: whether this does */
static gboolean
end (GTask *task)
{
  Request *self = g_task_get_task_data (task);

  if (self->ended)
    return FALSE;

  self->ended = TRUE;
  stop_waiting (self);

  return TRUE;
}

static void
fail (GTask *task, GError *error)
{
  if (end (task))
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
fail_with (GTask *task, int code, const char *sentence)
{
  fail (task, g_error_new_literal (G_IO_ERROR, code, sentence));
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  guint answer;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})"))) {
    fail_with (task, G_IO_ERROR_FAILED, _ ("The desktop gave an answer that makes no sense."));
    return;
  }

  g_variant_get (parameters, "(u@a{sv})", &answer, &results);
  if (answer == ANSWER_CANCELLED)
    fail_with (task, G_IO_ERROR_CANCELLED, _ ("It was not allowed."));
  else if (answer != ANSWER_YES)
    fail_with (task, G_IO_ERROR_FAILED, _ ("The desktop could not do it."));
  else if (end (task))
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_variant_unref);
}

static void
expect_response (GTask *task)
{
  Request *self = g_task_get_task_data (task);

  self->response_id = g_dbus_connection_signal_subscribe (
      self->bus, BW_PORTAL_NAME, REQUEST_INTERFACE, "Response", self->path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  fail_with (task, G_IO_ERROR_FAILED, _ ("The desktop has gone away while it was asked."));
}

/* An old portal made names of its own. */
static void
follow_handle (GTask *task, const char *handle)
{
  Request *self = g_task_get_task_data (task);

  if (g_str_equal (self->path, handle))
    return;

  g_dbus_connection_signal_unsubscribe (self->bus, self->response_id);
  g_free (self->path);
  self->path = g_strdup (handle);
  expect_response (task);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *handle;

  if (!reply) {
    fail (task, bw_portal_translate_error (error));
  } else if (!self->ended) {
    g_variant_get (reply, "(&o)", &handle);
    follow_handle (task, handle);
    /* Only from here on: asking is what starts it. */
    self->watch_id =
        g_bus_watch_name_on_connection (self->bus, BW_PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                        NULL, vanished_cb, g_object_ref (task), g_object_unref);
  }
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Request *self = g_task_get_task_data (task);

  g_dbus_connection_call (self->bus, BW_PORTAL_NAME, self->path, REQUEST_INTERFACE, "Close", NULL,
                          NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  fail_with (task, G_IO_ERROR_CANCELLED, _ ("It was not allowed."));

  return G_SOURCE_REMOVE;
}

static void
watch_cancelling (GTask *task)
{
  Request *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!cancellable)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, self->cancelled, G_SOURCE_FUNC (cancelled_cb));
}

/* The name of the request is made known before it is there, so that no answer is missed. */
static Request *
request_new (GDBusConnection *bus, const char *token)
{
  Request *self = g_new0 (Request, 1);
  g_autofree char *sender =
      g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  self->bus = g_object_ref (bus);
  self->path = g_strconcat (BW_PORTAL_PATH "/request/", sender, "/", token, NULL);

  return self;
}

static GVariant *
make_arguments (GVariant *head, GVariantDict *options, const char *token)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_TUPLE);
  g_autoptr (GVariant) owned = head ? g_variant_ref_sink (head) : NULL;

  for (gsize i = 0; owned && i < g_variant_n_children (owned); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (owned, i);

    g_variant_builder_add_value (&builder, child);
  }
  g_variant_dict_insert (options, "handle_token", "s", token);
  g_variant_builder_add_value (&builder, g_variant_dict_end (options));

  return g_variant_builder_end (&builder);
}

void
bw_portal_request_async (GDBusConnection *bus,
                         const char *interface,
                         const char *method,
                         GVariant *head,
                         GVariantDict *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (bus, cancellable, callback, user_data);
  g_auto (GVariantDict) none = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *token = g_strdup_printf ("bellwire%08x", g_random_int ());

  g_task_set_source_tag (task, bw_portal_request_async);
  g_task_set_task_data (task, request_new (bus, token), request_free);
  expect_response (task);
  watch_cancelling (task);
  g_dbus_connection_call (bus, BW_PORTAL_NAME, BW_PORTAL_PATH, interface, method,
                          make_arguments (head, options ? options : &none, token),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, called_cb,
                          task);
}

GVariant *
bw_portal_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GError *
bw_portal_translate_error (const GError *error)
{
  static const int missing[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,   G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_UNKNOWN_METHOD,
    G_DBUS_ERROR_UNKNOWN_INTERFACE, G_DBUS_ERROR_UNKNOWN_OBJECT,    G_DBUS_ERROR_SPAWN_FAILED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    if (g_error_matches (error, G_DBUS_ERROR, missing[i]))
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                  _ ("This desktop has no way to ask for it."));

  g_debug ("a portal says: %s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The desktop could not do it."));
}

int
bw_portal_take_fd (GVariant *reply, GUnixFDList *fds, GError **error)
{
  int index;

  g_variant_get (reply, "(h)", &index);
  if (fds && index >= 0 && index < g_unix_fd_list_get_length (fds))
    return g_unix_fd_list_get (fds, index, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The desktop gave an answer that makes no sense."));

  return -1;
}
