/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CONVERSATION_TITLE (bw_conversation_title_get_type ())

/**
 * BwConversationTitle:
 *
 * With whom a conversation is, for a header bar: picture, light, name, and what is known of whether
 * they can be reached, else the address. A click shows the person, or adds one: it uses the actions
 * `content.show-person` and `content.add-person`.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `conversation` (BwConversation,
 * nullable).
 */
G_DECLARE_FINAL_TYPE (BwConversationTitle, bw_conversation_title, BW, CONVERSATION_TITLE, AdwBin)

void
bw_conversation_title_set_conversation (BwConversationTitle *self, BwConversation *conversation);

G_END_DECLS
