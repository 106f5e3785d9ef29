/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A picture of a call as GTK knows pictures. Pure.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-texture.h"

GdkTexture *
bw_video_texture_new (BwVideoFrame *frame)
{
  gsize stride;
  g_autoptr (GBytes) pixels = bw_video_frame_to_bgrx (frame, &stride);

  return gdk_memory_texture_new ((int) bw_video_frame_get_width (frame),
                                 (int) bw_video_frame_get_height (frame),
                                 GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, pixels, stride);
}
