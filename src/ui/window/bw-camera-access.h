/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_CAMERA_ACCESS (bw_camera_access_get_type ())

/**
 * BwCameraAccess:
 *
 * Cameras for a program in a sandbox, which sees none by itself: the person is asked when one is
 * first wanted, and what the desktop then shows is among the cameras of the phone. Once it was
 * allowed it is asked for at the start, which the desktop answers by itself.
 *
 * Signal `said` (string): why there is none.
 */
G_DECLARE_FINAL_TYPE (BwCameraAccess, bw_camera_access, BW, CAMERA_ACCESS, GObject)

/**
 * bw_camera_access_new:
 * @settings: of the schema io.github.bellwire.Bellwire, where it is remembered
 * @bus: (nullable): on which the portals are
 */
BwCameraAccess *bw_camera_access_new (BwPhone *phone, GSettings *settings, GDBusConnection *bus);

/** bw_camera_access_want: a camera is wanted: asks where we are in a sandbox and have not asked in
 * this run */
void bw_camera_access_want (BwCameraAccess *self);
/** bw_camera_access_ask: asks in any case */
void bw_camera_access_ask (BwCameraAccess *self);

G_END_DECLS
