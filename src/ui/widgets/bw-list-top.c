/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GTK keeps the item in view that was there, so that what is new at the top would come in unseen.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-list-top.h"

static void
items_changed_cb (GtkListView *list, guint position, guint removed, guint added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  if (position == 0 && added > 0 && adjustment != NULL && gtk_adjustment_get_value (adjustment) < 1)
    gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", 0);
}

void
bw_list_stay_on_top (GtkListView *list)
{
  g_signal_connect_object (gtk_list_view_get_model (list), "items-changed",
                           G_CALLBACK (items_changed_cb), list,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
