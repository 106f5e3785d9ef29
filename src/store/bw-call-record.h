/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BwDirection:
 * @BW_DIRECTION_INCOMING: from the peer to us
 * @BW_DIRECTION_OUTGOING: from us to the peer
 *
 * Which side began a call or a message.
 */
typedef enum {
  BW_DIRECTION_INCOMING,
  BW_DIRECTION_OUTGOING,
} BwDirection;

/**
 * BwCallOutcome:
 * @BW_CALL_OUTCOME_ONGOING: it has not ended yet
 * @BW_CALL_OUTCOME_ANSWERED: the two sides were connected
 * @BW_CALL_OUTCOME_MISSED: it came in and nobody took it
 * @BW_CALL_OUTCOME_DECLINED: the called side said no
 * @BW_CALL_OUTCOME_CANCELLED: we hung up before the peer answered
 * @BW_CALL_OUTCOME_BUSY: the peer was busy
 * @BW_CALL_OUTCOME_FAILED: it could not be set up; the record's reason says why
 * @BW_CALL_OUTCOME_ELSEWHERE: another device of the person answered (Reason: SIP;cause=200)
 * @BW_CALL_OUTCOME_REDIRECTED: it was sent on to another address
 * @BW_CALL_OUTCOME_INTERRUPTED: the program ended without seeing the end of the call
 *
 * How a call ended, as the history keeps it. The values are stored: append only.
 */
typedef enum {
  BW_CALL_OUTCOME_ONGOING,
  BW_CALL_OUTCOME_ANSWERED,
  BW_CALL_OUTCOME_MISSED,
  BW_CALL_OUTCOME_DECLINED,
  BW_CALL_OUTCOME_CANCELLED,
  BW_CALL_OUTCOME_BUSY,
  BW_CALL_OUTCOME_FAILED,
  BW_CALL_OUTCOME_ELSEWHERE,
  BW_CALL_OUTCOME_REDIRECTED,
  BW_CALL_OUTCOME_INTERRUPTED,
} BwCallOutcome;

#define BW_TYPE_CALL_RECORD (bw_call_record_get_type ())

/**
 * BwCallRecord:
 *
 * One line of the call history. All times are Unix times in microseconds, 0 where there is none.
 *
 * Properties (all read and write, each notifies once per change): `id` (gint64, the row, 0 until
 * stored), `account` (string, the id of the account), `peer` (string, the normalised address),
 * `peer-name` (string, nullable: the display name as it came, untrusted text), `direction`
 * (BwDirection), `outcome` (BwCallOutcome), `code` (guint, the SIP status code that ended it, 0 for
 * none), `reason` (gint, a BwReason of the room core, 0 for none: the store only keeps the number),
 * `started`, `answered`, `ended` (gint64), `video` (gboolean), `seen` (gboolean, a missed call that
 * was looked at).
 */
G_DECLARE_FINAL_TYPE (BwCallRecord, bw_call_record, BW, CALL_RECORD, GObject)

BwCallRecord *bw_call_record_new (void);

gint64 bw_call_record_get_id (BwCallRecord *self);
const char *bw_call_record_get_account (BwCallRecord *self);
const char *bw_call_record_get_peer (BwCallRecord *self);
const char *bw_call_record_get_peer_name (BwCallRecord *self);
BwDirection bw_call_record_get_direction (BwCallRecord *self);
BwCallOutcome bw_call_record_get_outcome (BwCallRecord *self);
guint bw_call_record_get_code (BwCallRecord *self);
int bw_call_record_get_reason (BwCallRecord *self);
gint64 bw_call_record_get_started (BwCallRecord *self);
gint64 bw_call_record_get_answered (BwCallRecord *self);
gint64 bw_call_record_get_ended (BwCallRecord *self);
gboolean bw_call_record_get_video (BwCallRecord *self);
gboolean bw_call_record_get_seen (BwCallRecord *self);

G_END_DECLS
