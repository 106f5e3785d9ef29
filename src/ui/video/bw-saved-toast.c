/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names a file that was written, and the way to it. The folder is opened, not the file: there it
 * can be looked at, sent or thrown away. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-saved-toast.h"

#include "bw-toasts.h"

#include <glib/gi18n.h>

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    bw_toasts_say_error (widget, error);
}

static void
show_cb (GtkWidget *widget, AdwToast *toast)
{
  GFile *folder = g_object_get_data (G_OBJECT (toast), "folder");
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *uri = g_file_get_uri (folder);

  if (GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                       g_object_ref (widget));
}

void
bw_saved_toast (GtkWidget *widget, const char *text, GFile *file)
{
  AdwToast *toast = bw_toasts_offer (widget, text, _ ("_Show"));

  if (!toast)
    return;
  g_object_set_data_full (G_OBJECT (toast), "folder", g_file_get_parent (file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_cb), widget,
                           G_CONNECT_SWAPPED);
}
