/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"

G_BEGIN_DECLS

/**
 * bw_peer_label:
 * @name: (nullable): a display name as it came over the network
 * @peer: a normalised address
 *
 * Returns: (transfer full): what a person reads for a peer: the name where something is left of it
 * when it is cleaned, else the address
 */
char *bw_peer_label (const char *name, const char *peer);

/** bw_label_with_direction: Returns: (transfer full): @label, a number such that it reads from left
 * to right everywhere */
char *bw_label_with_direction (const char *label);

/** bw_call_title: Returns: (transfer full): the label of @call with its direction */
char *bw_call_title (BwCall *call);

/** bw_call_record_icon: the name of the icon for the direction and outcome of @record */
const char *bw_call_record_icon (BwCallRecord *record);

/** bw_call_record_words: Returns: (transfer full): how it ended, with its length where it was
 * answered */
char *bw_call_record_words (BwCallRecord *record);

G_END_DECLS
