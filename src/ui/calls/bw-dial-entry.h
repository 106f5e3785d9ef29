/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_DIAL_ENTRY (bw_dial_entry_get_type ())

/**
 * BwDialEntry:
 *
 * One entry that takes a name, a number or an address and calls it: with a dial pad, a choice of
 * the account where there are several, and suggestions from the history. What was typed stays until
 * the call is on its way; what is wrong with it is said below.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `text` (string, read and write).
 * Signal: `dialled` (BwCall) after a call was placed.
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

G_END_DECLS
