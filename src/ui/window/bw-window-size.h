/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** bw_window_size_restore: gives @window the size that it had; @settings: of the program, with the
 * keys `window-width`, `window-height` and `window-maximized` */
void bw_window_size_restore (GtkWindow *window, GSettings *settings);
/** bw_window_size_save: keeps it, but for the size that a maximized window has */
void bw_window_size_save (GtkWindow *window, GSettings *settings);

G_END_DECLS
