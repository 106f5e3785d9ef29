/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-subscription.h"

G_BEGIN_DECLS

/**
 * BwBuddyList:
 *
 * The list of resources of an account (RFC 4662): one subscription for all that it names. Made and
 * owned by BwBuddies.
 */
typedef struct _BwBuddyList BwBuddyList;

/** BwBuddyListChanged: @address: (nullable): the key of the one there is news of; NULL: of the list
 * itself, or of who is in it */
typedef void (*BwBuddyListChanged) (BwBuddyList *self, const char *address, gpointer user_data);

/** bw_buddy_list_new: @uri: a SIP URI */
BwBuddyList *bw_buddy_list_new (BwSubscriber *subscriber,
                                BwAccount *account,
                                const char *uri,
                                BwBuddyListChanged changed,
                                gpointer user_data);
void bw_buddy_list_free (BwBuddyList *self);

const char *bw_buddy_list_get_uri (BwBuddyList *self);
void bw_buddy_list_refresh (BwBuddyList *self);

/** BwBuddyListing: what a list says of one address */
typedef struct {
  BwSubscriptionState state;
  BwReason reason;
  guint code;
  GBytes *document; /* (nullable): a presence document, borrowed */
} BwBuddyListing;

/**
 * bw_buddy_list_find:
 * @listing: (out caller-allocates): also of a list that has not said yet whom it names
 *
 * Returns: FALSE where the list does not name @address, or cannot be had: it is to be asked for by
 * itself
 */
gboolean bw_buddy_list_find (BwBuddyList *self, const char *address, BwBuddyListing *listing);

G_END_DECLS
