/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which server the requests of an account go to first. No state. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-route.h"

belle_sip_uri_t *
bw_route_new (BwAccount *account)
{
  BwAccountSettings *settings = bw_account_get_settings (account);
  g_autofree char *server = bw_account_settings_dup_server_uri (settings);

  if (!bw_account_settings_get_register (settings) && !bw_account_settings_get_server (settings))
    return NULL;

  return belle_sip_uri_parse (server);
}

void
bw_route_add (belle_sip_request_t *request, belle_sip_uri_t *route)
{
  belle_sip_uri_t *to = belle_sip_request_get_uri (request);
  belle_sip_header_address_t *address;
  belle_sip_uri_t *uri;

  /* The first server would find itself in the route: it knows what to do without. */
  if (!route || g_strcmp0 (belle_sip_uri_get_host (route), belle_sip_uri_get_host (to)) == 0)
    return;

  uri = BELLE_SIP_URI (belle_sip_object_clone (BELLE_SIP_OBJECT (route)));
  belle_sip_uri_set_lr_param (uri, 1);
  address = belle_sip_header_address_create (NULL, uri);
  belle_sip_message_add_header (BELLE_SIP_MESSAGE (request),
                                BELLE_SIP_HEADER (belle_sip_header_route_create (address)));
  belle_sip_object_unref (address);
}

belle_sip_uri_t *
bw_route_hop (belle_sip_request_t *request, belle_sip_uri_t *route)
{
  belle_sip_object_t *to = BELLE_SIP_OBJECT (route ? route : belle_sip_request_get_uri (request));

  return BELLE_SIP_URI (belle_sip_object_ref (belle_sip_object_clone (to)));
}
