/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"

#include <belle-sip/belle-sip.h>

G_BEGIN_DECLS

/* The way that requests of our own take: the same as that of the engine's calls. */

/** bw_route_new: Returns: (transfer full) (nullable): the server of the account: a provider expects
 * all that its customers send; NULL: straight to the peer, for who does not register */
belle_sip_uri_t *bw_route_new (BwAccount *account);

/** bw_route_add: @route: (nullable): the server that the request goes to */
void bw_route_add (belle_sip_request_t *request, belle_sip_uri_t *route);

/** bw_route_hop: Returns: (transfer full): where the request goes first: the server, or else the
 * peer; it has a reference */
belle_sip_uri_t *bw_route_hop (belle_sip_request_t *request, belle_sip_uri_t *route);

G_END_DECLS
