/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-filters.h"

G_BEGIN_DECLS

/**
 * bw_video_camera_register: gives the engine its one camera, BW_VIDEO_CAMERA
 * @feed: what stands behind it; a reference is kept for as long as @factory lives
 */
void bw_video_camera_register (MSFactory *factory, BwVideoFeed *feed);

G_END_DECLS
