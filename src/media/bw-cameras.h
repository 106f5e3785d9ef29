/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-camera.h"

G_BEGIN_DECLS

#define BW_TYPE_CAMERAS (bw_cameras_get_type ())

/**
 * BwCameras:
 *
 * A GListModel of BwCamera: what is plugged in, as GStreamer's device providers tell it, kept
 * current; looking begins with the first bw_cameras_look() and does not block. A camera that comes
 * back is the same object again, and whoever watches its source sees it again; equal ones are
 * numbered. What several providers have is listed once.
 */
G_DECLARE_FINAL_TYPE (BwCameras, bw_cameras, BW, CAMERAS, GObject)

BwCameras *bw_cameras_new (void);
/** bw_cameras_look: begins to look for cameras; nothing where that has begun */
void bw_cameras_look (BwCameras *self);
/** bw_cameras_find: Returns: (transfer none) (nullable): by id, NULL for the first one there is */
BwCamera *bw_cameras_find (BwCameras *self, const char *id);
/** bw_cameras_add: one that a portal gave, or a stand-in; it stays until bw_cameras_remove() */
void bw_cameras_add (BwCameras *self, BwCamera *camera);
void bw_cameras_remove (BwCameras *self, BwCamera *camera);

G_END_DECLS
