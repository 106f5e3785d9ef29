/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/** BW_VIDEO_PATTERN_ELEMENT: the name of an element that gives the test pattern, once it is
 * registered */
#define BW_VIDEO_PATTERN_ELEMENT "bwvideopattern"

/** bw_video_pattern_register: any number of times; GStreamer has to run */
void bw_video_pattern_register (void);

G_END_DECLS
