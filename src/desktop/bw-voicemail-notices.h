/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice-board.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_VOICEMAIL_NOTICES (bw_voicemail_notices_get_type ())

/**
 * BwVoicemailNotices:
 *
 * The notice of new voice messages, one for each account, with Listen and Later. It comes when
 * there are more of them than were told of last, also in an earlier run, and goes as soon as there
 * are less, or the person looks at the mailbox. Without sound under do-not-disturb.
 *
 * Properties (read and write): `told` (GVariant a{su}, notify: how many were told of, by the id of
 * the account; to be kept), `attended` (gboolean: the person looks at the mailboxes). Signals:
 * `listen` (BwAccount); `present` (BwAccount): the person wants to see its mailbox.
 */
G_DECLARE_FINAL_TYPE (BwVoicemailNotices, bw_voicemail_notices, BW, VOICEMAIL_NOTICES, GObject)

BwVoicemailNotices *bw_voicemail_notices_new (BwPhone *phone, BwNoticeBoard *board);

G_END_DECLS
