/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-watcher.h"

G_BEGIN_DECLS

/** BwWatcherPolicy: what becomes of somebody who asks for the first time. */
typedef enum {
  BW_WATCHER_POLICY_ASK,
  BW_WATCHER_POLICY_CONTACTS, /* allows people that are known here, blocks others until they are */
  BW_WATCHER_POLICY_EVERYBODY,
  BW_WATCHER_POLICY_NOBODY,
} BwWatcherPolicy;

#define BW_TYPE_WATCHERS (bw_watchers_get_type ())

/**
 * BwWatchers:
 *
 * Who subscribes to our presence (RFC 3856 6.6): asked of the person once, kept by the store, told
 * of every change where allowed; told "offline" (polite blocking) where blocked. Owned by BwPhone,
 * see bw_phone_get_watchers(); the list is bw_store_get_watchers().
 *
 * Property `policy` (BwWatcherPolicy, read and write): whom it lets in is kept as allowed; whom it
 * keeps out stays undecided, and is asked about when the policy becomes BW_WATCHER_POLICY_ASK.
 * Signals: `asked` (BwWatcher): a person is to decide.
 */
G_DECLARE_FINAL_TYPE (BwWatchers, bw_watchers, BW, WATCHERS, GObject)

/** bw_watchers_decide: keeps the decision, and tells the watcher at once */
gboolean bw_watchers_decide (BwWatchers *self,
                             BwWatcher *watcher,
                             BwWatcherDecision decision,
                             GError **error);
/** bw_watchers_forget: ends its subscriptions; the next one is a new question */
gboolean bw_watchers_forget (BwWatchers *self, BwWatcher *watcher, GError **error);

G_END_DECLS
