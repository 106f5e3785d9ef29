/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_TEXT (bw_message_text_get_type ())

/**
 * BwMessageText:
 *
 * The text of a message: plain, never markup, with its links (see bw_text_links_find()). A long one
 * is folded until all of it is asked for.
 *
 * Property `text` (string, nullable, read and write). A link activates the action
 * `message.follow-link` (string).
 */
G_DECLARE_FINAL_TYPE (BwMessageText, bw_message_text, BW, MESSAGE_TEXT, AdwBin)

void bw_message_text_set_text (BwMessageText *self, const char *text);

/**
 * bw_message_text_find_fold:
 * @text: valid UTF-8
 *
 * Returns: how many bytes of @text are shown in one piece; all of it where it is not long. Pure.
 */
gsize bw_message_text_find_fold (const char *text);

G_END_DECLS
