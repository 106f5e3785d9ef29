/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION_ROW (bw_conversation_row_get_type ())

/**
 * BwConversationRow:
 *
 * A conversation in a list: who, its last line or what is being written, when, how many messages
 * are unread, and by which account where there are several. Its menu uses the actions `chats.call`,
 * `chats.mark-read`, `chats.copy-address` and `chats.delete` (x, the id of the conversation) of the
 * page around it.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `conversation` (BwConversation,
 * nullable).
 */
G_DECLARE_FINAL_TYPE (BwConversationRow, bw_conversation_row, BW, CONVERSATION_ROW, AdwBin)

GtkWidget *bw_conversation_row_new (BwPhone *phone);
void bw_conversation_row_set_conversation (BwConversationRow *self, BwConversation *conversation);
/** bw_conversation_row_popup: opens the row's menu */
void bw_conversation_row_popup (BwConversationRow *self);

G_END_DECLS
