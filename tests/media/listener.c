/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ears for the tests: records what a sink of PulseAudio plays, and measures it. */

#include "listener.h"

#include <math.h>
#include <stdarg.h>

#define WINDOW (LISTENER_RATE / 100)

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
spin_until (gboolean (*condition) (gpointer data), gpointer data, double seconds)
{
  gboolean late = FALSE;
  gboolean met;
  guint id = g_timeout_add ((guint) (seconds * 1000), timeout_cb, &late);
  guint again = g_timeout_add (20, look_again_cb, NULL);

  while (!(met = condition (data)) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (again);
  if (!late)
    g_source_remove (id);
  return met;
}

char *
pactl (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (argv, (gpointer) "pactl");
  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (argv, NULL);
  process =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL) ||
      !g_subprocess_get_successful (process))
    g_clear_pointer (&output, g_free);
  return output != NULL ? g_strchomp (output) : NULL;
}

gboolean
has_sound_server (void)
{
  g_autofree char *info = pactl ("info", NULL);

  if (info == NULL)
    g_test_skip ("No PulseAudio answers");
  return info != NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, (gsize *) user_data, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(gsize *) data != G_MAXSIZE;
}

GArray *
listen_to (const char *source, double seconds)
{
  g_autofree char *device = g_strconcat ("--device=", source, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "parec", "--raw", "--format=s16ne",
                        "--rate=16000", "--channels=1", "--latency-msec=50", device, NULL);
  GArray *samples = g_array_new (FALSE, TRUE, sizeof (gint16));
  gsize length = G_MAXSIZE;

  g_assert_no_error (error);
  g_array_set_size (samples, (guint) (seconds * LISTENER_RATE));
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (process), samples->data,
                                 samples->len * sizeof (gint16), G_PRIORITY_DEFAULT, NULL, read_cb,
                                 &length);
  g_assert_true (spin_until (is_read, &length, seconds + 10));
  g_assert_cmpuint (length, ==, samples->len * sizeof (gint16));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return samples;
}

double
get_loudness (GArray *samples, guint first, guint length)
{
  double sum = 0;

  for (guint i = first; i < first + length; i++) {
    double value = g_array_index (samples, gint16, i) / 32768.0;

    sum += value * value;
  }
  return sqrt (sum / length);
}

guint
find_loud (GArray *samples, guint first, double threshold)
{
  for (guint i = first; i + WINDOW <= samples->len; i += WINDOW)
    if (get_loudness (samples, i, WINDOW) > threshold)
      return i;
  return samples->len;
}

double
get_frequency (GArray *samples)
{
  guint crossings = 0;
  guint loud = 0;

  for (guint i = 0; i + WINDOW < samples->len; i += WINDOW) {
    if (get_loudness (samples, i, WINDOW) < 0.05)
      continue;
    loud += WINDOW;
    for (guint k = i; k < i + WINDOW; k++)
      if (g_array_index (samples, gint16, k) < 0 && g_array_index (samples, gint16, k + 1) >= 0)
        crossings++;
  }
  return loud > 0 ? crossings * (double) LISTENER_RATE / loud : 0;
}
