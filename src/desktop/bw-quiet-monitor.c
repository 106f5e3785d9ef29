/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the desktop whether notifications are wanted just now. It must not know what they say. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-quiet-monitor.h"

#define XFCE_NAME "org.xfce.Xfconf"
#define XFCE_CHANNEL "xfce4-notifyd"
#define XFCE_PROPERTY "/do-not-disturb"

/* @quiet: the value that says that there are to be none */
static const struct {
  const char *desktop;
  const char *schema;
  const char *key;
  gboolean quiet;
} schemas[] = {
  { "GNOME", "org.gnome.desktop.notifications", "show-banners", FALSE },
  { "X-Cinnamon", "org.cinnamon.desktop.notifications", "display-notifications", FALSE },
  { "Pantheon", "io.elementary.notifications", "do-not-disturb", TRUE },
};

/* Who owns the name of the notification server has at most one of them. */
static const struct {
  const char *name;
  const char *path;
  const char *interface;
  const char *property; /* NULL: there is a method to ask */
} services[] = {
  { "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications", "Inhibited" },
  { "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0",
    "paused" },
  { XFCE_NAME, "/org/xfce/Xfconf", XFCE_NAME, NULL },
};

enum { PROP_0, PROP_QUIET, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwQuietMonitor {
  GObject parent_instance;

  GSettings *settings[G_N_ELEMENTS (schemas)];  /* (nullable) */
  GDBusProxy *proxies[G_N_ELEMENTS (services)]; /* (nullable) */
  GCancellable *cancellable;
  gboolean xfce_quiet;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (BwQuietMonitor, bw_quiet_monitor, G_TYPE_OBJECT)

static gboolean
is_set (GDBusProxy *proxy, const char *property)
{
  g_autoptr (GVariant) value =
      proxy && property ? g_dbus_proxy_get_cached_property (proxy, property) : NULL;

  return value && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
         g_variant_get_boolean (value);
}

static void
update (BwQuietMonitor *self)
{
  gboolean quiet = self->xfce_quiet;

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (self->settings[i])
      quiet |= g_settings_get_boolean (self->settings[i], schemas[i].key) == schemas[i].quiet;
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    quiet |= is_set (self->proxies[i], services[i].property);
  if (self->quiet == quiet)
    return;

  self->quiet = quiet;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUIET]);
}

static gboolean
runs (const char *desktop)
{
  const char *current = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) names = g_strsplit (current ? current : "", ":", -1);

  return g_strv_contains ((const char *const *) names, desktop);
}

/* A schema that is not installed, or has changed, ends the program of who asks for it unseen.
 * Returns: (transfer full) (nullable) */
static GSettings *
find_settings (guint i)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source && runs (schemas[i].desktop)
          ? g_settings_schema_source_lookup (source, schemas[i].schema, TRUE)
          : NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;

  if (!schema || !g_settings_schema_has_key (schema, schemas[i].key))
    return NULL;

  key = g_settings_schema_get_key (schema, schemas[i].key);
  if (!g_variant_type_equal (g_settings_schema_key_get_value_type (key), G_VARIANT_TYPE_BOOLEAN))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

static void
follow_settings (BwQuietMonitor *self, guint i)
{
  g_autofree char *signal = g_strconcat ("changed::", schemas[i].key, NULL);

  self->settings[i] = find_settings (i);
  if (self->settings[i])
    g_signal_connect_object (self->settings[i], signal, G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
}

static void
set_xfce_quiet (BwQuietMonitor *self, GVariant *value)
{
  self->xfce_quiet = value && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                     g_variant_get_boolean (value);
  update (self);
}

static void
xfce_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwQuietMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* An error says that the property was never set. */
  if (answer && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(v)")))
    g_variant_get (answer, "(v)", &value);
  set_xfce_quiet (self, value);
}

static void
xfce_signal_cb (BwQuietMonitor *self,
                const char *sender,
                const char *signal,
                GVariant *parameters,
                GDBusProxy *proxy)
{
  const char *channel;
  const char *property;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (signal, "PropertyChanged") ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", &channel, &property, &value);
  if (g_str_equal (channel, XFCE_CHANNEL) && g_str_equal (property, XFCE_PROPERTY))
    set_xfce_quiet (self, value);
}

static void
xfce_owner_cb (BwQuietMonitor *self, GParamSpec *pspec, GDBusProxy *proxy)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (proxy);

  if (owner)
    g_dbus_proxy_call (proxy, "GetProperty", g_variant_new ("(ss)", XFCE_CHANNEL, XFCE_PROPERTY),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, xfce_answer_cb,
                       self);
  else
    set_xfce_quiet (self, NULL);
}

static void
take_proxy (BwQuietMonitor *self, guint i, GDBusProxy *proxy)
{
  self->proxies[i] = proxy;
  if (services[i].property) {
    g_signal_connect_object (proxy, "g-properties-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
    update (self);
    return;
  }

  g_signal_connect_object (proxy, "g-signal", G_CALLBACK (xfce_signal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proxy, "notify::g-name-owner", G_CALLBACK (xfce_owner_cb), self,
                           G_CONNECT_SWAPPED);
  xfce_owner_cb (self, NULL, proxy);
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwQuietMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (!proxy) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_debug ("the desktop's do-not-disturb will not be noticed: %s", error->message);
    return;
  }

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_str_equal (services[i].interface, g_dbus_proxy_get_interface_name (proxy)))
      take_proxy (self, i, proxy);
}

static void
bw_quiet_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUIET)
    g_value_set_boolean (value, BW_QUIET_MONITOR (object)->quiet);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_quiet_monitor_dispose (GObject *object)
{
  BwQuietMonitor *self = BW_QUIET_MONITOR (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    g_clear_object (&self->proxies[i]);
  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    g_clear_object (&self->settings[i]);

  G_OBJECT_CLASS (bw_quiet_monitor_parent_class)->dispose (object);
}

static void
bw_quiet_monitor_finalize (GObject *object)
{
  g_object_unref (BW_QUIET_MONITOR (object)->cancellable);

  G_OBJECT_CLASS (bw_quiet_monitor_parent_class)->finalize (object);
}

static void
bw_quiet_monitor_class_init (BwQuietMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_quiet_monitor_get_property;
  object_class->dispose = bw_quiet_monitor_dispose;
  object_class->finalize = bw_quiet_monitor_finalize;

  properties[PROP_QUIET] =
      g_param_spec_boolean ("quiet", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_quiet_monitor_init (BwQuietMonitor *self)
{
  self->cancellable = g_cancellable_new ();
}

BwQuietMonitor *
bw_quiet_monitor_new (void)
{
  BwQuietMonitor *self = g_object_new (BW_TYPE_QUIET_MONITOR, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    follow_settings (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL,
                              services[i].name, services[i].path, services[i].interface,
                              self->cancellable, proxy_cb, self);
  update (self);

  return self;
}
