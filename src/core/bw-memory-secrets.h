/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-secrets.h"

G_BEGIN_DECLS

#define BW_TYPE_MEMORY_SECRETS (bw_memory_secrets_get_type ())

/**
 * BwMemorySecrets:
 *
 * Passwords for this run only: for tests, and for where there is no Secret Service.
 */
G_DECLARE_FINAL_TYPE (BwMemorySecrets, bw_memory_secrets, BW, MEMORY_SECRETS, GObject)

BwSecrets *bw_memory_secrets_new (void);

G_END_DECLS
