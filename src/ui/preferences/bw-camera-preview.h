/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CAMERA_PREVIEW (bw_camera_preview_get_type ())

/**
 * BwCameraPreview:
 *
 * What the camera in use sees, mirrored; or in words why there is nothing to see. The camera is
 * open only while the preview is to be seen: not behind another page, and not in a window that is
 * hidden or minimized.
 *
 * Properties: `video` (BwVideo, nullable, read and write), `watching` (gboolean, read, notify: it
 * has asked a camera for pictures), `trouble` (BwVideoTrouble, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwCameraPreview, bw_camera_preview, BW, CAMERA_PREVIEW, AdwBin)

void bw_camera_preview_set_video (BwCameraPreview *self, BwVideo *video);

G_END_DECLS
