/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_PICTURE_FRAME (bw_picture_frame_get_type ())

/**
 * BwPictureFrame:
 *
 * Shows a picture no larger than it is, and no larger than a bubble bears; less where there is less
 * room, never cut and never distorted. Without one it keeps a place for it.
 *
 * Property `texture` (GdkTexture, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwPictureFrame, bw_picture_frame, BW, PICTURE_FRAME, GtkWidget)

void bw_picture_frame_set_texture (BwPictureFrame *self, GdkTexture *texture);

G_END_DECLS
