/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs tests/servers/sipp and tests/servers/bad-weather as processes beside the main loop of a
 * test. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-sipp.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
  gboolean done;
  gboolean passed;
} Ending;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  ending->passed = g_subprocess_get_successful (G_SUBPROCESS (source));
  ending->done = TRUE;
}

static char *
read_rest (GSubprocess *process)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GBytes) bytes = output ? g_input_stream_read_bytes (output, 65536, NULL, NULL) : NULL;

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
               : g_strdup ("");
}

static void
wait_until_over (GSubprocess *process, const char *what)
{
  Ending ending = { 0 };

  g_subprocess_wait_async (process, NULL, ended_cb, &ending);
  test_wait_for (ending.done, 70);
  if (!ending.passed)
    g_error ("%s did not go as it should: %s", what, read_rest (process));
}

static void
add_arguments (GPtrArray *arguments, va_list list)
{
  const char *argument;

  while ((argument = va_arg (list, const char *)))
    g_ptr_array_add (arguments, g_strdup (argument));
  g_ptr_array_add (arguments, NULL);
}

static GPtrArray *
begin_arguments (const char *scenario)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (TEST_SERVERS_DIR "/sipp"));
  g_ptr_array_add (arguments, g_strdup (scenario));

  return arguments;
}

static TestSipp *
start (GPtrArray *arguments)
{
  TestSipp *self = g_new0 (TestSipp, 1);
  g_autoptr (GError) error = NULL;
  gboolean ready = FALSE;

  self->scenario = g_strdup (arguments->pdata[1]);
  self->process =
      g_subprocess_newv ((const char *const *) arguments->pdata,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  while (!ready) {
    g_autofree char *line = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, NULL);

    g_assert_nonnull (line);
    if (g_str_has_prefix (line, "PORT="))
      self->port = (guint) g_ascii_strtoull (line + strlen ("PORT="), NULL, 10);
    ready = g_str_has_prefix (line, "READY=");
  }

  return self;
}

TestSipp *
test_sipp_new (const char *scenario, ...)
{
  g_autoptr (GPtrArray) arguments = begin_arguments (scenario);
  va_list list;

  va_start (list, scenario);
  add_arguments (arguments, list);
  va_end (list);

  return start (arguments);
}

TestSipp *
test_sipp_call (const char *scenario, TestPhone *phone, ...)
{
  g_autoptr (GPtrArray) arguments = begin_arguments (scenario);
  g_autofree char *uri = test_phone_uri (phone);
  va_list list;

  g_ptr_array_add (arguments, g_strdup ("--target"));
  g_ptr_array_add (arguments, g_strdup (strrchr (uri, ':') + 1));
  va_start (list, phone);
  add_arguments (arguments, list);
  va_end (list);

  return start (arguments);
}

void
test_sipp_finish (TestSipp *self)
{
  wait_until_over (self->process, self->scenario);
  g_free (self->scenario);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self);
}

char *
test_sipp_uri (TestSipp *self)
{
  return g_strdup_printf ("sip:peer@127.0.0.1:%u", self->port);
}

void
test_send_bad_datagrams (TestPhone *phone)
{
  g_autofree char *uri = test_phone_uri (phone);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                              TEST_SERVERS_DIR "/bad-weather", strrchr (uri, ':') + 1, NULL);
  g_assert_no_error (error);
  wait_until_over (process, "bad-weather");
}
