/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CAMERA_ROW (bw_camera_row_get_type ())

/** BwCameraRow: the choice of the camera; it follows what is plugged in, and shows the chosen one
 * also while it is away. Property `video` (BwVideo, nullable, read and write). */
G_DECLARE_FINAL_TYPE (BwCameraRow, bw_camera_row, BW, CAMERA_ROW, AdwComboRow)

void bw_camera_row_set_video (BwCameraRow *self, BwVideo *video);

G_END_DECLS
