/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"
#include "bw-database.h"
#include "bw-message-cache.h"

G_BEGIN_DECLS

/* The table `conversations`: conversations to rows and back. */

/** bw_conversation_rows_load: Returns: (transfer full) (element-type BwConversation): all, each
 * with its latest event */
GPtrArray *bw_conversation_rows_load (sqlite3 *db, BwMessageCache *cache);
/** bw_conversation_rows_refresh: sets all but account and peer to what the row says now */
void
bw_conversation_rows_refresh (sqlite3 *db, BwConversation *conversation, BwMessageCache *cache);

/** bw_conversation_rows_insert: Returns: (transfer full) (nullable) */
BwConversation *bw_conversation_rows_insert (sqlite3 *db,
                                             const char *account,
                                             const char *peer,
                                             const char *peer_name,
                                             GError **error);
gboolean bw_conversation_rows_delete (sqlite3 *db, gint64 id, GError **error);

gboolean
bw_conversation_rows_set_account (sqlite3 *db, gint64 id, const char *account, GError **error);
gboolean
bw_conversation_rows_set_peer_name (sqlite3 *db, gint64 id, const char *peer_name, GError **error);
gboolean bw_conversation_rows_set_draft (sqlite3 *db, gint64 id, const char *draft, GError **error);
gboolean bw_conversation_rows_set_route (sqlite3 *db, gint64 id, const char *route, GError **error);

/** bw_conversation_rows_count_events: how many messages and calls are shown, as its row counts them
 */
guint bw_conversation_rows_count_events (sqlite3 *db, gint64 id);

/** bw_conversation_rows_run: runs @sql for $id, and for $other where it names one */
gboolean
bw_conversation_rows_run (sqlite3 *db, const char *sql, gint64 id, gint64 other, GError **error);

G_END_DECLS
