/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The history as the rest of the phone sees it: opening with what can go wrong there, and changes
 * that are on disk before anybody hears of them. It must not know who calls, nor what is shown.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store.h"

#include "bw-store-messages.h"
#include "bw-watcher.h"

#include "private/bw-call-rows.h"
#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-rows.h"
#include "private/bw-people-private.h"
#include "private/bw-store-file.h"
#include "private/bw-store-private.h"

#include <glib/gi18n.h>

/* While a call goes on, this often its row is told that we live: an interrupted call is known to
 * that accuracy. */
#define HEARTBEAT_SECONDS 20

enum { PROP_0, PROP_UNSEEN_MISSED, N_PROPS };

enum {
  CALL_ADDED,
  CALL_CHANGED,
  CALLS_REMOVED,
  CALL_TOUCHED,
  EVENT,
  MESSAGE_ADDED,
  MESSAGE_REMOVED,
  MESSAGES_RESTORED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_QUARK (bw - store - error - quark, bw_store_error)
G_DEFINE_FINAL_TYPE (BwStore, bw_store, G_TYPE_OBJECT)

static gboolean
heartbeat_cb (gpointer user_data)
{
  BwStore *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bw_call_rows_touch (self->db, &error))
    g_debug ("Heartbeat: %s", error->message);
  return G_SOURCE_CONTINUE;
}

/* No ongoing call, no timer: an idle phone sleeps. */
static void
update_heartbeat (BwStore *self)
{
  gboolean needed =
      self->db != NULL &&
      bw_store_count (self, "SELECT EXISTS (SELECT 1 FROM calls WHERE outcome = 0)") != 0;

  if (!needed)
    g_clear_handle_id (&self->heartbeat_id, g_source_remove);
  else if (self->heartbeat_id == 0)
    self->heartbeat_id = g_timeout_add_seconds (HEARTBEAT_SECONDS, heartbeat_cb, self);
}

static void
update_unseen_missed (BwStore *self)
{
  guint unseen = 0;

  if (self->db != NULL)
    unseen = bw_store_count (self, "SELECT count(*) FROM calls INDEXED BY calls_unseen"
                                   " WHERE outcome = 2 AND seen = 0");
  if (unseen == self->unseen_missed)
    return;
  self->unseen_missed = unseen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSEEN_MISSED]);
}

static void
bw_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwStore *self = BW_STORE (object);

  switch (prop_id) {
  case PROP_UNSEEN_MISSED:
    g_value_set_uint (value, self->unseen_missed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_store_finalize (GObject *object)
{
  BwStore *self = BW_STORE (object);

  g_clear_handle_id (&self->heartbeat_id, g_source_remove);
  bw_store_forget_removal (self);
  g_clear_handle_id (&self->purge_id, g_source_remove);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_object (&self->conversations);
  g_clear_object (&self->people);
  g_clear_pointer (&self->watchers_by_key, g_hash_table_unref);
  g_clear_object (&self->watchers);
  g_clear_pointer (&self->messages, bw_message_cache_free);
  g_clear_object (&self->file);
  g_clear_object (&self->damaged_file);
  G_OBJECT_CLASS (bw_store_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, BW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, first, second);
}

static void
bw_store_class_init (BwStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_store_get_property;
  object_class->finalize = bw_store_finalize;

  properties[PROP_UNSEEN_MISSED] =
      g_param_spec_uint ("unseen-missed", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CALL_ADDED] = add_signal ("call-added", 1, BW_TYPE_CALL_RECORD, G_TYPE_NONE);
  signals[CALL_CHANGED] = add_signal ("call-changed", 1, BW_TYPE_CALL_RECORD, G_TYPE_NONE);
  signals[CALLS_REMOVED] = add_signal ("calls-removed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[CALL_TOUCHED] = add_signal ("call-touched", 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[EVENT] = add_signal ("event", 1, G_TYPE_POINTER, G_TYPE_NONE);
  signals[MESSAGE_ADDED] = add_signal ("message-added", 2, BW_TYPE_CONVERSATION, BW_TYPE_MESSAGE);
  signals[MESSAGE_REMOVED] = add_signal ("message-removed", 2, BW_TYPE_CONVERSATION, G_TYPE_INT64);
  signals[MESSAGES_RESTORED] =
      add_signal ("messages-restored", 1, BW_TYPE_CONVERSATION, G_TYPE_NONE);
}

static void
bw_store_init (BwStore *self)
{
  self->messages = bw_message_cache_new ();
  self->conversations = bw_conversation_list_new ();
  self->people = bw_people_new ();
  self->watchers = g_list_store_new (BW_TYPE_WATCHER);
  self->watchers_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BwStore *
bw_store_new (GFile *file)
{
  BwStore *self = g_object_new (BW_TYPE_STORE, NULL);

  g_set_object (&self->file, file);
  return self;
}

gboolean
bw_store_open (BwStore *self, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->db == NULL, FALSE);

  self->db = bw_store_file_open (self->file, &self->damaged_file, error);
  if (self->db == NULL)
    return FALSE;
  bw_store_reload (self);
  bw_store_tell_touched (self, 0, 0);
  bw_store_schedule_purge (self);
  return TRUE;
}

void
bw_store_close (BwStore *self)
{
  g_return_if_fail (BW_IS_STORE (self));

  if (self->db == NULL)
    return;
  bw_store_forget_removal (self);
  g_clear_handle_id (&self->purge_id, g_source_remove);
  g_clear_pointer (&self->db, sqlite3_close);
  bw_message_cache_clear (self->messages);
  bw_store_reload (self);
  bw_store_tell_touched (self, 0, 0);
}

GFile *
bw_store_get_damaged_file (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  return self->damaged_file;
}

guint
bw_store_get_unseen_missed (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), 0);
  return self->unseen_missed;
}

sqlite3 *
bw_store_get_database (BwStore *self)
{
  return self->db;
}

BwMessageCache *
bw_store_get_message_cache (BwStore *self)
{
  return self->messages;
}

BwConversationList *
bw_store_get_conversations (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  return self->conversations;
}

gint64
bw_store_count (BwStore *self, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, sql, NULL);

  return bw_database_get_number (statement, 0);
}

gboolean
bw_store_check_open (BwStore *self, GError **error)
{
  if (self->db != NULL)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("The history is not open. Start Bellwire again."));
  return FALSE;
}

void
bw_store_refresh (BwStore *self,
                  BwConversation *conversation,
                  BwEventChange change,
                  const BwEventKey *key)
{
  if (self->db == NULL)
    return;
  bw_conversation_rows_refresh (self->db, conversation, self->messages);
  bw_conversation_list_update (self->conversations, conversation);
  bw_store_tell_event (self, conversation, change, key);
}

void
bw_store_refresh_all (BwStore *self)
{
  g_autoptr (GPtrArray) all = bw_conversation_list_get_all (self->conversations);

  for (guint i = 0; i < all->len && self->db != NULL; i++)
    bw_conversation_rows_refresh (self->db, g_ptr_array_index (all, i), self->messages);
  bw_conversation_list_reset (self->conversations, all);
  bw_store_tell_event (self, NULL, BW_EVENT_ALL, NULL);
}

void
bw_store_reload (BwStore *self)
{
  g_autoptr (GPtrArray) conversations = NULL;

  if (self->db != NULL)
    conversations = bw_conversation_rows_load (self->db, self->messages);
  else
    conversations = g_ptr_array_new ();
  bw_conversation_list_reset (self->conversations, conversations);
  bw_store_reload_people (self);
  bw_store_reload_watchers (self);
  bw_store_tell_event (self, NULL, BW_EVENT_ALL, NULL);
}

void
bw_store_tell_event (BwStore *self,
                     BwConversation *conversation,
                     BwEventChange change,
                     const BwEventKey *key)
{
  BwStoreEvent event = { conversation, change };

  if (key != NULL)
    event.key = *key;
  g_signal_emit (self, signals[EVENT], 0, &event);
}

void
bw_store_tell_touched (BwStore *self, gint64 id, gint64 started)
{
  update_heartbeat (self);
  g_signal_emit (self, signals[CALL_TOUCHED], 0, id, started);
  update_unseen_missed (self);
}

void
bw_store_tell_call_added (BwStore *self, BwCallRecord *record)
{
  g_signal_emit (self, signals[CALL_ADDED], 0, record);
}

void
bw_store_tell_call_changed (BwStore *self, BwCallRecord *record)
{
  g_signal_emit (self, signals[CALL_CHANGED], 0, record);
}

void
bw_store_tell_calls_removed (BwStore *self)
{
  g_signal_emit (self, signals[CALLS_REMOVED], 0);
}

void
bw_store_tell_message_added (BwStore *self, BwConversation *conversation, BwMessage *message)
{
  g_signal_emit (self, signals[MESSAGE_ADDED], 0, conversation, message);
}

void
bw_store_tell_message_removed (BwStore *self, BwConversation *conversation, gint64 id)
{
  g_signal_emit (self, signals[MESSAGE_REMOVED], 0, conversation, id);
}

void
bw_store_tell_messages_restored (BwStore *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[MESSAGES_RESTORED], 0, conversation);
}
