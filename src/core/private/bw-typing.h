/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"

G_BEGIN_DECLS

/**
 * BwTyping:
 *
 * When to tell a peer that one is typing (RFC 3994, 3.2): at the first key, again while it goes on,
 * and "idle" when nothing was typed for a while or the text was sent. It knows nothing of SIP.
 */
typedef struct _BwTyping BwTyping;

/** BW_TYPING_REFRESH: seconds for which an "active" holds at the peer */
#define BW_TYPING_REFRESH 90

typedef void (*BwTypingTell) (BwConversation *conversation, gboolean active, gpointer user_data);

BwTyping *bw_typing_new (BwTypingTell tell, gpointer user_data);
void bw_typing_free (BwTyping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwTyping, bw_typing_free)

/** bw_typing_set: to be called at every key with TRUE, with FALSE when the text is gone */
void bw_typing_set (BwTyping *self, BwConversation *conversation, gboolean typing);
/** bw_typing_forget: the text was sent: the message itself says that nothing is typed any more */
void bw_typing_forget (BwTyping *self, BwConversation *conversation);

G_END_DECLS
