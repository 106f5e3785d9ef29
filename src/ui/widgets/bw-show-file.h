/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** bw_show_file: shows @file in the desktop's file manager, or its folder where that cannot point
 * at a file; what goes wrong is a toast over @widget */
void bw_show_file (GtkWidget *widget, GFile *file);

G_END_DECLS
