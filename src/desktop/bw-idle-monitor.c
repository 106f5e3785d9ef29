/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the desktop for how long nobody has touched keyboard and mouse. It must not know what being
 * idle means. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-idle-monitor.h"

#include <string.h>

#define MUTTER_NAME "org.gnome.Mutter.IdleMonitor"
#define MUTTER_PATH "/org/gnome/Mutter/IdleMonitor/Core"
#define SAVER_NAME "org.freedesktop.ScreenSaver"
#define SAVER_PATH "/org/freedesktop/ScreenSaver"
#define MINUTE_MS G_GINT64_CONSTANT (60000)
/* How late the return of a person may be noticed where one has to ask. */
#define RETURN_SECONDS 5

enum { PROP_0, PROP_MINUTES, PROP_IDLE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwIdleMonitor {
  GObject parent_instance;

  BwLoginSession *session;
  GDBusProxy *mutter; /* (nullable) */
  GDBusProxy *saver;  /* (nullable) */
  GCancellable *cancellable;

  guint idle_watch; /* of Mutter, 0 for none */
  guint active_watch;
  gboolean adding; /* an idle watch, which has no number yet */
  gboolean stale;  /* and is not the one that is wanted any more */
  guint look_id;
  guint minutes;
  gboolean idle;
};

G_DEFINE_FINAL_TYPE (BwIdleMonitor, bw_idle_monitor, G_TYPE_OBJECT)

static void
set_idle (BwIdleMonitor *self, gboolean idle)
{
  if (self->idle == idle)
    return;

  self->idle = idle;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDLE]);
}

static gboolean
has_owner (GDBusProxy *proxy)
{
  g_autofree char *owner = proxy ? g_dbus_proxy_get_name_owner (proxy) : NULL;

  return owner != NULL;
}

/* Returns: 0 where the call has failed, for watches are counted from 1 */
static guint
finish_watch (GObject *source, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, error);
  guint watch = 0;

  if (answer && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(u)")))
    g_variant_get (answer, "(u)", &watch);

  return watch;
}

static void
active_watch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwIdleMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  guint watch = finish_watch (source, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->active_watch = watch;
  if (error)
    set_idle (self, FALSE); /* nobody would tell of the end */
}

static void
call_mutter (BwIdleMonitor *self,
             const char *method,
             GVariant *arguments,
             GAsyncReadyCallback callback)
{
  g_dbus_proxy_call (self->mutter, method, arguments, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                     self->cancellable, callback, self);
}

static void watch_mutter (BwIdleMonitor *self);

static void
idle_watch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwIdleMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  guint watch = finish_watch (source, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->idle_watch = watch;
  self->adding = FALSE;
  if (self->stale && has_owner (self->mutter))
    watch_mutter (self);
}

static void
watch_mutter (BwIdleMonitor *self)
{
  self->stale = self->adding;
  if (self->adding)
    return;

  if (self->idle_watch)
    call_mutter (self, "RemoveWatch", g_variant_new ("(u)", self->idle_watch), NULL);
  self->idle_watch = 0;
  self->adding = TRUE;
  set_idle (self, FALSE);
  call_mutter (self, "AddIdleWatch", g_variant_new ("(t)", (guint64) (self->minutes * MINUTE_MS)),
               idle_watch_cb);
}

static void
mutter_signal_cb (BwIdleMonitor *self,
                  const char *sender,
                  const char *signal,
                  GVariant *parameters,
                  GDBusProxy *mutter)
{
  guint watch = 0;

  if (!g_str_equal (signal, "WatchFired") ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(u)")))
    return;

  g_variant_get (parameters, "(u)", &watch);
  if (watch != 0 && watch == self->idle_watch) {
    set_idle (self, TRUE);
    call_mutter (self, "AddUserActiveWatch", NULL, active_watch_cb);
  } else if (watch != 0 && watch == self->active_watch) {
    self->active_watch = 0; /* it fires once */
    set_idle (self, FALSE);
  }
}

static void look (BwIdleMonitor *self);

static gboolean
look_cb (gpointer user_data)
{
  BwIdleMonitor *self = user_data;

  self->look_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

/* Before its time is over nobody becomes idle, so nobody needs to be asked.
 * @idle_ms: -1 where nobody knows it */
static void
judge (BwIdleMonitor *self, gint64 idle_ms)
{
  gint64 left = self->minutes * MINUTE_MS - idle_ms;

  set_idle (self, left <= 0);
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (left <= 0)
    self->look_id = g_timeout_add_seconds (RETURN_SECONDS, look_cb, self);
  else if (idle_ms >= 0)
    self->look_id = g_timeout_add_seconds ((guint) (left / 1000 + 1), look_cb, self);
}

static void
judge_by_login (BwIdleMonitor *self)
{
  gint64 since;

  g_object_get (self->session, "idle-since", &since, NULL);
  judge (self, since > 0 ? MAX (g_get_real_time () - since, 0) / 1000 : -1);
}

/* Seconds, but for KDE, which says milliseconds. */
static gint64
unit_ms (void)
{
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) names = g_strsplit (desktop ? desktop : "", ":", -1);

  return g_strv_contains ((const char *const *) names, "KDE") ? 1 : 1000;
}

static void
saver_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwIdleMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  guint idle;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || has_owner (self->mutter))
    return;
  if (!answer || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(u)"))) {
    judge_by_login (self);
    return;
  }

  g_variant_get (answer, "(u)", &idle);
  judge (self, idle * unit_ms ());
}

static void
look (BwIdleMonitor *self)
{
  if (has_owner (self->mutter))
    return;

  if (has_owner (self->saver))
    g_dbus_proxy_call (self->saver, "GetSessionIdleTime", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                       self->cancellable, saver_answer_cb, self);
  else
    judge_by_login (self);
}

static void
begin_anew (BwIdleMonitor *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (has_owner (self->mutter))
    watch_mutter (self);
  else
    look (self);
}

static void
owner_cb (BwIdleMonitor *self, GParamSpec *pspec, GDBusProxy *proxy)
{
  if (proxy == self->saver) {
    look (self);
    return;
  }

  self->idle_watch = 0; /* another Mutter knows nothing of it */
  self->active_watch = 0;
  begin_anew (self);
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwIdleMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (!proxy) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_debug ("the desktop will not be asked who is idle: %s", error->message);
    return;
  }

  if (g_str_equal (g_dbus_proxy_get_name (proxy), MUTTER_NAME)) {
    self->mutter = proxy;
    g_signal_connect_object (proxy, "g-signal", G_CALLBACK (mutter_signal_cb), self,
                             G_CONNECT_SWAPPED);
  } else {
    self->saver = proxy;
  }
  g_signal_connect_object (proxy, "notify::g-name-owner", G_CALLBACK (owner_cb), self,
                           G_CONNECT_SWAPPED);
  owner_cb (self, NULL, proxy);
}

static void
bw_idle_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwIdleMonitor *self = BW_IDLE_MONITOR (object);

  switch (id) {
  case PROP_MINUTES:
    g_value_set_uint (value, self->minutes);
    break;
  case PROP_IDLE:
    g_value_set_boolean (value, self->idle);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_idle_monitor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwIdleMonitor *self = BW_IDLE_MONITOR (object);

  if (id != PROP_MINUTES) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  if (self->minutes == g_value_get_uint (value))
    return;

  self->minutes = g_value_get_uint (value);
  g_object_notify_by_pspec (object, pspec);
  begin_anew (self);
}

static void
bw_idle_monitor_dispose (GObject *object)
{
  BwIdleMonitor *self = BW_IDLE_MONITOR (object);

  if (self->mutter && self->idle_watch)
    g_dbus_proxy_call (self->mutter, "RemoveWatch", g_variant_new ("(u)", self->idle_watch),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  self->idle_watch = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->mutter);
  g_clear_object (&self->saver);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bw_idle_monitor_parent_class)->dispose (object);
}

static void
bw_idle_monitor_finalize (GObject *object)
{
  g_object_unref (BW_IDLE_MONITOR (object)->cancellable);

  G_OBJECT_CLASS (bw_idle_monitor_parent_class)->finalize (object);
}

static void
bw_idle_monitor_class_init (BwIdleMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_idle_monitor_get_property;
  object_class->set_property = bw_idle_monitor_set_property;
  object_class->dispose = bw_idle_monitor_dispose;
  object_class->finalize = bw_idle_monitor_finalize;

  properties[PROP_MINUTES] =
      g_param_spec_uint ("minutes", NULL, NULL, 1, 1440, 10, readable | G_PARAM_WRITABLE);
  properties[PROP_IDLE] = g_param_spec_boolean ("idle", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_idle_monitor_init (BwIdleMonitor *self)
{
  self->minutes = 10;
  self->cancellable = g_cancellable_new ();
}

static void
connect_to (BwIdleMonitor *self, const char *name, const char *path)
{
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START |
                                G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES,
                            NULL, name, path, name, self->cancellable, proxy_cb, self);
}

BwIdleMonitor *
bw_idle_monitor_new (BwLoginSession *session)
{
  BwIdleMonitor *self = g_object_new (BW_TYPE_IDLE_MONITOR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::idle-since", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  connect_to (self, MUTTER_NAME, MUTTER_PATH);
  connect_to (self, SAVER_NAME, SAVER_PATH);

  return self;
}
