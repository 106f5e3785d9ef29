/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_WATCHER_NOTICES (bw_watcher_notices_get_type ())

/**
 * BwWatcherNotices:
 *
 * The notice of each one who asks to see the presence, with Allow, Block and Later; gone as soon as
 * it is decided, wherever that was. Without sound under do-not-disturb. Signal `present` (): the
 * person wants to see who watches.
 */
G_DECLARE_FINAL_TYPE (BwWatcherNotices, bw_watcher_notices, BW, WATCHER_NOTICES, GObject)

BwWatcherNotices *bw_watcher_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
