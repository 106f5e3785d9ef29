/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"
#include "bw-directory.h"

G_BEGIN_DECLS

/* The digits that open the door of a door station, which are sent as DTMF in a call. */

/** BW_DOOR_MAX_DIGITS: what is longer is no code that a person was given */
#define BW_DOOR_MAX_DIGITS 32

/**
 * bw_door_clean_digits:
 * @text: (nullable): as it was typed or came from a file; white space does not matter
 * @digits: (out) (transfer full) (nullable): 0-9 A-D * # alone, NULL where there are none
 * @error: BW_ERROR_DTMF
 *
 * Returns: FALSE where @text is something else
 */
gboolean bw_door_clean_digits (const char *text, char **digits, GError **error);

/**
 * bw_door_dup_digits:
 * @settings: (nullable): of the account of the call
 * @peer: bw_address_to_key() of the peer
 *
 * Returns: (transfer full) (nullable): those of the person who is called or calls, else those of
 * the account
 */
char *bw_door_dup_digits (BwDirectory *directory, BwAccountSettings *settings, const char *peer);

G_END_DECLS
