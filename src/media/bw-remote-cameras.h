/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-cameras.h"

G_BEGIN_DECLS

#define BW_TYPE_REMOTE_CAMERAS (bw_remote_cameras_get_type ())

/**
 * BwRemoteCameras:
 *
 * The cameras behind a PipeWire remote that a portal has opened: each is added to a BwCameras as it
 * comes, and taken out as it goes. They are there as long as this is.
 */
G_DECLARE_FINAL_TYPE (BwRemoteCameras, bw_remote_cameras, BW, REMOTE_CAMERAS, GObject)

/** bw_remote_cameras_new: @fd: (transfer full): of the remote */
BwRemoteCameras *bw_remote_cameras_new (BwCameras *cameras, int fd);

G_END_DECLS
