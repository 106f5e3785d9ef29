/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-search.h"

G_BEGIN_DECLS

/**
 * bw_text_links_find:
 * @text: plain text of whatever origin, valid UTF-8
 *
 * Finds what can be followed in a text: links that name their scheme, one of http, https, mailto,
 * sip, sips and tel. Punctuation around a link does not belong to it; a parenthesis does where it
 * was opened within. Pure.
 *
 * Returns: (transfer full) (element-type BwTextRange): the links, first to last
 */
GArray *bw_text_links_find (const char *text);

/**
 * bw_text_links_to_markup:
 * @links: (element-type BwTextRange): links of @text
 *
 * Returns: (transfer full): Pango markup that shows @text as it is, with its links
 */
char *bw_text_links_to_markup (const char *text, GArray *links);

/** bw_text_link_is_call: whether @uri is for the phone rather than for another program */
gboolean bw_text_link_is_call (const char *uri);

G_END_DECLS
