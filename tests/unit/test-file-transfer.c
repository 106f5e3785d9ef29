/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files to and from real web servers on the loopback, good ones and bad ones. */

#include "file-fixture.h"

#include <glib/gstdio.h>

static void
respond (SoupServerMessage *message, guint status, const char *type, const char *text, gsize size)
{
  soup_server_message_set_status (message, status, NULL);
  if (text)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, size);
}

static void
set_text (char **to, const char *text)
{
  g_free (*to);
  *to = g_strdup (text);
}

static void
keep_part (Fixture *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  SoupMultipart *form =
      soup_multipart_new_from_message (soup_server_message_get_request_headers (message), body);
  SoupMessageHeaders *headers;
  GHashTable *parameters;
  g_autofree char *disposition = NULL;

  g_assert_nonnull (form);
  g_assert_cmpint (soup_multipart_get_length (form), ==, 1);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_assert_true (soup_multipart_get_part (form, 0, &headers, &self->part));
  g_bytes_ref (self->part);
  g_assert_true (soup_message_headers_get_content_disposition (headers, &disposition, &parameters));
  g_assert_cmpstr (disposition, ==, "form-data");
  set_text (&self->part_name, g_hash_table_lookup (parameters, "name"));
  set_text (&self->part_file, g_hash_table_lookup (parameters, "filename"));
  set_text (&self->part_type, soup_message_headers_get_content_type (headers, NULL));
  g_hash_table_unref (parameters);
  soup_multipart_free (form);
}

static gboolean
has_body (SoupServerMessage *message)
{
  return soup_message_headers_get_content_length (
             soup_server_message_get_request_headers (message)) > 0;
}

/* As a file-transfer server of Linphone answers. */
static void
take_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  if (!has_body (message)) {
    respond (message, 204, NULL, NULL, 0);
    return;
  }

  keep_part (data, message);
  respond (message, 200, "application/vnd.gsma.rcs-ft-http+xml", DOCUMENT, strlen (DOCUMENT));
}

static void
serve_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  Fixture *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (g_str_equal (path, "/file/chunked"))
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  if (g_str_equal (path, "/file/until-the-end"))
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_EOF);
  if (g_str_equal (path, "/file/packed"))
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, 200, NULL);
  if (g_bytes_get_size (self->bytes) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), self->bytes);
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
test_upload (Fixture *self, gconstpointer data)
{
  soup_server_add_handler (self->server, "/up", take_cb, self, NULL);
  files_upload (self, "/up", NULL, NULL);
  files_assert_uploaded (self);
  g_assert_cmpuint (self->n_requests, ==, 2);

  g_bytes_unref (self->bytes);
  self->bytes = g_bytes_new (NULL, 0);
  files_upload (self, "/up", "alice", "secret");
  files_assert_uploaded (self);
  g_assert_cmpuint (self->n_passwords, ==, 0);
}

static char *
digest_cb (SoupAuthDomain *domain, SoupServerMessage *message, const char *user, gpointer data)
{
  return g_str_equal (user, "alice")
             ? soup_auth_domain_digest_encode_password (user, "files", "secret")
             : NULL;
}

static gboolean
basic_cb (SoupAuthDomain *domain,
          SoupServerMessage *message,
          const char *user,
          const char *password,
          gpointer data)
{
  return g_str_equal (user, "alice") && g_str_equal (password, "secret");
}

static void
ask_digest (Fixture *self)
{
  g_autoptr (SoupAuthDomain) domain =
      soup_auth_domain_digest_new ("realm", "files", "auth-callback", digest_cb, NULL);

  soup_auth_domain_add_path (domain, "/up");
  soup_server_add_auth_domain (self->server, domain);
  soup_server_add_handler (self->server, "/up", take_cb, self, NULL);
}

static void
ask_basic (Fixture *self)
{
  g_autoptr (SoupAuthDomain) domain =
      soup_auth_domain_basic_new ("realm", "files", "auth-callback", basic_cb, NULL);

  soup_auth_domain_add_path (domain, "/up");
  soup_server_add_auth_domain (self->server, domain);
  soup_server_add_handler (self->server, "/up", take_cb, self, NULL);
}

static void
test_digest (Fixture *self, gconstpointer data)
{
  ask_digest (self);
  files_upload (self, "/up", "alice", "secret");
  files_assert_uploaded (self);
  files_upload (self, "/up", "alice", "wrong");
  files_assert_failed (self, BW_ERROR_TRANSFER);
  files_upload (self, "/up", "bob", "secret");
  files_assert_failed (self, BW_ERROR_TRANSFER);
  files_upload (self, "/up", NULL, NULL);
  files_assert_failed (self, BW_ERROR_TRANSFER);
}

static gboolean
with_body_cb (SoupAuthDomain *domain, SoupServerMessage *message, gpointer data)
{
  return has_body (message);
}

/* The body goes out a second time, whole. */
static void
test_digest_for_the_file_only (Fixture *self, gconstpointer data)
{
  g_autoptr (SoupAuthDomain) domain = soup_auth_domain_digest_new (
      "realm", "files", "auth-callback", digest_cb, "filter", with_body_cb, NULL);

  soup_auth_domain_add_path (domain, "/up");
  soup_server_add_auth_domain (self->server, domain);
  soup_server_add_handler (self->server, "/up", take_cb, self, NULL);
  files_upload (self, "/up", "alice", "secret");
  files_assert_uploaded (self);
  g_assert_cmpuint (self->n_requests, ==, 3);
}

static void
test_basic_in_clear (Fixture *self, gconstpointer data)
{
  ask_basic (self);
  files_upload (self, "/up", "alice", "secret");
  files_assert_failed (self, BW_ERROR_TRANSFER);
  g_assert_cmpuint (self->n_passwords, ==, 0);
}

static void
status_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  guint status = (guint) g_ascii_strtoull (path + strlen ("/0/"), NULL, 10);

  if (path[1] == '2' && !has_body (message))
    status = 204;
  respond (message, status, "text/plain", "<b>%s%n</b>", strlen ("<b>%s%n</b>"));
}

/* In the first step of an upload, in the second, and for a download. */
static void
test_status (Fixture *self, gconstpointer data)
{
  static const struct {
    guint status;
    BwError code;
  } table[] = {
    { 400, BW_ERROR_TRANSFER },  { 401, BW_ERROR_TRANSFER }, { 403, BW_ERROR_TRANSFER },
    { 404, BW_ERROR_TRANSFER },  { 407, BW_ERROR_TRANSFER }, { 410, BW_ERROR_TRANSFER },
    { 413, BW_ERROR_TOO_LARGE }, { 418, BW_ERROR_TRANSFER }, { 500, BW_ERROR_TRANSFER },
    { 503, BW_ERROR_TRANSFER },  { 304, BW_ERROR_TRANSFER }, { 507, BW_ERROR_TOO_LARGE },
    { 599, BW_ERROR_TRANSFER },
  };

  soup_server_add_handler (self->server, NULL, status_cb, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *number = g_strdup_printf ("%u", table[i].status);

    for (char step = '1'; step <= '3'; step++) {
      g_autofree char *path = g_strdup_printf ("/%c/%u", step, table[i].status);

      if (step == '3')
        files_download (self, path, BIG);
      else
        files_upload (self, path, "alice", "secret");
      files_assert_failed (self, table[i].code);
      g_assert_nonnull (strstr (self->error->message, number));
    }
  }
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  const GString *answer = data;

  if (has_body (message))
    respond (message, 200, "application/vnd.gsma.rcs-ft-http+xml", answer->str, answer->len);
  else
    respond (message, 204, NULL, NULL, 0);
}

static void
test_garbage (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "",
    "hello",
    "<html><body>Welcome</body></html>",
    "<?xml version=\"1.0\"?><file><file-info type=\"file\"></file-info></file>",
    "<file><file-info type=\"file\"><data url=\"file:///etc/passwd\"/></file-info></file>",
    "<file><file-info type=\"file\"><data url=\"https://x.example/1\"/>",
    "\xff\xfe\x01",
  };
  g_autoptr (GString) answer = g_string_new (NULL);

  soup_server_add_handler (self->server, "/up", answer_cb, answer, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_string_assign (answer, answers[i]);
    g_test_message ("row %u", i);
    files_upload (self, "/up", NULL, NULL);
    files_assert_failed (self, BW_ERROR_TRANSFER);
  }
}

static void
test_huge_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) answer = g_string_new (DOCUMENT);

  soup_server_add_handler (self->server, "/up", answer_cb, answer, NULL);
  while (answer->len < 64 * 1024)
    g_string_append_c (answer, ' ');
  files_upload (self, "/up", NULL, NULL);
  g_assert_no_error (self->error);
  g_string_append_c (answer, ' ');
  files_upload (self, "/up", NULL, NULL);
  files_assert_failed (self, BW_ERROR_TRANSFER);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* It has the request and thinks about it for good. */
static void
think_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer cancellable)
{
  if (g_str_equal (path, "/file") || has_body (message)) {
    soup_server_message_pause (message);
    g_idle_add (cancel_cb, cancellable);
  } else {
    respond (message, 204, NULL, NULL, 0);
  }
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *up = g_strconcat (self->base, "/up", NULL);
  g_autofree char *file = g_strconcat (self->base, "/file", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  soup_server_add_handler (self->server, NULL, think_cb, cancellable, NULL);
  bw_file_transfer_upload_async (self->transfer, up, NULL, NULL, NAME, "image/png", self->bytes,
                                 cancellable, files_uploaded_cb, self);
  files_wait (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  files_clear_outcome (self);
  g_cancellable_reset (cancellable);
  bw_file_transfer_download_async (self->transfer, file, BIG, cancellable, files_downloaded_cb,
                                   self);
  files_wait (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_strconcat (self->base, "/file", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  bw_file_transfer_download_async (self->transfer, file, BIG, cancellable, files_downloaded_cb,
                                   self);
  files_wait (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_requests, ==, 0);
}

/* Sends the beginning of an answer, and is gone. */
static gboolean
cut_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer answer)
{
  char request[4096];
  GIOStream *stream = G_IO_STREAM (connection);

  g_input_stream_read (g_io_stream_get_input_stream (stream), request, sizeof request, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);

  return TRUE;
}

static GSocketService *
serve_cut (const char *answer, char **url)
{
  GSocketService *service = g_threaded_socket_service_new (4);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (service), any,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &bound, NULL));
  g_signal_connect (service, "run", G_CALLBACK (cut_cb), (gpointer) answer);
  *url = g_strdup_printf ("http://127.0.0.1:%u/",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));

  return service;
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "",
    "HTTP/1.1",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\nabc",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "\x16\x03\x01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autofree char *url = NULL;
    g_autoptr (GSocketService) service = serve_cut (answers[i], &url);

    g_test_message ("row %u", i);
    files_download_from (self, url, BIG);
    files_assert_failed (self, BW_ERROR_TRANSFER);
    files_upload_to (self, url, NULL, NULL);
    files_assert_failed (self, BW_ERROR_TRANSFER);
    g_socket_service_stop (service);
    g_socket_listener_close (G_SOCKET_LISTENER (service));
  }
}

static void
test_download (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/file/sized", "/file/chunked", "/file/until-the-end",
                                       "/file/packed" };

  soup_server_add_handler (self->server, "/file", serve_cb, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_test_message ("%s", paths[i]);
    files_download (self, paths[i], G_MAXINT32);
    files_assert_fetched (self);
    files_download (self, paths[i], BIG);
    files_assert_fetched (self);
    files_download (self, paths[i], BIG - 1);
    files_assert_failed (self, BW_ERROR_TOO_LARGE);
    files_download (self, paths[i], 0);
    files_assert_failed (self, BW_ERROR_TOO_LARGE);
  }
}

static void
test_empty_file (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->bytes);
  self->bytes = g_bytes_new (NULL, 0);
  soup_server_add_handler (self->server, "/file", serve_cb, self, NULL);
  files_download (self, "/file", 0);
  files_assert_fetched (self);
}

/* Leads on by relative addresses, as often as was agreed. */
static void
hop_cb (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer data)
{
  Fixture *self = data;
  gboolean is_post = g_str_equal (soup_server_message_get_method (message), "POST");

  if (self->hops > 0) {
    self->hops--;
    soup_server_message_set_redirect (message, is_post ? 308 : 302, "./hop");
  } else if (is_post) {
    take_cb (server, message, path, query, data);
  } else {
    serve_cb (server, message, path, query, data);
  }
}

static void
test_redirects (Fixture *self, gconstpointer data)
{
  soup_server_add_handler (self->server, "/hop", hop_cb, self, NULL);
  self->hops = 5;
  files_download (self, "/hop", BIG);
  files_assert_fetched (self);
  self->hops = 6;
  files_download (self, "/hop", BIG);
  files_assert_failed (self, BW_ERROR_TRANSFER);
  self->hops = 5;
  files_upload (self, "/hop", NULL, NULL);
  files_assert_uploaded (self);
  self->hops = 6;
  files_upload (self, "/hop", NULL, NULL);
  files_assert_failed (self, BW_ERROR_TRANSFER);
}

static void
point_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer location)
{
  soup_server_message_set_status (message, 302, NULL);
  if (location)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                  location);
}

static void
test_wrong_redirects (Fixture *self, gconstpointer data)
{
  static const char *const locations[] = {
    "file:///etc/passwd", "ftp://127.0.0.1/",    "resource:///io/github",
    "data:,hello",        "sip:bob@example.org", "http://",
    "http:///x",          "https://[::1/",       NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (locations); i++) {
    soup_server_add_handler (self->server, "/point", point_cb, (gpointer) locations[i], NULL);
    g_test_message ("%s", locations[i] ? locations[i] : "no Location");
    files_download (self, "/point", BIG);
    files_assert_failed (self, BW_ERROR_TRANSFER);
    files_upload (self, "/point", NULL, NULL);
    files_assert_failed (self, BW_ERROR_TRANSFER);
    soup_server_remove_handler (self->server, "/point");
  }
}

/* 127.0.0.1 and localhost are two hosts, as far as a password is concerned. */
static void
test_password_is_for_one_host (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_strdup_printf ("http://localhost%s/up", strrchr (self->base, ':'));

  ask_digest (self);
  soup_server_add_handler (self->server, "/point", point_cb, other, NULL);
  files_upload (self, "/point", "alice", "secret");
  files_assert_failed (self, BW_ERROR_TRANSFER);
  g_assert_cmpuint (self->n_requests, ==, 2);
  g_assert_cmpuint (self->n_passwords, ==, 0);
}

static void
test_wrong_addresses (Fixture *self, gconstpointer data)
{
  static const char *const urls[] = {
    "",
    "/etc/passwd",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "http://",
    "http:///x",
    "javascript:alert(1)",
    "http://a b/",
    "http://nobody.invalid/",
    "https://nobody.invalid/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    files_download_from (self, urls[i], BIG);
    files_assert_failed (self, BW_ERROR_TRANSFER);
    files_upload_to (self, urls[i], "alice", "secret");
    files_assert_failed (self, BW_ERROR_TRANSFER);
  }
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  soup_server_disconnect (self->server);
  files_download (self, "/file", BIG);
  files_assert_failed (self, BW_ERROR_TRANSFER);
  files_upload (self, "/up", NULL, NULL);
  files_assert_failed (self, BW_ERROR_TRANSFER);
}

/* A certificate of this minute that nobody vouches for. */
static void
make_certificate (const char *path, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) openssl = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509", "-newkey", "rsa:2048",
      "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1",
      "-keyout", key, "-out", path, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (openssl, NULL, &error);
  g_assert_no_error (error);
}

static void
trust (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = path ? g_tls_file_database_new (path, &error) : NULL;

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
check_trusted (Fixture *self)
{
  files_download (self, "/file", BIG);
  files_assert_fetched (self);
  files_upload (self, "/up", "alice", "secret");
  files_assert_uploaded (self);
  g_assert_cmpuint (self->n_passwords, >, 0);
}

static void
check_downgrade (Fixture *self)
{
  Fixture open = { 0 };
  g_autofree char *url = NULL;

  files_set_up (&open, NULL);
  soup_server_add_handler (open.server, "/file", serve_cb, &open, NULL);
  url = g_strconcat (open.base, "/file", NULL);
  soup_server_add_handler (self->server, "/point", point_cb, url, NULL);
  files_download (self, "/point", BIG);
  files_assert_failed (self, BW_ERROR_TRANSFER);
  g_assert_cmpuint (open.n_requests, ==, 0);
  files_tear_down (&open, NULL);
}

static void
test_tls (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("bellwire-files-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *path = g_build_filename (folder, "certificate.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;

  make_certificate (path, key);
  certificate = g_tls_certificate_new_from_files (path, key, NULL);
  g_clear_object (&self->server);
  g_free (self->base);
  files_listen (self, certificate);
  soup_server_add_handler (self->server, "/file", serve_cb, self, NULL);
  ask_basic (self);

  files_download (self, "/file", BIG);
  files_assert_failed (self, BW_ERROR_TRANSFER);
  files_upload (self, "/up", "alice", "secret");
  files_assert_failed (self, BW_ERROR_TRANSFER);
  g_assert_cmpuint (self->n_requests, ==, 0);

  trust (path);
  check_trusted (self);
  check_downgrade (self);
  trust (NULL);
  g_unlink (path);
  g_unlink (key);
  g_rmdir (folder);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/file-transfer/" name, Fixture, NULL, files_set_up, function, files_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("upload", test_upload);
  ADD ("digest", test_digest);
  ADD ("digest-for-the-file-only", test_digest_for_the_file_only);
  ADD ("basic-in-clear", test_basic_in_clear);
  ADD ("status", test_status);
  ADD ("garbage", test_garbage);
  ADD ("huge-answer", test_huge_answer);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cut", test_cut);
  ADD ("download", test_download);
  ADD ("empty-file", test_empty_file);
  ADD ("redirects", test_redirects);
  ADD ("wrong-redirects", test_wrong_redirects);
  ADD ("password-is-for-one-host", test_password_is_for_one_host);
  ADD ("wrong-addresses", test_wrong_addresses);
  ADD ("refused", test_refused);
  ADD ("tls", test_tls);

  return g_test_run ();
}
