/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People into a file. How a vCard is written is known by others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-people-export.h"

#include "bw-contact-file.h"
#include "bw-store-people.h"

/* How many are written between two looks at the main loop. */
#define AT_ONCE 20

typedef struct {
  BwStore *store;
  GFile *file;
  GPtrArray *people;
  GString *text;
  guint done;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->store);
  g_object_unref (self->file);
  g_ptr_array_unref (self->people);
  if (self->text)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static void
write_person (Export *self, BwPerson *person)
{
  g_autoptr (GBytes) picture = bw_store_dup_picture (self->store, person);
  g_autofree char *card = bw_vcard_write (person, picture);

  g_string_append (self->text, card);
}

static void
replaced_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    g_task_return_int (task, self->done);
  else
    g_task_return_error (task, error);
}

static gboolean
write_some_cb (gpointer data)
{
  GTask *task = data;
  Export *self = g_task_get_task_data (task);
  guint end = MIN (self->done + AT_ONCE, self->people->len);
  g_autoptr (GBytes) bytes = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (; self->done < end; self->done++)
    write_person (self, self->people->pdata[self->done]);
  if (self->done < self->people->len)
    return G_SOURCE_CONTINUE;
  bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), replaced_cb,
                                       g_object_ref (task));

  return G_SOURCE_REMOVE;
}

void
bw_people_export_async (BwStore *store,
                        GListModel *people,
                        GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->store = g_object_ref (store);
  self->file = g_object_ref (file);
  self->text = g_string_new (NULL);
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    g_ptr_array_add (self->people, g_list_model_get_item (people, i));
  g_task_set_source_tag (task, bw_people_export_async);
  g_task_set_task_data (task, self, export_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, write_some_cb, task, g_object_unref);
}

guint
bw_people_export_finish (GAsyncResult *result, GError **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n > 0 ? (guint) n : 0;
}
