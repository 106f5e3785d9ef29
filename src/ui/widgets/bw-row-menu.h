/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bw_row_menu_popup:
 * @row: the row of a list whose menu it is
 * @menu: where the row keeps its popover, NULL until the first time; to be unparented in dispose
 * @model: (transfer full): what is in it, made anew each time
 * @where: (nullable): the point that was clicked, NULL for the middle of the row
 */
void
bw_row_menu_popup (GtkWidget *row, GtkWidget **menu, GMenuModel *model, const GdkRectangle *where);

/** bw_row_menu_append: adds an item; @target: (nullable): floating or not */
void bw_row_menu_append (GMenu *menu, const char *label, const char *action, GVariant *target);

G_END_DECLS
