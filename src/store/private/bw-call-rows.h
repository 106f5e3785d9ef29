/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-record.h"
#include "bw-database.h"

G_BEGIN_DECLS

/* The table `calls`: records to rows and back. */

/** BW_CALL_ROWS_COLUMNS: what a SELECT names for bw_call_rows_read() */
#define BW_CALL_ROWS_COLUMNS                                                                       \
  "calls.id, calls.account, calls.peer, calls.peer_name, calls.direction, "                        \
  "calls.outcome, calls.code, calls.reason, calls.started, calls.answered, "                       \
  "calls.ended, calls.video, calls.seen"

/** bw_call_rows_fold: Returns: (transfer full): @text as it is compared in searches: valid, case
 * folded, normalised (NFKC) */
char *bw_call_rows_fold (const char *text);

/** bw_call_rows_insert: @conversation: 0 for none */
gboolean
bw_call_rows_insert (sqlite3 *db, BwCallRecord *record, gint64 conversation, GError **error);
gboolean bw_call_rows_update (sqlite3 *db, BwCallRecord *record, GError **error);

/** bw_call_rows_is_filed: whether the row is of the account and peer of @record */
gboolean bw_call_rows_is_filed (sqlite3 *db, BwCallRecord *record);
/** bw_call_rows_file: puts a row into a conversation, 0 for none */
gboolean bw_call_rows_file (sqlite3 *db, gint64 id, gint64 conversation, GError **error);
/** bw_call_rows_get_conversation: the id of the conversation of a row, 0 for none */
gint64 bw_call_rows_get_conversation (sqlite3 *db, gint64 id);

/** bw_call_rows_read: @first: where the columns of BW_CALL_ROWS_COLUMNS begin */
BwCallRecord *bw_call_rows_read (sqlite3_stmt *row, int first);
/** bw_call_rows_find: Returns: (transfer full) (nullable): NULL without an error where there is no
 * such row */
BwCallRecord *bw_call_rows_find (sqlite3 *db, gint64 id, GError **error);

/** bw_call_rows_touch: notes that the run, and with it every call that goes on, lives now. */
gboolean bw_call_rows_touch (sqlite3 *db, GError **error);
/** bw_call_rows_interrupt: ends what an earlier run left ongoing, at the time it was last known to
 * live. */
gboolean bw_call_rows_interrupt (sqlite3 *db, GError **error);

G_END_DECLS
