/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-reason.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** BwMailboxKind: what waits (RFC 3458 6.2, RFC 3842 3.5). */
typedef enum {
  BW_MAILBOX_VOICE,
  BW_MAILBOX_FAX,
  BW_MAILBOX_PAGER,
  BW_MAILBOX_MULTIMEDIA,
  BW_MAILBOX_TEXT,
  BW_MAILBOX_N_KINDS,
} BwMailboxKind;

#define BW_TYPE_MAILBOX (bw_mailbox_get_type ())

/**
 * BwMailbox:
 *
 * What waits in the mailbox of an account: message-summary (RFC 3842), solicited and unsolicited.
 * Made and owned by BwAccount, see bw_account_get_mailbox().
 *
 * Properties (read, notify): `known` (gboolean: the server has ever said something of it),
 * `waiting` (gboolean), `new`, `old`, `urgent-new`, `urgent-old` (guint: voice messages),
 * `address` (string, nullable: what to dial to listen: the account's setting, else what the server
 * said in Message-Account, else NULL), `confirmed` (gboolean: the counts hold now; FALSE since a
 * loss of the network or of the server), `as-of` (gint64, Unix seconds when they last held, 0 for
 * never), `reason` (BwReason: why they are not confirmed).
 */
G_DECLARE_FINAL_TYPE (BwMailbox, bw_mailbox, BW, MAILBOX, GObject)

gboolean bw_mailbox_get_known (BwMailbox *self);
gboolean bw_mailbox_get_waiting (BwMailbox *self);
/** bw_mailbox_get_new: of a kind */
guint bw_mailbox_get_new (BwMailbox *self, BwMailboxKind kind);
guint bw_mailbox_get_old (BwMailbox *self, BwMailboxKind kind);
guint bw_mailbox_get_urgent_new (BwMailbox *self, BwMailboxKind kind);
guint bw_mailbox_get_urgent_old (BwMailbox *self, BwMailboxKind kind);
const char *bw_mailbox_get_address (BwMailbox *self);
gboolean bw_mailbox_get_confirmed (BwMailbox *self);
gint64 bw_mailbox_get_as_of (BwMailbox *self);
BwReason bw_mailbox_get_reason (BwMailbox *self);
/** bw_mailbox_refresh: asks again now */
void bw_mailbox_refresh (BwMailbox *self);

G_END_DECLS
