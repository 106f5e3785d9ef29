/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-search.h"

G_BEGIN_DECLS

/** bw_search_hit_new: @typed: the words that were looked for */
BwSearchHit *
bw_search_hit_new (BwConversation *conversation, BwMessage *message, const char *typed);

G_END_DECLS
