/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation-list.h"
#include "bw-store.h"

G_BEGIN_DECLS

/*
 * The part of the store that keeps messages. As with calls, a change is on disk when the function
 * returns; every function but the lookups returns FALSE or NULL with a BwStoreError. Removing hides
 * at once; what is hidden is taken off the disk when something else is removed, and at the next
 * opening.
 *
 * The store emits `message-added` (BwConversation, BwMessage), `message-removed` (BwConversation,
 * gint64 id; 0 for all of them), `messages-restored` (BwConversation) after an undo, and, for a
 * state or anything else of a message, notify of the message itself.
 */

/** bw_store_get_conversations: Returns: (transfer none): lives as long as the store */
BwConversationList *bw_store_get_conversations (BwStore *self);

/** bw_store_find_conversation: Returns: (transfer none) (nullable) */
BwConversation *bw_store_find_conversation (BwStore *self, const char *account, const char *peer);
/** bw_store_find_conversation_by_id: Returns: (transfer none) (nullable) */
BwConversation *bw_store_find_conversation_by_id (BwStore *self, gint64 id);

/**
 * bw_store_ensure_conversation:
 * @peer: the normalised address, see bw_address_to_key(); what cannot be normalised is filed under
 * what there is: never empty
 * @peer_name: (nullable): kept where it is not NULL
 *
 * Returns: (transfer none) (nullable): the conversation, made where there was none
 */
BwConversation *bw_store_ensure_conversation (BwStore *self,
                                              const char *account,
                                              const char *peer,
                                              const char *peer_name,
                                              GError **error);

/**
 * bw_store_add_message:
 * @message: without an id; its `conversation` and, where it is 0, its `time` are set
 * @body: (nullable): kept as it is
 *
 * Writes a message and sets its id. One incoming message that the conversation's account has
 * already (same Call-ID and CSeq, type and text, whatever conversation it is in, and also where it
 * was deleted since) is refused with BW_STORE_ERROR_DUPLICATE: nothing is written.
 */
gboolean bw_store_add_message (BwStore *self,
                               BwConversation *conversation,
                               BwMessage *message,
                               GBytes *body,
                               GError **error);

/** bw_store_update_message: writes what has changed of a stored message; its conversation,
 * direction, time and body are not written. */
gboolean bw_store_update_message (BwStore *self, BwMessage *message, GError **error);

/** bw_store_set_body: replaces the bytes of a message, with its `size` (a file that was fetched) */
gboolean bw_store_set_body (BwStore *self, BwMessage *message, GBytes *body, GError **error);

/** bw_store_dup_body: Returns: (transfer full) (nullable): the bytes that came or went; NULL
 * without an error where there are none */
GBytes *bw_store_dup_body (BwStore *self, BwMessage *message, GError **error);

/** bw_store_find_message: Returns: (transfer full) (nullable): by row */
BwMessage *bw_store_find_message (BwStore *self, gint64 id);
/**
 * bw_store_find_reported_message:
 *
 * Returns: (transfer full) (nullable): the outgoing message of the account whose `message-id` (or
 * else `call-id`) an IMDN names; of @peer where several match
 */
BwMessage *bw_store_find_reported_message (BwStore *self,
                                           const char *account,
                                           const char *peer,
                                           const char *message_id);

/**
 * bw_store_load_outbox:
 * @after: the id behind which to begin, 0 for all
 * @limit: how many at most
 *
 * Returns: (transfer container) (element-type BwMessage): what waits to be sent from an account, in
 * the order in which it was taken; held ones are left out
 */
GPtrArray *bw_store_load_outbox (BwStore *self, const char *account, gint64 after, guint limit);

/**
 * bw_store_find_unanswered:
 *
 * An incoming message is stored before it is answered: where the program ended between the two, its
 * sender sends it anew, maybe under another Call-ID. At opening, messages that
 * bw_store_confirm_messages() was not told of are remembered as such, for a day at least.
 *
 * Returns: (transfer full) (nullable): the message of @conversation of that kind, with the same
 * type, text and body
 */
BwMessage *bw_store_find_unanswered (BwStore *self,
                                     BwConversation *conversation,
                                     BwMessage *message,
                                     GBytes *body);
/** bw_store_confirm_messages: @ids: (element-type gint64): their answers have left; one write for
 * all of them, which the disk may take in its own time: it outlives the end of the program, and is
 * worth nothing to who lost power */
gboolean bw_store_confirm_messages (BwStore *self, GArray *ids, GError **error);

/** bw_store_mark_seen: all messages and missed calls of a conversation have been looked at. */
gboolean bw_store_mark_seen (BwStore *self, BwConversation *conversation, GError **error);
/**
 * bw_store_load_owed_reports:
 *
 * Returns: (transfer container) (element-type BwMessage): incoming messages of the conversation
 * that were seen and whose sender wants to hear of it (BW_MESSAGE_REPORTS_DISPLAY), oldest first
 */
GPtrArray *bw_store_load_owed_reports (BwStore *self, BwConversation *conversation, guint limit);

/** bw_store_set_route: @route: (nullable): a SIP URI, see the property `route` of a conversation */
gboolean
bw_store_set_route (BwStore *self, BwConversation *conversation, const char *route, GError **error);
/** bw_store_set_draft: @draft: (nullable) */
gboolean
bw_store_set_draft (BwStore *self, BwConversation *conversation, const char *draft, GError **error);

/**
 * bw_store_move_conversation:
 *
 * Gives a conversation, with what waits in it, to another account. Where that has one with the
 * peer, the two become one.
 *
 * Returns: (transfer none) (nullable): the conversation that holds it all now
 */
BwConversation *bw_store_move_conversation (BwStore *self,
                                            BwConversation *conversation,
                                            const char *account,
                                            GError **error);

/** bw_store_remove_message: takes one message away; not one that is being sent. */
gboolean bw_store_remove_message (BwStore *self, BwMessage *message, GError **error);
/** bw_store_remove_conversation: takes a conversation with all its messages away, and its calls out
 * of its timeline; what waits in it to be sent is not sent. */
gboolean bw_store_remove_conversation (BwStore *self, BwConversation *conversation, GError **error);
/** bw_store_restore_removed: undoes the last of these two or bw_store_remove_people(). Where
 * messages have come in the meantime, the two parts become one. */
gboolean bw_store_restore_removed (BwStore *self, GError **error);

G_END_DECLS
