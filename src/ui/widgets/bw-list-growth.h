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

/** bw_list_shrink: the way back, some rows a frame: what is in the list may become something else
 */
void bw_list_shrink (GtkListView *list, GtkSliceListModel *rows);
/** bw_list_cut: the first rows alone, at once; bw_list_grow() brings the others */
void bw_list_cut (GtkListView *list, GtkSliceListModel *rows);
/** bw_list_extend: a few rows more of one that was cut */
void bw_list_extend (GtkSliceListModel *rows);

G_END_DECLS
