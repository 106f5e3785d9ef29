/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_CALL_NOTICES (bw_call_notices_get_type ())

/**
 * BwCallNotices:
 *
 * The notice of each call that rings here, with Answer and Decline, and with Answer with Video
 * where the call offers it; gone as soon as the call no longer rings. None under do-not-disturb,
 * but of favourites where those ring. Signal `present` (BwCall): the person wants to see it, or has
 * answered it.
 */
G_DECLARE_FINAL_TYPE (BwCallNotices, bw_call_notices, BW, CALL_NOTICES, GObject)

BwCallNotices *bw_call_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
