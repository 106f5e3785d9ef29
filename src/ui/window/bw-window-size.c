/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The size of a window, from one run of the program to the next. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-window-size.h"

void
bw_window_size_restore (GtkWindow *window, GSettings *settings)
{
  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

void
bw_window_size_save (GtkWindow *window, GSettings *settings)
{
  gboolean maximized = gtk_window_is_maximized (window);
  int width;
  int height;

  g_settings_set_boolean (settings, "window-maximized", maximized);
  gtk_window_get_default_size (window, &width, &height);
  if (maximized || width <= 0 || height <= 0)
    return;

  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
}
