/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-source.h"

G_BEGIN_DECLS

#define BW_TYPE_CAMERA (bw_camera_get_type ())

/**
 * BwCamera:
 *
 * One camera. Properties (read): `id` (string: the same over restarts and another socket, for the
 * settings), `name` (string: for people), `source` (BwVideoSource: there is one a camera, so that
 * preview and call share the device).
 */
G_DECLARE_FINAL_TYPE (BwCamera, bw_camera, BW, CAMERA, GObject)

BwCamera *bw_camera_new (const char *id, BwVideoSource *source);
const char *bw_camera_get_id (BwCamera *self);
const char *bw_camera_get_name (BwCamera *self);
BwVideoSource *bw_camera_get_source (BwCamera *self);

G_END_DECLS
