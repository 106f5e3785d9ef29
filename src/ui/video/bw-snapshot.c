/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A picture of a call, kept as a file. The engine's own snapshots are JPEGs with washed-out
 * colours. It must not know whose picture it is.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-snapshot.h"

#include "bw-file-name.h"
#include "bw-video-texture.h"

#include <string.h>

#define ENDING ".png"
#define MOST_OF_ONE_NAME 10000

typedef struct {
  BwVideoFrame *frame;
  GFile *folder;
  char *name;
} Job;

static void
job_free (Job *self)
{
  bw_video_frame_unref (self->frame);
  g_object_unref (self->folder);
  g_free (self->name);
  g_free (self);
}

static gboolean
make_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (g_file_make_directory_with_parents (folder, cancellable, &problem) ||
      g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static char *
number_name (const char *name, guint number)
{
  int stem = (int) (strlen (name) - strlen (ENDING));

  return number == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)" ENDING, stem, name, number);
}

/* Exclusively: whatever has one of the names stays as it is, be it a link that leads nowhere. */
static GFileOutputStream *
create_file (Job *job, GFile **file, GCancellable *cancellable, GError **error)
{
  for (guint i = 1;; i++) {
    g_autofree char *name = number_name (job->name, i);
    g_autoptr (GFile) candidate = g_file_get_child (job->folder, name);
    g_autoptr (GError) problem = NULL;
    GFileOutputStream *stream =
        g_file_create (candidate, G_FILE_CREATE_NONE, cancellable, &problem);

    if (stream != NULL) {
      *file = g_steal_pointer (&candidate);
      return stream;
    }
    if (i == MOST_OF_ONE_NAME || !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
}

/* Half a picture is none. */
static gboolean
write_file (GFile *file,
            GOutputStream *stream,
            GBytes *png,
            GCancellable *cancellable,
            GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (png, &size);

  if (g_output_stream_write_all (stream, data, size, NULL, cancellable, error) &&
      g_output_stream_close (stream, cancellable, error))
    return TRUE;
  g_output_stream_close (stream, NULL, NULL);
  g_file_delete (file, NULL, NULL);
  return FALSE;
}

static GFile *
save (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkTexture) texture = bw_video_texture_new (job->frame);
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GFile) file = NULL;

  if (!make_folder (job->folder, cancellable, error))
    return NULL;
  stream = create_file (job, &file, cancellable, error);
  if (stream == NULL || !write_file (file, G_OUTPUT_STREAM (stream), png, cancellable, error))
    return NULL;
  return g_steal_pointer (&file);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GFile *file = save (task_data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
bw_snapshot_save_async (BwVideoFrame *frame,
                        GFile *folder,
                        const char *name,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (frame != NULL && G_IS_FILE (folder));

  job = g_new (Job, 1);
  job->frame = bw_video_frame_ref (frame);
  job->folder = g_object_ref (folder);
  job->name = bw_file_name_make_safe (name, "image/png");
  g_task_set_source_tag (task, bw_snapshot_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, save_thread);
}

GFile *
bw_snapshot_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
