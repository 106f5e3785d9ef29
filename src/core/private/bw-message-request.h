/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-agent.h"

#include <belle-sip/belle-sip.h>

G_BEGIN_DECLS

/* MESSAGE requests as the stack knows them: made from, and read into, plain values. */

/** bw_message_request_new: Returns: (transfer full) (nullable): NULL where an address, type or
 * header cannot stand in a request; @from_name: (nullable); @route: (nullable): the server that it
 * goes to */
belle_sip_request_t *bw_message_request_new (const BwOutgoingRequest *request,
                                             const char *from,
                                             const char *from_name,
                                             belle_sip_uri_t *route);

/** BwReadRequest: owns what a BwIncomingRequest borrows */
typedef struct {
  BwIncomingRequest values;
  GPtrArray *strings;
} BwReadRequest;

void bw_message_request_read (belle_sip_request_t *request, BwReadRequest *read);
void bw_message_request_clear (BwReadRequest *read);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwReadRequest, bw_message_request_clear)

G_END_DECLS
