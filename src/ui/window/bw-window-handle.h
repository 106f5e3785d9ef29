/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The name by which the desktop's own questions find the window that they belong to, so that they
 * stand before it (the `parent_window` of portals).
 */

/** bw_window_handle_async: asks for it; Wayland needs a turn to the compositor and back */
void bw_window_handle_async (GtkWindow *window,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** bw_window_handle_finish: Returns: (transfer full) (nullable): `x11:…` or `wayland:…`; empty
 * where the window cannot be named, which portals take as well; NULL where it was cancelled */
char *bw_window_handle_finish (GAsyncResult *result);

G_END_DECLS
