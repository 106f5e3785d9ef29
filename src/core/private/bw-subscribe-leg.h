/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-private.h"
#include "bw-digest.h"

G_BEGIN_DECLS

/**
 * BwSubscribeLeg:
 *
 * A dialog of SUBSCRIBE and NOTIFY (RFC 6665 4.4) on our side: who talks to whom about what, and
 * the requests that go out in it. The stack's own dialogs die of a challenge to a refresh, and keep
 * the last transaction alive for each subscription: they are let go of as soon as it makes them.
 */
typedef struct {
  grefcount ref_count;

  BwAccount *account;
  BwDigest *digest; /* of the account's server */
  char *resource;   /* a SIP URI */
  char *event;
  char *accept; /* comma-separated types */

  char *call_id;
  char *local_tag;
  char *remote_tag; /* NULL until somebody has answered */
  guint cseq;
  gint64 remote_cseq; /* of the last NOTIFY, -1 before */
  belle_sip_uri_t *target;
  belle_sip_list_t *routes; /* of belle_sip_header_route_t */
} BwSubscribeLeg;

BwSubscribeLeg *bw_subscribe_leg_new (BwAccount *account,
                                      BwDigest *digest,
                                      const char *resource,
                                      const char *event,
                                      const char *accept);
BwSubscribeLeg *bw_subscribe_leg_ref (BwSubscribeLeg *self);
void bw_subscribe_leg_unref (BwSubscribeLeg *self);

/** bw_subscribe_leg_is_up: whether there is somebody to talk to within the dialog */
gboolean bw_subscribe_leg_is_up (const BwSubscribeLeg *self);

/**
 * bw_subscribe_leg_request:
 * @expires: seconds, 0 to end it
 * @route: (nullable): the server that a first request goes to
 *
 * Returns: (transfer full) (nullable): the next SUBSCRIBE; NULL where an address cannot stand in
 * one
 */
belle_sip_request_t *
bw_subscribe_leg_request (BwSubscribeLeg *self, guint expires, belle_sip_uri_t *route);

/** bw_subscribe_leg_get_hop: Returns: (transfer none) (nullable): where its requests go first; NULL
 * before it is up */
belle_sip_uri_t *bw_subscribe_leg_get_hop (BwSubscribeLeg *self);

/** bw_subscribe_leg_take_response: @response: 2xx */
void bw_subscribe_leg_take_response (BwSubscribeLeg *self, belle_sip_response_t *response);

/** bw_subscribe_leg_take_notify: Returns: 0 where @request belongs to the dialog and is the next
 * one in it, else the SIP code to refuse it with */
guint bw_subscribe_leg_take_notify (BwSubscribeLeg *self, belle_sip_request_t *request);

/** bw_subscribe_leg_accepts: @content_type: (nullable): with its parameters */
gboolean bw_subscribe_leg_accepts (const BwSubscribeLeg *self, const char *content_type);

G_END_DECLS
