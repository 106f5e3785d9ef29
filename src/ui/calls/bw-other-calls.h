/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_OTHER_CALLS (bw_other_calls_get_type ())

/**
 * BwOtherCalls:
 *
 * The live calls of a phone without the one that is looked at, and without those that ring here:
 * these have the banner of the window.
 */
G_DECLARE_FINAL_TYPE (BwOtherCalls, bw_other_calls, BW, OTHER_CALLS, GObject)

BwOtherCalls *bw_other_calls_new (void);
/**
 * bw_other_calls_set:
 * @phone: (nullable): whose calls
 * @call: (nullable): the one that is left out
 */
void bw_other_calls_set (BwOtherCalls *self, BwPhone *phone, BwCall *call);
/** bw_other_calls_get_model: Returns: (transfer none): a GListModel of BwCall, oldest first, the
 * same for good */
GListModel *bw_other_calls_get_model (BwOtherCalls *self);

G_END_DECLS
