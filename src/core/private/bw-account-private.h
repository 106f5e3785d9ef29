/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwPhone and the engine's callbacks do with an account; names liblinphone types. */

#pragma once

#include "bw-account.h"
#include "bw-engine.h"

G_BEGIN_DECLS

BwAccount *bw_account_new (BwAccountSettings *settings);

/** bw_account_attach: puts the account into the running engine; it begins to register. */
void bw_account_attach (BwAccount *self, BwEngine *engine);
/** bw_account_detach: takes it out; the engine un-registers it. */
void bw_account_detach (BwAccount *self);
LinphoneAccount *bw_account_get_engine_account (BwAccount *self);

void bw_account_set_settings (BwAccount *self, BwAccountSettings *settings);
void bw_account_set_password (BwAccount *self, const char *password);
/** bw_account_get_password: Returns: (nullable): for the account's servers, nobody else */
const char *bw_account_get_password (BwAccount *self);
void bw_account_set_password_kept (BwAccount *self, gboolean kept);
void bw_account_set_is_default (BwAccount *self, gboolean is_default);
void bw_account_set_network_available (BwAccount *self, gboolean available);
/** bw_account_get_confirmed: Returns: when its server has said last that it is there (monotonic,
 * microseconds), 0 for never; now, where nobody is asked */
gint64 bw_account_get_confirmed (BwAccount *self);

/* Called by the engine's callbacks. */
void bw_account_handle_state (BwAccount *self, LinphoneRegistrationState state);
void bw_account_handle_auth_request (BwAccount *self);

G_END_DECLS
