/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwPhone, the publisher and the watchers do with one's own presence. */

#pragma once

#include "bw-my-presence.h"

G_BEGIN_DECLS

/**
 * Besides the properties of BwMyPresence there is the signal `told`: what others are told of is
 * another one. Changes come together: what lasts no longer than a second is not told; but who
 * appears offline does so at once.
 */
BwMyPresence *bw_my_presence_new (void);

/** bw_my_presence_set_in_call: whether the person talks, or calls somebody */
void bw_my_presence_set_in_call (BwMyPresence *self, gboolean in_call);
/** bw_my_presence_get_busy_answer: 480 or 486 */
guint bw_my_presence_get_busy_answer (BwMyPresence *self);
gboolean bw_my_presence_get_favourites_ring (BwMyPresence *self);

/** bw_my_presence_is_told: FALSE where the person appears offline */
gboolean bw_my_presence_is_told (BwMyPresence *self);
/** bw_my_presence_dup_document: Returns: (transfer full): what others are told, as PIDF of @entity,
 * a SIP URI */
char *bw_my_presence_dup_document (BwMyPresence *self, const char *entity);

/** bw_my_presence_wake: after sleep: what has run out meanwhile goes now */
void bw_my_presence_wake (BwMyPresence *self);

G_END_DECLS
