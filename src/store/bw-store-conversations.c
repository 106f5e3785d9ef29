/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The conversations of the history: made, looked at and given to another account. It must not know
 * what is said in them.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store-messages.h"

#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-private.h"
#include "private/bw-conversation-rows.h"
#include "private/bw-message-rows.h"
#include "private/bw-store-private.h"

static const char seen_messages_sql[] =
    "UPDATE messages INDEXED BY messages_unseen SET seen = 1 WHERE conversation = $id"
    " AND direction = 0 AND seen = 0 AND removed = 0 RETURNING id";

static const char seen_calls_sql[] =
    "UPDATE calls INDEXED BY calls_unseen SET seen = 1"
    " WHERE peer = $peer AND outcome = 2 AND seen = 0 AND conversation = $id RETURNING id";

static gboolean
update_peer_name (BwStore *self, BwConversation *conversation, const char *name, GError **error)
{
  if (name == NULL || g_strcmp0 (name, bw_conversation_get_peer_name (conversation)) == 0)
    return TRUE;
  if (!bw_conversation_rows_set_peer_name (self->db, bw_conversation_get_id (conversation), name,
                                           error))
    return FALSE;
  bw_conversation_set_peer_name (conversation, name);
  return TRUE;
}

static BwConversation *
make_conversation (BwStore *self,
                   const char *account,
                   const char *peer,
                   const char *peer_name,
                   GError **error)
{
  g_autoptr (BwConversation) conversation =
      bw_conversation_rows_insert (self->db, account, peer, peer_name, error);

  if (conversation == NULL)
    return NULL;
  bw_conversation_list_update (self->conversations, conversation);
  return conversation;
}

static gboolean
run_and_collect (BwStore *self,
                 const char *sql,
                 BwConversation *conversation,
                 GArray *ids,
                 GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", bw_conversation_get_id (conversation));
  if (sql == seen_calls_sql)
    bw_database_bind_text (statement, "$peer", bw_conversation_get_peer (conversation));
  return bw_database_collect (self->db, statement, ids, error);
}

static gboolean
mark_rows_seen (BwStore *self,
                BwConversation *conversation,
                GArray *messages,
                GArray *calls,
                GError **error)
{
  gboolean good;

  if (!bw_database_begin (self->db, error))
    return FALSE;
  good = run_and_collect (self, seen_messages_sql, conversation, messages, error) &&
         run_and_collect (self, seen_calls_sql, conversation, calls, error);
  return bw_database_end (self->db, good, error);
}

static void
tell_seen (BwStore *self, BwConversation *conversation, GArray *messages)
{
  for (guint i = 0; i < messages->len; i++) {
    BwMessage *message = bw_message_cache_get (self->messages, g_array_index (messages, gint64, i));

    if (message != NULL)
      g_object_set (message, "seen", TRUE, NULL);
  }
  bw_conversation_set_unread (conversation, 0);
  bw_conversation_list_update (self->conversations, conversation);
}

/* What is removed of the two stays so; the rest becomes one. */
static gboolean
merge_rows (BwStore *self, BwConversation *from, BwConversation *to, GError **error)
{
  static const char *const statements[] = {
    "UPDATE messages SET conversation = $other WHERE conversation = $id AND removed = 0",
    "UPDATE messages SET conversation = $other WHERE conversation = $id AND removed = 1",
    "UPDATE calls SET conversation = $other WHERE conversation = $id",
    "UPDATE temp.removed SET conversation = $other WHERE conversation = $id",
    "UPDATE conversations SET draft = coalesce (draft, (SELECT draft FROM conversations"
    "  WHERE id = $id)), peer_name = coalesce (peer_name, (SELECT peer_name FROM conversations"
    "  WHERE id = $id)) WHERE id = $other",
  };
  gint64 id = bw_conversation_get_id (from);
  gboolean good;

  if (!bw_database_begin (self->db, error))
    return FALSE;
  good = bw_store_purge_conversation (self, from, error) &&
         bw_store_purge_conversation (self, to, error);
  for (gsize i = 0; good && i < G_N_ELEMENTS (statements); i++)
    good =
        bw_conversation_rows_run (self->db, statements[i], id, bw_conversation_get_id (to), error);
  good = good && bw_conversation_rows_delete (self->db, id, error);
  return bw_database_end (self->db, good, error);
}

static void
tell_merged (BwStore *self, BwConversation *from, BwConversation *to)
{
  g_autoptr (GPtrArray) moved =
      bw_message_cache_get_all (self->messages, bw_conversation_get_id (from));

  for (guint i = 0; i < moved->len; i++)
    g_object_set (g_ptr_array_index (moved, i), "conversation", bw_conversation_get_id (to), NULL);
  bw_conversation_set_unread (from, 0);
  bw_conversation_set_draft (from, NULL);
  bw_conversation_set_latest (from, NULL);
  bw_conversation_list_forget (self->conversations, from);
  bw_store_tell_event (self, from, BW_EVENT_ALL, NULL);
  bw_store_refresh (self, to, BW_EVENT_ALL, NULL);
}

static BwConversation *
merge (BwStore *self, BwConversation *conversation, BwConversation *other, GError **error)
{
  g_autoptr (BwConversation) from = g_object_ref (conversation);

  if (self->removal.conversation == bw_conversation_get_id (from) ||
      self->removal.conversation == bw_conversation_get_id (other))
    bw_store_forget_removal (self);
  if (!merge_rows (self, from, other, error)) {
    bw_conversation_rows_refresh (self->db, from, self->messages);
    bw_conversation_rows_refresh (self->db, other, self->messages);
    return NULL;
  }
  tell_merged (self, from, other);
  return other;
}

BwConversation *
bw_store_find_conversation (BwStore *self, const char *account, const char *peer)
{
  g_autofree char *valid_account = NULL;
  g_autofree char *valid_peer = NULL;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (peer != NULL, NULL);

  valid_account = g_utf8_make_valid (account, -1);
  valid_peer = g_utf8_make_valid (peer, -1);
  return bw_conversation_list_find (self->conversations, valid_account, valid_peer);
}

BwConversation *
bw_store_find_conversation_by_id (BwStore *self, gint64 id)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  return bw_conversation_list_find_by_id (self->conversations, id);
}

BwConversation *
bw_store_ensure_conversation (BwStore *self,
                              const char *account,
                              const char *peer,
                              const char *peer_name,
                              GError **error)
{
  g_autofree char *valid_account = NULL;
  g_autofree char *valid_peer = NULL;
  g_autofree char *valid_name = NULL;
  BwConversation *conversation;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (peer != NULL && *peer != '\0', NULL);

  if (!bw_store_check_open (self, error))
    return NULL;
  valid_account = g_utf8_make_valid (account, -1);
  valid_peer = g_utf8_make_valid (peer, -1);
  valid_name = peer_name != NULL ? g_utf8_make_valid (peer_name, -1) : NULL;
  conversation = bw_conversation_list_find (self->conversations, valid_account, valid_peer);
  if (conversation == NULL)
    return make_conversation (self, valid_account, valid_peer, valid_name, error);
  return update_peer_name (self, conversation, valid_name, error) ? conversation : NULL;
}

gboolean
bw_store_mark_seen (BwStore *self, BwConversation *conversation, GError **error)
{
  g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), FALSE);

  if (!bw_store_check_open (self, error) ||
      !mark_rows_seen (self, conversation, messages, calls, error))
    return FALSE;
  tell_seen (self, conversation, messages);
  bw_store_tell_calls (self, calls);
  return TRUE;
}

gboolean
bw_store_set_draft (BwStore *self, BwConversation *conversation, const char *draft, GError **error)
{
  const char *kept = draft != NULL && *draft != '\0' ? draft : NULL;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  if (g_strcmp0 (kept, bw_conversation_get_draft (conversation)) == 0)
    return TRUE;
  if (!bw_conversation_rows_set_draft (self->db, bw_conversation_get_id (conversation), kept,
                                       error))
    return FALSE;
  bw_conversation_set_draft (conversation, kept);
  bw_conversation_list_update (self->conversations, conversation);
  return TRUE;
}

BwConversation *
bw_store_move_conversation (BwStore *self,
                            BwConversation *conversation,
                            const char *account,
                            GError **error)
{
  BwConversation *other;

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  if (!bw_store_check_open (self, error))
    return NULL;
  other = bw_store_find_conversation (self, account, bw_conversation_get_peer (conversation));
  if (other == conversation)
    return conversation;
  if (other != NULL)
    return merge (self, conversation, other, error);
  if (!bw_conversation_rows_set_account (self->db, bw_conversation_get_id (conversation), account,
                                         error))
    return NULL;
  bw_conversation_list_move (self->conversations, conversation, account);
  return conversation;
}

gboolean
bw_store_set_route (BwStore *self, BwConversation *conversation, const char *route, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  if (g_strcmp0 (route, bw_conversation_get_route (conversation)) == 0)
    return TRUE;
  if (!bw_conversation_rows_set_route (self->db, bw_conversation_get_id (conversation), route,
                                       error))
    return FALSE;
  bw_conversation_set_route (conversation, route);
  return TRUE;
}
