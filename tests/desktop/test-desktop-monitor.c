/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks that come and go, and the end of a sleep, told by a mock of logind on a system bus of
 * our own. */

#include "bw-phone-private.h"
#include "bw-system-monitor.h"
#include "bw-test-mock.h"
#include "bw-test-phones.h"

/* A network monitor that says what the test wants. */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork {
  GObject parent_instance;

  gboolean available;
};

enum { PROP_0, PROP_NETWORK_AVAILABLE, PROP_NETWORK_METERED, PROP_CONNECTIVITY };

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork,
                               test_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, NULL)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, NULL))

static void
test_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestNetwork *self = TEST_NETWORK (object);

  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value,
                      self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
  else
    g_value_set_boolean (value, id == PROP_NETWORK_AVAILABLE && self->available);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
}

static void
change (TestNetwork *self, gboolean available)
{
  self->available = available;
  g_signal_emit_by_name (self, "network-changed", available);
}

typedef struct {
  TestPhone *phone;
  TestNetwork *network;
  LinphoneCoreCbs *callbacks;
  guint woken; /* how often the engine was told to begin anew */
} Fixture;

static void
reachable_cb (LinphoneCore *core, bool_t reachable)
{
  Fixture *self = linphone_core_cbs_get_user_data (linphone_core_get_current_callbacks (core));

  self->woken += reachable ? 1 : 0;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->phone = test_phone_new_bare ("alice", 0);
  self->network = g_object_new (TEST_TYPE_NETWORK, NULL);
  self->callbacks = linphone_factory_create_core_cbs (linphone_factory_get ());
  linphone_core_cbs_set_user_data (self->callbacks, self);
  linphone_core_cbs_set_network_reachable (self->callbacks, reachable_cb);
  linphone_core_add_callbacks (bw_phone_get_core (self->phone->phone), self->callbacks);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  linphone_core_remove_callbacks (bw_phone_get_core (self->phone->phone), self->callbacks);
  linphone_core_cbs_unref (self->callbacks);
  g_assert_finalize_object (self->network);
  test_phone_free (self->phone);
}

static gboolean
is_available (Fixture *self)
{
  gboolean available;

  g_object_get (self->phone->phone, "network-available", &available, NULL);

  return available;
}

static gboolean
has_link (void)
{
  struct ifaddrs *list = NULL;
  gboolean found;

  g_assert_cmpint (getifaddrs (&list), ==, 0);
  found = bw_system_monitor_has_link (list);
  freeifaddrs (list);

  return found;
}

/* What is lost with the way out depends on whether this machine has a link besides. */
static void
test_lost_and_found (Fixture *self, gconstpointer data)
{
  g_autoptr (BwSystemMonitor) monitor = NULL;

  self->network->available = TRUE;
  monitor = bw_system_monitor_new (self->phone->phone, G_NETWORK_MONITOR (self->network));
  g_assert_true (is_available (self));
  change (self->network, FALSE);
  g_assert_cmpint (is_available (self), ==, has_link ());
  change (self->network, TRUE);
  g_assert_true (is_available (self));
  g_assert_finalize_object (g_steal_pointer (&monitor));
}

/* The loopback alone is a network that one can telephone on. */
static void
test_never_there (Fixture *self, gconstpointer data)
{
  g_autoptr (BwSystemMonitor) monitor =
      bw_system_monitor_new (self->phone->phone, G_NETWORK_MONITOR (self->network));

  g_assert_true (is_available (self));
  change (self->network, FALSE);
  g_assert_true (is_available (self));
}

static void
test_address_change (Fixture *self, gconstpointer data)
{
  g_autoptr (BwSystemMonitor) monitor = NULL;

  self->network->available = TRUE;
  monitor = bw_system_monitor_new (self->phone->phone, G_NETWORK_MONITOR (self->network));
  for (guint i = 0; i < 12; i++)
    change (self->network, TRUE);
  test_wait (self->woken > 0);
  g_assert_cmpuint (self->woken, ==, 1);
}

static void
test_sleep (Fixture *self, gconstpointer data)
{
  g_autoptr (TestMock) logind =
      test_mock_new (G_BUS_TYPE_SYSTEM, "logind", NULL, "org.freedesktop.login1",
                     "/org/freedesktop/login1", "org.freedesktop.login1.Manager");
  g_autoptr (BwSystemMonitor) monitor =
      bw_system_monitor_new (self->phone->phone, G_NETWORK_MONITOR (self->network));

  /* The monitor connects to the bus by itself: what is told before that is not heard. */
  test_mock_emit (logind, "PrepareForSleep", g_variant_new ("(b)", TRUE));
  while (self->woken == 0) {
    test_mock_emit (logind, "PrepareForSleep", g_variant_new ("(b)", FALSE));
    test_iterate ();
  }
}

/* A restart of logind or of the whole bus is no reason to end. */
static void
test_bus_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  g_autoptr (BwSystemMonitor) monitor =
      bw_system_monitor_new (self->phone->phone, G_NETWORK_MONITOR (self->network));

  g_dbus_connection_set_exit_on_close (connection, TRUE);
  test_wait (!g_dbus_connection_get_exit_on_close (connection));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/monitor/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  ADD ("lost-and-found", test_lost_and_found);
  ADD ("never-there", test_never_there);
  ADD ("address-change", test_address_change);
  ADD ("sleep", test_sleep);
  ADD ("bus-lost", test_bus_lost);
  status = g_test_run ();
  g_test_dbus_down (bus);

  return status;
}
