/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder of recordings beside the history. Which call a file is of is the store's to say. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-recorded-calls.h"

#include "bw-call.h"

enum {
  CHANGED,
  N_SIGNALS,
};

struct _BwRecordedCalls {
  GObject parent_instance;

  BwStore *store;
  GListModel *calls;
  BwRecordings *recordings;
  guint source;
};

G_DEFINE_FINAL_TYPE (BwRecordedCalls, bw_recorded_calls, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static gboolean
tell_cb (gpointer user_data)
{
  BwRecordedCalls *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (BwRecordedCalls *self)
{
  if (self->source == 0)
    self->source = g_idle_add (tell_cb, self);
}

static void
calls_cb (BwRecordedCalls *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (self->calls, i);

    g_signal_handlers_disconnect_by_func (call, changed_cb, self);
    g_signal_connect_object (call, "notify::recording", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

/* Returns: (transfer container): what was begun while a call went on, of whichever call. */
static GPtrArray *
list_of_its_time (BwRecordedCalls *self, BwCallRecord *record)
{
  gint64 answered = bw_call_record_get_answered (record);
  gboolean ongoing = bw_call_record_get_outcome (record) == BW_CALL_OUTCOME_ONGOING;

  /* the names of files know whole seconds */
  return bw_recordings_list_between (
      self->recordings, answered - answered % G_USEC_PER_SEC,
      ongoing ? G_MAXINT64 : bw_call_record_get_ended (record) + BW_STORE_UNKNOWN_END);
}

static void
bw_recorded_calls_dispose (GObject *object)
{
  BwRecordedCalls *self = BW_RECORDED_CALLS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->recordings);
  g_clear_object (&self->calls);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bw_recorded_calls_parent_class)->dispose (object);
}

static void
bw_recorded_calls_class_init (BwRecordedCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_recorded_calls_dispose;

  signals[CHANGED] = g_signal_new ("changed", BW_TYPE_RECORDED_CALLS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_recorded_calls_init (BwRecordedCalls *self)
{
}

BwRecordedCalls *
bw_recorded_calls_new (BwStore *store, GListModel *calls)
{
  BwRecordedCalls *self;

  g_return_val_if_fail (BW_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (calls), NULL);

  self = g_object_new (BW_TYPE_RECORDED_CALLS, NULL);
  self->store = g_object_ref (store);
  self->calls = g_object_ref (calls);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_cb), self, G_CONNECT_SWAPPED);
  calls_cb (self, 0, 0, g_list_model_get_n_items (calls));

  return self;
}

void
bw_recorded_calls_set_folder (BwRecordedCalls *self, GFile *folder)
{
  g_return_if_fail (BW_IS_RECORDED_CALLS (self));

  if (self->recordings && g_file_equal (bw_recordings_get_folder (self->recordings), folder))
    return;

  if (self->recordings)
    g_signal_handlers_disconnect_by_data (self->recordings, self);
  g_clear_object (&self->recordings);
  self->recordings = bw_recordings_new (folder);
  g_signal_connect_object (self->recordings, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}

BwRecordings *
bw_recorded_calls_get_recordings (BwRecordedCalls *self)
{
  g_return_val_if_fail (BW_IS_RECORDED_CALLS (self), NULL);

  return self->recordings;
}

gboolean
bw_recorded_calls_is_being_written (BwRecordedCalls *self, BwRecording *recording)
{
  gboolean written = FALSE;

  g_return_val_if_fail (BW_IS_RECORDED_CALLS (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (self->calls) && !written; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (self->calls, i);
    GFile *file = bw_call_get_recording (call);

    written = file && g_file_equal (file, bw_recording_get_file (recording));
  }

  return written;
}

BwRecording *
bw_recorded_calls_find (BwRecordedCalls *self, BwCallRecord *record)
{
  g_autoptr (GPtrArray) recordings = NULL;

  g_return_val_if_fail (BW_IS_RECORDED_CALLS (self), NULL);

  if (!self->recordings || bw_call_record_get_answered (record) == 0)
    return NULL;

  recordings = list_of_its_time (self, record);
  for (guint i = 0; i < recordings->len; i++)
    if (!bw_recorded_calls_is_being_written (self, recordings->pdata[i]) &&
        bw_store_find_recorded_call (self->store, recordings->pdata[i]) ==
            bw_call_record_get_id (record))
      return recordings->pdata[i];

  return NULL;
}
