/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds one's own session at logind and follows it. It must not know what is made of it. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-login-session.h"

#define NAME "org.freedesktop.login1"

enum { PROP_0, PROP_LOCKED, PROP_IDLE_SINCE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwLoginSession {
  GObject parent_instance;

  GDBusProxy *proxy; /* (nullable) */
  GCancellable *cancellable;
  gboolean locked;
  gint64 idle_since;
};

G_DEFINE_FINAL_TYPE (BwLoginSession, bw_login_session, G_TYPE_OBJECT)

static gboolean
read_boolean (GDBusProxy *proxy, const char *property)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (proxy, property);

  return value && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
         g_variant_get_boolean (value);
}

static gint64
read_idle_since (GDBusProxy *proxy)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (proxy, "IdleSinceHint");

  if (!read_boolean (proxy, "IdleHint"))
    return 0;
  if (!value || !g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    return g_get_real_time ();

  return (gint64) CLAMP (g_variant_get_uint64 (value), 1, (guint64) g_get_real_time ());
}

static void
update (BwLoginSession *self)
{
  gboolean locked = read_boolean (self->proxy, "LockedHint");
  gint64 idle_since = read_idle_since (self->proxy);

  if (self->locked != locked) {
    self->locked = locked;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
  }
  if (self->idle_since != idle_since) {
    self->idle_since = idle_since;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDLE_SINCE]);
  }
}

static void
tell_absence (const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("logind does not tell of this session: %s", error->message);
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwLoginSession *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_finish (result, &error);

  if (!proxy) {
    tell_absence (error);
    return;
  }

  self->proxy = proxy;
  g_signal_connect_object (proxy, "g-properties-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwLoginSession *self = user_data; /* gone where this was cancelled */
  GDBusConnection *connection = G_DBUS_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (connection, result, &error);
  const char *path;

  if (!answer) {
    tell_absence (error);
    return;
  }

  g_variant_get (answer, "(&o)", &path);
  g_dbus_proxy_new (connection, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL, NAME, path,
                    NAME ".Session", self->cancellable, proxy_cb, self);
}

/* A program that the session's bus has started may know no name of its session. */
static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwLoginSession *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  const char *id = g_getenv ("XDG_SESSION_ID");

  if (!connection) {
    tell_absence (error);
    return;
  }

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_dbus_connection_call (connection, NAME, "/org/freedesktop/login1", NAME ".Manager",
                          "GetSession", g_variant_new ("(s)", id && *id ? id : "auto"),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          self->cancellable, session_cb, self);
}

static void
bw_login_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwLoginSession *self = BW_LOGIN_SESSION (object);

  switch (id) {
  case PROP_LOCKED:
    g_value_set_boolean (value, self->locked);
    break;
  case PROP_IDLE_SINCE:
    g_value_set_int64 (value, self->idle_since);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_login_session_dispose (GObject *object)
{
  BwLoginSession *self = BW_LOGIN_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (bw_login_session_parent_class)->dispose (object);
}

static void
bw_login_session_finalize (GObject *object)
{
  g_object_unref (BW_LOGIN_SESSION (object)->cancellable);

  G_OBJECT_CLASS (bw_login_session_parent_class)->finalize (object);
}

static void
bw_login_session_class_init (BwLoginSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_login_session_get_property;
  object_class->dispose = bw_login_session_dispose;
  object_class->finalize = bw_login_session_finalize;

  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, flags);
  properties[PROP_IDLE_SINCE] =
      g_param_spec_int64 ("idle-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_login_session_init (BwLoginSession *self)
{
  self->cancellable = g_cancellable_new ();
}

BwLoginSession *
bw_login_session_new (void)
{
  BwLoginSession *self = g_object_new (BW_TYPE_LOGIN_SESSION, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, self);

  return self;
}
