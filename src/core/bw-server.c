/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where registrations are sent, as people write it. Pure: resolves nothing. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-server.h"

#include "bw-host.h"

static gboolean
parse_transport (const char *name, BwTransport *transport)
{
  static const struct {
    const char *name;
    BwTransport transport;
  } transports[] = {
    { "udp", BW_TRANSPORT_UDP },
    { "tcp", BW_TRANSPORT_TCP },
    { "tls", BW_TRANSPORT_TLS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (transports); i++)
    if (g_ascii_strcasecmp (name, transports[i].name) == 0) {
      *transport = transports[i].transport;
      return TRUE;
    }

  return FALSE;
}

static gboolean
parse_server_parameters (char **parameters, BwTransport *transport)
{
  for (; *parameters; parameters++)
    if (g_ascii_strncasecmp (*parameters, "transport=", 10) == 0 &&
        !parse_transport (*parameters + 10, transport))
      return FALSE;

  return TRUE;
}

/* Steps over the scheme; a server may be written without one. */
static const char *
skip_scheme (const char *text, BwTransport *transport)
{
  if (g_ascii_strncasecmp (text, "sips:", 5) == 0) {
    *transport = BW_TRANSPORT_TLS;
    return text + 5;
  }

  return g_ascii_strncasecmp (text, "sip:", 4) == 0 ? text + 4 : text;
}

static char *
without_brackets (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 && text[0] == '<' && text[length - 1] == '>')
    return g_strndup (text + 1, length - 2);

  return g_strdup (text);
}

gboolean
bw_server_parse (const char *text, BwServer *server)
{
  g_autofree char *bare = without_brackets (text);
  g_auto (GStrv) parts = g_strsplit (skip_scheme (bare, &server->transport), ";", -1);
  const char *at = parts[0] ? strchr (parts[0], '@') : NULL;

  if (!parts[0] || !parse_server_parameters (parts + 1, &server->transport))
    return FALSE;

  server->host = bw_host_port_parse (at ? at + 1 : parts[0], &server->port);

  return server->host != NULL;
}

void
bw_server_clear (BwServer *server)
{
  g_clear_pointer (&server->host, g_free);
}
