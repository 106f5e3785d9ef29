/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_AVATAR (bw_person_avatar_get_type ())

/**
 * BwPersonAvatar:
 *
 * The picture of a person: initials for a name, a silhouette for a number.
 *
 * Properties (read and write): `name` (string, nullable), `size` (gint, pixels).
 */
G_DECLARE_FINAL_TYPE (BwPersonAvatar, bw_person_avatar, BW, PERSON_AVATAR, AdwBin)

G_END_DECLS
