/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"
#include "bw-mailbox.h"
#include "bw-reason.h"

G_BEGIN_DECLS

/** BwAccountState: whether the account can be reached. */
typedef enum {
  BW_ACCOUNT_STATE_DISABLED,
  BW_ACCOUNT_STATE_REGISTERING,
  BW_ACCOUNT_STATE_REGISTERED,
  BW_ACCOUNT_STATE_FAILED,
} BwAccountState;

#define BW_TYPE_ACCOUNT (bw_account_get_type ())

/**
 * BwAccount:
 *
 * A SIP identity at work: its settings and its registration (RFC 3261 10). Made and owned by
 * BwPhone.
 *
 * Properties (read, notify): `settings` (BwAccountSettings: replaced as a whole, never changed in
 * place), `address` (string), `display-name` (string, nullable), `enabled` (gboolean, read and
 * write), `state` (BwAccountState), `reason` (BwReason, why it failed), `code` (guint, the SIP code
 * of it, 0 for none), `since` (gint64, Unix seconds of the last change of state), `is-default`
 * (gboolean), `password-missing` (gboolean: the server asked for a password that we do not have),
 * `password-kept` (gboolean: FALSE where the keyring could not keep it, so that it lives for this
 * run only), `certificate` (GTlsCertificate, nullable: the one that was not trusted, with reason
 * BW_REASON_CERTIFICATE), `mailbox` (BwMailbox).
 */
G_DECLARE_FINAL_TYPE (BwAccount, bw_account, BW, ACCOUNT, GObject)

BwAccountSettings *bw_account_get_settings (BwAccount *self);
const char *bw_account_get_id (BwAccount *self);
const char *bw_account_get_address (BwAccount *self);
/** bw_account_get_domain: the domain that bare users and numbers belong to */
const char *bw_account_get_domain (BwAccount *self);
gboolean bw_account_get_enabled (BwAccount *self);
/** bw_account_set_enabled: registers or un-registers; the list of accounts is saved */
void bw_account_set_enabled (BwAccount *self, gboolean enabled);
BwAccountState bw_account_get_state (BwAccount *self);
BwReason bw_account_get_reason (BwAccount *self);
guint bw_account_get_code (BwAccount *self);
gint64 bw_account_get_since (BwAccount *self);
gboolean bw_account_get_is_default (BwAccount *self);
gboolean bw_account_get_password_missing (BwAccount *self);
gboolean bw_account_get_password_kept (BwAccount *self);
/** bw_account_get_certificate: Returns: (transfer none) (nullable) */
GTlsCertificate *bw_account_get_certificate (BwAccount *self);

/** bw_account_get_mailbox: Returns: (transfer none): what waits in it, there from the beginning */
BwMailbox *bw_account_get_mailbox (BwAccount *self);

/** bw_account_refresh: registers again now ("Try again"). */
void bw_account_refresh (BwAccount *self);

G_END_DECLS
