/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-presence.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PRESENCE_LIGHT (bw_presence_light_get_type ())

/**
 * BwPresenceLight:
 *
 * Whether somebody can be reached, by shape as well as by colour; what it means in words is its
 * tooltip and its accessible label.
 *
 * Properties (read and write): `presence` (guint, a BwPresence), `size` (gint, pixels, 12 at
 * first), `words` (string, nullable: more than the name of the light: the tooltip).
 */
G_DECLARE_FINAL_TYPE (BwPresenceLight, bw_presence_light, BW, PRESENCE_LIGHT, AdwBin)

void bw_presence_light_set_presence (BwPresenceLight *self, BwPresence presence);
void bw_presence_light_set_words (BwPresenceLight *self, const char *words);

/** bw_presence_icon: the name of the symbolic icon for @presence */
const char *bw_presence_icon (BwPresence presence);
/** bw_presence_class: the style class that gives it its colour: `presence-light` beside it */
const char *bw_presence_class (BwPresence presence);

G_END_DECLS
