/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_NOTICES (bw_video_notices_get_type ())

/**
 * BwVideoNotices:
 *
 * The notice of a peer that asks for video in mid-call, while the person looks elsewhere; gone with
 * the question. Property `attended` (gboolean, read, write): the person has the call before their
 * eyes, where it is asked as well. Signal `present` (BwCall): the person wants to see it.
 */
G_DECLARE_FINAL_TYPE (BwVideoNotices, bw_video_notices, BW, VIDEO_NOTICES, GObject)

BwVideoNotices *bw_video_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
