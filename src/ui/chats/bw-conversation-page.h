/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION_PAGE (bw_conversation_page_get_type ())

/**
 * BwConversationPage:
 *
 * A person: one timeline of messages and calls, and a composer. What is on the screen in a window
 * that has the focus is marked as read.
 *
 * Properties: `phone` (BwPhone, read and write), `conversation` (BwConversation, nullable, read).
 * Signals: `dialled` (BwCall) when a call was made from here; `left` when the conversation was
 * deleted.
 *
 * Its actions are in the group bw_conversation_page_get_actions(), which the window inserts under
 * the name `conversation`, so that they work from its header bar: `call`, `search`, `copy-address`,
 * `delete`, `attach`, `use-account` (string, the id of an account, stateful).
 */
G_DECLARE_FINAL_TYPE (BwConversationPage, bw_conversation_page, BW, CONVERSATION_PAGE, AdwBin)

GtkWidget *bw_conversation_page_new (BwPhone *phone);
void bw_conversation_page_set_phone (BwConversationPage *self, BwPhone *phone);
BwConversation *bw_conversation_page_get_conversation (BwConversationPage *self);

/**
 * bw_conversation_page_show:
 * @conversation: (nullable)
 * @message_id: the message to bring into view and to point out; 0: the first unread one, else the
 * end
 */
void bw_conversation_page_show (BwConversationPage *self,
                                BwConversation *conversation,
                                gint64 message_id);

/** bw_conversation_page_compose: puts the keyboard into the composer */
void bw_conversation_page_compose (BwConversationPage *self);

GActionGroup *bw_conversation_page_get_actions (BwConversationPage *self);
/** bw_conversation_page_get_menu: Returns: (transfer none): for the menu button of the header bar
 */
GMenuModel *bw_conversation_page_get_menu (BwConversationPage *self);

G_END_DECLS
