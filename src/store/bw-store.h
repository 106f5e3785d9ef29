/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-record.h"
#include "bw-recording.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_STORE_ERROR (bw_store_error_quark ())

/**
 * BwStoreError:
 * @BW_STORE_ERROR_OPEN: the file cannot be opened or created
 * @BW_STORE_ERROR_DAMAGED: the file is not a healthy database; it was put aside and a new one begun
 * @BW_STORE_ERROR_NEWER: a newer Bellwire wrote the file; it is left untouched
 * @BW_STORE_ERROR_LOCKED: another program holds the file
 * @BW_STORE_ERROR_FULL: there is no space left on the disk
 * @BW_STORE_ERROR_DUPLICATE: the message is there already
 * @BW_STORE_ERROR_FAILED: anything else that SQLite reports
 */
typedef enum {
  BW_STORE_ERROR_OPEN,
  BW_STORE_ERROR_DAMAGED,
  BW_STORE_ERROR_NEWER,
  BW_STORE_ERROR_LOCKED,
  BW_STORE_ERROR_FULL,
  BW_STORE_ERROR_DUPLICATE,
  BW_STORE_ERROR_FAILED,
} BwStoreError;

GQuark bw_store_error_quark (void);

#define BW_TYPE_STORE (bw_store_get_type ())

/**
 * BwStore:
 *
 * The history: one SQLite file (WAL, foreign keys, schema version in `user_version`, migrations),
 * opened by one process at a time and used on the main thread. A change is on disk when the
 * function returns.
 *
 * Property `unseen-missed` (guint, read): missed calls that nobody has looked at.
 * Signals: `call-added` (BwCallRecord), `call-changed` (BwCallRecord), `calls-removed` () after one
 * or many are gone or came back.
 */
G_DECLARE_FINAL_TYPE (BwStore, bw_store, BW, STORE, GObject)

/**
 * bw_store_new:
 * @file: (nullable): the database file; its folder is created. NULL: in memory, for tests
 *
 * Returns: (transfer full): a store that is not open yet
 */
BwStore *bw_store_new (GFile *file);

/**
 * bw_store_open:
 *
 * Opens the file, migrates its schema and closes the records that an earlier run left ongoing
 * (they become BW_CALL_OUTCOME_INTERRUPTED, ended when the run was last known to live).
 * A damaged file is renamed to `NAME.damaged-TIME` and a new one begun: then the function returns
 * TRUE and `bw_store_get_damaged_file()` names the one kept aside.
 *
 * Returns: FALSE with a #BwStoreError where there is no usable store
 */
gboolean bw_store_open (BwStore *self, GError **error);
void bw_store_close (BwStore *self);

/** bw_store_get_damaged_file: Returns: (transfer none) (nullable): the file that was put aside by
 * bw_store_open() */
GFile *bw_store_get_damaged_file (BwStore *self);

/** bw_store_add_call: writes a new record and sets its id. */
gboolean bw_store_add_call (BwStore *self, BwCallRecord *record, GError **error);

/** bw_store_update_call: writes what has changed of a stored record. */
gboolean bw_store_update_call (BwStore *self, BwCallRecord *record, GError **error);

/** bw_store_delete_call: takes one record away; bw_store_restore_calls() brings it back until the
 * next deletion. */
gboolean bw_store_delete_call (BwStore *self, gint64 id, GError **error);

/** bw_store_clear_calls: takes all ended records away; bw_store_restore_calls() brings them back
 * until the next deletion. */
gboolean bw_store_clear_calls (BwStore *self, GError **error);

/** bw_store_restore_calls: undoes the last bw_store_delete_call() or bw_store_clear_calls(). */
gboolean bw_store_restore_calls (BwStore *self, GError **error);

/** bw_store_mark_calls_seen: marks every missed call as looked at (of @peer only, where it is not
 * NULL). */
gboolean bw_store_mark_calls_seen (BwStore *self, const char *peer, GError **error);

guint bw_store_get_unseen_missed (BwStore *self);

/** BW_STORE_UNKNOWN_END: how much longer (microseconds) than is known a call may have gone on that
 * was interrupted */
#define BW_STORE_UNKNOWN_END (30 * G_USEC_PER_SEC)

/**
 * bw_store_find_recorded_call:
 *
 * Of the calls that went on when @recording was begun, the one with the peer of its name; where
 * that name is nobody's (a person has renamed the file), the one that began last.
 *
 * Returns: the id of the call in the history, 0 where there is none
 */
gint64 bw_store_find_recorded_call (BwStore *self, BwRecording *recording);

G_END_DECLS
