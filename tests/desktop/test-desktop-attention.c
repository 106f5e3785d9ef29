/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who idles, whose screen is locked and who wants no notifications, as the services of several
 * desktops tell it: mocks of them, for each is that of another desktop. */

#include "bw-attention.h"
#include "bw-idle-monitor.h"
#include "bw-lock-monitor.h"
#include "bw-my-presence-private.h"
#include "bw-quiet-monitor.h"
#include "bw-test-mock.h"
#include "bw-test-phones.h"

#define MUTTER "org.gnome.Mutter.IdleMonitor"
#define MUTTER_PATH "/org/gnome/Mutter/IdleMonitor/Core"
#define SAVER "org.freedesktop.ScreenSaver"
#define SAVER_PATH "/org/freedesktop/ScreenSaver"
#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_SESSION LOGIN_PATH "/session/c1"
#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define XFCE "org.xfce.Xfconf"
#define XFCE_PATH "/org/xfce/Xfconf"

/* Milliseconds in which nothing happens: all answers have come. */
#define SETTLE_MS 300

static gboolean
is_set (gpointer object, const char *property)
{
  gboolean value;

  g_object_get (object, property, &value, NULL);

  return value;
}

static gboolean
pass_cb (gpointer over)
{
  *(gboolean *) over = TRUE;

  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean over = FALSE;

  g_timeout_add (SETTLE_MS, pass_cb, &over);
  test_wait (over);
}

/* Returns: milliseconds until the process wakes up by itself, -1 for never; a call that is under
 * way has a timeout of its own */
static int
next_wake_up (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD descriptors[64];
  int timeout, priority;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, descriptors, G_N_ELEMENTS (descriptors));
  g_main_context_release (context);

  return timeout;
}

static TestMock *
start_mutter (void)
{
  TestMock *mutter = test_mock_new_bare (G_BUS_TYPE_SESSION, MUTTER, MUTTER_PATH, MUTTER);

  test_mock_add_method (mutter, "AddIdleWatch", "t", "u", "ret = 5");
  test_mock_add_method (mutter, "AddUserActiveWatch", "", "u", "ret = 6");
  test_mock_add_method (mutter, "RemoveWatch", "u", "", "");

  return mutter;
}

static TestMock *
start_login (void)
{
  TestMock *login =
      test_mock_new (G_BUS_TYPE_SYSTEM, "logind", NULL, LOGIN, LOGIN_PATH, LOGIN ".Manager");

  test_mock_tell (login, LOGIN_PATH, "AddSession",
                  g_variant_new ("(ssusb)", "c1", "seat0", 1000, "alice", TRUE));

  return login;
}

static TestMock *
start_saver (const char *name, const char *path, const char *active)
{
  TestMock *saver = test_mock_new_bare (G_BUS_TYPE_SESSION, name, path, name);

  test_mock_add_method (saver, "GetActive", "", "b", active);

  return saver;
}

/* Where nobody knows anything, nobody is away, and nobody is asked again and again. */
static void
test_nobody (void)
{
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = bw_idle_monitor_new (session);
  g_autoptr (BwLockMonitor) lock = bw_lock_monitor_new (session);
  g_autoptr (BwQuietMonitor) quiet = bw_quiet_monitor_new ();

  settle ();
  g_assert_false (is_set (idle, "idle"));
  g_assert_false (is_set (lock, "locked"));
  g_assert_false (is_set (quiet, "quiet"));
  test_wait (next_wake_up () == -1);
  g_assert_finalize_object (g_steal_pointer (&quiet));
  g_assert_finalize_object (g_steal_pointer (&lock));
  g_assert_finalize_object (g_steal_pointer (&idle));
  g_assert_finalize_object (g_steal_pointer (&session));
}

static void
assert_argument (TestMock *mock, const char *method, const char *wanted)
{
  g_autoptr (GVariant) argument = test_mock_argument (mock, method, 0);
  g_autofree char *text = g_variant_print (argument, FALSE);

  g_assert_cmpstr (text, ==, wanted);
}

/* It tells by itself: between two news the process sleeps. */
static void
test_mutter (void)
{
  g_autoptr (TestMock) mutter = start_mutter ();
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = bw_idle_monitor_new (session);

  test_wait (test_mock_count (mutter, "AddIdleWatch") == 1);
  assert_argument (mutter, "AddIdleWatch", "600000");
  g_object_set (idle, "minutes", 3, NULL);
  test_wait (test_mock_count (mutter, "AddIdleWatch") == 2);
  assert_argument (mutter, "AddIdleWatch", "180000");
  settle ();
  test_wait (next_wake_up () == -1);

  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 4));
  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 5));
  test_wait (is_set (idle, "idle"));
  test_wait (test_mock_count (mutter, "AddUserActiveWatch") == 1);
  settle ();
  test_wait (next_wake_up () == -1);
  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 6));
  test_wait (!is_set (idle, "idle"));

  g_assert_finalize_object (g_steal_pointer (&idle));
  test_wait (test_mock_count (mutter, "RemoveWatch") == 2);
}

static void
test_mutter_lost (void)
{
  g_autoptr (TestMock) mutter = start_mutter ();
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = bw_idle_monitor_new (session);

  test_wait (test_mock_count (mutter, "AddIdleWatch") == 1);
  settle ();
  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 5));
  test_wait (is_set (idle, "idle"));
  g_clear_pointer (&mutter, test_mock_free);
  test_wait (!is_set (idle, "idle"));

  mutter = start_mutter ();
  g_object_set (idle, "minutes", 4, NULL);
  test_wait (test_mock_count (mutter, "AddIdleWatch") > 0);
}

/* The next look is when the time may be over, and soon while somebody is away. */
static void
test_saver_idle (void)
{
  g_autoptr (TestMock) saver = test_mock_new_bare (G_BUS_TYPE_SESSION, SAVER, SAVER_PATH, SAVER);
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = NULL;

  test_mock_add_method (saver, "GetSessionIdleTime", "", "u", "ret = 60");
  idle = bw_idle_monitor_new (session);
  test_wait (test_mock_count (saver, "GetSessionIdleTime") == 1);
  settle ();
  g_assert_false (is_set (idle, "idle"));
  test_wait (next_wake_up () > 500 * 1000);

  test_mock_add_method (saver, "GetSessionIdleTime", "", "u", "ret = 240");
  g_object_set (idle, "minutes", 4, NULL);
  test_wait (is_set (idle, "idle"));
  test_mock_add_method (saver, "GetSessionIdleTime", "", "u", "ret = 1");
  test_wait (!is_set (idle, "idle"));
  test_wait (next_wake_up () > 200 * 1000);
}

static void
test_saver_of_kde (void)
{
  g_autoptr (TestMock) saver = test_mock_new_bare (G_BUS_TYPE_SESSION, SAVER, SAVER_PATH, SAVER);
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = NULL;

  g_setenv ("XDG_CURRENT_DESKTOP", "KDE", TRUE);
  test_mock_add_method (saver, "GetSessionIdleTime", "", "u", "ret = 599000");
  idle = bw_idle_monitor_new (session);
  test_wait (test_mock_count (saver, "GetSessionIdleTime") == 1);
  settle ();
  g_assert_false (is_set (idle, "idle"));
  g_assert_cmpint (next_wake_up (), <, 3 * 1000);
  test_mock_add_method (saver, "GetSessionIdleTime", "", "u", "ret = 601000");
  test_wait (is_set (idle, "idle"));
  g_unsetenv ("XDG_CURRENT_DESKTOP");
}

static void
change_session (TestMock *login, const char *property, GVariant *value)
{
  test_mock_change (login, LOGIN_SESSION, LOGIN ".Session", property, value);
}

static void
test_login_idle (void)
{
  g_autoptr (TestMock) login = start_login ();
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwIdleMonitor) idle = bw_idle_monitor_new (session);
  guint64 since = (guint64) (g_get_real_time () - 11 * 60 * G_USEC_PER_SEC);

  settle ();
  g_assert_false (is_set (idle, "idle"));
  change_session (login, "IdleSinceHint", g_variant_new_uint64 (since));
  change_session (login, "IdleHint", g_variant_new_boolean (TRUE));
  test_wait (is_set (idle, "idle"));
  change_session (login, "IdleHint", g_variant_new_boolean (FALSE));
  test_wait (!is_set (idle, "idle"));
}

static void
test_login_locked (void)
{
  g_autoptr (TestMock) login = start_login ();
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwLockMonitor) lock = bw_lock_monitor_new (session);

  settle ();
  g_assert_false (is_set (lock, "locked"));
  change_session (login, "LockedHint", g_variant_new_boolean (TRUE));
  test_wait (is_set (lock, "locked"));
  change_session (login, "LockedHint", g_variant_new_boolean (FALSE));
  test_wait (!is_set (lock, "locked"));
}

typedef struct {
  const char *name;
  const char *path;
} Saver;

/* Locked before the phone was there, and unlocked by the saver's end. */
static void
test_saver_locked (gconstpointer data)
{
  const Saver *kind = data;
  g_autoptr (TestMock) saver = start_saver (kind->name, kind->path, "ret = True");
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwLockMonitor) lock = bw_lock_monitor_new (session);

  test_wait (is_set (lock, "locked"));
  test_mock_emit (saver, "ActiveChanged", g_variant_new ("(b)", FALSE));
  test_wait (!is_set (lock, "locked"));
  test_mock_emit (saver, "ActiveChanged", g_variant_new ("(b)", TRUE));
  test_wait (is_set (lock, "locked"));
  test_mock_emit (saver, "ActiveChanged", g_variant_new ("(s)", "nonsense"));
  g_clear_pointer (&saver, test_mock_free);
  test_wait (!is_set (lock, "locked"));
}

/* One of them is enough, and a saver that says nothing is none. */
static void
test_two_savers (void)
{
  g_autoptr (TestMock) mute = test_mock_new_bare (G_BUS_TYPE_SESSION, SAVER, SAVER_PATH, SAVER);
  g_autoptr (TestMock) gnome =
      test_mock_new (G_BUS_TYPE_SESSION, "gnome_screensaver", NULL, "org.gnome.ScreenSaver",
                     "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver");
  g_autoptr (BwLoginSession) session = bw_login_session_new ();
  g_autoptr (BwLockMonitor) lock = bw_lock_monitor_new (session);

  settle ();
  g_assert_false (is_set (lock, "locked"));
  test_mock_emit (gnome, "ActiveChanged", g_variant_new ("(b)", TRUE));
  test_wait (is_set (lock, "locked"));
}

/* Of KDE's server, and of dunst; gone with the server. */
static void
test_server_quiet (gconstpointer data)
{
  static const char *const properties[] = { "Inhibited", "paused" };
  const char *interface = data;
  const char *property = properties[g_str_equal (interface, SERVER) ? 0 : 1];
  g_autoptr (TestMock) server =
      test_mock_new_bare (G_BUS_TYPE_SESSION, SERVER, SERVER_PATH, SERVER);
  g_autoptr (BwQuietMonitor) quiet = NULL;

  test_mock_add_property (server, interface, property, g_variant_new_boolean (TRUE));
  quiet = bw_quiet_monitor_new ();
  test_wait (is_set (quiet, "quiet"));
  test_mock_change (server, SERVER_PATH, interface, property, g_variant_new_boolean (FALSE));
  test_wait (!is_set (quiet, "quiet"));
  test_mock_change (server, SERVER_PATH, interface, property, g_variant_new_boolean (TRUE));
  test_wait (is_set (quiet, "quiet"));
  g_clear_pointer (&server, test_mock_free);
  test_wait (!is_set (quiet, "quiet"));
}

/* Only of the desktop that runs: settings stay behind. */
static void
test_gnome_quiet (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.gnome.desktop.notifications");
  g_autoptr (BwQuietMonitor) elsewhere = NULL;
  g_autoptr (BwQuietMonitor) quiet = NULL;

  g_settings_set_boolean (settings, "show-banners", FALSE);
  elsewhere = bw_quiet_monitor_new ();
  g_assert_false (is_set (elsewhere, "quiet"));

  g_setenv ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME", TRUE);
  quiet = bw_quiet_monitor_new ();
  g_assert_true (is_set (quiet, "quiet"));
  g_settings_set_boolean (settings, "show-banners", TRUE);
  test_wait (!is_set (quiet, "quiet"));
  g_settings_set_boolean (settings, "show-banners", FALSE);
  test_wait (is_set (quiet, "quiet"));
  g_settings_reset (settings, "show-banners");
  g_unsetenv ("XDG_CURRENT_DESKTOP");
}

static void
test_xfce_quiet (void)
{
  g_autoptr (TestMock) xfce = test_mock_new_bare (G_BUS_TYPE_SESSION, XFCE, XFCE_PATH, XFCE);
  g_autoptr (BwQuietMonitor) quiet = NULL;

  test_mock_add_method (xfce, "GetProperty", "ss", "v", "ret = True");
  quiet = bw_quiet_monitor_new ();
  test_wait (is_set (quiet, "quiet"));
  test_mock_emit (
      xfce, "PropertyChanged",
      g_variant_new ("(ssv)", "xfwm4", "/do-not-disturb", g_variant_new_boolean (FALSE)));
  test_mock_emit (xfce, "PropertyChanged",
                  g_variant_new ("(ssv)", "xfce4-notifyd", "/log", g_variant_new_boolean (FALSE)));
  settle ();
  g_assert_true (is_set (quiet, "quiet"));
  test_mock_emit (
      xfce, "PropertyChanged",
      g_variant_new ("(ssv)", "xfce4-notifyd", "/do-not-disturb", g_variant_new_boolean (FALSE)));
  test_wait (!is_set (quiet, "quiet"));
}

/* All of it reaches the presence, and how long one has to idle comes from the settings. */
static void
test_presence (void)
{
  g_autoptr (TestMock) mutter = start_mutter ();
  g_autoptr (TestMock) login = start_login ();
  g_autoptr (TestMock) server =
      test_mock_new_bare (G_BUS_TYPE_SESSION, SERVER, SERVER_PATH, SERVER);
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");
  g_autoptr (BwMyPresence) presence = bw_my_presence_new ();
  g_autoptr (BwAttention) attention = NULL;

  test_mock_add_property (server, SERVER, "Inhibited", g_variant_new_boolean (FALSE));
  g_settings_set_uint (settings, "idle-minutes", 2);
  attention = bw_attention_new (presence, settings);
  test_wait (test_mock_count (mutter, "AddIdleWatch") > 0);
  assert_argument (mutter, "AddIdleWatch", "120000");
  settle ();
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_ONLINE);

  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 5));
  test_wait (bw_my_presence_get_shown (presence) == BW_PRESENCE_AWAY);
  settle ();
  test_mock_emit (mutter, "WatchFired", g_variant_new ("(u)", 6));
  test_wait (bw_my_presence_get_shown (presence) == BW_PRESENCE_ONLINE);

  change_session (login, "LockedHint", g_variant_new_boolean (TRUE));
  test_wait (bw_my_presence_get_shown (presence) == BW_PRESENCE_AWAY);
  change_session (login, "LockedHint", g_variant_new_boolean (FALSE));
  test_wait (bw_my_presence_get_shown (presence) == BW_PRESENCE_ONLINE);

  test_mock_change (server, SERVER_PATH, SERVER, "Inhibited", g_variant_new_boolean (TRUE));
  test_wait (bw_my_presence_get_do_not_disturb (presence));
  g_object_set (presence, "follow-desktop", FALSE, NULL);
  g_assert_false (bw_my_presence_get_do_not_disturb (presence));
  g_assert_finalize_object (g_steal_pointer (&attention));
  g_settings_reset (settings, "idle-minutes");
}

int
main (int argc, char **argv)
{
  static const Saver gnome = { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver" };
  static const Saver other = { SAVER, SAVER_PATH };
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  g_setenv ("XDG_SESSION_ID", "c1", TRUE);
  g_test_add_func ("/desktop/attention/nobody", test_nobody);
  g_test_add_func ("/desktop/attention/mutter", test_mutter);
  g_test_add_func ("/desktop/attention/mutter-lost", test_mutter_lost);
  g_test_add_func ("/desktop/attention/saver-idle", test_saver_idle);
  g_test_add_func ("/desktop/attention/saver-of-kde", test_saver_of_kde);
  g_test_add_func ("/desktop/attention/login-idle", test_login_idle);
  g_test_add_func ("/desktop/attention/login-locked", test_login_locked);
  g_test_add_data_func ("/desktop/attention/saver-locked/gnome", &gnome, test_saver_locked);
  g_test_add_data_func ("/desktop/attention/saver-locked/other", &other, test_saver_locked);
  g_test_add_func ("/desktop/attention/two-savers", test_two_savers);
  g_test_add_data_func ("/desktop/attention/server-quiet/kde", SERVER, test_server_quiet);
  g_test_add_data_func ("/desktop/attention/server-quiet/dunst", "org.dunstproject.cmd0",
                        test_server_quiet);
  g_test_add_func ("/desktop/attention/gnome-quiet", test_gnome_quiet);
  g_test_add_func ("/desktop/attention/xfce-quiet", test_xfce_quiet);
  g_test_add_func ("/desktop/attention/presence", test_presence);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
