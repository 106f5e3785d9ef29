/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwBuddies does with a buddy. */

#pragma once

#include "bw-buddy-list.h"
#include "bw-buddy.h"
#include "bw-dialog-info.h"

G_BEGIN_DECLS

/** bw_buddy_new: @address: bw_address_to_key(). Signal `changed` (guint: the BwPresence before):
 * the light, or what stands beside it, is another one */
BwBuddy *bw_buddy_new (BwSubscriber *subscriber, BwPerson *person, const char *address);

/**
 * bw_buddy_watch:
 * @account: (nullable): by which it is watched; NULL: by none
 * @uri: the address to subscribe to
 * @list: (nullable): the account's list of resources, which may name the buddy
 *
 * What stays the same is not asked for again.
 */
void bw_buddy_watch (BwBuddy *self, BwAccount *account, const char *uri, BwBuddyList *list);

/** bw_buddy_take_listing: the list has news of this buddy, or of itself */
void bw_buddy_take_listing (BwBuddy *self);

/** bw_buddy_get_ringing: Returns: (transfer none) (nullable): the call that rings there */
const BwDialog *bw_buddy_get_ringing (BwBuddy *self);

G_END_DECLS
