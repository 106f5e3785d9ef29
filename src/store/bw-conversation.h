/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION (bw_conversation_get_type ())

/**
 * BwConversation:
 *
 * What went to and fro between an account and a peer: messages and calls. There is one object for a
 * conversation as long as the store is open: the list holds it, the engine fills it, the widget
 * binds to it. Its messages and calls are read by a BwTimeline.
 *
 * Properties (read, notify; written by the store, but for `composing`): `id` (gint64), `account`
 * (string, the id of the account), `peer` (string, the normalised address, see
 * bw_address_to_key()), `peer-name` (string, nullable: the display name that the peer last came
 * with, untrusted text), `time` (gint64, Unix microseconds of the latest event, 0 where nothing has
 * happened yet), `latest` (GObject, nullable: the BwMessage or BwCallRecord of that event),
 * `unread` (guint: incoming messages that nobody has looked at), `draft` (string, nullable: what
 * was typed and not sent), `route` (string, nullable: a SIP URI by which the peer is reached where
 * its address does not say it: a port, another host), `composing` (gboolean, read and write: the
 * peer is typing; lives only while the program runs).
 */
G_DECLARE_FINAL_TYPE (BwConversation, bw_conversation, BW, CONVERSATION, GObject)

gint64 bw_conversation_get_id (BwConversation *self);
const char *bw_conversation_get_account (BwConversation *self);
const char *bw_conversation_get_peer (BwConversation *self);
const char *bw_conversation_get_peer_name (BwConversation *self);
gint64 bw_conversation_get_time (BwConversation *self);
/** bw_conversation_get_latest: Returns: (transfer none) (nullable): a BwMessage or a BwCallRecord
 */
GObject *bw_conversation_get_latest (BwConversation *self);
guint bw_conversation_get_unread (BwConversation *self);
const char *bw_conversation_get_draft (BwConversation *self);
const char *bw_conversation_get_route (BwConversation *self);
gboolean bw_conversation_get_composing (BwConversation *self);
void bw_conversation_set_composing (BwConversation *self, gboolean composing);

G_END_DECLS
