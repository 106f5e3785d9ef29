/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_HEAD (bw_video_head_get_type ())

/**
 * BwVideoHead:
 *
 * Over the picture of a call: who it is, how it stands, whether it is recorded, and its small
 * buttons.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable).
 */
G_DECLARE_FINAL_TYPE (BwVideoHead, bw_video_head, BW, VIDEO_HEAD, AdwBin)

/** bw_video_head_get_open: whether a popover of one of its buttons is open */
gboolean bw_video_head_get_open (BwVideoHead *self);

G_END_DECLS
