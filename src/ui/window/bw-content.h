/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CONTENT (bw_content_get_type ())

/**
 * BwContent:
 *
 * The right side of the window under a header bar of its own: the call that is up, else the
 * conversation or the person that was chosen, else a word of what can be done.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `folded` (gboolean, read and write:
 * whether it stands alone, with a way back), `notice` (string, nullable, read and write: see
 * BwStatusStrip), `page` (string, read, notify: `ready`, `conversation`, `person` or `call`),
 * `conversation` (BwConversation, nullable, read, notify: the one that is shown, or was before the
 * call), `person` (BwPerson, nullable, read, notify: the same), `bare` (gboolean, read and write:
 * the page alone, without a header bar), `video` (gboolean, read, notify: see
 * bw_content_shows_video()). Signals: `dialled` (BwCall);
 * `write` (BwConversation): to be written in; `left` when there is nothing more to be seen here.
 */
G_DECLARE_FINAL_TYPE (BwContent, bw_content, BW, CONTENT, AdwBin)

/** bw_content_get_page: `ready`, `conversation`, `person` or `call` */
const char *bw_content_get_page (BwContent *self);
/** bw_content_shows_video: whether the page is that of a call with pictures */
gboolean bw_content_shows_video (BwContent *self);
BwConversation *bw_content_get_conversation (BwContent *self);
void bw_content_show_call (BwContent *self);
/** bw_content_show_conversation: @message_id: the one to bring into view, 0: see
 * bw_conversation_page_show() */
void
bw_content_show_conversation (BwContent *self, BwConversation *conversation, gint64 message_id);
void bw_content_show_person (BwContent *self, BwPerson *person);
/** bw_content_add_person: opens the editor for somebody new; @name: (nullable) */
void bw_content_add_person (BwContent *self, const char *name, const char *address);
/** bw_content_can_go_back: whether the person was come to from a conversation */
gboolean bw_content_can_go_back (BwContent *self);
/** bw_content_go_back: Returns: whether there was somewhere to go to */
gboolean bw_content_go_back (BwContent *self);
/** bw_content_forget: shows the conversation no more, where it is this one */
void bw_content_forget (BwContent *self, BwConversation *conversation);
/** bw_content_compose: puts the focus on the composer of the conversation */
void bw_content_compose (BwContent *self);

/** bw_content_get_actions: those of the conversation */
GActionGroup *bw_content_get_actions (BwContent *self);
/** bw_content_get_header: its header bar, to be as high as another one */
GtkWidget *bw_content_get_header (BwContent *self);

G_END_DECLS
