/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"
#include "bw-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION_SEARCH (bw_conversation_search_get_type ())

/**
 * BwConversationSearch:
 *
 * A bar that finds words in a conversation and goes through what it has found, the newest first.
 * Escape closes it.
 *
 * Signals: `found` (gint64, the id of a message): it is to be shown; `closed` ().
 */
G_DECLARE_FINAL_TYPE (BwConversationSearch, bw_conversation_search, BW, CONVERSATION_SEARCH, AdwBin)

/** bw_conversation_search_follow: closes it, and searches in another conversation from now on;
 * @store: (nullable); @conversation: (nullable) */
void bw_conversation_search_follow (BwConversationSearch *self,
                                    BwStore *store,
                                    BwConversation *conversation);
/** bw_conversation_search_open: opens it and puts the keyboard into it */
void bw_conversation_search_open (BwConversationSearch *self);
void bw_conversation_search_close (BwConversationSearch *self);

G_END_DECLS
