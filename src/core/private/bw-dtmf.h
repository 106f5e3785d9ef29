/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"
#include "bw-compat-engine.h"

G_BEGIN_DECLS

/** bw_dtmf_normalize: Returns: (transfer full) (nullable): 0-9 A-D * # of @text, white space left
 * out; NULL where there is anything else */
char *bw_dtmf_normalize (const char *text);

/**
 * bw_dtmf_clean:
 * @digits: what was typed
 *
 * Returns: (transfer full) (nullable): at least one of 0-9 A-D * #; NULL with BW_ERROR_DTMF
 */
char *bw_dtmf_clean (const char *digits, GError **error);

/**
 * bw_dtmf_choose:
 *
 * Which way digits travel is a setting of the whole core, so it is made to fit the account before
 * each offer, answer and digit. Tones in the sound survive only G.711, so that the other codecs are
 * left out of the offer: bw_dtmf_restore() brings them back.
 *
 * Returns: (transfer full) (nullable): the codecs that were left out
 */
bctbx_list_t *bw_dtmf_choose (LinphoneCore *core, BwDtmfMethod method);
void bw_dtmf_restore (bctbx_list_t *left_out);

G_END_DECLS
