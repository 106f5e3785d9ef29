/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwAccount and BwPhone do with a mailbox. */

#pragma once

#include "bw-mailbox.h"
#include "bw-subscription.h"

G_BEGIN_DECLS

/** bw_mailbox_new: @account: owns it; its settings and its registration are followed */
BwMailbox *bw_mailbox_new (BwAccount *account);

/** bw_mailbox_watch: @subscriber: (nullable): asks the account's server from now on; NULL: no more
 */
void bw_mailbox_watch (BwMailbox *self, BwSubscriber *subscriber);

/** bw_mailbox_take: a NOTIFY that nobody asked for; Returns: FALSE where it cannot be read */
gboolean bw_mailbox_take (BwMailbox *self, GBytes *body);

G_END_DECLS
