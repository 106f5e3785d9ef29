/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-search.h"

G_BEGIN_DECLS

/*
 * What is typed into a search and what it is compared with. The full-text index cuts a text at
 * blanks and punctuation, and folds case and Latin letters. What it cannot do is put into a column
 * of its own by us: scripts that write without blanks (Chinese, Japanese, Thai, ...) are cut into
 * characters there, and found as a row of characters; words of other alphabets stand there without
 * their diacritics.
 */

/** bw_search_words_is_split: whether @c is of a script that writes without blanks, or
 * a symbol (an emoji): a word of its own */
gboolean bw_search_words_is_split (gunichar c);

/** bw_search_words_make_index: Returns: (transfer full) (nullable): what that column holds for both
 * texts; NULL where the index needs no help */
char *bw_search_words_make_index (const char *text, const char *file_name);

/** bw_search_words_split: Returns: (transfer full): the words that are looked for, valid UTF-8 */
char **bw_search_words_split (const char *typed);

/** bw_search_words_make_query: Returns: (transfer full) (nullable): an FTS5 query in which nothing
 * that was typed has a meaning of its own; NULL where there is no word in it */
char *bw_search_words_make_query (const char *typed);

/**
 * bw_search_words_make_snippet:
 * @text: what was found
 * @ranges: (element-type BwTextRange): takes what matches in the result
 *
 * Returns: (transfer full): one line of @text around the first word of @typed
 */
char *bw_search_words_make_snippet (const char *text, const char *typed, GArray *ranges);

G_END_DECLS
