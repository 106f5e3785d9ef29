/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"
#include "bw-store.h"

G_BEGIN_DECLS

#define BW_TYPE_SEARCH_HIT (bw_search_hit_get_type ())

/**
 * BwSearchHit:
 *
 * A message that was found. Properties (read): `message` (BwMessage), `conversation`
 * (BwConversation), `snippet` (string: one line of its text around the first word that was found,
 * with an ellipsis where it was cut; plain text, never markup).
 */
G_DECLARE_FINAL_TYPE (BwSearchHit, bw_search_hit, BW, SEARCH_HIT, GObject)

BwMessage *bw_search_hit_get_message (BwSearchHit *self);
BwConversation *bw_search_hit_get_conversation (BwSearchHit *self);
const char *bw_search_hit_get_snippet (BwSearchHit *self);

/** BwTextRange: a part of a text, in bytes; @end is behind its last */
typedef struct {
  guint start;
  guint end;
} BwTextRange;

/** bw_search_hit_get_ranges: Returns: (transfer none) (array length=n_ranges): what was found in
 * the snippet */
const BwTextRange *bw_search_hit_get_ranges (BwSearchHit *self, guint *n_ranges);

#define BW_TYPE_MESSAGE_SEARCH (bw_message_search_get_type ())

/**
 * BwMessageSearch:
 *
 * A GListModel of BwSearchHit, newest first, over the text and file names of all messages (FTS5):
 * words match by their beginning, in any order, without regard to case and diacritics. What is
 * typed is words, never a query language. At most 500 hits. It follows the store by itself, once a
 * second at most.
 *
 * Properties (read and write): `text` (string, nullable), `conversation` (BwConversation, nullable:
 * only in this one). `n-items` (guint, read).
 */
G_DECLARE_FINAL_TYPE (BwMessageSearch, bw_message_search, BW, MESSAGE_SEARCH, GObject)

BwMessageSearch *bw_message_search_new (BwStore *store);

const char *bw_message_search_get_text (BwMessageSearch *self);
void bw_message_search_set_text (BwMessageSearch *self, const char *text);
BwConversation *bw_message_search_get_conversation (BwMessageSearch *self);
void bw_message_search_set_conversation (BwMessageSearch *self, BwConversation *conversation);

G_END_DECLS
