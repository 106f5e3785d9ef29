/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"

G_BEGIN_DECLS

/** BwServer: a registrar or proxy as a person wrote it, taken apart */
typedef struct {
  char *host;            /* in its normal form */
  guint port;            /* 0 where none was said */
  BwTransport transport; /* AUTOMATIC where none was said */
} BwServer;

/**
 * bw_server_parse:
 * @text: host, host:port, [v6]:port or a SIP URI with or without `;transport=`; a user in front of
 * the host is left out
 * @server: (out caller-allocates): zeroed before
 */
gboolean bw_server_parse (const char *text, BwServer *server);

void bw_server_clear (BwServer *server);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwServer, bw_server_clear)

G_END_DECLS
