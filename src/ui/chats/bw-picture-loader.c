/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pictures for the rows that ask for them: a queue, one worker, and the last few that were decoded.
 * It must not know how they are shown.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-picture-loader.h"

#include "bw-file-name.h"

#include <glib/gi18n.h>

/* At 640 by 640 points a picture takes 1.6 MB. */
#define MOST_KEPT 24

struct _BwPictureLoader {
  GObject parent_instance;

  BwStore *store;
  GQueue waiting;      /* GTask, each a reference */
  gboolean working;    /* one of them is on the thread */
  GHashTable *decoded; /* gint64 id: GdkTexture */
  GQueue order;        /* gint64 *, the keys of decoded, oldest first */
};

G_DEFINE_FINAL_TYPE (BwPictureLoader, bw_picture_loader, G_TYPE_OBJECT)

/* What goes to the thread: nothing that belongs to this one. */
typedef struct {
  GBytes *body;
  char *content_type;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->body);
  g_free (job->content_type);
  g_free (job);
}

static void
keep (BwPictureLoader *self, gint64 id, GdkTexture *texture)
{
  gint64 *key = g_memdup2 (&id, sizeof id);

  if (g_hash_table_contains (self->decoded, key)) {
    g_free (key);
    return;
  }
  g_hash_table_insert (self->decoded, key, g_object_ref (texture));
  g_queue_push_tail (&self->order, key);
  if (g_queue_get_length (&self->order) > MOST_KEPT)
    g_hash_table_remove (self->decoded, g_queue_pop_head (&self->order));
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = bw_picture_decode (job->body, job->content_type, BW_PICTURE_SIDE, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static Job *
make_job (BwPictureLoader *self, BwMessage *message, GError **error)
{
  GBytes *body = bw_store_dup_body (self->store, message, error);
  Job *job;

  if (body == NULL) {
    if (*error == NULL)
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no picture any more."));
    return NULL;
  }
  job = g_new0 (Job, 1);
  job->body = body;
  job->content_type = g_strdup (bw_message_get_content_type (message));

  return job;
}

/* FALSE where @asked has its answer already. */
static gboolean
begin (BwPictureLoader *self, GTask *asked, GAsyncReadyCallback decoded)
{
  BwMessage *message = g_task_get_task_data (asked);
  GdkTexture *texture = bw_picture_loader_lookup (self, message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (g_task_return_error_if_cancelled (asked))
    return FALSE;
  if (texture != NULL) {
    g_task_return_pointer (asked, g_object_ref (texture), g_object_unref);
    return FALSE;
  }
  job = make_job (self, message, &error);
  if (job == NULL) {
    g_task_return_error (asked, g_steal_pointer (&error));
    return FALSE;
  }

  task = g_task_new (NULL, NULL, decoded, g_object_ref (asked));
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, decode_thread);

  return TRUE;
}

static void
work_on (BwPictureLoader *self, GAsyncReadyCallback decoded)
{
  while (!self->working && !g_queue_is_empty (&self->waiting)) {
    g_autoptr (GTask) asked = g_queue_pop_head (&self->waiting);

    self->working = begin (self, asked, decoded);
  }
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) asked = data;
  BwPictureLoader *self = g_task_get_source_object (asked);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  self->working = FALSE;
  if (texture != NULL)
    keep (self, bw_message_get_id (g_task_get_task_data (asked)), texture);
  work_on (self, decoded_cb);
  if (texture != NULL)
    g_task_return_pointer (asked, g_steal_pointer (&texture), g_object_unref);
  else
    g_task_return_error (asked, g_steal_pointer (&error));
}

static void
bw_picture_loader_finalize (GObject *object)
{
  BwPictureLoader *self = BW_PICTURE_LOADER (object);

  g_hash_table_unref (self->decoded);
  g_queue_clear (&self->order);
  g_object_unref (self->store);

  G_OBJECT_CLASS (bw_picture_loader_parent_class)->finalize (object);
}

static void
bw_picture_loader_class_init (BwPictureLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_picture_loader_finalize;
}

static void
bw_picture_loader_init (BwPictureLoader *self)
{
  self->decoded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

BwPictureLoader *
bw_picture_loader_new (BwStore *store)
{
  BwPictureLoader *self = g_object_new (BW_TYPE_PICTURE_LOADER, NULL);

  self->store = g_object_ref (store);

  return self;
}

static gboolean
has_decoder (const char *content_type)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *l = formats; l != NULL; l = l->next) {
    g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (l->data);

    if (g_strv_contains ((const char *const *) types, content_type))
      return TRUE;
  }

  return FALSE;
}

gboolean
bw_picture_loader_can_load (BwMessage *message)
{
  const char *content_type = bw_message_get_content_type (message);

  return bw_message_get_has_body (message) && content_type != NULL &&
         bw_content_type_is_picture (content_type) && has_decoder (content_type);
}

GdkTexture *
bw_picture_loader_lookup (BwPictureLoader *self, BwMessage *message)
{
  gint64 id = bw_message_get_id (message);

  return g_hash_table_lookup (self->decoded, &id);
}

void
bw_picture_loader_load_async (BwPictureLoader *self,
                              BwMessage *message,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_picture_loader_load_async);
  g_task_set_task_data (task, g_object_ref (message), g_object_unref);
  g_queue_push_tail (&self->waiting, task);
  work_on (self, decoded_cb);
}

GdkTexture *
bw_picture_loader_load_finish (BwPictureLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
