/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the engine's media room gets of ours. It must not know when a core is made.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-video-filters.h"

#include "bw-h264.h"
#include "private/bw-video-camera.h"
#include "private/bw-video-display.h"
#include "private/bw-vp8.h"

#include <mediastreamer2/msfactory.h>

/*
 * The VP8 encoder starts as many threads as the factory says there are processors, and they wait
 * for each other: on two busy processors a call of 640 by 480 came down from 30 pictures a second
 * to less than 6, whatever the bitrate. With one thread each call gets its 30.
 */
#define ENCODER_THREADS 1

void
bw_video_filters_register (MSFactory *factory, BwVideoFeed *feed)
{
  ms_factory_set_cpu_count (factory, ENCODER_THREADS);
  bw_video_display_register (factory);
  bw_video_camera_register (factory, feed);
  bw_vp8_register (factory);
  bw_h264_register (factory);
}
