/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-private.h"
#include "bw-my-presence.h"

G_BEGIN_DECLS

#define BW_TYPE_PUBLISHER (bw_publisher_get_type ())

/**
 * BwPublisher:
 *
 * Tells the presence agents of those accounts that publish how one is seen (RFC 3903): once for
 * each change, refreshed, withdrawn where one appears offline or goes. It follows the presence, the
 * accounts and their registrations by itself.
 */
G_DECLARE_FINAL_TYPE (BwPublisher, bw_publisher, BW, PUBLISHER, GObject)

BwPublisher *bw_publisher_new (BwMyPresence *presence, GListModel *accounts);

/** bw_publisher_attach: @engine: (nullable): started; NULL: it is gone */
void bw_publisher_attach (BwPublisher *self, BwEngine *engine);

/** bw_publisher_renew: after sleep, in which the clocks of the servers have gone on */
void bw_publisher_renew (BwPublisher *self);

/** bw_publisher_close: withdraws all; nothing is published until it is attached again */
void bw_publisher_close (BwPublisher *self);

G_END_DECLS
