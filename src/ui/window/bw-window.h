/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WINDOW (bw_window_get_type ())

/**
 * BwWindow:
 *
 * The one window: a welcome for who has no account; else the lists on the left, and on the right
 * the call that is up or the conversation that was chosen.
 *
 * Properties: `phone` (BwPhone, construct), `settings` (GSettings, construct: keeps its size),
 * `notice` (string, nullable, read and write: a sentence of the program that lasts), `attended`
 * (BwConversation, nullable, read, notify: the one that is to be seen in a window that has the
 * focus), `attends-voicemail` (gboolean, read, notify: whether the mailboxes are to be seen in it).
 * Its actions are `win.search`, `win.back`, `win.show-list` (string: `chats`, `calls`, `people` or
 * `voicemail`), `win.show-status`, `win.show-person` (string: a uid), `win.add-person` (string: an
 * address, may be empty), `win.add-peer` (ss: a name, may be empty, and an address),
 * `win.next-conversation`, `win.previous-conversation`, `win.full-screen` (of the picture of a
 * call), those of BwCallActions and BwVideoActions as `call.`, and those of BwConversationPage as
 * `conversation.`.
 */
G_DECLARE_FINAL_TYPE (BwWindow, bw_window, BW, WINDOW, AdwApplicationWindow)

/** bw_window_new: @welcome: whether to begin with the welcome until the phone has started and knows
 * its accounts */
BwWindow *
bw_window_new (GtkApplication *application, BwPhone *phone, GSettings *settings, gboolean welcome);

/** bw_window_new_call: puts the focus on the entry that takes a name, a number or an address */
void bw_window_new_call (BwWindow *self);
/** bw_window_new_message: the same, and Enter there writes to who was entered */
void bw_window_new_message (BwWindow *self);
/** bw_window_show_call: shows the call that is up */
void bw_window_show_call (BwWindow *self);
/** bw_window_show_history: shows the missed calls */
void bw_window_show_history (BwWindow *self);
/**
 * bw_window_show_conversation:
 * @message_id: the message to bring into view; 0: the first unread one, else the end
 */
void bw_window_show_conversation (BwWindow *self, BwConversation *conversation, gint64 message_id);
/** bw_window_compose: shows a conversation and puts the focus on its composer */
void bw_window_compose (BwWindow *self, BwConversation *conversation);
/** bw_window_get_attended: Returns: (transfer none) (nullable) */
BwConversation *bw_window_get_attended (BwWindow *self);
/** bw_window_say: shows @text for a few seconds */
void bw_window_say (BwWindow *self, const char *text);

G_END_DECLS
