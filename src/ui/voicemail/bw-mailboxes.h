/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-mailbox.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_MAILBOXES (bw_mailboxes_get_type ())

/**
 * BwMailboxes:
 *
 * The accounts that have a mailbox: one that is set, or of which the server has said something; as
 * a GListModel of BwAccount.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `n-new` (guint, read, notify: new
 * messages of all kinds in all of them; where a server only says that something waits, that counts
 * as one), `any` (gboolean, read, notify: whether there is a mailbox at all), `n-items` (guint,
 * read, notify).
 */
G_DECLARE_FINAL_TYPE (BwMailboxes, bw_mailboxes, BW, MAILBOXES, GObject)

BwMailboxes *bw_mailboxes_new (void);
void bw_mailboxes_set_phone (BwMailboxes *self, BwPhone *phone);
guint bw_mailboxes_get_n_new (BwMailboxes *self);
gboolean bw_mailboxes_get_any (BwMailboxes *self);

/** bw_mailbox_count_new: what is new of a mailbox, see `n-new` */
guint bw_mailbox_count_new (BwMailbox *mailbox);

G_END_DECLS
