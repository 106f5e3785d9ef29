/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwLevelMeter: moves with what the microphone hears, and lets go of the microphone. */

#include "bw-level-meter.h"
#include "listener.h"

typedef struct {
  BwSoundMonitor *monitor;
  GSubprocess *feed;
  char *streams; /* that listen to some source before the test does */
  guint closed;  /* how often in a row there were no others */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->monitor = bw_sound_monitor_new ();
  self->streams = pactl ("list", "short", "source-outputs", NULL);
}

static void
feed (Fixture *self)
{
  g_autofree char *tone = g_build_filename (g_getenv ("BW_TEST_SOUNDS"), "ringback.wav", NULL);
  g_autoptr (GError) error = NULL;

  self->feed = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "paplay",
                                 "--device=mic-feed", tone, NULL);
  g_assert_no_error (error);
}

static void
end_feed (Fixture *self)
{
  if (!self->feed)
    return;

  g_subprocess_force_exit (self->feed);
  g_subprocess_wait (self->feed, NULL, NULL);
  g_clear_object (&self->feed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_feed (self);
  g_free (self->streams);
  bw_sound_monitor_stop (self->monitor);
  g_assert_finalize_object (self->monitor);
}

static gboolean
is_loud (gpointer meter)
{
  return bw_level_meter_get_level (meter) > 0.5;
}

static gboolean
is_quiet (gpointer meter)
{
  return bw_level_meter_get_level (meter) < 0.05;
}

static gboolean
is_closed (gpointer self)
{
  g_autofree char *streams = pactl ("list", "short", "source-outputs", NULL);

  return g_strcmp0 (streams, ((Fixture *) self)->streams) == 0;
}

static gboolean
is_open (gpointer self)
{
  return !is_closed (self);
}

/* Some may be about to open: ten looks take longer than that. */
static gboolean
stays_closed (gpointer data)
{
  Fixture *self = data;

  self->closed = is_closed (self) ? self->closed + 1 : 0;

  return self->closed == 10;
}

static void
check (Fixture *self, const char *device)
{
  BwLevelMeter *meter = bw_level_meter_new (self->monitor, device);

  g_assert_cmpfloat (bw_level_meter_get_level (meter), <, 0.01);
  g_assert_true (spin_until (is_open, self, 40));
  feed (self);
  g_assert_true (spin_until (is_loud, meter, 10));
  end_feed (self);
  g_assert_true (spin_until (is_quiet, meter, 10));
  bw_level_meter_stop (meter);
  bw_level_meter_stop (meter);
  g_assert_true (spin_until (is_closed, self, 40));
  g_object_unref (meter);
}

static void
test_levels (Fixture *self, gconstpointer data)
{
  if (!has_sound_server ())
    return;

  g_assert_true (bw_sound_monitor_start (self->monitor));
  check (self, NULL);
  check (self, "Microphone");
  check (self, "A device that is not there");
}

/* Another microphone than the one that is fed hears nothing. */
static void
test_other_device (Fixture *self, gconstpointer data)
{
  BwLevelMeter *meter;

  if (!has_sound_server ())
    return;

  g_assert_true (bw_sound_monitor_start (self->monitor));
  meter = bw_level_meter_new (self->monitor, "Monitor of Speaker");
  feed (self);
  g_assert_true (spin_until (is_open, self, 40));
  g_assert_false (spin_until (is_loud, meter, 2));
  bw_level_meter_stop (meter);
  g_assert_true (spin_until (is_closed, self, 40));
  g_object_unref (meter);
}

/* Closed before it was open: nothing stays behind. */
static void
test_storm (Fixture *self, gconstpointer data)
{
  if (!has_sound_server ())
    return;

  g_assert_true (bw_sound_monitor_start (self->monitor));
  for (guint i = 0; i < 20; i++) {
    BwLevelMeter *meter = bw_level_meter_new (self->monitor, i % 2 ? "Microphone" : NULL);

    bw_level_meter_stop (meter);
    g_object_unref (meter);
  }
  g_assert_true (spin_until (stays_closed, self, 40));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/media/meter/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("levels", test_levels);
  ADD ("other-device", test_other_device);
  ADD ("storm", test_storm);

  return g_test_run ();
}
