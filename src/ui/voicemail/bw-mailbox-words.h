/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-mailbox.h"

G_BEGIN_DECLS

/* What a mailbox holds, in lines for a person; each (transfer full) (nullable). */

/** bw_mailbox_dup_headline: "2 new voice messages, 1 urgent"; never NULL */
char *bw_mailbox_dup_headline (BwMailbox *mailbox);
/** bw_mailbox_dup_old: "8 old, 1 urgent"; NULL where there are none */
char *bw_mailbox_dup_old (BwMailbox *mailbox);
/** bw_mailbox_dup_others: what is not voice, a line each: "Faxes: 1 new, 2 old"; NULL where there
 * is nothing else */
char *bw_mailbox_dup_others (BwMailbox *mailbox);
/** bw_mailbox_dup_doubt: since when the counts may be stale, and why; NULL where they hold. @on:
 * whether the account is switched on */
char *bw_mailbox_dup_doubt (BwMailbox *mailbox, gboolean on);

G_END_DECLS
