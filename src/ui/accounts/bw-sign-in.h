/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-form.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_SIGN_IN (bw_sign_in_get_type ())

/**
 * BwSignIn:
 *
 * Carries what stands in a form to the phone, waits for the server's answer and brings trouble back
 * to its field.
 *
 * Properties: `phone` (BwPhone, read and write), `form` (BwAccountForm, read and write), `account`
 * (BwAccount, nullable, read and write: the one that is changed; NULL where a new one is to be
 * made, and then the one that was made), `busy` (gboolean, read), `failed` (gboolean, read: the
 * server said no, and nothing was tried since). Signal `done` (BwAccount): the account is
 * registered, or switched off and saved.
 */
G_DECLARE_FINAL_TYPE (BwSignIn, bw_sign_in, BW, SIGN_IN, GObject)

/** bw_sign_in_apply: adds or changes the account with what is typed in. */
void bw_sign_in_apply (BwSignIn *self);
/** bw_sign_in_keep: lets the account be as it is, though it could not register; emits `done`. */
void bw_sign_in_keep (BwSignIn *self);
/** bw_sign_in_give_up: takes a new account away again that did not get through; one that was
 * changed stays. */
void bw_sign_in_give_up (BwSignIn *self);

/** bw_sign_in_show_state: shows why the account that is to be changed failed, where it did. */
void bw_sign_in_show_state (BwSignIn *self);

void bw_sign_in_set_account (BwSignIn *self, BwAccount *account);

G_END_DECLS
