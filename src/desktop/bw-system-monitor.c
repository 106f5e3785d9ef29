/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carries the news of the machine (network, sleep) to the phone, which knows itself what to do
 * about them. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-system-monitor.h"

#include <net/if.h>
#include <netinet/in.h>

#define QUIET_SECONDS 1

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_INTERFACE "org.freedesktop.login1.Manager"

struct _BwSystemMonitor {
  GObject parent_instance;

  BwPhone *phone;
  GNetworkMonitor *network;
  GDBusConnection *system_bus;
  GCancellable *cancellable;

  guint sleep_id;
  guint quiet_id;
  gboolean there; /* whether there was a way out or a link when we last looked */
};

G_DEFINE_FINAL_TYPE (BwSystemMonitor, bw_system_monitor, G_TYPE_OBJECT)

static gboolean
has_link_now (void)
{
  struct ifaddrs *list = NULL;
  gboolean found;

  /* What cannot be found out is taken for the better. */
  if (getifaddrs (&list) != 0)
    return TRUE;

  found = bw_system_monitor_has_link (list);
  freeifaddrs (list);

  return found;
}

static gboolean
quiet_cb (gpointer user_data)
{
  BwSystemMonitor *self = user_data;

  self->quiet_id = 0;
  bw_phone_wake (self->phone);

  return G_SOURCE_REMOVE;
}

/* One change of network comes as a dozen signals, and the first addresses are often not the last.
 */
static void
wake_when_quiet (BwSystemMonitor *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add_seconds (QUIET_SECONDS, quiet_cb, self);
}

static void
network_changed_cb (BwSystemMonitor *self, gboolean way_out, GNetworkMonitor *network)
{
  gboolean was_there = self->there;

  self->there = way_out || has_link_now ();
  g_debug ("network changed: way out %d, there %d", way_out, self->there);

  if (was_there && self->there) {
    wake_when_quiet (self);
  } else if (was_there != self->there) {
    g_clear_handle_id (&self->quiet_id, g_source_remove);
    bw_phone_set_network_available (self->phone, self->there);
  }
}

static void
sleep_cb (GDBusConnection *connection,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  BwSystemMonitor *self = user_data;
  gboolean begins = TRUE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    bw_phone_wake (self->phone);
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwSystemMonitor *self = user_data; /* gone where this was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (!connection) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_debug ("the end of a sleep will not be noticed: %s", error->message);
    return;
  }

  /* A restart of the system bus must not end the phone. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->sleep_id = g_dbus_connection_signal_subscribe (
      connection, LOGIN_NAME, LOGIN_INTERFACE, "PrepareForSleep", LOGIN_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, sleep_cb, self, NULL);
  self->system_bus = g_steal_pointer (&connection);
}

static void
bw_system_monitor_dispose (GObject *object)
{
  BwSystemMonitor *self = BW_SYSTEM_MONITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  if (self->sleep_id)
    g_dbus_connection_signal_unsubscribe (self->system_bus, self->sleep_id);
  self->sleep_id = 0;
  g_clear_object (&self->system_bus);
  g_clear_object (&self->network);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_system_monitor_parent_class)->dispose (object);
}

static void
bw_system_monitor_finalize (GObject *object)
{
  BwSystemMonitor *self = BW_SYSTEM_MONITOR (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (bw_system_monitor_parent_class)->finalize (object);
}

static void
bw_system_monitor_class_init (BwSystemMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_system_monitor_dispose;
  object_class->finalize = bw_system_monitor_finalize;
}

static void
bw_system_monitor_init (BwSystemMonitor *self)
{
  self->cancellable = g_cancellable_new ();
}

BwSystemMonitor *
bw_system_monitor_new (BwPhone *phone, GNetworkMonitor *network)
{
  BwSystemMonitor *self = g_object_new (BW_TYPE_SYSTEM_MONITOR, NULL);

  self->phone = g_object_ref (phone);
  self->network = g_object_ref (network ? network : g_network_monitor_get_default ());
  self->there = g_network_monitor_get_network_available (self->network) || has_link_now ();
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, self);

  return self;
}

gboolean
bw_system_monitor_has_link (const struct ifaddrs *list)
{
  for (const struct ifaddrs *l = list; l; l = l->ifa_next) {
    gboolean running =
        (l->ifa_flags & IFF_UP) && (l->ifa_flags & IFF_RUNNING) && !(l->ifa_flags & IFF_LOOPBACK);
    int family = l->ifa_addr ? l->ifa_addr->sa_family : AF_UNSPEC;

    if (running && family == AF_INET)
      return TRUE;
    if (running && family == AF_INET6 &&
        !IN6_IS_ADDR_LINKLOCAL (
            &((const struct sockaddr_in6 *) (gconstpointer) l->ifa_addr)->sin6_addr))
      return TRUE;
  }

  return FALSE;
}
