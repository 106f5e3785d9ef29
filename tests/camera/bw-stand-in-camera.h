/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/base/gstpushsrc.h>

G_BEGIN_DECLS

/* The fields of its picture: four by two, those of the upper row in these colours (BT.601, limited
 * range) with any camera; below them two fields of the camera's own colour, one that is white in
 * even seconds and black in odd ones, and one with a bar that moves. */
#define BW_STAND_IN_COLUMNS 4
#define BW_STAND_IN_ROWS 2

#define BW_TYPE_STAND_IN_CAMERA (bw_stand_in_camera_get_type ())

/**
 * BwStandInCamera:
 *
 * A camera without hardware, `bwcamerasrc device=PATH`: a file is its socket. `Y U V` in it is the
 * camera's colour; `busy` says that another program has the camera. Without the file it is
 * unplugged, also in the middle of a picture. While it is open there is a file PATH.open beside it:
 * its light.
 */
G_DECLARE_FINAL_TYPE (BwStandInCamera, bw_stand_in_camera, BW, STAND_IN_CAMERA, GstPushSrc)

G_END_DECLS
