/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation-list.h"
#include "bw-database.h"
#include "bw-event-key.h"
#include "bw-message-cache.h"
#include "bw-people.h"
#include "bw-store.h"

G_BEGIN_DECLS

/*
 * Between the parts of BwStore, and between it and its lists. A change is told when it is on disk:
 * first to the lists, then by the properties, then by the public signals.
 *
 * The signal `call-touched` (gint64 id, gint64 started) says that one row of the calls came,
 * changed or went; with id 0, that nothing that was known holds any more.
 *
 * The signal `event` (const BwStoreEvent *) says the same of one message or call of a conversation.
 */

/** BwEventChange: what happened to one */
typedef enum {
  BW_EVENT_CAME,
  BW_EVENT_CHANGED,
  BW_EVENT_WENT,
  BW_EVENT_ALL, /* nothing that was known of the conversation holds */
} BwEventChange;

typedef struct {
  BwConversation *conversation; /* NULL: all of them */
  BwEventChange change;
  BwEventKey key; /* not for BW_EVENT_ALL */
} BwStoreEvent;

/** BwStoreRemoval: what bw_store_restore_removed() brings back: one of the three, or nothing */
typedef struct {
  gint64 people_mark;
  GPtrArray *people; /* BwPerson, as they were in the list */
  gint64 message;
  gint64 conversation;
  gint64 hidden_messages; /* of that conversation before */
  gint64 hidden_calls;
  char *draft;
} BwStoreRemoval;

struct _BwStore {
  GObject parent_instance;

  GFile *file;
  GFile *damaged_file;
  sqlite3 *db;
  guint heartbeat_id;
  guint unseen_missed;
  BwMessageCache *messages;
  BwConversationList *conversations;
  BwPeople *people;
  gboolean people_wanted; /* somebody has asked for them: they are in memory while it is open */
  GListStore *watchers;
  GHashTable *watchers_by_key; /* account and address -> BwWatcher */
  gboolean watchers_wanted;
  BwStoreRemoval removal;
  guint purge_id;
};

/** bw_store_get_database: Returns: (transfer none) (nullable): NULL while the store is not open */
sqlite3 *bw_store_get_database (BwStore *self);
BwMessageCache *bw_store_get_message_cache (BwStore *self);

gboolean bw_store_check_open (BwStore *self, GError **error);
gint64 bw_store_count (BwStore *self, const char *sql);

/** bw_store_refresh: reads what a conversation says of itself anew and tells of
 * @change of one event, or of all where @key is NULL */
void bw_store_refresh (BwStore *self,
                       BwConversation *conversation,
                       BwEventChange change,
                       const BwEventKey *key);
/** bw_store_refresh_all: the same for all conversations */
void bw_store_refresh_all (BwStore *self);
/** bw_store_reload: reads all conversations anew, as other objects */
void bw_store_reload (BwStore *self);
/** bw_store_reload_people: the same for people, where somebody has asked for them */
void bw_store_reload_people (BwStore *self);
/** bw_store_reload_watchers: the same for watchers */
void bw_store_reload_watchers (BwStore *self);
/** bw_store_restore_people: brings back those that were removed last */
gboolean bw_store_restore_people (BwStore *self, GError **error);

void bw_store_tell_event (BwStore *self,
                          BwConversation *conversation,
                          BwEventChange change,
                          const BwEventKey *key);
/** bw_store_tell_touched: a row of the calls, or all of them where @id is 0 */
void bw_store_tell_touched (BwStore *self, gint64 id, gint64 started);
void bw_store_tell_call_added (BwStore *self, BwCallRecord *record);
void bw_store_tell_call_changed (BwStore *self, BwCallRecord *record);
void bw_store_tell_calls_removed (BwStore *self);
void bw_store_tell_message_added (BwStore *self, BwConversation *conversation, BwMessage *message);
void bw_store_tell_message_removed (BwStore *self, BwConversation *conversation, gint64 id);
void bw_store_tell_messages_restored (BwStore *self, BwConversation *conversation);

/** bw_store_tell_calls: rows were changed by an UPDATE; @ids: (element-type gint64) */
void bw_store_tell_calls (BwStore *self, GArray *ids);

/** bw_store_schedule_purge: takes what is removed, and cannot be restored any more, off the disk: a
 * little at a time, when there is nothing else to do */
void bw_store_schedule_purge (BwStore *self);
/** bw_store_forget_removal: what was removed last cannot be restored any more */
void bw_store_forget_removal (BwStore *self);
/** bw_store_purge_conversation: takes all that is removed of a conversation off the disk at once,
 * within a transaction */
gboolean bw_store_purge_conversation (BwStore *self, BwConversation *conversation, GError **error);

G_END_DECLS
