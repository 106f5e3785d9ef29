/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** bw_saved_toast: says around @widget that @file is there, with a button that shows it in the
 * file manager;
 * @text: never markup */
void bw_saved_toast (GtkWidget *widget, const char *text, GFile *file);

G_END_DECLS
