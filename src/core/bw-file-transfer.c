/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on file-transfer servers: the two steps of an upload (GSMA RCC.07, 3.5.4.8.3.1) and the
 * plain fetching of a link. Knows no account and no message. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-file-transfer.h"

#include "bw-http-client.h"
#include "bw-message-content.h"

#include <glib/gi18n-lib.h>

#define MAX_ANSWER (64 * 1024)
#define LINK_TYPE "application/vnd.gsma.rcs-ft-http+xml"

struct _BwFileTransfer {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (BwFileTransfer, bw_file_transfer, G_TYPE_OBJECT)

typedef struct {
  GPtrArray *parts; /* of GBytes: what the multipart body is put together from */
  char *content_type;
} Upload;

static void
upload_free (Upload *upload)
{
  g_ptr_array_unref (upload->parts);
  g_free (upload->content_type);
  g_free (upload);
}

/* As a form of HTML 5 writes it: a name can hold neither quotes nor the end of a line. */
static char *
escape_name (const char *name)
{
  GString *escaped = g_string_new (NULL);

  for (const char *c = name ? name : "file"; *c; c++) {
    if (g_ascii_iscntrl (*c) || *c == '"')
      g_string_append_printf (escaped, "%%%02X", (guchar) *c);
    else
      g_string_append_c (escaped, *c);
  }

  return g_string_free (escaped, FALSE);
}

static gboolean
is_header_value (const char *text)
{
  for (; *text; text++)
    if (g_ascii_iscntrl (*text))
      return FALSE;

  return TRUE;
}

static Upload *
upload_new (const char *file_name, const char *content_type, GBytes *bytes)
{
  Upload *upload = g_new0 (Upload, 1);
  g_autofree char *boundary = g_uuid_string_random ();
  g_autofree char *name = escape_name (file_name);
  g_autofree char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  gboolean is_typed = content_type && is_header_value (content_type);
  g_autofree char *head =
      g_strdup_printf ("--%s\r\n"
                       "Content-Disposition: form-data; name=\"File\"; filename=\"%s\"\r\n"
                       "Content-Type: %s\r\n\r\n",
                       boundary, name, is_typed ? content_type : "application/octet-stream");

  upload->content_type = g_strdup_printf ("multipart/form-data; boundary=%s", boundary);
  upload->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (upload->parts, g_bytes_new (head, strlen (head)));
  g_ptr_array_add (upload->parts, g_bytes_ref (bytes));
  g_ptr_array_add (upload->parts, g_bytes_new (tail, strlen (tail)));

  return upload;
}

/* Returns: (nullable): the answer, where it says at which address the file now is. */
static char *
read_document (GBytes *answer)
{
  g_autoptr (BwMessageContent) content = bw_message_content_read (LINK_TYPE, NULL, NULL, answer);
  gsize size;
  const char *text = g_bytes_get_data (answer, &size);

  return content->url && g_utf8_validate_len (text, size, NULL) ? g_strndup (text, size) : NULL;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = bw_http_client_finish (BW_HTTP_CLIENT (source), result, NULL, &error);
  char *document = answer ? read_document (answer) : NULL;

  if (document)
    g_task_return_pointer (task, document, g_free);
  else if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, BW_ERROR, BW_ERROR_TRANSFER,
                             _ ("The file server took the file but did not say where it is. Check "
                                "the file server in the account’s settings."));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *server = NULL;
  g_autoptr (GBytes) answer =
      bw_http_client_finish (BW_HTTP_CLIENT (source), result, &server, &error);

  if (answer)
    bw_http_client_post_async (BW_HTTP_CLIENT (source), server, upload->content_type, upload->parts,
                               MAX_ANSWER, g_task_get_cancellable (task), sent_cb,
                               g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = bw_http_client_finish (BW_HTTP_CLIENT (source), result, NULL, &error);

  if (bytes)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
bw_file_transfer_class_init (BwFileTransferClass *klass)
{
}

static void
bw_file_transfer_init (BwFileTransfer *self)
{
}

BwFileTransfer *
bw_file_transfer_new (void)
{
  return g_object_new (BW_TYPE_FILE_TRANSFER, NULL);
}

void
bw_file_transfer_upload_async (BwFileTransfer *self,
                               const char *server,
                               const char *user,
                               const char *password,
                               const char *file_name,
                               const char *content_type,
                               GBytes *bytes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BwHttpClient) client = bw_http_client_new (user, password);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_return_if_fail (BW_IS_FILE_TRANSFER (self));

  g_task_set_source_tag (task, bw_file_transfer_upload_async);
  g_task_set_task_data (task, upload_new (file_name, content_type, bytes),
                        (GDestroyNotify) upload_free);
  bw_http_client_post_async (client, server, NULL, nothing, MAX_ANSWER, cancellable, asked_cb,
                             g_steal_pointer (&task));
}

char *
bw_file_transfer_upload_finish (BwFileTransfer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bw_file_transfer_download_async (BwFileTransfer *self,
                                 const char *url,
                                 gint64 max_size,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BwHttpClient) client = bw_http_client_new (NULL, NULL);

  g_return_if_fail (BW_IS_FILE_TRANSFER (self));

  g_task_set_source_tag (task, bw_file_transfer_download_async);
  bw_http_client_get_async (client, url, max_size, cancellable, fetched_cb,
                            g_steal_pointer (&task));
}

GBytes *
bw_file_transfer_download_finish (BwFileTransfer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
