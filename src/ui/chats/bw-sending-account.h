/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_SENDING_ACCOUNT (bw_sending_account_get_type ())

/**
 * BwSendingAccount:
 *
 * The account by which a conversation goes, and the others by which it could. It follows both, and
 * shows nothing by itself.
 *
 * Signal `changed` ().
 */
G_DECLARE_FINAL_TYPE (BwSendingAccount, bw_sending_account, BW, SENDING_ACCOUNT, GObject)

BwSendingAccount *bw_sending_account_new (void);
/** bw_sending_account_follow: @phone: (nullable); @conversation: (nullable) */
void
bw_sending_account_follow (BwSendingAccount *self, BwPhone *phone, BwConversation *conversation);

/** bw_sending_account_get_account: Returns: (transfer none) (nullable): NULL where it was removed
 */
BwAccount *bw_sending_account_get_account (BwSendingAccount *self);
/** bw_sending_account_get_usable: whether it is there and enabled */
gboolean bw_sending_account_get_usable (BwSendingAccount *self);
/** bw_sending_account_count_others: how many other accounts are enabled */
guint bw_sending_account_count_others (BwSendingAccount *self);
/** bw_sending_account_get_menu: Returns: (transfer none): the enabled accounts, each activating
 * `conversation.use-account` */
GMenuModel *bw_sending_account_get_menu (BwSendingAccount *self);

G_END_DECLS
