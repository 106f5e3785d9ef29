/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_CAMERA_PORTAL (bw_camera_portal_get_type ())

/**
 * BwCameraPortal:
 *
 * Cameras for a program that may not open devices itself: the Camera portal
 * (org.freedesktop.portal.Camera).
 */
G_DECLARE_FINAL_TYPE (BwCameraPortal, bw_camera_portal, BW, CAMERA_PORTAL, GObject)

/** bw_camera_portal_new: @bus: (nullable): the session bus */
BwCameraPortal *bw_camera_portal_new (GDBusConnection *bus);
/** bw_camera_portal_get_needed: whether we run in a sandbox */
gboolean bw_camera_portal_get_needed (BwCameraPortal *self);
/** bw_camera_portal_open_async: asks the person, once for all times where the desktop remembers it;
 * refused: G_IO_ERROR_PERMISSION_DENIED; no such portal: G_IO_ERROR_NOT_SUPPORTED */
void bw_camera_portal_open_async (BwCameraPortal *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** bw_camera_portal_open_finish: Returns: (transfer full): a descriptor of a PipeWire remote that
 * shows cameras alone; -1 with an error */
int bw_camera_portal_open_finish (BwCameraPortal *self, GAsyncResult *result, GError **error);

G_END_DECLS
