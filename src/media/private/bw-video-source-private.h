/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-source.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/** bw_video_source_new_device: a camera that may be unplugged and come back */
BwVideoSource *bw_video_source_new_device (const char *label, GstDevice *device);
/** bw_video_source_set_device: @device: (nullable): NULL while it is away */
void bw_video_source_set_device (BwVideoSource *self, GstDevice *device);
/** bw_video_source_leave: bw_video_source_unwatch() for good: the device is let go at once where
 * nobody else watches */
void bw_video_source_leave (BwVideoSource *self, BwVideoSink *sink);

G_END_DECLS
