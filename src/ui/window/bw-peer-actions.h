/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_PEER_ACTIONS (bw_peer_actions_get_type ())

/**
 * BwPeerActions:
 *
 * What can be done to somebody from wherever a name or a light is: the actions `call` and `message`
 * (ss: an address, and the id of the account, empty for the default), `tell-when-free` (sb: the
 * address of a buddy, and whether) and `pick-up` (s: the address of a buddy).
 *
 * Signals: `dialled` (BwCall); `conversation` (BwConversation) when a message is to be written;
 * `said` (string): a sentence of what was done, or of why it could not be.
 */
G_DECLARE_FINAL_TYPE (BwPeerActions, bw_peer_actions, BW, PEER_ACTIONS, GObject)

BwPeerActions *bw_peer_actions_new (BwPhone *phone);
/** bw_peer_actions_get_group: Returns: (transfer none): for gtk_widget_insert_action_group() */
GActionGroup *bw_peer_actions_get_group (BwPeerActions *self);

G_END_DECLS
