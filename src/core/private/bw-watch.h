/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-exchange.h"
#include "bw-watch-dialog.h"

G_BEGIN_DECLS

/**
 * BwWatch:
 *
 * A running subscription of somebody to our presence: tells them what they may see, when it
 * changes, until they leave, time runs out, or we end it.
 */
typedef struct _BwWatch BwWatch;

/** BwWatchEnded: it is over, and may be freed, also from here */
typedef void (*BwWatchEnded) (BwWatch *self, gpointer user_data);

/** bw_watch_new: @dialog: (transfer full); @watcher: the address, a bw_address_to_key();
 * @document: see bw_watch_show(). Nothing is told before bw_watch_extend(). */
BwWatch *bw_watch_new (BwWatchDialog *dialog,
                       BwExchanges *exchanges,
                       BwAccount *account,
                       const char *watcher,
                       const char *document,
                       BwWatchEnded ended,
                       gpointer user_data);
void bw_watch_free (BwWatch *self);

BwWatchDialog *bw_watch_get_dialog (BwWatch *self);
BwAccount *bw_watch_get_account (BwWatch *self);
const char *bw_watch_get_watcher (BwWatch *self);

/** bw_watch_show: @document: (nullable): what they see: PIDF; NULL: they wait for our word */
void bw_watch_show (BwWatch *self, const char *document);
/** bw_watch_extend: @expires: seconds from now; the whole state is told; 0 ends it */
void bw_watch_extend (BwWatch *self, guint expires);
/** bw_watch_end: @reason: of RFC 6665 4.1.3, with its parameters; @document: (nullable): the last
 * that they see, where they saw anything; NULL: what they see now */
void bw_watch_end (BwWatch *self, const char *reason, const char *document);
/** bw_watch_set_reachable: @reachable: whether there is a network; when it is back, the whole state
 * is told: they may have missed some, and our address may be another one */
void bw_watch_set_reachable (BwWatch *self, gboolean reachable);
/** bw_watch_proceed: tells what is to be told, which may be nothing */
void bw_watch_proceed (BwWatch *self);

G_END_DECLS
