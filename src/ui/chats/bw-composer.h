/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_COMPOSER (bw_composer_get_type ())

/**
 * BwComposer:
 *
 * Where a message is written. Enter sends, Shift+Enter and Ctrl+Enter break the line; what an input
 * method does with Enter comes first. It sends nothing by itself.
 *
 * Property `limit` (guint, bytes, read and write, 0 for none: how long a text may be; a counter
 * shows when it comes near).
 *
 * Signals: `send` (string: not empty, no longer than the limit), `changed` () when a person has
 * typed or the text was sent, `paste-files` (GdkFileList), `paste-picture` (GdkTexture) for what is
 * pasted and is no text. Its button to attach activates `conversation.attach`.
 */
G_DECLARE_FINAL_TYPE (BwComposer, bw_composer, BW, COMPOSER, AdwBin)

/** bw_composer_dup_text: Returns: (transfer full): what was typed so far */
char *bw_composer_dup_text (BwComposer *self);
/** bw_composer_set_text: @text: (nullable); it is not told by `changed` */
void bw_composer_set_text (BwComposer *self, const char *text);
gboolean bw_composer_is_empty (BwComposer *self);
void bw_composer_set_limit (BwComposer *self, guint limit);
/** bw_composer_focus: puts the keyboard there, behind what was typed */
void bw_composer_focus (BwComposer *self);

G_END_DECLS
