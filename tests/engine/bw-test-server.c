/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts tests/servers/kamailio as a process and speaks with it by lines. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-server.h"

#include <string.h>

static char *
read_line (TestServer *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, &error);

  g_assert_no_error (error);
  if (!line)
    g_error ("The test server ended without a word; its errors are above.");

  return line;
}

static void
read_values (TestServer *self)
{
  while (!g_hash_table_contains (self->values, "READY")) {
    g_autofree char *line = read_line (self);
    char *equals = strchr (line, '=');

    if (equals)
      g_hash_table_insert (self->values, g_strndup (line, equals - line), g_strdup (equals + 1));
  }
}

TestServer *
test_server_new (const char *certificate)
{
  TestServer *self = g_new0 (TestServer, 1);
  g_autoptr (GError) error = NULL;

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, TEST_SERVERS_DIR "/kamailio", "--print-env",
                                    "--certificate", certificate, "--account", "alice:secret",
                                    "--account", "bob:secret", "--account", "carol:secret", NULL);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_values (self);

  return self;
}

void
test_server_free (TestServer *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_hash_table_unref (self->values);
  g_free (self);
}

void
test_server_command (TestServer *self, const char *command)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  g_autofree char *done = g_strconcat ("DONE=", command, NULL);
  g_autofree char *answer = NULL;

  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
  answer = read_line (self);
  g_assert_cmpstr (answer, ==, done);
}

const char *
test_server_get (TestServer *self, const char *name)
{
  return g_hash_table_lookup (self->values, name);
}

char *
test_server_uri (TestServer *self, const char *transport)
{
  gboolean tls = g_strcmp0 (transport, "tls") == 0;

  return g_strdup_printf ("sip:localhost:%s;transport=%s",
                          test_server_get (self, tls ? "TLS_PORT" : "PORT"), transport);
}

BwAccountSettings *
test_server_settings (TestServer *self, const char *user, const char *transport)
{
  BwAccountSettings *settings = bw_account_settings_new ();
  g_autofree char *server = test_server_uri (self, transport);
  g_autofree char *address = g_strconcat (user, "@", test_server_get (self, "DOMAIN"), NULL);

  g_object_set (settings, "address", address, "server", server, NULL);

  return settings;
}

void
test_server_sign_in (TestServer *self, TestPhone *phone, const char *user, const char *transport)
{
  g_autoptr (BwAccountSettings) settings = test_server_settings (self, user, transport);
  g_autoptr (GError) error = NULL;

  phone->account = bw_phone_add_account (phone->phone, settings, "secret", &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **output = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, output, NULL, &error);
  g_assert_no_error (error);
}

/* A phone has one state: what it publishes takes the place of what it said before. */
static char *
publish (TestServer *self,
         const char *user,
         const char *event,
         const char *type,
         const char *body,
         guint seconds,
         const char *etag)
{
  g_autofree char *escaped = g_strescape (body, NULL);
  g_autofree char *expires = g_strdup_printf ("%u", seconds);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, TEST_SERVERS_DIR "/publish",
                        test_server_get (self, "PORT"), user, event, type, escaped, "--expires",
                        expires, etag ? "--if-match" : NULL, etag, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, published_cb, &output);
  test_wait (output != NULL);

  return output;
}

void
test_server_publish_for (TestServer *self,
                         const char *user,
                         const char *event,
                         const char *type,
                         const char *body,
                         guint seconds)
{
  g_autofree char *key = g_strdup_printf ("%s of %s", event, user);
  g_autofree char *answer =
      publish (self, user, event, type, body, seconds, g_hash_table_lookup (self->values, key));

  if (!g_str_has_prefix (answer, "CODE=200")) { /* a server that was started anew */
    g_free (answer);
    answer = publish (self, user, event, type, body, seconds, NULL);
  }
  g_assert_true (g_str_has_prefix (answer, "CODE=200 ETAG="));
  g_hash_table_insert (self->values, g_steal_pointer (&key),
                       g_strdup (g_strchomp (answer) + strlen ("CODE=200 ETAG=")));
}

void
test_server_publish (TestServer *self,
                     const char *user,
                     const char *event,
                     const char *type,
                     const char *body)
{
  test_server_publish_for (self, user, event, type, body, 3600);
}

BwReason
test_wait_account (BwAccount *account)
{
  test_wait (bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED ||
             bw_account_get_state (account) == BW_ACCOUNT_STATE_FAILED);

  return bw_account_get_reason (account);
}
