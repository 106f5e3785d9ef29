/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of those who asked to see the person. What is said to each is the business of its row.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-watchers-dialog.h"

#include "bw-store-watchers.h"
#include "bw-watcher-row.h"

struct _BwWatchersDialog {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkNoSelection *selection;

  BwPhone *phone;
};

G_DEFINE_FINAL_TYPE (BwWatchersDialog, bw_watchers_dialog, ADW_TYPE_WINDOW)

static void
choose_page_cb (BwWatchersDialog *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
setup_row_cb (BwWatchersDialog *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, bw_watcher_row_new (self->phone));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (BwWatchersDialog *self, GtkListItem *item)
{
  bw_watcher_row_set_watcher (BW_WATCHER_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
unbind_row_cb (BwWatchersDialog *self, GtkListItem *item)
{
  bw_watcher_row_set_watcher (BW_WATCHER_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
bw_watchers_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_WATCHERS_DIALOG);
  g_clear_object (&BW_WATCHERS_DIALOG (object)->phone);

  G_OBJECT_CLASS (bw_watchers_dialog_parent_class)->dispose (object);
}

static void
bw_watchers_dialog_class_init (BwWatchersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_watchers_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-watchers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWatchersDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BwWatchersDialog, selection);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
bw_watchers_dialog_init (BwWatchersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (choose_page_cb), self,
                           G_CONNECT_SWAPPED);
}

BwWatchersDialog *
bw_watchers_dialog_new (GtkWindow *parent, BwPhone *phone)
{
  BwWatchersDialog *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_WATCHERS_DIALOG, "transient-for", parent, NULL);
  self->phone = g_object_ref (phone);
  gtk_no_selection_set_model (self->selection, bw_store_get_watchers (bw_phone_get_store (phone)));
  choose_page_cb (self);

  return self;
}
