/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bw_list_stay_on_top:
 * @list: a list whose newest item comes first, with its model set
 *
 * A list that shows its first item goes on showing the first one when newer ones come; one that was
 * scrolled stays where it is.
 */
void bw_list_stay_on_top (GtkListView *list);

G_END_DECLS
