/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from a file here to the same file in the file manager (the interface FileManager1 of
 * freedesktop.org). */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-show-file.h"

#include "bw-toasts.h"

#define FILE_MANAGER "org.freedesktop.FileManager1"

typedef struct {
  GtkWidget *widget;
  GFile *file;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->widget);
  g_object_unref (job->file);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
folder_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    bw_toasts_say_error (widget, error);
}

static void
show_folder (Job *job)
{
  g_autoptr (GFile) folder = g_file_get_parent (job->file);
  g_autofree char *uri = folder ? g_file_get_uri (folder) : NULL;
  GtkRoot *root = gtk_widget_get_root (job->widget);

  if (uri && GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, folder_shown_cb,
                       g_object_ref (job->widget));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (!answer)
    show_folder (job);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *uri = g_file_get_uri (job->file);
  const char *uris[] = { uri, NULL };

  if (!bus) {
    show_folder (job);
    return;
  }

  g_dbus_connection_call (bus, FILE_MANAGER, "/org/freedesktop/FileManager1", FILE_MANAGER,
                          "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_steal_pointer (&job));
}

void
bw_show_file (GtkWidget *widget, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->widget = g_object_ref (widget);
  job->file = g_object_ref (file);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, job);
}
