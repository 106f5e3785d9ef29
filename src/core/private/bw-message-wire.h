/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-agent.h"
#include "bw-store-messages.h"

G_BEGIN_DECLS

/** BwMessageWire: a stored message as it goes over the network */
typedef struct {
  BwOutgoingRequest request; /* borrows from what follows */
  char *to;
  char *content_type;
  char *content_disposition;
  char *headers;
  GBytes *body;
} BwMessageWire;

/**
 * bw_message_wire_new:
 * @message: outgoing, with Call-ID and Message-ID
 * @body: (nullable): the bytes of the store, for what is no text
 * @cpim: wraps it into message/cpim, for a peer that was seen to know it
 *
 * Returns: (transfer full) (nullable): NULL with BW_ERROR_ADDRESS where the peer cannot be written
 * to
 */
BwMessageWire *bw_message_wire_new (BwAccount *account,
                                    BwConversation *conversation,
                                    BwMessage *message,
                                    GBytes *body,
                                    gboolean cpim,
                                    GError **error);

/** bw_message_wire_new_note: a report or an "is typing": of no message of its own */
BwMessageWire *bw_message_wire_new_note (BwAccount *account,
                                         BwConversation *conversation,
                                         const char *content_type,
                                         const char *document,
                                         gboolean cpim,
                                         GError **error);

void bw_message_wire_free (BwMessageWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwMessageWire, bw_message_wire_free)

/** bw_message_wire_join_headers: what bw_message_wire_new() finds in a message's `headers`: the
 * whole Content-Type where it has parameters, and the headers of one's own.
 * Returns: (transfer full) (nullable) */
char *bw_message_wire_join_headers (const char *content_type, const char *headers);

G_END_DECLS
