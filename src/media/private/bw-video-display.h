/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <mediastreamer2/msfactory.h>

G_BEGIN_DECLS

/**
 * bw_video_display_register:
 *
 * Gives @factory the display filter BW_VIDEO_DISPLAY. What comes to its first input goes to the
 * BwVideoSink that is its "native window id"; without one it goes nowhere.
 */
void bw_video_display_register (MSFactory *factory);

G_END_DECLS
