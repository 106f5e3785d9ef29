/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddy.h"
#include "bw-call.h"

G_BEGIN_DECLS

#define BW_TYPE_BUDDIES (bw_buddies_get_type ())

/**
 * BwBuddies:
 *
 * A GListModel of BwBuddy: one for each SIP address of each person of the store that is `watched`.
 * It follows the people, the accounts and the network by itself: subscriptions are made as fast as
 * the server answers and no faster, refreshed, made anew after a loss, and given up only where the
 * server says so for good. Owned by BwPhone, see bw_phone_get_buddies().
 *
 * Signals: `person-changed` (BwPerson): the light of a person, or what stands beside it, is another
 * one; `became-free` (BwBuddy): one with `tell-when-free` can be reached; the wish is taken back.
 */
G_DECLARE_FINAL_TYPE (BwBuddies, bw_buddies, BW, BUDDIES, GObject)

/** bw_buddies_find: Returns: (transfer none) (nullable): @address: bw_address_to_key() */
BwBuddy *bw_buddies_find (BwBuddies *self, const char *address);

/** bw_buddies_find_for_person: Returns: (transfer none) (nullable): of several addresses the one
 * that says the most: in a call or ringing, then the one that can be reached best; NULL where none
 * is watched */
BwBuddy *bw_buddies_find_for_person (BwBuddies *self, BwPerson *person);

/**
 * bw_buddies_pick_up:
 *
 * Takes the call that rings at a colleague: by an INVITE with Replaces (RFC 3891) where the dialog
 * is known, else by the account's pick-up code before the extension.
 *
 * Returns: (transfer none) (nullable): our call, dialing; NULL with BW_ERROR_STATE where nothing
 * rings there any more, or an error of bw_phone_dial()
 */
BwCall *bw_buddies_pick_up (BwBuddies *self, BwBuddy *buddy, GError **error);

G_END_DECLS
