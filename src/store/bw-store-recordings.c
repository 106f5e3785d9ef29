/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which call of the history a recording is of. Nobody has written that down: the file says when and
 * with whom, and may have been renamed since. It must not know who plays it.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store.h"

#include "private/bw-call-rows.h"
#include "private/bw-recording-private.h"
#include "private/bw-store-private.h"

#include <string.h>

/* No call that is recorded lasts for longer; it keeps the rest of the history out of the search. */
#define LONGEST (G_TIME_SPAN_DAY * 2)

/* The name of a file knows whole seconds. One that was interrupted (9) may have gone on for longer
 * than is known. */
static const char going_on_sql[] =
    "SELECT " BW_CALL_ROWS_COLUMNS " FROM calls"
    " WHERE started BETWEEN $time - $longest AND $time + 999999"
    "  AND answered BETWEEN 1 AND $time + 999999"
    "  AND (outcome = 0 OR ended + (outcome = 9) * $unknown >= $time)"
    " ORDER BY started DESC, id DESC";

static sqlite3_stmt *
find_going_on (BwStore *self, gint64 time)
{
  sqlite3 *db = bw_store_get_database (self);
  sqlite3_stmt *statement = db ? bw_database_prepare (db, going_on_sql, NULL) : NULL;

  if (!statement)
    return NULL;

  bw_database_bind_number (statement, "$time", time);
  bw_database_bind_number (statement, "$longest", LONGEST);
  bw_database_bind_number (statement, "$unknown", BW_STORE_UNKNOWN_END);

  return statement;
}

/* As the call that was recorded was called: by what its peer calls itself, else by the address,
 * without its host where that is the account's own. */
static gboolean
is_with (BwRecording *recording, BwCallRecord *record)
{
  const char *name = bw_call_record_get_peer_name (record);
  const char *peer = bw_call_record_get_peer (record);
  g_autofree char *user = g_strndup (peer ? peer : "", strcspn (peer ? peer : "", "@"));

  if (name && *name)
    return bw_recording_is_named (recording, name);

  return bw_recording_is_named (recording, peer) || bw_recording_is_named (recording, user);
}

gint64
bw_store_find_recorded_call (BwStore *self, BwRecording *recording)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 last = 0;

  g_return_val_if_fail (BW_IS_STORE (self), 0);
  g_return_val_if_fail (BW_IS_RECORDING (recording), 0);

  statement = find_going_on (self, bw_recording_get_started (recording));
  while (statement && bw_database_next (statement)) {
    g_autoptr (BwCallRecord) record = bw_call_rows_read (statement, 0);

    if (is_with (recording, record))
      return bw_call_record_get_id (record);
    if (last == 0)
      last = bw_call_record_get_id (record);
  }

  return last;
}
