/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the settings of an account come down to on the wire: who registers, with which name, where.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-settings.h"

#include "bw-address.h"
#include "bw-host.h"
#include "bw-server.h"

/* Without a server, the address says where to go. */
static gboolean
server_from_address (const char *text, BwServer *server)
{
  g_autoptr (BwAddress) address = text ? bw_address_parse (text, NULL, NULL) : NULL;

  if (!address)
    return FALSE;

  server->host = g_strdup (bw_address_get_host (address));
  server->port = bw_address_get_port (address);
  server->transport = bw_address_is_secure (address) ? BW_TRANSPORT_TLS : BW_TRANSPORT_AUTOMATIC;

  return TRUE;
}

static BwAddress *
parse_address (BwAccountSettings *self)
{
  const char *text = bw_account_settings_get_address (self);

  return text ? bw_address_parse (text, NULL, NULL) : NULL;
}

char *
bw_account_settings_dup_auth_user (BwAccountSettings *self)
{
  g_autofree char *set = NULL;
  g_autoptr (BwAddress) address = parse_address (self);

  g_object_get (self, "auth-user", &set, NULL);
  if (set)
    return g_steal_pointer (&set);

  return address ? g_strdup (bw_address_get_user (address)) : NULL;
}

char *
bw_account_settings_dup_domain (BwAccountSettings *self)
{
  g_autoptr (BwAddress) address = parse_address (self);

  return address ? g_strdup (bw_address_get_host (address)) : NULL;
}

char *
bw_account_settings_dup_identity_uri (BwAccountSettings *self)
{
  g_autoptr (BwAddress) address = parse_address (self);

  return address ? bw_address_to_identity (address) : NULL;
}

char *
bw_account_settings_dup_server_uri (BwAccountSettings *self)
{
  static const char *const parameters[] = {
    [BW_TRANSPORT_AUTOMATIC] = "",
    [BW_TRANSPORT_UDP] = ";transport=udp",
    [BW_TRANSPORT_TCP] = ";transport=tcp",
    [BW_TRANSPORT_TLS] = ";transport=tls",
  };
  const char *text = bw_account_settings_get_server (self);
  g_auto (BwServer) server = { 0 };
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;

  if (text ? !bw_server_parse (text, &server)
           : !server_from_address (bw_account_settings_get_address (self), &server))
    return NULL;

  if (server.transport == BW_TRANSPORT_AUTOMATIC)
    server.transport = bw_account_settings_get_transport (self);

  host = bw_host_bracket (server.host);
  port = server.port ? g_strdup_printf (":%u", server.port) : g_strdup ("");

  return g_strconcat ("sip:", host, port, parameters[server.transport], NULL);
}
