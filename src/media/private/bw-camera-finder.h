/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define BW_TYPE_CAMERA_FINDER (bw_camera_finder_get_type ())

/**
 * BwCameraFinder:
 *
 * Tells of the devices that give pictures, by the signals `added` and `removed` (GstDevice); those
 * that are there at first in an order that is the same at each start, then those that come and go.
 */
G_DECLARE_FINAL_TYPE (BwCameraFinder, bw_camera_finder, BW, CAMERA_FINDER, GObject)

BwCameraFinder *bw_camera_finder_new (void);
/** bw_camera_finder_start: once; what it finds is told later */
void bw_camera_finder_start (BwCameraFinder *self);

G_END_DECLS
