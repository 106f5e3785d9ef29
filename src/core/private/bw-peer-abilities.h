/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BwPeerAbility:
 * @BW_PEER_ABILITY_CPIM: it has sent or accepted message/cpim
 * @BW_PEER_ABILITY_COMPOSING: it takes application/im-iscomposing+xml
 *
 * What a peer was seen to understand. Many PBXes take text/plain only, and gateways to SMS hand on
 * whatever comes: nothing else is sent to a peer before it has shown that it knows it.
 */
typedef enum {
  BW_PEER_ABILITY_CPIM = 1 << 0,
  BW_PEER_ABILITY_COMPOSING = 1 << 1,
} BwPeerAbility;

/** BwPeerAbilities: what was learned of the peers of this run, by conversation */
typedef struct _BwPeerAbilities BwPeerAbilities;

BwPeerAbilities *bw_peer_abilities_new (void);
void bw_peer_abilities_free (BwPeerAbilities *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwPeerAbilities, bw_peer_abilities_free)

gboolean bw_peer_abilities_has (BwPeerAbilities *self, gint64 conversation, BwPeerAbility ability);
void bw_peer_abilities_add (BwPeerAbilities *self, gint64 conversation, BwPeerAbility abilities);
void bw_peer_abilities_remove (BwPeerAbilities *self, gint64 conversation, BwPeerAbility abilities);

/** bw_peer_abilities_read_accept: @accept: (nullable): the value of an Accept header. Returns: the
 * abilities that it names */
BwPeerAbility bw_peer_abilities_read_accept (const char *accept);

G_END_DECLS
