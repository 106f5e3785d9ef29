/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-reason.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * bw_connection_probe_async:
 * @server_uri: (nullable): a SIP URI as bw_account_settings_dup_server_uri() makes it
 *
 * Finds out why a server cannot be reached, after the engine saw nothing but an input/output error:
 * resolves the name (SRV records of RFC 3263, then addresses), connects, shakes hands over TLS with
 * the identity checked, or pings over UDP. Never blocks; ends after 11 s at most. TLS needs the GIO
 * module of glib-networking at run time.
 */
void bw_connection_probe_async (const char *server_uri,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * bw_connection_probe_finish:
 * @certificate: (out) (transfer full) (nullable) (optional): with BW_REASON_CERTIFICATE the one
 * that is not trusted
 * @error: G_IO_ERROR_CANCELLED alone
 *
 * Returns: BW_REASON_UNKNOWN_HOST, BW_REASON_REFUSED, BW_REASON_CERTIFICATE, BW_REASON_NETWORK (no
 * way there at all), or BW_REASON_TIMEOUT where nothing else was found; BW_REASON_NONE with @error
 */
BwReason
bw_connection_probe_finish (GAsyncResult *result, GTlsCertificate **certificate, GError **error);

G_END_DECLS
