/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_SHOWN_SELECTION (bw_shown_selection_get_type ())

/**
 * BwShownSelection:
 *
 * A GtkSelectionModel for a list beside a page: the item that the page shows is the selected one,
 * wherever it moves in the list, and neither pointer nor keyboard selects another; they activate.
 *
 * Properties: `model` (GListModel, nullable, read and write), `shown` (GObject, nullable, read and
 * write: it need not be in the list), `n-items` (guint, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwShownSelection, bw_shown_selection, BW, SHOWN_SELECTION, GObject)

BwShownSelection *bw_shown_selection_new (void);
void bw_shown_selection_set_model (BwShownSelection *self, GListModel *model);
void bw_shown_selection_set_shown (BwShownSelection *self, gpointer shown);
/** bw_shown_selection_find: the position of an item, GTK_INVALID_LIST_POSITION where it is not here
 */
guint bw_shown_selection_find (BwShownSelection *self, gpointer item);

G_END_DECLS
