/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store.h"
#include "bw-watcher.h"

G_BEGIN_DECLS

/* The part of the store that keeps who asked to see a person, and what was said to them. */

/** bw_store_get_watchers: Returns: (transfer none): a GListModel of BwWatcher, the newest first */
GListModel *bw_store_get_watchers (BwStore *self);
/** bw_store_find_watcher: Returns: (transfer none) (nullable) */
BwWatcher *bw_store_find_watcher (BwStore *self, const char *account, const char *address);
/** bw_store_ensure_watcher: Returns: (transfer none) (nullable): made as BW_WATCHER_ASKED where
 * there was none; @name: (nullable): kept where it is not NULL, its first 200 characters */
BwWatcher *bw_store_ensure_watcher (BwStore *self,
                                    const char *account,
                                    const char *address,
                                    const char *name,
                                    GError **error);
/** bw_store_decide_watcher: notes the time, too, where it is another decision */
gboolean bw_store_decide_watcher (BwStore *self,
                                  BwWatcher *watcher,
                                  BwWatcherDecision decision,
                                  GError **error);
/** bw_store_remove_watcher: the next time it is a new question */
gboolean bw_store_remove_watcher (BwStore *self, BwWatcher *watcher, GError **error);

G_END_DECLS
