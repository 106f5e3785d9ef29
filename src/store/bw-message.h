/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BwMessageState:
 * @BW_MESSAGE_STATE_RECEIVED: it came in
 * @BW_MESSAGE_STATE_PENDING: it waits to be sent; with BW_REASON_INTERRUPTED as its reason it waits
 * for a person's word, for the program ended while it was being sent and it may have arrived
 * @BW_MESSAGE_STATE_SENDING: it has left, and no answer has come yet
 * @BW_MESSAGE_STATE_SENT: a server or the peer took it (2xx; RFC 3428, 7)
 * @BW_MESSAGE_STATE_DELIVERED: the peer's device says that it has it (IMDN, RFC 5438)
 * @BW_MESSAGE_STATE_READ: the peer's device says that it was displayed
 * @BW_MESSAGE_STATE_FAILED: it was refused; code, reason and phrase say why
 *
 * Where a message is. The values are stored: append only.
 */
typedef enum {
  BW_MESSAGE_STATE_RECEIVED,
  BW_MESSAGE_STATE_PENDING,
  BW_MESSAGE_STATE_SENDING,
  BW_MESSAGE_STATE_SENT,
  BW_MESSAGE_STATE_DELIVERED,
  BW_MESSAGE_STATE_READ,
  BW_MESSAGE_STATE_FAILED,
} BwMessageState;

/**
 * BwMessageReports:
 * @BW_MESSAGE_REPORTS_DELIVERY: its sender wants to hear that it was delivered
 * @BW_MESSAGE_REPORTS_DISPLAY: its sender wants to hear that it was displayed
 *
 * Which reports (IMDN, RFC 5438, Disposition-Notification) are still owed to the sender of a
 * received message, or are asked for a sent one. Stored.
 */
typedef enum {
  BW_MESSAGE_REPORTS_NONE = 0,
  BW_MESSAGE_REPORTS_DELIVERY = 1 << 0,
  BW_MESSAGE_REPORTS_DISPLAY = 1 << 1,
} BwMessageReports;

/** BW_MESSAGE_REASON_INTERRUPTED: BW_REASON_INTERRUPTED of the room core, which is not seen from
 * here: the one reason that the store itself gives. Stored. */
#define BW_MESSAGE_REASON_INTERRUPTED 26

#define BW_TYPE_MESSAGE (bw_message_get_type ())

/**
 * BwMessage:
 *
 * One message (SIP MESSAGE, RFC 3428). While it is alive there is one object for a stored message:
 * whoever asks the store for it gets the same, and sees its state change by notify. All times are
 * Unix times in microseconds, 0 where there is none. What came over the network is untrusted text.
 *
 * Properties (all read and write, each notifies once per change): `id` (gint64, the row, 0 until
 * stored), `conversation` (gint64, the id of its BwConversation), `direction` (BwDirection),
 * `state` (BwMessageState), `code` (guint, the SIP status code of the last answer, 0 for none),
 * `reason` (gint, a BwReason of the room core: the store only keeps the number), `phrase` (string,
 * nullable: the server's own words for it), `time` (gint64: when we stored it, by which it is
 * sorted), `sent-at` (gint64: incoming, the Date that the sender or a server that kept it named, 0
 * for none; outgoing, when it was taken by the server), `call-id` (string, nullable) and `cseq`
 * (guint): by which a retransmission is known, `message-id` (string, nullable: of IMDN), `reports`
 * (BwMessageReports), `content-type` (string: lower case `type/subtype` without parameters), `text`
 * (string, nullable: what a person reads and searches; NULL where there is nothing to read),
 * `file-name` (string, nullable: what its sender calls it, cleaned of folders), `size` (gint64,
 * bytes of the body, or of the file behind `url`), `url` (string, nullable: where its file can be
 * fetched, http or https), `headers` (string, nullable: headers that are neither SIP's own nor
 * known to us, one `Name: value` a line), `seen` (gboolean, an incoming one that was looked at),
 * `has-body` (gboolean: bw_store_dup_body() gives its bytes).
 */
G_DECLARE_FINAL_TYPE (BwMessage, bw_message, BW, MESSAGE, GObject)

BwMessage *bw_message_new (void);

gint64 bw_message_get_id (BwMessage *self);
gint64 bw_message_get_conversation (BwMessage *self);
BwDirection bw_message_get_direction (BwMessage *self);
BwMessageState bw_message_get_state (BwMessage *self);
guint bw_message_get_code (BwMessage *self);
int bw_message_get_reason (BwMessage *self);
const char *bw_message_get_phrase (BwMessage *self);
gint64 bw_message_get_time (BwMessage *self);
gint64 bw_message_get_sent_at (BwMessage *self);
const char *bw_message_get_call_id (BwMessage *self);
guint bw_message_get_cseq (BwMessage *self);
const char *bw_message_get_message_id (BwMessage *self);
BwMessageReports bw_message_get_reports (BwMessage *self);
const char *bw_message_get_content_type (BwMessage *self);
const char *bw_message_get_text (BwMessage *self);
const char *bw_message_get_file_name (BwMessage *self);
gint64 bw_message_get_size (BwMessage *self);
const char *bw_message_get_url (BwMessage *self);
const char *bw_message_get_headers (BwMessage *self);
gboolean bw_message_get_seen (BwMessage *self);
gboolean bw_message_get_has_body (BwMessage *self);

/** bw_message_is_held: whether it waits for a person's word: pending, with
 * BW_MESSAGE_REASON_INTERRUPTED */
gboolean bw_message_is_held (BwMessage *self);

G_END_DECLS
