/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"
#include "bw-database.h"
#include "bw-message-cache.h"

G_BEGIN_DECLS

/* The tables `messages` and `bodies`: messages to rows and back. */

/** BW_MESSAGE_ROWS_COLUMNS: what a SELECT from `messages AS m` names for bw_message_rows_read() */
#define BW_MESSAGE_ROWS_COLUMNS                                                                    \
  "m.id, m.conversation, m.direction, m.state, m.code, m.reason, m.phrase, "                       \
  "m.time, m.sent_at, "                                                                            \
  "m.call_id, m.cseq, m.message_id, m.reports, m.content_type, m.text, "                           \
  "m.file_name, m.size, "                                                                          \
  "m.url, m.headers, m.seen, m.has_body"
#define BW_MESSAGE_ROWS_N_COLUMNS 21

/** bw_message_rows_insert: writes a row with its body and sets the message's id */
gboolean bw_message_rows_insert (sqlite3 *db, BwMessage *message, GBytes *body, GError **error);
/** bw_message_rows_update: all but its conversation, direction, time and body */
gboolean bw_message_rows_update (sqlite3 *db, BwMessage *message, GError **error);

/** bw_message_rows_set_body: @body: (nullable): writes it and its size */
gboolean bw_message_rows_set_body (sqlite3 *db, BwMessage *message, GBytes *body, GError **error);
/** bw_message_rows_dup_body: Returns: (transfer full) (nullable): NULL without an error where there
 * is none */
GBytes *bw_message_rows_dup_body (sqlite3 *db, gint64 id, GError **error);

/** bw_message_rows_read: Returns: (transfer full): the message of the row whose
 * columns begin at
 * @first: the one of @cache where it is alive */
BwMessage *bw_message_rows_read (sqlite3_stmt *row, int first, BwMessageCache *cache);
/** bw_message_rows_read_all: Returns: (transfer full) (element-type BwMessage):
 * the rows that
 * @statement, which is consumed, gives */
GPtrArray *bw_message_rows_read_all (sqlite3_stmt *statement, BwMessageCache *cache);
/** bw_message_rows_prepare_find: Returns: (transfer full) (nullable): for bw_message_rows_find() */
sqlite3_stmt *bw_message_rows_prepare_find (sqlite3 *db);
/** bw_message_rows_find: Returns: (transfer full) (nullable) */
BwMessage *bw_message_rows_find (sqlite3_stmt *find, gint64 id, BwMessageCache *cache);

/** bw_message_rows_is_shown: whether it is there and not removed */
gboolean bw_message_rows_is_shown (sqlite3 *db, gint64 id);

/** bw_message_rows_is_known: whether an incoming message is there, or was and is deleted */
gboolean bw_message_rows_is_known (sqlite3 *db, const char *account, BwMessage *message);

/** bw_message_rows_interrupt: what an earlier run was sending waits for a person, and what it has
 * not answered may come again */
gboolean bw_message_rows_interrupt (sqlite3 *db, GError **error);

/** bw_message_rows_remove: hides a row until it is erased */
gboolean bw_message_rows_remove (sqlite3 *db, gint64 id, GError **error);
/** bw_message_rows_erase: takes a row off the disk; of an incoming one remains by what its
 * retransmission is known */
gboolean bw_message_rows_erase (sqlite3 *db, gint64 id, GError **error);

G_END_DECLS
