/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"
#include "bw-compat-engine.h"

G_BEGIN_DECLS

/** bw_account_params_new: Returns: (transfer full): what the engine wants to know of @settings */
LinphoneAccountParams *bw_account_params_new (LinphoneCore *core, BwAccountSettings *settings);

LinphoneMediaEncryption bw_encryption_to_engine (BwEncryption encryption);
BwEncryption bw_encryption_from_engine (LinphoneMediaEncryption encryption);

G_END_DECLS
