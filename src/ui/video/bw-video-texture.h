/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bw_video_texture_new:
 *
 * @frame in the colours of a screen. Takes 1 to 4 ms; any thread.
 *
 * Returns: (transfer full)
 */
GdkTexture *bw_video_texture_new (BwVideoFrame *frame);

G_END_DECLS
