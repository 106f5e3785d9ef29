/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"
#include "bw-presence.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_AVATAR (bw_person_avatar_get_type ())

/**
 * BwPersonAvatar:
 *
 * The picture of a person where there is one; else initials for a name, a silhouette for a number.
 *
 * Properties (read and write): `name` (string, nullable), `size` (gint, pixels), `phone` (BwPhone,
 * nullable: where pictures are), `person` (BwPerson, nullable: whose picture it is; the name is set
 * apart), `presence` (gint: the light on it, a BwPresence or BW_PERSON_AVATAR_NO_LIGHT), `words`
 * (string, nullable: the tooltip of the light).
 */
G_DECLARE_FINAL_TYPE (BwPersonAvatar, bw_person_avatar, BW, PERSON_AVATAR, AdwBin)

#define BW_PERSON_AVATAR_NO_LIGHT (-1)

/** bw_person_avatar_set_presence: @presence: a BwPresence, or BW_PERSON_AVATAR_NO_LIGHT */
void bw_person_avatar_set_presence (BwPersonAvatar *self, int presence);
/** bw_person_avatar_get_light: Returns: (transfer none) (nullable): where one is to be seen */
GtkWidget *bw_person_avatar_get_light (BwPersonAvatar *self);

G_END_DECLS
