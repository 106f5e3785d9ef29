/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_DIAL_ENTRY (bw_dial_entry_get_type ())

/**
 * BwDialEntry:
 *
 * One entry that takes a name, a number or an address, and calls or writes to it: with a dial pad,
 * a choice of the account where there are several, and suggestions from the history. What was typed
 * stays until the call is on its way or the conversation open; what is wrong with it is said below.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `text` (string), `messaging` (gboolean:
 * Enter writes rather than calls, until it was done or given up).
 * Signals: `dialled` (BwCall) after a call was placed; `opened` (BwConversation) when a message is
 * to be written.
 */
G_DECLARE_FINAL_TYPE (BwDialEntry, bw_dial_entry, BW, DIAL_ENTRY, AdwBin)

GtkWidget *bw_dial_entry_new (BwPhone *phone);
void bw_dial_entry_set_phone (BwDialEntry *self, BwPhone *phone);
const char *bw_dial_entry_get_text (BwDialEntry *self);
/** bw_dial_entry_set_text: replaces what is typed and takes an error away; gtk_widget_grab_focus()
 * puts the cursor at its end */
void bw_dial_entry_set_text (BwDialEntry *self, const char *text);
/** bw_dial_entry_dial: as the Call button does; Returns: whether a call was placed */
gboolean bw_dial_entry_dial (BwDialEntry *self);
/** bw_dial_entry_dial_video: as the Video Call button does */
gboolean bw_dial_entry_dial_video (BwDialEntry *self);
/** bw_dial_entry_message: as the Message button does; Returns: whether there is a conversation */
gboolean bw_dial_entry_message (BwDialEntry *self);
void bw_dial_entry_set_messaging (BwDialEntry *self, gboolean messaging);

G_END_DECLS
