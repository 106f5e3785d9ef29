/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation-list.h"

G_BEGIN_DECLS

/* What the store does with its list, which also knows the conversations that it does not show. */

BwConversationList *bw_conversation_list_new (void);

/** bw_conversation_list_find: Returns: (transfer none) (nullable) */
BwConversation *
bw_conversation_list_find (BwConversationList *self, const char *account, const char *peer);
/** bw_conversation_list_find_by_id: Returns: (transfer none) (nullable) */
BwConversation *bw_conversation_list_find_by_id (BwConversationList *self, gint64 id);
/** bw_conversation_list_get_all: Returns: (transfer full) (element-type BwConversation): also those
 * that are not shown */
GPtrArray *bw_conversation_list_get_all (BwConversationList *self);

/** bw_conversation_list_reset: @conversations: (element-type BwConversation): all there are */
void bw_conversation_list_reset (BwConversationList *self, GPtrArray *conversations);
/** bw_conversation_list_update: takes in what is new and brings the row of one that has changed to
 * its place */
void bw_conversation_list_update (BwConversationList *self, BwConversation *conversation);
/** bw_conversation_list_forget: takes one out for good */
void bw_conversation_list_forget (BwConversationList *self, BwConversation *conversation);
/** bw_conversation_list_move: gives one another account */
void bw_conversation_list_move (BwConversationList *self,
                                BwConversation *conversation,
                                const char *account);

G_END_DECLS
