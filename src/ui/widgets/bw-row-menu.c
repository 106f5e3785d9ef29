/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a row in a list, made when it is first asked for: most rows never need theirs. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-row-menu.h"

static GtkWidget *
make_popover (GtkWidget *row)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (NULL);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, row);

  return popover;
}

void
bw_row_menu_popup (GtkWidget *row, GtkWidget **menu, GMenuModel *model, const GdkRectangle *where)
{
  const GdkRectangle middle = { gtk_widget_get_width (row) / 2, gtk_widget_get_height (row) / 2, 1,
                                1 };

  if (*menu == NULL)
    *menu = make_popover (row);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (*menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (*menu), where ? where : &middle);
  gtk_popover_popup (GTK_POPOVER (*menu));
  g_object_unref (model);
}

void
bw_row_menu_append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}
