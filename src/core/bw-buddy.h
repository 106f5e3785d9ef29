/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-person.h"
#include "bw-presence.h"

G_BEGIN_DECLS

#define BW_TYPE_BUDDY (bw_buddy_get_type ())

/**
 * BwBuddy:
 *
 * A watched address of a person: subscriptions to its presence (RFC 3856) and, where the account
 * wants them, to its dialogs (RFC 4235), folded into one light. Made and owned by BwBuddies.
 *
 * Properties (read, notify): `address` (string: bw_address_to_key()), `person` (BwPerson),
 * `account` (BwAccount, nullable: by which it is watched), `presence` (BwPresence), `activity`
 * (BwActivity), `note` (string, nullable: untrusted text, one line), `source` (BwPresenceSource),
 * `subscription` (BwSubscriptionState), `reason` (BwReason: why the light is unknown), `code`
 * (guint, the SIP code of it, 0 for none), `since` (gint64, Unix seconds of the last change of the
 * light), `can-pick-up` (gboolean: it rings there, and the call can be taken from here), and
 * `tell-when-free` (gboolean, read and write: once, see BwBuddies::became-free).
 */
G_DECLARE_FINAL_TYPE (BwBuddy, bw_buddy, BW, BUDDY, GObject)

const char *bw_buddy_get_address (BwBuddy *self);
BwPerson *bw_buddy_get_person (BwBuddy *self);
BwAccount *bw_buddy_get_account (BwBuddy *self);
BwPresence bw_buddy_get_presence (BwBuddy *self);
BwActivity bw_buddy_get_activity (BwBuddy *self);
const char *bw_buddy_get_note (BwBuddy *self);
BwPresenceSource bw_buddy_get_source (BwBuddy *self);
BwSubscriptionState bw_buddy_get_subscription (BwBuddy *self);
BwReason bw_buddy_get_reason (BwBuddy *self);
guint bw_buddy_get_code (BwBuddy *self);
gint64 bw_buddy_get_since (BwBuddy *self);
gboolean bw_buddy_get_can_pick_up (BwBuddy *self);
gboolean bw_buddy_get_tell_when_free (BwBuddy *self);
void bw_buddy_set_tell_when_free (BwBuddy *self, gboolean tell);
/** bw_buddy_refresh: asks again now ("Try Again") */
void bw_buddy_refresh (BwBuddy *self);

G_END_DECLS
