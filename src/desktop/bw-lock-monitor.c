/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks whoever locks screens here whether this one is. Starts nobody for that. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-lock-monitor.h"

/* They all speak as the first of them did; the name is that of the interface, too. */
static const struct {
  const char *name;
  const char *path;
} savers[] = {
  { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver" },
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver" },
  { "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver" },
  { "org.mate.ScreenSaver", "/org/mate/ScreenSaver" },
  { "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver" },
};

typedef struct {
  GDBusProxy *proxy; /* (nullable) */
  gboolean active;
} Saver;

enum { PROP_0, PROP_LOCKED, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwLockMonitor {
  GObject parent_instance;

  BwLoginSession *session;
  Saver savers[G_N_ELEMENTS (savers)];
  GCancellable *cancellable;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (BwLockMonitor, bw_lock_monitor, G_TYPE_OBJECT)

static void
update (BwLockMonitor *self)
{
  gboolean locked;

  g_object_get (self->session, "locked", &locked, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    locked = locked || self->savers[i].active;
  if (self->locked == locked)
    return;

  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
set_active (BwLockMonitor *self, GDBusProxy *proxy, gboolean active)
{
  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    if (self->savers[i].proxy == proxy)
      self->savers[i].active = active;
  update (self);
}

static void
active_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwLockMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  gboolean active = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(b)")))
    g_variant_get (answer, "(b)", &active);
  else
    g_debug ("%s does not say whether it is active", g_dbus_proxy_get_name (G_DBUS_PROXY (source)));
  set_active (self, G_DBUS_PROXY (source), active);
}

static void
signal_cb (BwLockMonitor *self,
           const char *sender,
           const char *signal,
           GVariant *parameters,
           GDBusProxy *proxy)
{
  gboolean active;

  if (!g_str_equal (signal, "ActiveChanged") ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &active);
  set_active (self, proxy, active);
}

static void
owner_cb (BwLockMonitor *self, GParamSpec *pspec, GDBusProxy *proxy)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (proxy);

  if (owner)
    g_dbus_proxy_call (proxy, "GetActive", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                       self->cancellable, active_cb, self);
  else
    set_active (self, proxy, FALSE);
}

static Saver *
find_saver (BwLockMonitor *self, GDBusProxy *proxy)
{
  guint i = 0;

  while (!g_str_equal (g_dbus_proxy_get_name (proxy), savers[i].name))
    i++;

  return &self->savers[i];
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwLockMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (!proxy) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_debug ("a locked screen will not be noticed: %s", error->message);
    return;
  }

  find_saver (self, proxy)->proxy = proxy;
  g_signal_connect_object (proxy, "g-signal", G_CALLBACK (signal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proxy, "notify::g-name-owner", G_CALLBACK (owner_cb), self,
                           G_CONNECT_SWAPPED);
  owner_cb (self, NULL, proxy);
}

static void
bw_lock_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOCKED)
    g_value_set_boolean (value, BW_LOCK_MONITOR (object)->locked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_lock_monitor_dispose (GObject *object)
{
  BwLockMonitor *self = BW_LOCK_MONITOR (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    g_clear_object (&self->savers[i].proxy);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bw_lock_monitor_parent_class)->dispose (object);
}

static void
bw_lock_monitor_finalize (GObject *object)
{
  g_object_unref (BW_LOCK_MONITOR (object)->cancellable);

  G_OBJECT_CLASS (bw_lock_monitor_parent_class)->finalize (object);
}

static void
bw_lock_monitor_class_init (BwLockMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_lock_monitor_get_property;
  object_class->dispose = bw_lock_monitor_dispose;
  object_class->finalize = bw_lock_monitor_finalize;

  properties[PROP_LOCKED] =
      g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_lock_monitor_init (BwLockMonitor *self)
{
  self->cancellable = g_cancellable_new ();
}

BwLockMonitor *
bw_lock_monitor_new (BwLoginSession *session)
{
  BwLockMonitor *self = g_object_new (BW_TYPE_LOCK_MONITOR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::locked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    g_dbus_proxy_new_for_bus (
        G_BUS_TYPE_SESSION,
        G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START | G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES, NULL,
        savers[i].name, savers[i].path, savers[i].name, self->cancellable, proxy_cb, self);

  return self;
}
