/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends what waits, in order, and again where that can help. It must not know what a message says.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-outbox-lane.h"

enum { STATE_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwOutbox, bw_outbox, G_TYPE_OBJECT)

BwAccount *
bw_outbox_dup_account (BwOutbox *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (g_strcmp0 (bw_account_get_id (account), id) == 0)
      return g_steal_pointer (&account);
  }

  return NULL;
}

static BwOutboxLane *
get_lane (BwOutbox *self, gint64 conversation)
{
  BwOutboxLane *lane = g_hash_table_lookup (self->lanes, &conversation);

  if (lane)
    return lane;

  lane = bw_outbox_lane_new (self, conversation);
  g_hash_table_insert (self->lanes, &lane->id, lane);

  return lane;
}

static void
enqueue (BwOutbox *self, BwMessage *message)
{
  gint64 id = bw_message_get_id (message);

  if (!g_hash_table_add (self->queued, g_memdup2 (&id, sizeof id)))
    return;
  bw_outbox_lane_push (get_lane (self, bw_message_get_conversation (message)), message);
}

void
bw_outbox_forget (BwOutbox *self, BwMessage *message)
{
  gint64 id = bw_message_get_id (message);

  g_hash_table_remove (self->queued, &id);
}

void
bw_outbox_emit_state (BwOutbox *self, BwConversation *conversation, BwMessage *message)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0, conversation, message);
}

static void
load (BwOutbox *self, const char *account)
{
  g_autoptr (GPtrArray) messages = bw_store_load_outbox (self->store, account, 0, G_MAXUINT);

  for (guint i = 0; messages && i < messages->len; i++)
    enqueue (self, g_ptr_array_index (messages, i));
}

static void
pump_cb (gpointer lane, gpointer user_data)
{
  bw_outbox_lane_pump (lane);
}

static void
wake_cb (gpointer lane, gpointer user_data)
{
  bw_outbox_lane_wake (lane);
}

static void
load_all (BwOutbox *self)
{
  g_autoptr (GList) lanes = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    load (self, bw_account_get_id (account));
  }
  lanes = g_hash_table_get_values (self->lanes);
  g_list_foreach (lanes, pump_cb, NULL);
}

/* A removal that was undone brings messages back that still wait. */
static void
restored_cb (BwOutbox *self)
{
  if (self->agent)
    load_all (self);
}

static void
account_changed_cb (BwOutbox *self, GParamSpec *pspec, BwAccount *account)
{
  if (bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED)
    bw_outbox_wake (self);
}

static void
follow_accounts_cb (BwOutbox *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    g_signal_connect_object (account, "notify::state", G_CALLBACK (account_changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  if (self->agent)
    load_all (self);
}

static void
bw_outbox_dispose (GObject *object)
{
  BwOutbox *self = BW_OUTBOX (object);

  bw_outbox_detach (self);
  g_hash_table_remove_all (self->lanes);
  g_clear_object (&self->transfer);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bw_outbox_parent_class)->dispose (object);
}

static void
bw_outbox_finalize (GObject *object)
{
  BwOutbox *self = BW_OUTBOX (object);

  g_hash_table_unref (self->lanes);
  g_hash_table_unref (self->queued);

  G_OBJECT_CLASS (bw_outbox_parent_class)->finalize (object);
}

static void
bw_outbox_class_init (BwOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_outbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_outbox_finalize;

  signals[STATE_CHANGED] =
      g_signal_new ("state-changed", BW_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, BW_TYPE_CONVERSATION, BW_TYPE_MESSAGE);
}

static void
bw_outbox_init (BwOutbox *self)
{
  self->lanes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, bw_outbox_lane_free);
  self->queued = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->transfer = bw_file_transfer_new ();
}

BwOutbox *
bw_outbox_new (BwStore *store, GListModel *accounts, BwPeerAbilities *abilities)
{
  BwOutbox *self = g_object_new (BW_TYPE_OUTBOX, NULL);

  self->store = g_object_ref (store);
  self->accounts = g_object_ref (accounts);
  self->abilities = abilities;
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (follow_accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "messages-restored", G_CALLBACK (restored_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
bw_outbox_attach (BwOutbox *self, BwMessageAgent *agent)
{
  g_set_object (&self->agent, agent);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->closing = FALSE;
  load_all (self);
}

void
bw_outbox_close (BwOutbox *self)
{
  self->closing = TRUE;
}

/* A message that has left and has no answer yet stays what it is on the disk: the next run holds
 * it. */
void
bw_outbox_detach (BwOutbox *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->agent);
  g_hash_table_remove_all (self->lanes);
  g_hash_table_remove_all (self->queued);
}

void
bw_outbox_take (BwOutbox *self, BwMessage *message)
{
  enqueue (self, message);
  bw_outbox_lane_pump (get_lane (self, bw_message_get_conversation (message)));
}

/* What paused has a reason to try again. */
void
bw_outbox_wake (BwOutbox *self)
{
  g_autoptr (GList) lanes = g_hash_table_get_values (self->lanes);

  g_list_foreach (lanes, wake_cb, NULL);
}
