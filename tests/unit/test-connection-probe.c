/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection probe against real sockets on the loopback, each wrong in its own way. */

#include "bw-connection-probe.h"

#include <glib/gstdio.h>

typedef struct {
  BwReason reason;
  GTlsCertificate *certificate;
  GError *error;
  gboolean done;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->certificate);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
probe_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->reason = bw_connection_probe_finish (result, &outcome->certificate, &outcome->error);
  outcome->done = TRUE;
}

/* The deadline of the test run ends a wait that does not. */
static void
probe (const char *uri, GCancellable *cancellable, Outcome *outcome)
{
  bw_connection_probe_async (uri, cancellable, probe_cb, outcome);
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

static GSocket *
bind_socket (GSocketType type, guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, type, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any_port, FALSE, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return socket;
}

/* A port that was free a moment ago. */
static guint16
closed_port (GSocketType type)
{
  guint16 port;
  g_autoptr (GSocket) socket = bind_socket (type, &port);

  return port;
}

static void
check (const char *host, guint16 port, const char *transport, BwReason expected)
{
  g_autofree char *uri = g_strdup_printf ("sip:%s:%u%s", host, port, transport);
  g_auto (Outcome) outcome = { 0 };

  probe (uri, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.reason, ==, expected);
  g_assert_cmpint (outcome.certificate != NULL, ==, expected == BW_REASON_CERTIFICATE);
}

static void
test_unknown_host (void)
{
  static const char *const uris[] = {
    "sip:nobody.invalid",
    "sip:nobody.invalid;transport=udp",
    "sip:nobody.invalid;transport=tcp",
    "sip:nobody.invalid;transport=tls",
    "sip:nobody.invalid:5060;transport=tcp",
    "sip:nobody.invalid:5060",
    "sip:not a host",
    "",
    NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++) {
    g_auto (Outcome) outcome = { 0 };

    probe (uris[i], NULL, &outcome);
    g_assert_no_error (outcome.error);
    g_assert_cmpint (outcome.reason, ==, BW_REASON_UNKNOWN_HOST);
  }
}

static void
test_refused (void)
{
  check ("127.0.0.1", closed_port (G_SOCKET_TYPE_STREAM), ";transport=tcp", BW_REASON_REFUSED);
  check ("127.0.0.1", closed_port (G_SOCKET_TYPE_STREAM), ";transport=tls", BW_REASON_REFUSED);
  check ("localhost", closed_port (G_SOCKET_TYPE_STREAM), ";transport=tls", BW_REASON_REFUSED);
  check ("127.0.0.1", closed_port (G_SOCKET_TYPE_DATAGRAM), ";transport=udp", BW_REASON_REFUSED);
  check ("localhost", closed_port (G_SOCKET_TYPE_DATAGRAM), "", BW_REASON_REFUSED);
}

static void
test_silent_udp (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = bind_socket (G_SOCKET_TYPE_DATAGRAM, &port);
  char ping[8];

  check ("127.0.0.1", port, ";transport=udp", BW_REASON_TIMEOUT);
  g_assert_cmpint (g_socket_receive (socket, ping, sizeof ping, NULL, NULL), ==, 4);
  g_assert_cmpmem (ping, 4, "\r\n\r\n", 4);
}

/* The kernel takes the connection, nobody ever speaks. */
static void
test_silent_tcp (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = bind_socket (G_SOCKET_TYPE_STREAM, &port);

  g_assert_true (g_socket_listen (socket, NULL));
  check ("127.0.0.1", port, ";transport=tcp", BW_REASON_TIMEOUT);
  check ("127.0.0.1", port, ";transport=tls", BW_REASON_TIMEOUT);
}

static gboolean
hang_up_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

static gboolean
speak_plainly_cb (GSocketService *service,
                  GSocketConnection *connection,
                  GObject *source,
                  gpointer data)
{
  static const char text[] = "SIP/2.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             sizeof text - 1, NULL, NULL, NULL);

  return TRUE;
}

static GSocketService *
serve (GCallback incoming, gpointer data, guint16 *port)
{
  GSocketService *service = g_socket_service_new ();
  g_autoptr (GSocket) socket = bind_socket (G_SOCKET_TYPE_STREAM, port);

  g_assert_true (g_socket_listen (socket, NULL));
  g_assert_true (g_socket_listener_add_socket (G_SOCKET_LISTENER (service), socket, NULL, NULL));
  g_signal_connect (service, "incoming", incoming, data);

  return service;
}

static void
test_no_tls_there (void)
{
  guint16 port;
  guint16 other_port;
  g_autoptr (GSocketService) closer = serve (G_CALLBACK (hang_up_cb), NULL, &port);
  g_autoptr (GSocketService) talker = serve (G_CALLBACK (speak_plainly_cb), NULL, &other_port);

  check ("127.0.0.1", port, ";transport=tls", BW_REASON_REFUSED);
  check ("127.0.0.1", other_port, ";transport=tls", BW_REASON_REFUSED);
}

/* Returns: (transfer full): a certificate of a minute ago that nobody vouches for, with its key */
static GTlsCertificate *
make_certificate (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bellwire-probe-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *path = g_build_filename (folder, "certificate.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) openssl = NULL;
  GTlsCertificate *certificate;

  openssl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509",
                              "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
                              "subjectAltName=DNS:localhost", "-days", "1", "-keyout", key, "-out",
                              path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (openssl, NULL, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_files (path, key, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_unlink (key);
  g_rmdir (folder);

  return certificate;
}

static gboolean
shake_hands_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer certificate)
{
  g_autoptr (GError) error = NULL;
  GIOStream *tls = g_tls_server_connection_new (G_IO_STREAM (connection), certificate, &error);

  g_assert_no_error (error);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_set_data_full (G_OBJECT (service), "tls", tls, g_object_unref);

  return TRUE;
}

static void
test_certificate (void)
{
  g_autoptr (GTlsCertificate) certificate = make_certificate ();
  guint16 port;
  g_autoptr (GSocketService) service = serve (G_CALLBACK (shake_hands_cb), certificate, &port);
  g_autofree char *uri = g_strdup_printf ("sip:localhost:%u;transport=tls", port);
  g_auto (Outcome) outcome = { 0 };

  probe (uri, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.reason, ==, BW_REASON_CERTIFICATE);
  g_assert_true (g_tls_certificate_is_same (outcome.certificate, certificate));
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  g_cancellable_cancel (cancellable);
  probe ("sip:127.0.0.1:5060;transport=tcp", cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (outcome.reason, ==, BW_REASON_NONE);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_cancelled_meanwhile (void)
{
  static const char *const transports[] = { ";transport=tls", ";transport=udp" };
  guint16 port;
  guint16 udp_port;
  g_autoptr (GSocket) socket = bind_socket (G_SOCKET_TYPE_STREAM, &port);
  g_autoptr (GSocket) udp_socket = bind_socket (G_SOCKET_TYPE_DATAGRAM, &udp_port);

  g_assert_true (g_socket_listen (socket, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (transports); i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autofree char *uri =
        g_strdup_printf ("sip:127.0.0.1:%u%s", i == 0 ? port : udp_port, transports[i]);
    g_auto (Outcome) outcome = { 0 };

    g_timeout_add (50, cancel_cb, cancellable);
    probe (uri, cancellable, &outcome);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-probe/unknown-host", test_unknown_host);
  g_test_add_func ("/connection-probe/refused", test_refused);
  g_test_add_func ("/connection-probe/silent-udp", test_silent_udp);
  g_test_add_func ("/connection-probe/silent-tcp", test_silent_tcp);
  g_test_add_func ("/connection-probe/no-tls-there", test_no_tls_there);
  g_test_add_func ("/connection-probe/certificate", test_certificate);
  g_test_add_func ("/connection-probe/cancelled-before", test_cancelled_before);
  g_test_add_func ("/connection-probe/cancelled-meanwhile", test_cancelled_meanwhile);

  return g_test_run ();
}
