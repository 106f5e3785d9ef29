/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Why a server cannot be reached. The engine says "I/O error" for an unknown name, a closed port, a
 * silent host and a bad certificate alike; here the same way is walked once more with GIO, which
 * tells them apart. Knows no engine and no account.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-connection-probe.h"

#include "bw-server.h"

#define RESOLVE_SECONDS 3
#define CONNECT_SECONDS 5
#define PING_MS 500
#define SIP_PORT 5060
#define SIPS_PORT 5061

typedef struct {
  BwServer server;
  GSocketConnectable *connectable;      /* where it is: the SRV record, else the host */
  GSocketAddressEnumerator *enumerator; /* of its addresses */
  GPtrArray *sockets;                   /* that wait for an answer over UDP */
  GTlsCertificate *certificate;         /* the one that was not trusted */

  GCancellable *stage; /* cancelled by the caller and by the deadline of the stage */
  GCancellable *outer; /* the caller's */
  gulong outer_id;
  guint timer_id;
  BwReason failure; /* what holds where no address could be tried */
  gboolean is_service;
} Probe;

static void
probe_free (Probe *probe)
{
  g_clear_handle_id (&probe->timer_id, g_source_remove);
  g_cancellable_disconnect (probe->outer, probe->outer_id);
  bw_server_clear (&probe->server);
  g_clear_object (&probe->connectable);
  g_clear_object (&probe->enumerator);
  g_clear_pointer (&probe->sockets, g_ptr_array_unref);
  g_clear_object (&probe->certificate);
  g_clear_object (&probe->stage);
  g_clear_object (&probe->outer);
  g_free (probe);
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer data)
{
  Probe *probe = data;

  g_cancellable_cancel (probe->stage);
}

static gboolean
deadline_cb (gpointer data)
{
  Probe *probe = data;

  probe->timer_id = 0;
  g_cancellable_cancel (probe->stage);

  return G_SOURCE_REMOVE;
}

static void
begin_stage (Probe *probe, guint seconds)
{
  g_clear_handle_id (&probe->timer_id, g_source_remove);
  g_clear_object (&probe->stage);
  probe->stage = g_cancellable_new ();
  probe->timer_id = g_timeout_add_seconds (seconds, deadline_cb, probe);
  if (g_cancellable_is_cancelled (probe->outer))
    g_cancellable_cancel (probe->stage);
}

static void
done (GTask *task, BwReason reason)
{
  Probe *probe = g_task_get_task_data (task);

  g_clear_handle_id (&probe->timer_id, g_source_remove);
  g_task_return_int (task, reason);
}

/* A server that takes the connection but speaks no TLS there is at another port, as far as a person
 * is concerned. */
static BwReason
reason_of_error (const GError *error)
{
  if (error->domain == G_TLS_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return BW_REASON_REFUSED;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return BW_REASON_NETWORK;

  return error->domain == G_RESOLVER_ERROR ? BW_REASON_UNKNOWN_HOST : BW_REASON_TIMEOUT;
}

static gboolean
accept_certificate_cb (GTlsConnection *connection,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer data)
{
  Probe *probe = g_task_get_task_data (data);

  g_set_object (&probe->certificate, certificate);

  return FALSE;
}

static void
client_event_cb (GSocketClient *client,
                 GSocketClientEvent event,
                 GSocketConnectable *connectable,
                 GIOStream *connection,
                 gpointer data)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect_object (connection, "accept-certificate", G_CALLBACK (accept_certificate_cb),
                             data, 0);
}

static void
connect_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  Probe *probe = g_task_get_task_data (task);

  if (probe->certificate)
    done (task, BW_REASON_CERTIFICATE);
  else
    done (task, error ? reason_of_error (error) : BW_REASON_TIMEOUT);
}

static void
connect_stream (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  begin_stage (probe, CONNECT_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_tls (client, probe->server.transport == BW_TRANSPORT_TLS);
  g_signal_connect_object (client, "event", G_CALLBACK (client_event_cb), task, 0);
  g_socket_client_connect_async (client, probe->connectable, probe->stage, connect_cb,
                                 g_object_ref (task));
}

/* A connected UDP socket is told by ICMP that nobody listens. */
static gboolean
send_ping (Probe *probe, GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);

  if (!socket || !g_socket_connect (socket, address, NULL, error))
    return FALSE;

  g_socket_set_blocking (socket, FALSE);
  if (g_socket_send (socket, "\r\n\r\n", 4, NULL, error) < 0) /* the ping of RFC 5626 4.4.1 */
    return FALSE;

  g_ptr_array_add (probe->sockets, g_steal_pointer (&socket));

  return TRUE;
}

static gboolean
pings_cb (gpointer data)
{
  GTask *task = data;
  Probe *probe = g_task_get_task_data (task);
  BwReason reason = BW_REASON_REFUSED;

  probe->timer_id = 0;
  for (guint i = 0; i < probe->sockets->len; i++) {
    g_autoptr (GError) error = NULL;

    if (g_socket_check_connect_result (probe->sockets->pdata[i], &error))
      reason = BW_REASON_TIMEOUT;
    else if (reason == BW_REASON_REFUSED)
      reason = reason_of_error (error);
  }

  done (task, reason);

  return G_SOURCE_REMOVE;
}

static void
wait_for_pings (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  g_clear_handle_id (&probe->timer_id, g_source_remove);
  probe->timer_id = g_timeout_add_full (G_PRIORITY_DEFAULT, PING_MS, pings_cb, g_object_ref (task),
                                        g_object_unref);
}

/* Where the server is: first what the SRV record of its domain says, then the host itself (RFC
 * 3263 4.2). */
static void
look_up_service (Probe *probe)
{
  gboolean is_tls = probe->server.transport == BW_TRANSPORT_TLS;
  gboolean is_stream = is_tls || probe->server.transport == BW_TRANSPORT_TCP;

  probe->is_service = TRUE;
  probe->connectable = g_network_service_new (is_tls ? "sips" : "sip", is_stream ? "tcp" : "udp",
                                              probe->server.host);
  probe->enumerator = g_socket_connectable_enumerate (probe->connectable);
  begin_stage (probe, RESOLVE_SECONDS);
}

static void
look_up_host (Probe *probe)
{
  guint port = probe->server.port;

  if (port == 0)
    port = probe->server.transport == BW_TRANSPORT_TLS ? SIPS_PORT : SIP_PORT;

  probe->is_service = FALSE;
  g_clear_object (&probe->connectable);
  g_clear_object (&probe->enumerator);
  probe->connectable = g_network_address_new (probe->server.host, (guint16) port);
  probe->enumerator = g_socket_connectable_enumerate (probe->connectable);
  begin_stage (probe, RESOLVE_SECONDS);
}

static gboolean
is_over_udp (Probe *probe)
{
  return probe->server.transport == BW_TRANSPORT_UDP ||
         probe->server.transport == BW_TRANSPORT_AUTOMATIC;
}

static void
address_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_socket_address_enumerator_next_finish (
      G_SOCKET_ADDRESS_ENUMERATOR (source), result, &error);
  Probe *probe = g_task_get_task_data (task);

  if (address && !is_over_udp (probe)) {
    connect_stream (task);
    return;
  }

  if (address && !send_ping (probe, address, &error))
    probe->failure = reason_of_error (error);

  if (!address && probe->sockets->len > 0) {
    wait_for_pings (task);
    return;
  }

  if (!address && !probe->is_service) {
    done (task, probe->failure);
    return;
  }

  if (!address)
    look_up_host (probe);

  g_socket_address_enumerator_next_async (probe->enumerator, probe->stage, address_cb,
                                          g_steal_pointer (&task));
}

void
bw_connection_probe_async (const char *server_uri,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  g_task_set_source_tag (task, bw_connection_probe_async);
  g_task_set_task_data (task, probe, (GDestroyNotify) probe_free);
  probe->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  probe->failure = BW_REASON_UNKNOWN_HOST;
  if (!server_uri || !bw_server_parse (server_uri, &probe->server)) {
    g_task_return_int (task, BW_REASON_UNKNOWN_HOST);
    return;
  }

  if (probe->server.port == 0 && !g_hostname_is_ip_address (probe->server.host))
    look_up_service (probe);
  else
    look_up_host (probe);

  if (cancellable) {
    probe->outer = g_object_ref (cancellable);
    probe->outer_id =
        g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), probe, NULL);
  }

  g_socket_address_enumerator_next_async (probe->enumerator, probe->stage, address_cb,
                                          g_steal_pointer (&task));
}

BwReason
bw_connection_probe_finish (GAsyncResult *result, GTlsCertificate **certificate, GError **error)
{
  gssize reason;
  Probe *probe;

  g_return_val_if_fail (g_task_is_valid (result, NULL), BW_REASON_NONE);

  probe = g_task_get_task_data (G_TASK (result));
  if (certificate)
    *certificate = NULL;

  reason = g_task_propagate_int (G_TASK (result), error);
  if (reason < 0)
    return BW_REASON_NONE;

  if (certificate && reason == BW_REASON_CERTIFICATE)
    *certificate = g_object_ref (probe->certificate);

  return (BwReason) reason;
}
