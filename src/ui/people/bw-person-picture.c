/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a photograph to the small picture that is kept of a person, on a thread of its own. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-picture.h"

#include "bw-error.h"
#include "bw-picture-loader.h"

#include <glib/gi18n.h>

#define MOST_BYTES (32 * 1024 * 1024)

static gboolean
check_size (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (!info)
    return FALSE;
  if (g_file_info_get_size (info) <= MOST_BYTES)
    return TRUE;
  g_set_error (error, BW_ERROR, BW_ERROR_TOO_LARGE,
               _ ("This file is too large for a picture. Choose one of 32 MB at most."));

  return FALSE;
}

static void
read_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  GError *error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *guess = NULL;
  g_autofree char *type = NULL;
  GBytes *picture = NULL;

  if (check_size (file, cancellable, &error))
    body = g_file_load_bytes (file, cancellable, NULL, &error);
  if (body) {
    guess =
        g_content_type_guess (name, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
    type = g_content_type_get_mime_type (guess);
    picture = bw_person_picture_make (body, type ? type : "application/octet-stream", &error);
  }
  if (picture)
    g_task_return_pointer (task, picture, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
bw_person_picture_read_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_person_picture_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_picture);
}

GBytes *
bw_person_picture_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, bw_person_picture_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A photograph of noise does not fit at full size. */
GBytes *
bw_person_picture_make (GBytes *body, const char *content_type, GError **error)
{
  for (int side = BW_PERSON_PICTURE_SIDE; side >= BW_PERSON_PICTURE_SIDE / 2; side -= 32) {
    g_autoptr (GdkTexture) texture = bw_picture_decode (body, content_type, side, error);
    g_autoptr (GBytes) png = texture ? gdk_texture_save_to_png_bytes (texture) : NULL;

    if (!texture)
      return NULL;
    if (g_bytes_get_size (png) <= BW_PERSON_PICTURE_SIZE)
      return g_steal_pointer (&png);
  }
  g_set_error (error, BW_ERROR, BW_ERROR_TOO_LARGE,
               _ ("This picture cannot be made small enough. Choose another one."));

  return NULL;
}
