/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bw_list_grow:
 * @list: a list of many rows
 * @rows: the rows that it shows, a part of what there is
 *
 * GtkListView makes up to two hundred rows at once, ten of which are seen: @rows begins with a few
 * of them, and the others follow in the frames after the first one.
 */
void bw_list_grow (GtkListView *list, GtkSliceListModel *rows);

G_END_DECLS
