/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwRinger: what it is told to play is heard on the right device, and silence is silent. */

#include "bw-ringer.h"
#include "listener.h"

#include <math.h>
#include <string.h>

#define QUIET 0.0005

typedef struct {
  BwSoundMonitor *monitor;
  BwRinger *ringer;
  char *module; /* of a second sink, shown as "Headset" */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) sounds = g_file_new_for_path (g_getenv ("BW_TEST_SOUNDS"));

  fixture->module = pactl ("load-module", "module-null-sink", "sink_name=bw_headset",
                           "sink_properties=device.description=Headset", NULL);
  fixture->monitor = bw_sound_monitor_new ();
  bw_sound_monitor_start (fixture->monitor);
  fixture->ringer = bw_ringer_new (sounds, fixture->monitor);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->ringer);
  g_assert_finalize_object (fixture->monitor);
  if (fixture->module != NULL)
    g_free (pactl ("unload-module", fixture->module, NULL));
  g_free (fixture->module);
}

static GArray *
hear (double seconds)
{
  return listen_to ("@DEFAULT_MONITOR@", seconds);
}

static void
assert_silence (void)
{
  g_autoptr (GArray) samples = hear (1.0);
  guint half = samples->len / 2;

  /* What was in the buffers of the server may end in the first half. */
  g_assert_cmpfloat (get_loudness (samples, half, half), <, QUIET);
}

static void
test_ringback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) samples = NULL;

  if (!has_sound_server ())
    return;
  assert_silence ();
  bw_ringer_set_state (fixture->ringer, BW_RINGER_RINGBACK);
  samples = hear (6.5);
  g_test_message ("ringback: %.1f Hz", get_frequency (samples));
  g_assert_cmpfloat (fabs (get_frequency (samples) - 425), <, 8.5);
  bw_ringer_set_state (fixture->ringer, BW_RINGER_SILENT);
  assert_silence ();
}

static void
test_each_tone (Fixture *fixture, gconstpointer data)
{
  const BwRingerState states[] = { BW_RINGER_RINGING, BW_RINGER_CALL_WAITING, BW_RINGER_BUSY };

  if (!has_sound_server ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (GArray) samples = NULL;

    bw_ringer_set_state (fixture->ringer, states[i]);
    g_assert_cmpint (bw_ringer_get_state (fixture->ringer), ==, states[i]);
    samples = hear (4.5);
    g_assert_cmpuint (find_loud (samples, 0, 0.02), <, samples->len);
  }
  bw_ringer_set_state (fixture->ringer, BW_RINGER_SILENT);
  assert_silence ();
}

static gboolean
is_silent (gpointer data)
{
  return bw_ringer_get_state (data) == BW_RINGER_SILENT;
}

static void
test_busy_ends (Fixture *fixture, gconstpointer data)
{
  if (!has_sound_server ())
    return;
  bw_ringer_set_state (fixture->ringer, BW_RINGER_BUSY);
  g_assert_true (spin_until (is_silent, fixture->ringer, 15));
  assert_silence ();
}

/* Half a second of an unbroken 500 Hz tone, whose end fits its start. */
static GFile *
write_ringtone (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bellwire-ringtone-test.wav", NULL);
  static const guint8 header[44] =
      "RIFF\xa4\x3e\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\x80\x3e\0";
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, header, sizeof header);
  for (int i = 0; i < LISTENER_RATE / 2; i++) {
    gint16 value = GINT16_TO_LE ((gint16) (10000 * sin (2 * G_PI * 500 * i / LISTENER_RATE)));

    g_byte_array_append (bytes, (guint8 *) &value, sizeof value);
  }
  g_assert_true (g_file_set_contents (path, (char *) bytes->data, bytes->len, NULL));
  return g_file_new_for_path (path);
}

static void
test_no_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) ringtone = write_ringtone ();
  g_autoptr (GArray) samples = NULL;
  guint first;

  if (!has_sound_server ())
    return;
  g_object_set (fixture->ringer, "ringtone", ringtone, NULL);
  bw_ringer_set_state (fixture->ringer, BW_RINGER_RINGING);
  samples = hear (4.0);
  first = find_loud (samples, 0, 0.1) + LISTENER_RATE / 10;
  g_assert_cmpuint (first, <, LISTENER_RATE * 2);
  for (guint i = first; i + LISTENER_RATE / 100 <= samples->len; i += LISTENER_RATE / 100)
    g_assert_cmpfloat (get_loudness (samples, i, LISTENER_RATE / 100), >, 0.15);
  g_assert_cmpfloat (fabs (get_frequency (samples) - 500), <, 5);
  g_file_delete (ringtone, NULL, NULL);
}

/* The named device sounds, the default one does not; a name that is not there falls to the default.
 */
static void
test_devices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) headset = NULL;
  g_autoptr (GArray) fallback = NULL;

  if (!has_sound_server ())
    return;
  g_object_set (fixture->ringer, "tone-device", "Headset", NULL);
  bw_ringer_set_state (fixture->ringer, BW_RINGER_RINGBACK);
  headset = listen_to ("bw_headset.monitor", 2.0);
  g_assert_cmpfloat (fabs (get_frequency (headset) - 425), <, 8.5);
  g_object_set (fixture->ringer, "tone-device", "A device that is not there", NULL);
  fallback = hear (2.0);
  g_assert_cmpfloat (fabs (get_frequency (fallback) - 425), <, 8.5);
}

static void
test_role (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) samples = NULL;
  g_autofree char *inputs = NULL;

  if (!has_sound_server ())
    return;
  bw_ringer_set_state (fixture->ringer, BW_RINGER_RINGBACK);
  samples = hear (1.0);
  inputs = pactl ("list", "sink-inputs", NULL);
  g_assert_nonnull (strstr (inputs, "media.role = \"phone\""));
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_setters (Fixture *fixture, gconstpointer data)
{
  guint notified = 0;

  g_signal_connect_swapped (fixture->ringer, "notify", G_CALLBACK (count_cb), &notified);
  for (int i = 0; i < 2; i++)
    g_object_set (fixture->ringer, "volume", 0.5, "ring-device", "x", "tone-device", "y", NULL);
  g_assert_cmpuint (notified, ==, 3);
  for (int i = 0; i < 2; i++)
    bw_ringer_set_state (fixture->ringer, BW_RINGER_SILENT);
  g_assert_cmpuint (notified, ==, 3);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static guint n_warnings;

static GLogWriterOutput
writer (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & G_LOG_LEVEL_WARNING) != 0)
    n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* In a process of its own: nothing answers, one warning is all, and the main loop runs on. */
static void
test_no_server (void)
{
  g_autoptr (GFile) sounds = g_file_new_for_path (g_getenv ("BW_TEST_SOUNDS"));
  BwSoundMonitor *monitor;
  BwRinger *ringer;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
    g_test_trap_assert_passed ();
    return;
  }
  g_setenv ("PULSE_SERVER", "unix:/nonexistent/pulse", TRUE);
  g_setenv ("PIPEWIRE_REMOTE", "/nonexistent/pipewire", TRUE);
  g_log_set_writer_func (writer, NULL, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  monitor = bw_sound_monitor_new ();
  ringer = bw_ringer_new (sounds, monitor);
  bw_ringer_set_state (ringer, BW_RINGER_RINGING);
  spin_until (never, NULL, 3);
  g_assert_cmpuint (n_warnings, ==, 1);
  g_assert_cmpint (bw_ringer_get_state (ringer), ==, BW_RINGER_RINGING);
  bw_ringer_set_state (ringer, BW_RINGER_BUSY);
  g_assert_true (spin_until (is_silent, ringer, 10));
  g_assert_cmpuint (n_warnings, ==, 2);
  g_assert_finalize_object (ringer);
  g_assert_finalize_object (monitor);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/media/ringer/ringback", test_ringback);
  TEST ("/media/ringer/each-tone", test_each_tone);
  TEST ("/media/ringer/busy-ends", test_busy_ends);
  TEST ("/media/ringer/no-gap", test_no_gap);
  TEST ("/media/ringer/devices", test_devices);
  TEST ("/media/ringer/role", test_role);
  TEST ("/media/ringer/setters", test_setters);
  g_test_add_func ("/media/ringer/no-server", test_no_server);
  return g_test_run ();
}
