/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The folder of recorded calls as a list. What lies in it is read in portions, and shown when all
 * is there; after that each file that changes is asked for by itself.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-recordings.h"

#include "private/bw-recording-private.h"

#include <glib/gi18n.h>

/* Files that are asked for at once: a fraction of a frame's time. */
#define PORTION 100

enum {
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};

struct _BwRecordings {
  GObject parent_instance;

  GFile *folder;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  GPtrArray *items;    /* of BwRecording, newest first */
  GHashTable *by_file; /* GFile -> BwRecording: the same ones */
  GPtrArray *coming;   /* while the folder is read */
  GPtrArray *missed;   /* GFiles of which there was news meanwhile */
  gboolean loaded;
};

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_RECORDING;
}

static guint
get_n_items (GListModel *model)
{
  return BW_RECORDINGS (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BwRecordings *self = BW_RECORDINGS (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwRecordings,
                               bw_recordings,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum {
  RENAMED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
find_place (BwRecordings *self, BwRecording *recording)
{
  guint low = 0;
  guint high = self->items->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (bw_recording_compare (&self->items->pdata[middle], &recording) < 0)
      low = middle + 1;
    else
      high = middle;
  }

  return low;
}

/* Those that were begun at a time or later come first. */
static guint
count_since (BwRecordings *self, gint64 time)
{
  guint low = 0;
  guint high = self->items->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (bw_recording_get_started (self->items->pdata[middle]) >= time)
      low = middle + 1;
    else
      high = middle;
  }

  return low;
}

static void
drop (BwRecordings *self, GFile *file)
{
  BwRecording *recording = g_hash_table_lookup (self->by_file, file);
  guint position;

  if (!recording)
    return;

  position = find_place (self, recording);
  g_hash_table_remove (self->by_file, file);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
add (BwRecordings *self, BwRecording *recording)
{
  guint position = find_place (self, recording);

  g_hash_table_insert (self->by_file, bw_recording_get_file (recording), recording);
  g_ptr_array_insert (self->items, (int) position, recording);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
take (BwRecordings *self, GFile *file, GFileInfo *info)
{
  BwRecording *known = g_hash_table_lookup (self->by_file, file);

  if (known)
    bw_recording_update (known, info);
  else
    add (self, bw_recording_new (file, info));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwRecordings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (info && bw_recording_is_one (info))
    take (self, G_FILE (source), info);
  else
    drop (self, G_FILE (source));
}

static void
ask (BwRecordings *self, GFile *file)
{
  if (!self->loaded)
    g_ptr_array_add (self->missed, g_object_ref (file));
  else
    g_file_query_info_async (file, BW_RECORDING_ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                             G_PRIORITY_DEFAULT, self->cancellable, asked_cb, g_object_ref (self));
}

static void
set_loaded (BwRecordings *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
show_all (BwRecordings *self)
{
  g_autoptr (GPtrArray) missed = g_steal_pointer (&self->missed);
  guint before = self->items->len;

  g_ptr_array_sort (self->coming, bw_recording_compare);
  g_hash_table_remove_all (self->by_file);
  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&self->coming);
  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (self->by_file, bw_recording_get_file (self->items->pdata[i]),
                         self->items->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
  set_loaded (self, TRUE);
  for (guint i = 0; i < missed->len; i++)
    ask (self, missed->pdata[i]);
}

/* What was here before stays the same object: it may be playing, and its length is known. */
static BwRecording *
make (BwRecordings *self, GFile *file, GFileInfo *info)
{
  BwRecording *known = g_hash_table_lookup (self->by_file, file);

  if (!known)
    return bw_recording_new (file, info);
  bw_recording_update (known, info);

  return g_object_ref (known);
}

static void
take_portion (BwRecordings *self, GFileEnumerator *files, GList *infos)
{
  for (GList *l = infos; l; l = l->next)
    if (bw_recording_is_one (l->data)) {
      g_autoptr (GFile) file = g_file_enumerator_get_child (files, l->data);

      g_ptr_array_add (self->coming, make (self, file, l->data));
    }
}

static void
portion_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GFileEnumerator *files = G_FILE_ENUMERATOR (source);
  g_autoptr (BwRecordings) self = user_data;
  g_autoptr (GError) error = NULL;
  GList *infos = g_file_enumerator_next_files_finish (files, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error)
    g_warning ("The folder of recordings cannot be read to its end: %s", error->message);
  if (!infos) {
    show_all (self);
    return;
  }

  take_portion (self, files, infos);
  g_list_free_full (infos, g_object_unref);
  g_file_enumerator_next_files_async (files, PORTION, G_PRIORITY_LOW, self->cancellable, portion_cb,
                                      g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwRecordings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileEnumerator) files =
      g_file_enumerate_children_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (files) {
    g_file_enumerator_next_files_async (files, PORTION, G_PRIORITY_LOW, self->cancellable,
                                        portion_cb, g_object_ref (self));
    return;
  }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_warning ("The folder of recordings cannot be read: %s", error->message);
  show_all (self);
}

static void
stop (BwRecordings *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_pointer (&self->missed, g_ptr_array_unref);
}

static void
reload (BwRecordings *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  self->missed = g_ptr_array_new_with_free_func (g_object_unref);
  set_loaded (self, FALSE);
  g_file_enumerate_children_async (self->folder, BW_RECORDING_ATTRIBUTES,
                                   G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_LOW,
                                   self->cancellable, opened_cb, g_object_ref (self));
}

/* The folder itself may come and go, too. */
static void
changed_cb (BwRecordings *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (!file || g_file_equal (file, self->folder)) {
    reload (self);
    return;
  }

  ask (self, file);
  if (other && !g_file_equal (other, self->folder))
    ask (self, other);
}

static void
watch (BwRecordings *self)
{
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_directory (self->folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  else
    g_warning ("The folder of recordings cannot be followed: %s", error->message);
}

static void
bw_recordings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_LOADED:
    g_value_set_boolean (value, BW_RECORDINGS (object)->loaded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recordings_dispose (GObject *object)
{
  BwRecordings *self = BW_RECORDINGS (object);

  stop (self);
  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (bw_recordings_parent_class)->dispose (object);
}

static void
bw_recordings_finalize (GObject *object)
{
  BwRecordings *self = BW_RECORDINGS (object);

  g_hash_table_unref (self->by_file);
  g_ptr_array_unref (self->items);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (bw_recordings_parent_class)->finalize (object);
}

static void
bw_recordings_class_init (BwRecordingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_recordings_dispose;
  object_class->finalize = bw_recordings_finalize;
  object_class->get_property = bw_recordings_get_property;

  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RENAMED] = g_signal_new ("renamed", BW_TYPE_RECORDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, BW_TYPE_RECORDING, BW_TYPE_RECORDING);
}

static void
bw_recordings_init (BwRecordings *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_file = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
}

BwRecordings *
bw_recordings_new (GFile *folder)
{
  BwRecordings *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = g_object_new (BW_TYPE_RECORDINGS, NULL);
  self->folder = g_object_ref (folder);
  watch (self);
  reload (self);

  return self;
}

GFile *
bw_recordings_get_folder (BwRecordings *self)
{
  g_return_val_if_fail (BW_IS_RECORDINGS (self), NULL);

  return self->folder;
}

gboolean
bw_recordings_get_loaded (BwRecordings *self)
{
  g_return_val_if_fail (BW_IS_RECORDINGS (self), FALSE);

  return self->loaded;
}

BwRecording *
bw_recordings_find (BwRecordings *self, GFile *file)
{
  g_return_val_if_fail (BW_IS_RECORDINGS (self), NULL);

  return g_hash_table_lookup (self->by_file, file);
}

GPtrArray *
bw_recordings_list_between (BwRecordings *self, gint64 from, gint64 to)
{
  GPtrArray *found = NULL;

  g_return_val_if_fail (BW_IS_RECORDINGS (self), NULL);

  found = g_ptr_array_new ();
  for (guint i = count_since (self, from); i > 0; i--) { /* the newest comes first */
    BwRecording *recording = self->items->pdata[i - 1];

    if (bw_recording_get_started (recording) > to)
      break;
    g_ptr_array_add (found, recording);
  }

  return found;
}

/* Whatever became of it: a file that is not there is gone, too. */
static gboolean
finish_removal (BwRecordings *self, GFile *file, GError *reason, const char *words, GError **error)
{
  if (reason && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    g_set_error (error, reason->domain, reason->code, "%s: %s", words, reason->message);
    return FALSE;
  }

  drop (self, file);

  return TRUE;
}

gboolean
bw_recordings_trash (BwRecordings *self, BwRecording *recording, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (BW_IS_RECORDINGS (self), FALSE);

  file = g_object_ref (bw_recording_get_file (recording));
  g_file_trash (file, NULL, &reason);

  return finish_removal (self, file, reason, _ ("The recording cannot be moved to the trash"),
                         error);
}

gboolean
bw_recordings_can_trash (BwRecordings *self, BwRecording *recording)
{
  g_autoptr (GFileInfo) info = NULL;

  g_return_val_if_fail (BW_IS_RECORDINGS (self), FALSE);

  info = g_file_query_info (bw_recording_get_file (recording), G_FILE_ATTRIBUTE_ACCESS_CAN_TRASH,
                            G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  return info && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_TRASH);
}

gboolean
bw_recordings_delete (BwRecordings *self, BwRecording *recording, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (BW_IS_RECORDINGS (self), FALSE);

  file = g_object_ref (bw_recording_get_file (recording));
  g_file_delete (file, NULL, &reason);

  return finish_removal (self, file, reason, _ ("The recording cannot be deleted"), error);
}

BwRecording *
bw_recordings_rename (BwRecordings *self, BwRecording *recording, const char *who, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) renamed = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (BW_IS_RECORDINGS (self), NULL);

  file = g_object_ref (bw_recording_get_file (recording));
  name = bw_recording_dup_renamed (recording, who);
  renamed = g_file_get_child (self->folder, name);
  if (g_file_equal (file, renamed))
    return recording;

  info = g_file_query_info (file, BW_RECORDING_ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                            NULL, error);
  if (!info)
    return NULL;
  g_file_info_set_name (info, name);
  if (!g_file_move (file, renamed, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, error))
    return NULL;

  take (self, renamed, info);
  g_signal_emit (self, signals[RENAMED], 0, recording,
                 g_hash_table_lookup (self->by_file, renamed));
  drop (self, file);

  return g_hash_table_lookup (self->by_file, renamed);
}
