/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What the window asks before it does something that cannot be taken back.
 */

/**
 * bw_ask_to_dial:
 * @parent: where it is asked
 * @address: what another program gave; it is shown as text and dialed only after Call
 *
 * The call, or the sentence why it cannot be made, is shown in @parent.
 */
void bw_ask_to_dial (GtkWindow *parent, BwPhone *phone, const char *address);

/** bw_ask_to_quit: @callback: called with @data when the person wants to end the call and quit; it
 * is not called for Keep. */
void bw_ask_to_quit (GtkWindow *parent, GCallback callback, gpointer data);

G_END_DECLS
