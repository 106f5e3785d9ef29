/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a recording begins with. It must not know how it is played. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-container.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEAD 12 /* bytes that tell the kinds apart */

static void
return_error (GTask *task, const GError *error)
{
  const char *words = error->message;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    words = _ ("The file is not there any more.");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    words = _ ("The file may not be read. Check its permissions.");
  g_task_return_new_error (task, error->domain, error->code, "%s", words);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) head =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  const guint8 *data;
  gsize length;

  if (!head) {
    return_error (task, error);
    return;
  }

  data = g_bytes_get_data (head, &length);
  if (bw_container_is_known (data, length))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                             length > 0 ? _ ("This file is damaged, or it is no recording.")
                                        : _ ("Nothing was recorded in this file: it is empty."));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream)
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), HEAD, G_PRIORITY_DEFAULT,
                                     g_task_get_cancellable (task), read_cb, g_object_ref (task));
  else
    return_error (task, error);
}

gboolean
bw_container_is_known (const guint8 *data, gsize length)
{
  if (length < HEAD)
    return FALSE;
  if (memcmp (data, "RIFF", 4) == 0 || memcmp (data, "RF64", 4) == 0)
    return memcmp (data + 8, "WAVE", 4) == 0;

  return memcmp (data, "\x1a\x45\xdf\xa3", 4) == 0 || memcmp (data, "OggS", 4) == 0;
}

void
bw_container_check_async (GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_container_check_async);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, opened_cb, task);
}

gboolean
bw_container_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
