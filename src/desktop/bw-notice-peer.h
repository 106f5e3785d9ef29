/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice.h"
#include "bw-phone.h"

G_BEGIN_DECLS

/* What all notices about somebody have in common. @peer: bw_address_to_key() */

/** bw_notice_peer_dup_name: Returns: (transfer full): one clean line: who it is as this person
 * knows them; @account: (nullable): whose domain needs no mention; @name: (nullable): what the peer
 * calls itself */
char *
bw_notice_peer_dup_name (BwPhone *phone, BwAccount *account, const char *peer, const char *name);

/** bw_notice_peer_add_picture: that of the person, where there is one */
void bw_notice_peer_add_picture (BwPhone *phone, const char *peer, BwNotice *notice);

/** bw_notice_peer_is_known: whether it is somebody of the directory */
gboolean bw_notice_peer_is_known (BwPhone *phone, const char *peer);

/** bw_notice_peer_may_disturb: FALSE under do-not-disturb, but for a favourite where those get
 * through */
gboolean bw_notice_peer_may_disturb (BwPhone *phone, const char *peer);

G_END_DECLS
