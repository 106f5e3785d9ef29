/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwSoundMonitor: a sink that comes and goes is told, many at once are told once. */

#include "bw-sound-monitor.h"
#include "listener.h"

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static gboolean
is_counted (gpointer data)
{
  return *(guint *) data > 0;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

/* Runs on until nothing has been told for a while, so that what follows is new. */
static void
settle (guint *changed)
{
  do {
    *changed = 0;
    spin_until (is_counted, changed, 0.8);
  } while (*changed > 0);
}

static void
test_changed (void)
{
  BwSoundMonitor *monitor;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint changed = 0;

  if (!has_sound_server ())
    return;
  monitor = bw_sound_monitor_new ();
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (bw_sound_monitor_start (monitor));
  g_assert_true (bw_sound_monitor_start (monitor));
  settle (&changed);

  first = pactl ("load-module", "module-null-sink", "sink_name=bw_first", NULL);
  second = pactl ("load-module", "module-null-sink", "sink_name=bw_second", NULL);
  g_assert_nonnull (second);
  g_assert_true (spin_until (is_counted, &changed, 5));
  settle (&changed);

  g_free (pactl ("unload-module", first, NULL));
  g_assert_true (spin_until (is_counted, &changed, 5));
  settle (&changed);

  bw_sound_monitor_stop (monitor);
  g_free (pactl ("unload-module", second, NULL));
  spin_until (never, NULL, 0.6);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_finalize_object (monitor);
}

static void
test_no_server (void)
{
  if (g_test_subprocess ()) {
    BwSoundMonitor *monitor = bw_sound_monitor_new ();

    g_setenv ("PULSE_SERVER", "unix:/nonexistent/pulse", TRUE);
    g_setenv ("PIPEWIRE_REMOTE", "/nonexistent/pipewire", TRUE);
    bw_sound_monitor_start (monitor);
    bw_sound_monitor_stop (monitor);
    g_assert_finalize_object (monitor);
    return;
  }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/monitor/changed", test_changed);
  g_test_add_func ("/media/monitor/no-server", test_no_server);
  return g_test_run ();
}
