/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CHATS_PAGE (bw_chats_page_get_type ())

/**
 * BwChatsPage:
 *
 * The conversations, the one with the latest event first. One entry searches their names and all
 * messages.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `shown` (BwConversation, nullable, read
 * and write: the one that stands out in the list), `search-mode` (gboolean, read and write: whether
 * the search entry is to be seen).
 * Signals: `activated` (BwConversation, gint64 message: 0 where the conversation itself was
 * chosen), `dialled` (BwCall), `removed` (BwConversation) when one was deleted.
 */
G_DECLARE_FINAL_TYPE (BwChatsPage, bw_chats_page, BW, CHATS_PAGE, AdwBin)

GtkWidget *bw_chats_page_new (BwPhone *phone);
void bw_chats_page_set_phone (BwChatsPage *self, BwPhone *phone);
/** bw_chats_page_step: activates the conversation below @from (1) or above it (-1), the first where
 * @from is not in the list; @from: (nullable) */
void bw_chats_page_step (BwChatsPage *self, BwConversation *from, int step);

G_END_DECLS
