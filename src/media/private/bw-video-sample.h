/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/** bw_video_frame_new_from_sample: @sample: I420, kept mapped for as long as the frame lives.
 * Returns: (transfer full) (nullable): NULL where it holds no picture */
BwVideoFrame *bw_video_frame_new_from_sample (GstSample *sample);

G_END_DECLS
