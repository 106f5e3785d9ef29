/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WINDOW (bw_window_get_type ())

/**
 * BwWindow:
 *
 * The one window: a welcome for who has no account; else what was called on the left, and on the
 * right the call that is up or the person that was chosen.
 *
 * Properties: `phone` (BwPhone, construct), `settings` (GSettings, construct: keeps its size),
 * `notice` (string, nullable, read and write: a sentence of the program that lasts). Its actions
 * are `win.search`, `win.back`, and those of BwCallActions as `call.`.
 */
G_DECLARE_FINAL_TYPE (BwWindow, bw_window, BW, WINDOW, AdwApplicationWindow)

/** bw_window_new: @welcome: whether to begin with the welcome until the phone has started and knows
 * its accounts */
BwWindow *
bw_window_new (GtkApplication *application, BwPhone *phone, GSettings *settings, gboolean welcome);

/** bw_window_new_call: puts the focus on the entry that takes a name, a number or an address */
void bw_window_new_call (BwWindow *self);
/** bw_window_show_call: shows the call that is up */
void bw_window_show_call (BwWindow *self);
/** bw_window_show_history: shows the missed calls */
void bw_window_show_history (BwWindow *self);
/** bw_window_say: shows @text for a few seconds */
void bw_window_say (BwWindow *self, const char *text);

G_END_DECLS
