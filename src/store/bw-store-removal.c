/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Taking messages, conversations and people away: hidden at once, so that it can be undone, and
 * taken off the disk later, a little at a time. It must not know what is in them.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store-messages.h"

#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-private.h"
#include "private/bw-conversation-rows.h"
#include "private/bw-message-rows.h"
#include "private/bw-person-rows.h"
#include "private/bw-store-private.h"

#include <glib/gi18n.h>

/* So long one turn of the purge may take, and so many rows at most: the window paints in between.
 */
#define PURGE_USEC 4000
#define PURGE_ROWS 200

static const char hide_sql[] =
    "UPDATE conversations SET draft = NULL, events = 0,"
    "  hidden_messages = coalesce ((SELECT max (id) FROM messages), 0),"
    "  hidden_calls = coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'calls'), 0)"
    " WHERE id = $id";

static const char unhide_sql[] =
    "UPDATE conversations SET hidden_messages = $messages, hidden_calls = $calls,"
    "  draft = coalesce (draft, $draft),"
    "  events = (SELECT count(*) FROM messages INDEXED BY messages_by_time"
    "    WHERE conversation = $id AND removed = 0 AND id > $messages)"
    "   + (SELECT count(*) FROM calls INDEXED BY calls_by_conversation"
    "    WHERE conversation = $id AND id > $calls)"
    " WHERE id = $id";

/* Messages that were removed one by one, and those of conversations that were removed. */
static const char removed_sql[] =
    "SELECT id FROM messages INDEXED BY messages_removed WHERE removed = 1 AND id <> $message"
    " LIMIT $limit";
static const char hidden_sql[] =
    "SELECT m.id FROM conversations AS c INDEXED BY conversations_hidden"
    " CROSS JOIN messages AS m INDEXED BY messages_by_time ON m.conversation = c.id"
    " WHERE (c.hidden_messages > 0 OR c.hidden_calls > 0) AND c.id <> $conversation"
    " AND m.removed = 0 AND m.id <= c.hidden_messages LIMIT $limit";

static const char removed_people_sql[] =
    "SELECT id FROM people INDEXED BY people_removed WHERE removed <> 0 AND removed <> $mark"
    " LIMIT $limit";

/* All that is hidden of one conversation. */
static const char keep_known_sql[] =
    "INSERT OR IGNORE INTO erased (call_id, cseq, account)"
    " SELECT m.call_id, m.cseq, c.account FROM conversations AS c"
    " CROSS JOIN messages AS m ON m.conversation = c.id"
    " WHERE c.id = $id AND m.removed = 0 AND m.id <= c.hidden_messages AND m.direction = 0"
    " AND m.call_id IS NOT NULL";
static const char erase_sql[] =
    "DELETE FROM messages WHERE conversation = $id AND removed = 0"
    " AND id <= (SELECT hidden_messages FROM conversations WHERE id = $id)";

/* The calls of removed conversations stay, but belong to none any more. */
static const char detach_sql[] =
    "UPDATE calls SET conversation = NULL WHERE conversation = $id"
    " AND id <= (SELECT hidden_calls FROM conversations WHERE id = $id)";
static const char detach_removed_sql[] =
    "UPDATE temp.removed SET conversation = NULL WHERE conversation = $id"
    " AND id <= (SELECT hidden_calls FROM conversations WHERE id = $id)";
static const char forget_hidden_sql[] =
    "UPDATE conversations SET hidden_messages = 0, hidden_calls = 0 WHERE id = $id";

static gboolean
run (BwStore *self, const char *sql, gint64 id, GError **error)
{
  return bw_conversation_rows_run (self->db, sql, id, 0, error);
}

/* Reads up to @limit ids of rows of the kind @sql that may go. */
static GArray *
find_ids (BwStore *self, const char *sql, const char *kept_name, gint64 kept, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, sql, NULL);

  if (statement == NULL)
    return ids;
  bw_database_bind_number (statement, kept_name, kept);
  bw_database_bind_number (statement, "$limit", limit);
  bw_database_collect (self->db, statement, ids, NULL);
  return ids;
}

typedef gboolean (*EraseFunc) (sqlite3 *db, gint64 id, GError **error);

static gboolean
erase (BwStore *self, GArray *ids, EraseFunc erase_one)
{
  gint64 end = g_get_monotonic_time () + PURGE_USEC;
  gboolean good = TRUE;

  if (!bw_database_begin (self->db, NULL))
    return FALSE;
  for (guint i = 0; good && i < ids->len && (i == 0 || g_get_monotonic_time () < end); i++)
    good = erase_one (self->db, g_array_index (ids, gint64, i), NULL);
  return bw_database_end (self->db, good, NULL);
}

/* When nothing hidden is left in it, a conversation is like any other. */
static gboolean
finish_hidden (BwStore *self, gint64 id, GError **error)
{
  const BwConversationHidden none = { 0, 0 };
  BwConversation *conversation = bw_conversation_list_find_by_id (self->conversations, id);

  if (!run (self, detach_sql, id, error) || !run (self, detach_removed_sql, id, error) ||
      !run (self, forget_hidden_sql, id, error))
    return FALSE;
  if (conversation != NULL)
    bw_conversation_set_hidden (conversation, &none);
  return TRUE;
}

static gboolean
finish_one (BwStore *self)
{
  g_autoptr (GArray) ids =
      find_ids (self,
                "SELECT id FROM conversations INDEXED BY conversations_hidden"
                " WHERE (hidden_messages > 0 OR hidden_calls > 0) AND id <> $conversation"
                " LIMIT $limit",
                "$conversation", self->removal.conversation, 1);
  gboolean good;

  if (ids->len == 0 || !bw_database_begin (self->db, NULL))
    return FALSE;
  good = finish_hidden (self, g_array_index (ids, gint64, 0), NULL);
  return bw_database_end (self->db, good, NULL);
}

/* Returns: whether there may be more to do */
static gboolean
purge_some (BwStore *self)
{
  g_autoptr (GArray) removed =
      find_ids (self, removed_sql, "$message", self->removal.message, PURGE_ROWS);
  g_autoptr (GArray) people =
      find_ids (self, removed_people_sql, "$mark", self->removal.people_mark, PURGE_ROWS);
  g_autoptr (GArray) hidden = NULL;

  if (removed->len > 0)
    return erase (self, removed, bw_message_rows_erase);
  if (people->len > 0)
    return erase (self, people, bw_person_rows_erase);
  hidden = find_ids (self, hidden_sql, "$conversation", self->removal.conversation, PURGE_ROWS);
  return hidden->len > 0 ? erase (self, hidden, bw_message_rows_erase) : finish_one (self);
}

static gboolean
purge_cb (gpointer user_data)
{
  BwStore *self = user_data;

  if (purge_some (self))
    return G_SOURCE_CONTINUE;
  self->purge_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
check_removable (BwMessage *message, GError **error)
{
  if (bw_message_get_state (message) != BW_MESSAGE_STATE_SENDING)
    return TRUE;
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("This message is being sent. Delete it when it has left."));
  return FALSE;
}

static void
tell_message (BwStore *self, BwConversation *conversation, BwMessage *message, BwEventChange change)
{
  const BwEventKey key = bw_event_key_get (G_OBJECT (message));

  bw_store_refresh (self, conversation, change, &key);
}

static gboolean
restore_message (BwStore *self, gint64 id, GError **error)
{
  g_autoptr (BwMessage) message = NULL;
  BwConversation *conversation;

  if (!run (self, "UPDATE messages SET removed = 0 WHERE id = $id", id, error))
    return FALSE;
  bw_store_forget_removal (self);
  message = bw_store_find_message (self, id);
  if (message == NULL)
    return TRUE;
  conversation = bw_store_find_conversation_by_id (self, bw_message_get_conversation (message));
  if (conversation == NULL)
    return TRUE;
  tell_message (self, conversation, message, BW_EVENT_CAME);
  bw_store_tell_messages_restored (self, conversation);
  return TRUE;
}

static gboolean
unhide (BwStore *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, unhide_sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", self->removal.conversation);
  bw_database_bind_number (statement, "$messages", self->removal.hidden_messages);
  bw_database_bind_number (statement, "$calls", self->removal.hidden_calls);
  bw_database_bind_text (statement, "$draft", self->removal.draft);
  return bw_database_step (self->db, statement, error);
}

static gboolean
restore_conversation (BwStore *self, GError **error)
{
  BwConversation *conversation =
      bw_store_find_conversation_by_id (self, self->removal.conversation);

  if (!unhide (self, error))
    return FALSE;
  bw_store_forget_removal (self);
  if (conversation == NULL)
    return TRUE;
  bw_store_refresh (self, conversation, BW_EVENT_ALL, NULL);
  bw_store_tell_messages_restored (self, conversation);
  return TRUE;
}

gboolean
bw_store_remove_message (BwStore *self, BwMessage *message, GError **error)
{
  gint64 id;
  BwConversation *conversation;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_MESSAGE (message), FALSE);

  id = bw_message_get_id (message);
  if (!bw_store_check_open (self, error) || !check_removable (message, error) ||
      !bw_message_rows_remove (self->db, id, error))
    return FALSE;
  bw_store_forget_removal (self);
  self->removal.message = id;
  bw_store_schedule_purge (self);
  conversation = bw_store_find_conversation_by_id (self, bw_message_get_conversation (message));
  if (conversation == NULL)
    return TRUE;
  tell_message (self, conversation, message, BW_EVENT_WENT);
  bw_store_tell_message_removed (self, conversation, id);
  return TRUE;
}

gboolean
bw_store_remove_conversation (BwStore *self, BwConversation *conversation, GError **error)
{
  const BwConversationHidden *hidden;
  gint64 id;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), FALSE);

  id = bw_conversation_get_id (conversation);
  if (!bw_store_check_open (self, error) || !run (self, hide_sql, id, error))
    return FALSE;
  bw_store_forget_removal (self);
  hidden = bw_conversation_get_hidden (conversation);
  self->removal.conversation = id;
  self->removal.hidden_messages = hidden->messages;
  self->removal.hidden_calls = hidden->calls;
  self->removal.draft = g_strdup (bw_conversation_get_draft (conversation));
  bw_store_schedule_purge (self);
  bw_store_refresh (self, conversation, BW_EVENT_ALL, NULL);
  bw_store_tell_message_removed (self, conversation, 0);
  return TRUE;
}

gboolean
bw_store_restore_removed (BwStore *self, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  if (self->removal.people != NULL)
    return bw_store_restore_people (self, error);
  if (self->removal.message != 0)
    return restore_message (self, self->removal.message, error);
  return self->removal.conversation == 0 || restore_conversation (self, error);
}

void
bw_store_schedule_purge (BwStore *self)
{
  if (self->purge_id == 0)
    self->purge_id = g_idle_add_full (G_PRIORITY_LOW, purge_cb, self, NULL);
}

void
bw_store_forget_removal (BwStore *self)
{
  self->removal.people_mark = 0;
  g_clear_pointer (&self->removal.people, g_ptr_array_unref);
  self->removal.message = 0;
  self->removal.conversation = 0;
  g_clear_pointer (&self->removal.draft, g_free);
}

gboolean
bw_store_purge_conversation (BwStore *self, BwConversation *conversation, GError **error)
{
  gint64 id = bw_conversation_get_id (conversation);

  return run (self, keep_known_sql, id, error) && run (self, erase_sql, id, error) &&
         finish_hidden (self, id, error);
}
