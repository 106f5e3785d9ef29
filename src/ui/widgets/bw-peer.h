/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddy.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_PEER (bw_peer_get_type ())

/**
 * BwPeer:
 *
 * Who is behind an address, for a widget that shows one: the name, the person and the light as they
 * are just now. It follows what is shown, the directory and the buddies; a widget binds to it.
 *
 * Properties, read and write: `phone` (BwPhone, nullable), `subject` (GObject, nullable: a BwCall,
 * a BwCallRecord or a BwConversation). Read, notify: `address` (string, nullable: that of the
 * subject, see bw_address_to_key()), `account` (string, nullable: the id of its account), `name`
 * (string: what to show, never markup; a number such that it reads from left to right everywhere),
 * `beside` (string: the address, where the name is something else, else empty), `person` (BwPerson,
 * nullable), `buddy` (BwBuddy, nullable: of several addresses the one that says the most).
 */
G_DECLARE_FINAL_TYPE (BwPeer, bw_peer, BW, PEER, GObject)

BwPeer *bw_peer_new (BwPhone *phone);
BwPhone *bw_peer_get_phone (BwPeer *self);
void bw_peer_set_subject (BwPeer *self, gpointer subject);
const char *bw_peer_get_address (BwPeer *self);
const char *bw_peer_get_account (BwPeer *self);
const char *bw_peer_get_name (BwPeer *self);
/** bw_peer_dup_own_name: Returns: (transfer full) (nullable): what the peer calls itself, in one
 * clean line */
char *bw_peer_dup_own_name (BwPeer *self);
BwPerson *bw_peer_get_person (BwPeer *self);
BwBuddy *bw_peer_get_buddy (BwPeer *self);

/** bw_peer_name: Returns: (transfer full): the name alone, for a line that is made once. @phone:
 * (nullable); @subject: as of the property */
char *bw_peer_name (BwPhone *phone, gpointer subject);

G_END_DECLS
