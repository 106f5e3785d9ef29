/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_VOICEMAIL_PAGE (bw_voicemail_page_get_type ())

/**
 * BwVoicemailPage:
 *
 * The mailboxes of all accounts that have one.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `any` (gboolean, read, notify: whether
 * there is a mailbox), `n-new` (guint, read, notify: how many messages are new). Signal: `dialled`
 * (BwCall) when a mailbox was called.
 */
G_DECLARE_FINAL_TYPE (BwVoicemailPage, bw_voicemail_page, BW, VOICEMAIL_PAGE, AdwBin)

G_END_DECLS
