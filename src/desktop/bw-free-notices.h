/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_FREE_NOTICES (bw_free_notices_get_type ())

/**
 * BwFreeNotices:
 *
 * The notice that somebody can be reached now whom the person has waited for, with Call Now; gone
 * as soon as that is no longer so. Without sound under do-not-disturb. Signals: `dial` (string
 * address, BwAccount nullable); `present` (BwPerson): the person wants to see who it is.
 */
G_DECLARE_FINAL_TYPE (BwFreeNotices, bw_free_notices, BW, FREE_NOTICES, GObject)

BwFreeNotices *bw_free_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
