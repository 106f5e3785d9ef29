/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-mailbox.h"

G_BEGIN_DECLS

/** BwMessageSummary: application/simple-message-summary (RFC 3842 5.2) */
typedef struct {
  gboolean waiting;
  char *account; /* (nullable): Message-Account, a URI */
  struct {
    guint new_count, old_count, urgent_new, urgent_old;
    gboolean said;
  } kinds[BW_MAILBOX_N_KINDS];
} BwMessageSummary;

/**
 * bw_message_summary_read:
 *
 * Strict and total: `Messages-Waiting` must be there with yes or no; kinds in any case and order,
 * with or without urgent counts, white space and folded lines as RFC 3261 7.3.1 has them; lines end
 * with CRLF, LF or CR; numbers over 4294967295 count as that; what is not known is passed over.
 * `yes` without counts is at least one new voice message of unknown number: counts 0.
 *
 * Returns: FALSE where it is no such body
 */
gboolean bw_message_summary_read (GBytes *body, BwMessageSummary *summary);
void bw_message_summary_clear (BwMessageSummary *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwMessageSummary, bw_message_summary_clear)

G_END_DECLS
