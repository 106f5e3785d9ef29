/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a person wants to share, as the ScreenCast portal asks: what there is, a session, what is
 * offered, the question, and the way to the picture. It must not know who sees it.
 *
 * Spoken over the bus and not by libportal 0.6: that one waits for ever for a portal that died,
 * blocks for its descriptors, and takes what it is told for granted.
 */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-screen-cast.h"

#include "bw-portal-request.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define CAST_INTERFACE "org.freedesktop.portal.ScreenCast"
#define SESSION_INTERFACE "org.freedesktop.portal.Session"

/* Bits of the portal. */
#define SOURCE_MONITOR 1u
#define SOURCE_WINDOW 2u
#define CURSOR_EMBEDDED 2u

enum { SIGNAL_ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwScreenCast {
  GObject parent_instance;

  GDBusConnection *bus; /* (nullable) */
  char *session;        /* (nullable) */
  guint closed_id;
  guint watch_id;
  gboolean shared; /* the question was answered, somebody has the stream */
};

G_DEFINE_FINAL_TYPE (BwScreenCast, bw_screen_cast, G_TYPE_OBJECT)

typedef struct {
  char *parent;
  guint sources;
  guint cursors;
  BwScreenStream stream;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  if (self->stream.fd >= 0)
    close (self->stream.fd);
  g_free (self->parent);
  g_free (self);
}

static void
forget_session (BwScreenCast *self)
{
  if (self->closed_id)
    g_dbus_connection_signal_unsubscribe (self->bus, self->closed_id);
  self->closed_id = 0;
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_clear_pointer (&self->session, g_free);
  self->shared = FALSE;
}

static void
tell_ended (BwScreenCast *self)
{
  gboolean shared = self->shared;

  forget_session (self);
  if (shared)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
closed_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer self)
{
  tell_ended (self);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer self)
{
  tell_ended (self);
}

static void
keep_session (BwScreenCast *self, const char *session)
{
  self->session = g_strdup (session);
  self->closed_id = g_dbus_connection_signal_subscribe (
      self->bus, BW_PORTAL_NAME, SESSION_INTERFACE, "Closed", session, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, closed_cb, self, NULL);
  self->watch_id = g_bus_watch_name_on_connection (
      self->bus, BW_PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, vanished_cb, self, NULL);
}

static void
fail (GTask *task, GError *error)
{
  bw_screen_cast_end (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

static void
fail_with_nonsense (GTask *task)
{
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                   _ ("The desktop gave an answer that makes no sense.")));
}

static void
ask (GTask *task,
     const char *method,
     GVariant *head,
     GVariantDict *options,
     GAsyncReadyCallback callback)
{
  BwScreenCast *self = g_task_get_source_object (task);

  bw_portal_request_async (self->bus, CAST_INTERFACE, method, head, options,
                           g_task_get_cancellable (task), callback, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwScreenCast *self = g_task_get_source_object (task);
  Choice *choice = g_task_get_task_data (task);
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, &error);

  if (!reply) {
    fail (task, bw_portal_translate_error (error));
    return;
  }

  choice->stream.fd = bw_portal_take_fd (reply, fds, &error);
  if (choice->stream.fd < 0) {
    fail (task, g_steal_pointer (&error));
  } else if (!self->session) { /* it was closed in the meantime */
    fail_with_nonsense (task);
  } else {
    self->shared = TRUE;
    g_task_return_boolean (task, TRUE);
  }
}

static void
open_remote (GTask *task)
{
  BwScreenCast *self = g_task_get_source_object (task);

  g_dbus_connection_call_with_unix_fd_list (
      self->bus, BW_PORTAL_NAME, BW_PORTAL_PATH, CAST_INTERFACE, "OpenPipeWireRemote",
      g_variant_new ("(oa{sv})", self->session, NULL), G_VARIANT_TYPE ("(h)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, g_task_get_cancellable (task), opened_cb,
      g_object_ref (task));
}

/* Returns: whether there is a stream among them */
static gboolean
read_streams (GVariant *results, BwScreenStream *stream)
{
  g_autoptr (GVariant) streams =
      g_variant_lookup_value (results, "streams", G_VARIANT_TYPE ("a(ua{sv})"));
  g_autoptr (GVariant) properties = NULL;
  guint type = 0;

  if (!streams || g_variant_n_children (streams) == 0)
    return FALSE;

  g_variant_get_child (streams, 0, "(u@a{sv})", &stream->node, &properties);
  g_variant_lookup (properties, "source_type", "u", &type);
  stream->window = type == SOURCE_WINDOW;

  return TRUE;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwScreenCast *self = g_task_get_source_object (task);
  Choice *choice = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = bw_portal_request_finish (result, &error);

  if (!results)
    fail (task, g_steal_pointer (&error));
  else if (!self->session || !read_streams (results, &choice->stream))
    fail_with_nonsense (task);
  else
    open_remote (task);
}

static void
selected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwScreenCast *self = g_task_get_source_object (task);
  Choice *choice = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = bw_portal_request_finish (result, &error);

  if (!results)
    fail (task, g_steal_pointer (&error));
  else if (!self->session)
    fail_with_nonsense (task);
  else
    ask (g_object_ref (task), "Start",
         g_variant_new ("(os)", self->session, choice->parent ? choice->parent : ""), NULL,
         started_cb);
}

static void
select_sources (GTask *task)
{
  BwScreenCast *self = g_task_get_source_object (task);
  Choice *choice = g_task_get_task_data (task);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&options, "types", "u", choice->sources);
  g_variant_dict_insert (&options, "multiple", "b", FALSE);
  if (choice->cursors & CURSOR_EMBEDDED)
    g_variant_dict_insert (&options, "cursor_mode", "u", CURSOR_EMBEDDED);
  ask (g_object_ref (task), "SelectSources", g_variant_new ("(o)", self->session), &options,
       selected_cb);
}

/* A string by its specification, and an object path with some. */
static char *
dup_session (GVariant *results)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (results, "session_handle", NULL);
  const char *path = value && (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ||
                               g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH))
                         ? g_variant_get_string (value, NULL)
                         : NULL;

  return path && g_variant_is_object_path (path) ? g_strdup (path) : NULL;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwScreenCast *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = bw_portal_request_finish (result, &error);
  g_autofree char *session = results ? dup_session (results) : NULL;

  if (!results) {
    fail (task, g_steal_pointer (&error));
  } else if (!session) {
    fail_with_nonsense (task);
  } else {
    bw_screen_cast_end (self);
    keep_session (self, session);
    select_sources (task);
  }
}

static void
create_session (GTask *task)
{
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *token = g_strdup_printf ("bellwire%08x", g_random_int ());

  g_variant_dict_insert (&options, "session_handle_token", "s", token);
  ask (g_object_ref (task), "CreateSession", NULL, &options, created_cb);
}

static void
fail_without_portal (GTask *task)
{
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                   _ ("This desktop has no way to ask for it.")));
}

/* What is not there must not be asked for: some portals refuse the whole question then. */
static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) properties = NULL;

  if (!reply) {
    fail (task, bw_portal_translate_error (error));
    return;
  }

  properties = g_variant_get_child_value (reply, 0);
  g_variant_lookup (properties, "AvailableSourceTypes", "u", &choice->sources);
  g_variant_lookup (properties, "AvailableCursorModes", "u", &choice->cursors);
  choice->sources &= SOURCE_MONITOR | SOURCE_WINDOW;
  if (choice->sources)
    create_session (task);
  else
    fail_without_portal (task);
}

static void
bw_screen_cast_dispose (GObject *object)
{
  BwScreenCast *self = BW_SCREEN_CAST (object);

  bw_screen_cast_end (self);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (bw_screen_cast_parent_class)->dispose (object);
}

static void
bw_screen_cast_class_init (BwScreenCastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_screen_cast_dispose;

  signals[SIGNAL_ENDED] = g_signal_new ("ended", BW_TYPE_SCREEN_CAST, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_screen_cast_init (BwScreenCast *self)
{
}

BwScreenCast *
bw_screen_cast_new (GDBusConnection *bus)
{
  BwScreenCast *self = g_object_new (BW_TYPE_SCREEN_CAST, NULL);

  g_set_object (&self->bus, bus);

  return self;
}

void
bw_screen_cast_choose_async (BwScreenCast *self,
                             const char *parent,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Choice *choice;

  g_return_if_fail (BW_IS_SCREEN_CAST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  choice = g_new0 (Choice, 1);
  choice->parent = g_strdup (parent);
  choice->stream.fd = -1;
  g_task_set_source_tag (task, bw_screen_cast_choose_async);
  g_task_set_task_data (task, choice, choice_free);
  if (!self->bus)
    fail_without_portal (task);
  else
    g_dbus_connection_call (
        self->bus, BW_PORTAL_NAME, BW_PORTAL_PATH, "org.freedesktop.DBus.Properties", "GetAll",
        g_variant_new ("(s)", CAST_INTERFACE), G_VARIANT_TYPE ("(a{sv})"), G_DBUS_CALL_FLAGS_NONE,
        -1, cancellable, described_cb, g_object_ref (task));
}

gboolean
bw_screen_cast_choose_finish (BwScreenCast *self,
                              GAsyncResult *result,
                              BwScreenStream *stream,
                              GError **error)
{
  Choice *choice = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *stream = choice->stream;
  choice->stream.fd = -1;

  return TRUE;
}

void
bw_screen_cast_end (BwScreenCast *self)
{
  g_return_if_fail (BW_IS_SCREEN_CAST (self));

  if (self->session)
    g_dbus_connection_call (self->bus, BW_PORTAL_NAME, self->session, SESSION_INTERFACE, "Close",
                            NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  forget_session (self);
}
