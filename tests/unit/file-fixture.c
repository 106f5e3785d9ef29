/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A web server on the loopback, and transfers to and from it that are waited for. */

#include "file-fixture.h"

static GBytes *
make_bytes (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + i / 251);

  return g_bytes_new_take (data, size);
}

static char *
dup_base (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  const char *scheme = g_uri_get_scheme (uris->data);
  const char *host = g_str_equal (scheme, "https") ? "localhost" : "127.0.0.1";
  char *base = g_strdup_printf ("%s://%s:%d", scheme, host, g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return base;
}

static void
finished_cb (SoupServer *server, SoupServerMessage *message, Fixture *self)
{
  self->n_requests++;
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization"))
    self->n_passwords++;
}

void
files_listen (Fixture *self, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  if (certificate)
    soup_server_set_tls_certificate (self->server, certificate);
  soup_server_listen_local (self->server, 0, certificate ? SOUP_SERVER_LISTEN_HTTPS : 0, &error);
  g_assert_no_error (error);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (finished_cb), self);
  self->base = dup_base (self->server);
}

void
files_set_up (Fixture *self, gconstpointer data)
{
  files_listen (self, NULL);
  self->transfer = bw_file_transfer_new ();
  self->bytes = make_bytes (BIG);
}

void
files_clear_outcome (Fixture *self)
{
  self->done = FALSE;
  g_clear_pointer (&self->document, g_free);
  g_clear_pointer (&self->fetched, g_bytes_unref);
  g_clear_error (&self->error);
}

void
files_tear_down (Fixture *self, gconstpointer data)
{
  files_clear_outcome (self);
  g_assert_finalize_object (self->transfer);
  g_object_unref (self->server);
  g_free (self->base);
  g_free (self->part_name);
  g_free (self->part_file);
  g_free (self->part_type);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_bytes_unref (self->bytes);
}

void
files_uploaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;

  self->document = bw_file_transfer_upload_finish (BW_FILE_TRANSFER (source), result, &self->error);
  self->done = TRUE;
}

void
files_downloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;

  self->fetched =
      bw_file_transfer_download_finish (BW_FILE_TRANSFER (source), result, &self->error);
  self->done = TRUE;
}

/* The deadline of the test run ends a wait that does not. */
void
files_wait (Fixture *self)
{
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
}

void
files_upload_to (Fixture *self, const char *url, const char *user, const char *password)
{
  files_clear_outcome (self);
  bw_file_transfer_upload_async (self->transfer, url, user, password, NAME, "image/png",
                                 self->bytes, NULL, files_uploaded_cb, self);
  files_wait (self);
}

void
files_upload (Fixture *self, const char *path, const char *user, const char *password)
{
  g_autofree char *url = g_strconcat (self->base, path, NULL);

  files_upload_to (self, url, user, password);
}

void
files_download_from (Fixture *self, const char *url, gint64 max_size)
{
  files_clear_outcome (self);
  bw_file_transfer_download_async (self->transfer, url, max_size, NULL, files_downloaded_cb, self);
  files_wait (self);
}

void
files_download (Fixture *self, const char *path, gint64 max_size)
{
  g_autofree char *url = g_strconcat (self->base, path, NULL);

  files_download_from (self, url, max_size);
}

void
files_assert_failed (Fixture *self, BwError code)
{
  g_test_message ("%s", self->error ? self->error->message : "no error");
  g_assert_error (self->error, BW_ERROR, (int) code);
  g_assert_true (g_utf8_validate (self->error->message, -1, NULL));
  g_assert_null (self->document);
  g_assert_null (self->fetched);
}

void
files_assert_uploaded (Fixture *self)
{
  g_assert_no_error (self->error);
  g_assert_cmpstr (self->document, ==, DOCUMENT);
  g_assert_cmpstr (self->part_name, ==, "File");
  g_assert_cmpstr (self->part_file, ==, "Grüße %22von%22%0D%0AX: hier.png");
  g_assert_cmpstr (self->part_type, ==, "image/png");
  g_assert_true (g_bytes_equal (self->part, self->bytes));
}

void
files_assert_fetched (Fixture *self)
{
  g_assert_no_error (self->error);
  g_assert_true (g_bytes_equal (self->fetched, self->bytes));
}
