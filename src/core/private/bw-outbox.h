/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-file-transfer.h"
#include "bw-message-agent.h"
#include "bw-peer-abilities.h"
#include "bw-store-messages.h"

G_BEGIN_DECLS

#define BW_TYPE_OUTBOX (bw_outbox_get_type ())

/**
 * BwOutbox:
 *
 * Sends what waits: conversations side by side, within one the next message when the one before has
 * its answer, so that they arrive in order. What a server or the network could not take just now
 * goes again later, with the same Call-ID; what was refused has failed. Each step is on disk before
 * it is taken.
 *
 * Signal: `state-changed` (BwConversation, BwMessage).
 */
G_DECLARE_FINAL_TYPE (BwOutbox, bw_outbox, BW, OUTBOX, GObject)

/** bw_outbox_new: @accounts: of BwAccount; @abilities: (transfer none): outlives it */
BwOutbox *bw_outbox_new (BwStore *store, GListModel *accounts, BwPeerAbilities *abilities);

/** bw_outbox_attach: the engine runs: what waits may go as its account registers */
void bw_outbox_attach (BwOutbox *self, BwMessageAgent *agent);
/** bw_outbox_close: the engine is about to stop: nothing more is sent; what has left may still get
 * its answer, and its silence says nothing */
void bw_outbox_close (BwOutbox *self);
/** bw_outbox_detach: nothing is sent any more; to be called before the agent is let go of */
void bw_outbox_detach (BwOutbox *self);

/** bw_outbox_take: a stored, pending message goes to the end of its conversation */
void bw_outbox_take (BwOutbox *self, BwMessage *message);
/** bw_outbox_wake: something has changed that may let wait what waits, or go */
void bw_outbox_wake (BwOutbox *self);

G_END_DECLS
