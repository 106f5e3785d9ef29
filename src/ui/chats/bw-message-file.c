/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What came in a message, given to the disk: to look at it with another program, or to keep it.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-file.h"

#include "bw-file-name.h"
#include "bw-toasts.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define A_DAY (24 * 60 * 60)

/* A job of which the widget may be gone when it ends. */
typedef struct {
  GtkWidget *widget; /* weak */
  GFile *file;
} Job;

static Job *
job_new (GtkWidget *widget, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  g_set_weak_pointer (&job->widget, widget);
  job->file = g_object_ref (file);

  return job;
}

static void
job_free (Job *job)
{
  g_clear_weak_pointer (&job->widget);
  g_object_unref (job->file);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
say_error (GtkWidget *widget, const GError *error)
{
  if (widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bw_toasts_say_error (widget, error);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

/* The program that was asked to show a file may read it late: a day is enough for any. */
static void
clear_old (const char *base)
{
  g_autoptr (GDir) dir = g_dir_open (base, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (base, name, NULL);
    GStatBuf status;

    if (g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode) && now - status.st_mtime > A_DAY)
      remove_folder (path);
  }
}

GFile *
bw_private_file_new (const char *purpose, const char *name, GError **error)
{
  g_autofree char *base = g_build_filename (g_get_user_cache_dir (), "bellwire", purpose, NULL);
  g_autofree char *folder = g_build_filename (base, "XXXXXX", NULL);

  if (g_mkdir_with_parents (base, 0700) < 0 || g_mkdtemp (folder) == NULL) {
    int code = errno;

    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                 _ ("No file can be made in %s: %s"), base, g_strerror (code));
    return NULL;
  }
  clear_old (base);

  return g_file_new_build_filename (folder, name, NULL);
}

char *
bw_message_file_dup_name (BwMessage *message)
{
  return bw_file_name_make_safe (bw_message_get_file_name (message),
                                 bw_message_get_content_type (message));
}

/* A sentence also for what has no bytes any more. */
static GBytes *
dup_body (GtkWidget *widget, BwStore *store, BwMessage *message)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = bw_store_dup_body (store, message, &error);

  if (error != NULL)
    say_error (widget, error);
  else if (body == NULL)
    bw_toasts_say (widget, _ ("This message has no file."));

  return body;
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    say_error (job->widget, error);
}

static void
written_to_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (job->file);
  GtkWindow *window = job->widget != NULL ? get_window (job->widget) : NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say_error (job->widget, error);
  else if (window != NULL)
    gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, shown_cb, g_steal_pointer (&job));
}

void
bw_message_file_open (GtkWidget *widget, BwStore *store, BwMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = dup_body (widget, store, message);
  g_autofree char *name = bw_message_file_dup_name (message);
  g_autoptr (GFile) file = NULL;

  if (body == NULL)
    return;
  file = bw_private_file_new ("opened", name, &error);
  if (file == NULL)
    say_error (widget, error);
  else
    g_file_replace_contents_bytes_async (file, body, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         written_to_open_cb, job_new (widget, file));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (job->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *said = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    say_error (job->widget, error);
  } else if (job->widget != NULL) {
    /* Translators: the name of a file */
    said = g_strdup_printf (_ ("Saved as “%s”"), shown);
    bw_toasts_say (job->widget, said);
  }
}

typedef struct {
  GtkWidget *widget; /* weak */
  BwStore *store;
  BwMessage *message;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_weak_pointer (&wish->widget);
  g_object_unref (wish->store);
  g_object_unref (wish->message);
  g_free (wish);
}

static void
save_response_cb (GtkFileChooserNative *chooser, int response, Wish *wish)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) body = NULL;

  if (response == GTK_RESPONSE_ACCEPT && wish->widget != NULL) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    body = dup_body (wish->widget, wish->store, wish->message);
  }
  if (file != NULL && body != NULL)
    g_file_replace_contents_bytes_async (file, body, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                         NULL, saved_cb, job_new (wish->widget, file));
  g_object_unref (chooser);
}

void
bw_message_file_save_as (GtkWidget *widget, BwStore *store, BwMessage *message)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save File"), get_window (widget),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = bw_message_file_dup_name (message);
  Wish *wish = g_new0 (Wish, 1);

  g_set_weak_pointer (&wish->widget, widget);
  wish->store = g_object_ref (store);
  wish->message = g_object_ref (message);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (chooser), "bw-wish", wish, wish_free);
  g_signal_connect (chooser, "response", G_CALLBACK (save_response_cb), wish);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
