/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_SHARING_STRIP (bw_sharing_strip_get_type ())

/**
 * BwSharingStrip:
 *
 * Says, for as long as it is so, that one's screen is seen by others, with a button to stop it.
 *
 * Property (read and write): `phone` (BwPhone, nullable).
 */
G_DECLARE_FINAL_TYPE (BwSharingStrip, bw_sharing_strip, BW, SHARING_STRIP, AdwBin)

void bw_sharing_strip_set_phone (BwSharingStrip *self, BwPhone *phone);

G_END_DECLS
