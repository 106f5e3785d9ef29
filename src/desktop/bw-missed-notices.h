/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_MISSED_NOTICES (bw_missed_notices_get_type ())

/**
 * BwMissedNotices:
 *
 * The notice of missed calls, one for each peer however often it called; gone when the history has
 * been looked at. Told quietly while the phone is not to be disturbed. Signals: `dial` (string
 * address, BwAccount nullable): call back; `present` (): the person wants to see the history.
 */
G_DECLARE_FINAL_TYPE (BwMissedNotices, bw_missed_notices, BW, MISSED_NOTICES, GObject)

/** bw_missed_notices_new: watches the store of @phone for calls missed from now on */
BwMissedNotices *bw_missed_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
