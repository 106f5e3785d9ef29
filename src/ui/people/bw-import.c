/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a file to the store and back. How a file is read is known by the reader alone. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-import.h"

#include "bw-store-people.h"

/* How many are written between two looks at the main loop. */
#define AT_ONCE 100
/* And how many are copied. */
#define COPIES_AT_ONCE 500

struct _BwImport {
  GObject parent_instance;

  BwStore *store;
  GPtrArray *added;  /* the people of the store */
  GPtrArray *before; /* copies of those that were changed */
};

G_DEFINE_FINAL_TYPE (BwImport, bw_import, G_TYPE_OBJECT)

static void
bw_import_finalize (GObject *object)
{
  BwImport *self = BW_IMPORT (object);

  g_clear_object (&self->store);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->before);

  G_OBJECT_CLASS (bw_import_parent_class)->finalize (object);
}

static void
bw_import_class_init (BwImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_import_finalize;
}

static void
bw_import_init (BwImport *self)
{
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->before = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
remember_added (BwImport *self, GPtrArray *drafts)
{
  BwPeople *people = bw_store_get_people (self->store);

  for (guint i = 0; i < drafts->len; i++) {
    BwPerson *person = bw_people_find_by_uid (people, bw_person_get_uid (drafts->pdata[i]));

    if (person)
      g_ptr_array_add (self->added, g_object_ref (person));
  }
}

/* People and pictures go side by side. */
static gboolean
add_new (BwImport *self, GPtrArray *items, guint begin, guint end, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  g_autoptr (GPtrArray) pictures = g_ptr_array_new ();

  for (guint i = begin; i < end; i++) {
    if (bw_import_item_get_known (items->pdata[i]))
      continue;
    g_ptr_array_add (drafts, bw_import_item_get_person (items->pdata[i]));
    g_ptr_array_add (pictures, bw_import_item_get_picture (items->pdata[i]));
  }
  if (drafts->len > 0 && !bw_store_save_people (self->store, drafts, pictures, error))
    return FALSE;
  remember_added (self, drafts);

  return TRUE;
}

static gboolean
add_addresses (BwImport *self, BwPerson *known, BwPerson *found, GError **error)
{
  g_autoptr (BwPerson) draft = bw_person_copy (known);
  GPtrArray *addresses = bw_person_get_addresses (found);
  guint before = bw_person_get_addresses (draft)->len;

  for (guint i = 0; i < addresses->len; i++) {
    const BwPersonAddress *address = addresses->pdata[i];

    bw_person_add_address (draft, address->kind, address->address, address->label);
  }
  if (bw_person_get_addresses (draft)->len == before)
    return TRUE;
  g_ptr_array_add (self->before, bw_person_copy (known));

  return bw_store_save_person (self->store, draft, NULL, error) != NULL;
}

static gboolean
change_known (BwImport *self, GPtrArray *items, guint begin, guint end, GError **error)
{
  for (guint i = begin; i < end; i++) {
    BwPerson *known = bw_import_item_get_known (items->pdata[i]);

    if (known && !add_addresses (self, known, bw_import_item_get_person (items->pdata[i]), error))
      return FALSE;
  }

  return TRUE;
}

/* An import on its way. */
typedef struct {
  BwImport *import;
  GPtrArray *items; /* those that are selected */
  guint done;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  g_object_unref (self->import);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static GPtrArray *
pick_selected (GListModel *items)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (BwImportItem) item = g_list_model_get_item (items, i);

    if (bw_import_item_get_selected (item))
      g_ptr_array_add (selected, g_steal_pointer (&item));
  }

  return selected;
}

static gboolean
run_some (Run *self, GCancellable *cancellable, GError **error)
{
  guint begin = self->done;

  self->done = MIN (begin + AT_ONCE, self->items->len);

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         add_new (self->import, self->items, begin, self->done, error) &&
         change_known (self->import, self->items, begin, self->done, error);
}

static gboolean
run_cb (gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!run_some (run, g_task_get_cancellable (task), &error)) {
    bw_import_undo (run->import, NULL);
    g_task_return_error (task, error);
    return G_SOURCE_REMOVE;
  }
  if (run->done < run->items->len)
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, g_object_ref (run->import), g_object_unref);

  return G_SOURCE_REMOVE;
}

typedef struct {
  BwImportReader reader;
  GFile *file;
  GListModel *known; /* as they are in the list */
  GPtrArray *copies; /* those that the thread may look at */
  guint n_unreadable;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->file);
  g_object_unref (self->known);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self);
}

/* All at once: each word of a list costs more than an item does. */
static GListModel *
make_list (GType type, GPtrArray *items)
{
  GListStore *list = g_list_store_new (type);

  g_list_store_splice (list, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (list);
}

static void
read_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GListModel) known = make_list (BW_TYPE_PERSON, reading->copies);
  GPtrArray *items;
  GError *error = NULL;

  g_clear_pointer (&reading->copies, g_ptr_array_unref);
  items = reading->reader (reading->file, known, &reading->n_unreadable, &error);
  for (guint i = 0; items && i < items->len; i++)
    bw_import_item_fit_picture (items->pdata[i]);
  if (items)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
copy_cb (gpointer data)
{
  GTask *task = data;
  Reading *reading = g_task_get_task_data (task);
  guint n_people = g_list_model_get_n_items (reading->known);
  guint end = MIN (reading->copies->len + COPIES_AT_ONCE, n_people);

  while (reading->copies->len < end) {
    g_autoptr (BwPerson) person = g_list_model_get_item (reading->known, reading->copies->len);

    g_ptr_array_add (reading->copies, bw_person_copy (person));
  }
  if (end < n_people)
    return G_SOURCE_CONTINUE;
  g_task_run_in_thread (task, read_file);

  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full): by uid, who was known when the reading began */
static GHashTable *
index_people (GListModel *people)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++) {
    BwPerson *person = g_list_model_get_item (people, i);

    g_hash_table_replace (table, (gpointer) bw_person_get_uid (person), person);
  }

  return table;
}

/* They were compared with copies of those who are in the list. */
static void
recognise (GPtrArray *items, GHashTable *people)
{
  for (guint i = 0; i < items->len; i++) {
    BwPerson *copy = bw_import_item_get_known (items->pdata[i]);

    if (copy)
      bw_import_item_set_known (items->pdata[i],
                                g_hash_table_lookup (people, bw_person_get_uid (copy)));
  }
}

static void
pick_items (GPtrArray *items, gboolean known, GPtrArray *picked)
{
  for (guint i = 0; i < items->len; i++)
    if ((bw_import_item_get_known (items->pdata[i]) != NULL) == known)
      g_ptr_array_add (picked, items->pdata[i]);
}

static gboolean
undo_changes (BwImport *self, GError **error)
{
  for (guint i = 0; i < self->before->len; i++)
    if (!bw_store_save_person (self->store, self->before->pdata[i], NULL, error))
      return FALSE;

  return TRUE;
}

void
bw_import_run_async (BwStore *store,
                     GListModel *items,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->import = g_object_new (BW_TYPE_IMPORT, NULL);
  run->import->store = g_object_ref (store);
  run->items = pick_selected (items);
  g_task_set_source_tag (task, bw_import_run_async);
  g_task_set_task_data (task, run, run_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, run_cb, task, g_object_unref);
}

BwImport *
bw_import_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, bw_import_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
bw_import_get_n (BwImport *self)
{
  g_return_val_if_fail (BW_IS_IMPORT (self), 0);

  return self->added->len + self->before->len;
}

gboolean
bw_import_undo (BwImport *self, GError **error)
{
  g_return_val_if_fail (BW_IS_IMPORT (self), FALSE);

  if (self->added->len > 0 && !bw_store_remove_people (self->store, self->added, error))
    return FALSE;

  return undo_changes (self, error);
}

void
bw_import_read_async (BwImportReader reader,
                      GFile *file,
                      GListModel *known,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->reader = reader;
  reading->file = g_object_ref (file);
  reading->known = g_object_ref (known);
  reading->copies = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, bw_import_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, copy_cb, task, g_object_unref);
}

GListModel *
bw_import_read_finish (GAsyncResult *result, guint *n_unreadable, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GHashTable) people = NULL;

  if (!items)
    return NULL;
  *n_unreadable = reading->n_unreadable;
  people = index_people (reading->known);
  recognise (items, people);
  sorted = g_ptr_array_new_full (items->len, NULL);
  pick_items (items, FALSE, sorted);
  pick_items (items, TRUE, sorted);

  return make_list (BW_TYPE_IMPORT_ITEM, sorted);
}
