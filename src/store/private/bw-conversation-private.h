/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"

G_BEGIN_DECLS

/*
 * What the store writes of a conversation. Removing a conversation hides what is in it so far:
 * messages and calls up to a row. Its row stays, and takes what comes next.
 */

/** BwConversationHidden: the last rows that are not shown any more, 0 for none */
typedef struct {
  gint64 messages;
  gint64 calls;
} BwConversationHidden;

BwConversation *bw_conversation_new (gint64 id, const char *account, const char *peer);

void bw_conversation_set_account (BwConversation *self, const char *account);
void bw_conversation_set_peer_name (BwConversation *self, const char *peer_name);
void bw_conversation_set_draft (BwConversation *self, const char *draft);
void bw_conversation_set_route (BwConversation *self, const char *route);
void bw_conversation_set_unread (BwConversation *self, guint unread);
/** bw_conversation_set_latest: @latest: (nullable): sets `time`, too */
void bw_conversation_set_latest (BwConversation *self, GObject *latest);

const BwConversationHidden *bw_conversation_get_hidden (BwConversation *self);
void bw_conversation_set_hidden (BwConversation *self, const BwConversationHidden *hidden);

/** bw_conversation_is_shown: whether something happened in it or is drafted */
gboolean bw_conversation_is_shown (BwConversation *self);

G_END_DECLS
