/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION_LIST (bw_conversation_list_get_type ())

/**
 * BwConversationList:
 *
 * A GListModel of BwConversation, the one with the latest event first; one in which nothing has
 * happened and nothing is drafted is not in it. Owned by the store, see
 * bw_store_get_conversations(); a row moves by one removal and one addition.
 *
 * Properties (read, notify): `unread` (guint: all unread messages), `n-items` (guint).
 */
G_DECLARE_FINAL_TYPE (BwConversationList, bw_conversation_list, BW, CONVERSATION_LIST, GObject)

guint bw_conversation_list_get_unread (BwConversationList *self);

G_END_DECLS
