/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-verbs.h"
#include "bw-picture-loader.h"

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_ROW (bw_message_row_get_type ())

/**
 * BwMessageRow:
 *
 * One message in a timeline, as a bubble: its text, picture or file, when it was, and how it stands
 * if it is ours. What its buttons and menu do is in the action group `message`, see BwMessageVerbs.
 *
 * Properties (read and write): `message` (BwMessage, nullable), `continues` (gboolean: it goes on
 * with the one above, and stands close to it).
 */
G_DECLARE_FINAL_TYPE (BwMessageRow, bw_message_row, BW, MESSAGE_ROW, AdwBin)

/**
 * bw_message_row_new:
 * @verbs: (nullable): knows which files are being fetched
 * @pictures: (nullable): decodes pictures; without it they are files
 */
GtkWidget *bw_message_row_new (BwMessageVerbs *verbs, BwPictureLoader *pictures);
void bw_message_row_set_message (BwMessageRow *self, BwMessage *message);
void bw_message_row_set_continues (BwMessageRow *self, gboolean continues);
/** bw_message_row_popup: opens the menu of the message, for who works by keyboard */
void bw_message_row_popup (BwMessageRow *self);

G_END_DECLS
