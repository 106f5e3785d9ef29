/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddy.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_LIGHT (bw_person_light_get_type ())

/**
 * BwPersonLight:
 *
 * The light of a person in full: in words, since when, where it comes from; and where it is
 * unknown, why, with a way to try again.
 */
G_DECLARE_FINAL_TYPE (BwPersonLight, bw_person_light, BW, PERSON_LIGHT, AdwBin)

/** bw_person_light_show: @buddy: (nullable): looked at once; call again when it has changed */
void bw_person_light_show (BwPersonLight *self, BwBuddy *buddy);

G_END_DECLS
