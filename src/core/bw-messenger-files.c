/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as messages: reading them from the disk, and fetching those that came as a link. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-messenger-private.h"

#include "bw-message-content.h"

#include <glib/gi18n-lib.h>

#define MAX_FILE (1024 * 1024 * 1024)

static void
fail_by_file (GTask *task, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);

  g_task_return_new_error (task, BW_ERROR, BW_ERROR_FILE,
                           /* Translators: the name of a file, and why it cannot be read */
                           _ ("The file “%s” cannot be read: %s"), name, error->message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwMessenger *self = g_task_get_source_object (task);
  BwConversation *conversation = g_task_get_task_data (task);
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  BwMessage *message;

  if (!bytes) {
    fail_by_file (task, G_FILE (source), error);
    return;
  }
  type = bw_content_type_guess (shown, bytes);
  message = bw_messenger_send (self, conversation, type, bytes, shown, NULL, &error);
  if (message)
    g_task_return_pointer (task, message, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* A file that is too large is not even read. */
static gboolean
check_info (BwMessenger *self, BwConversation *conversation, GFileInfo *info, GError **error)
{
  goffset size = g_file_info_get_size (info);
  gboolean upload = bw_messenger_can_upload (self, conversation);
  goffset limit = upload ? MAX_FILE : (goffset) self->max_send_size;
  g_autofree char *words = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE,
                         _ ("Only files can be sent. Put a folder into an archive first."));
    return FALSE;
  }
  if (size <= limit)
    return TRUE;

  g_set_error (error, BW_ERROR, BW_ERROR_TOO_LARGE,
               upload ? _ ("The file is larger than %s, the most that is sent.")
                      : _ ("The file is larger than %s, the most that is sent as a message. Set a "
                           "file server for the account, or a higher limit in the preferences."),
               words);
  return FALSE;
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (!info) {
    fail_by_file (task, G_FILE (source), error);
    return;
  }
  if (!check_info (g_task_get_source_object (task), g_task_get_task_data (task), info, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_file_load_bytes_async (G_FILE (source), g_task_get_cancellable (task), loaded_cb,
                           g_object_ref (task));
}

void
bw_messenger_send_file_async (BwMessenger *self,
                              BwConversation *conversation,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_messenger_send_file_async);
  g_task_set_task_data (task, g_object_ref (conversation), g_object_unref);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, info_cb,
                           g_steal_pointer (&task));
}

BwMessage *
bw_messenger_send_file_finish (BwMessenger *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwMessenger *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      bw_file_transfer_download_finish (BW_FILE_TRANSFER (source), result, &error);

  if (bytes && bw_store_set_body (self->store, g_task_get_task_data (task), bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bw_messenger_fetch_async (BwMessenger *self,
                          BwMessage *message,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *url = bw_message_get_url (message);

  g_task_set_source_tag (task, bw_messenger_fetch_async);
  g_task_set_task_data (task, g_object_ref (message), g_object_unref);
  if (url)
    bw_file_transfer_download_async (self->transfer, url, MAX_FILE, cancellable, downloaded_cb,
                                     g_steal_pointer (&task));
  else
    g_task_return_new_error (task, BW_ERROR, BW_ERROR_STATE,
                             _ ("There is no file to be fetched for this message."));
}

gboolean
bw_messenger_fetch_finish (BwMessenger *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
