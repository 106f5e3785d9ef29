/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-sink.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * bw_picture_sink_new: an element that hands pictures on at their time
 *
 * What is decoded is taken as it is: pictures of calls are BT.601 whatever their size, as they were
 * shown in the call, and files do not say so.
 *
 * Returns: (transfer floating) (nullable): NULL where GStreamer lacks it
 */
GstElement *bw_picture_sink_new (BwVideoSink *sink);
/** bw_picture_sink_close: no picture comes after this, whatever the element's threads do */
void bw_picture_sink_close (GstElement *element);

G_END_DECLS
