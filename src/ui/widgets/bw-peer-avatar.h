/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-peer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PEER_AVATAR (bw_peer_avatar_get_type ())

/**
 * BwPeerAvatar:
 *
 * The picture of a peer with the light on it, where one is watched. A click on the light opens a
 * menu of what can be done: its actions are those of BwPeerActions, as `peer.`, which the window
 * inserts.
 *
 * Properties (read and write): `peer` (BwPeer, nullable), `size` (gint, pixels).
 */
G_DECLARE_FINAL_TYPE (BwPeerAvatar, bw_peer_avatar, BW, PEER_AVATAR, AdwBin)

/** bw_peer_avatar_popup: opens the menu of the light */
void bw_peer_avatar_popup (BwPeerAvatar *self);

/** bw_peer_menu_append: adds to the menu of a row what can be done with @peer beside calling and
 * writing: to be told when they are free, to take the call that rings there, to look at the person
 * or to add one */
void bw_peer_menu_append (GMenu *menu, BwPeer *peer);

G_END_DECLS
