/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_FULL_SCREEN (bw_full_screen_get_type ())

/**
 * BwFullScreen:
 *
 * The full screen of a window. It is left by whoever leaves it, the window manager too.
 *
 * Properties: `possible` (gboolean, read and write: FALSE leaves it), `active` (gboolean, read and
 * write, notify: nothing is to be seen but the picture).
 */
G_DECLARE_FINAL_TYPE (BwFullScreen, bw_full_screen, BW, FULL_SCREEN, GObject)

/** bw_full_screen_new: @window: it owns us */
BwFullScreen *bw_full_screen_new (GtkWindow *window);
gboolean bw_full_screen_get_active (BwFullScreen *self);
void bw_full_screen_set_active (BwFullScreen *self, gboolean active);
void bw_full_screen_set_possible (BwFullScreen *self, gboolean possible);

G_END_DECLS
