/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwPhone does with those who watch. */

#pragma once

#include "bw-directory.h"
#include "bw-engine.h"
#include "bw-my-presence.h"
#include "bw-store.h"
#include "bw-watchers.h"

G_BEGIN_DECLS

/** bw_watchers_new: @accounts: a GListModel of BwAccount; @directory: who is known here */
BwWatchers *bw_watchers_new (BwStore *store,
                             GListModel *accounts,
                             BwMyPresence *presence,
                             BwDirectory *directory);

/** bw_watchers_attach: @engine: (nullable): started; NULL: it is gone */
void bw_watchers_attach (BwWatchers *self, BwEngine *engine);
/** bw_watchers_close: says good-bye to all; nobody is let in until it is attached again */
void bw_watchers_close (BwWatchers *self);
/** bw_watchers_set_reachable: @reachable: whether there is a network, perhaps another one */
void bw_watchers_set_reachable (BwWatchers *self, gboolean reachable);

G_END_DECLS
