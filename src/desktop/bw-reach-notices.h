/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_REACH_NOTICES (bw_reach_notices_get_type ())

/**
 * BwReachNotices:
 *
 * One notice for all accounts that were registered and have not been for longer than the patience;
 * gone when all are back, or are switched off or removed. An account that never came up is no news.
 * Signal `present` (): the person wants to see what is wrong.
 */
G_DECLARE_FINAL_TYPE (BwReachNotices, bw_reach_notices, BW, REACH_NOTICES, GObject)

/** bw_reach_notices_new: @patience: milliseconds */
BwReachNotices *bw_reach_notices_new (BwPhone *phone, BwNoticeBoard *board, guint patience);

G_END_DECLS
