/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-feed.h"

G_BEGIN_DECLS

/* mediastreamer2's; its headers are read where a factory is at hand. */
typedef struct _MSFactory MSFactory;

/** BW_VIDEO_DISPLAY: the name of our display filter; its "native window id" is a BwVideoSink, of
 * which the filter takes a reference: (void *) sink */
#define BW_VIDEO_DISPLAY "BwVideoDisplay"
/** BW_VIDEO_CAMERA: the id of the engine's one camera, behind which a BwVideoFeed stands */
#define BW_VIDEO_CAMERA "Bellwire: Feed"

/**
 * bw_video_filters_register:
 * @factory: of a core that was created and not started
 * @feed: a reference is kept for as long as @factory lives
 *
 * Registers the display, the camera, and H.264 where it can be done both ways. After it the core
 * must read its codecs again (linphone_core_reload_ms_plugins()).
 */
void bw_video_filters_register (MSFactory *factory, BwVideoFeed *feed);

G_END_DECLS
