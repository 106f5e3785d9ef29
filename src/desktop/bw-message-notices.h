/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_NOTICES (bw_message_notices_get_type ())

/**
 * BwMessageNotices:
 *
 * The notice of new messages, one for each conversation however many came; gone when they were
 * read. None under do-not-disturb, but of favourites where those get through, and none for what the
 * person is looking at.
 *
 * Properties (read and write): `show-text` (gboolean, TRUE: what the message says is shown),
 * `attended` (BwConversation, nullable: what the person is looking at). Signals: `present`
 * (BwConversation): the person wants to see it; `compose` (BwConversation): the person wants to
 * answer it.
 */
G_DECLARE_FINAL_TYPE (BwMessageNotices, bw_message_notices, BW, MESSAGE_NOTICES, GObject)

BwMessageNotices *bw_message_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
