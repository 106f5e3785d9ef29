/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts tests/servers/notifier and speaks with it by lines, while the phone goes on. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-notifier.h"

#include "bw-test-people.h"

#include <stdarg.h>
#include <string.h>

TestNotifier *
test_notifier_new (const char *password)
{
  TestNotifier *self = g_new0 (TestNotifier, 1);
  const char *const plain[] = { TEST_SERVERS_DIR "/notifier", NULL };
  const char *const locked[] = { TEST_SERVERS_DIR "/notifier", "--password", password, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *ready = NULL;

  self->process =
      g_subprocess_newv (password ? locked : plain,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, NULL);
  g_assert_true (line && g_str_has_prefix (line, "PORT="));
  self->port = (guint) g_ascii_strtoull (line + strlen ("PORT="), NULL, 10);
  ready = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, NULL);
  g_assert_cmpstr (ready, ==, "READY=1");

  return self;
}

void
test_notifier_free (TestNotifier *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self);
}

void
test_notifier_sign_in (TestNotifier *self, TestPhone *phone, const char *transport)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *server =
      g_strdup_printf ("sip:127.0.0.1:%u;transport=%s", self->port, transport);
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "address", "alice@notifier.test", "server", server, "presence-publish",
                FALSE, "watch-dialogs", FALSE, NULL);
  phone->account = bw_phone_add_account (phone->phone, settings, "secret", &error);
  g_assert_no_error (error);
  test_wait (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **answer = user_data;

  *answer = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_assert_nonnull (*answer);
}

static char *
say (TestNotifier *self, GPtrArray *words)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *line = NULL;
  char *answer = NULL;

  g_ptr_array_add (words, NULL);
  line = g_strjoinv (" ", (char **) words->pdata);
  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (input, "\n", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                       &answer);
  test_wait (answer != NULL);
  g_test_message ("%.120s: %s", line, answer);

  return answer;
}

static char *
say_all (TestNotifier *self, va_list list)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *word;

  while ((word = va_arg (list, const char *)))
    g_ptr_array_add (words, g_shell_quote (word));

  return say (self, words);
}

char *
test_notifier_tell (TestNotifier *self, ...)
{
  va_list list;
  char *answer;

  va_start (list, self);
  answer = say_all (self, list);
  va_end (list);

  return answer;
}

void
test_notifier_do (TestNotifier *self, ...)
{
  g_autofree char *answer = NULL;
  va_list list;

  va_start (list, self);
  answer = say_all (self, list);
  va_end (list);
  g_assert_cmpstr (answer, ==, "DONE");
}

void
test_notifier_open_pidf (TestNotifier *self, const char *user, const char *basic, const char *note)
{
  g_autofree char *body = test_pidf (user, basic, "", note);

  test_notifier_do (self, "open", user, "presence", TEST_PIDF, body, NULL);
}

guint
test_notifier_notify (TestNotifier *self,
                      const char *user,
                      const char *event,
                      const char *type,
                      const char *body,
                      const char *extra)
{
  g_autofree char *answer =
      test_notifier_tell (self, "notify", user, event, type, body, extra, NULL);

  g_assert_true (g_str_has_prefix (answer, "ANSWER="));

  return (guint) g_ascii_strtoull (answer + strlen ("ANSWER="), NULL, 10);
}

guint
test_notifier_count (TestNotifier *self, const char *user, const char *event, const char *of)
{
  g_autofree char *answer = test_notifier_tell (self, "count", user, event, NULL);
  g_autofree char *name = g_strconcat (of, "=", NULL);
  const char *found = strstr (answer, name);

  g_assert_nonnull (found);

  return (guint) g_ascii_strtoull (found + strlen (name), NULL, 10);
}

void
test_watching_set_up (TestWatching *self, gconstpointer transport)
{
  self->server = test_notifier_new (NULL);
  self->alice = test_phone_new_bare ("alice", 0);
  test_notifier_sign_in (self->server, self->alice, transport);
}

void
test_watching_tear_down (TestWatching *self, gconstpointer transport)
{
  test_phone_free (self->alice);
  test_notifier_free (self->server);
}

void
test_watching_change (TestWatching *self, const char *property, ...)
{
  BwAccount *account = self->alice->account;
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (account));
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, property);
  g_object_set_valist (G_OBJECT (settings), property, list);
  va_end (list);
  bw_phone_change_account (self->alice->phone, account, settings, NULL, &error);
  g_assert_no_error (error);
}
