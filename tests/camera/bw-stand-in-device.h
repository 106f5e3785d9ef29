/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define BW_TYPE_STAND_IN_DEVICE (bw_stand_in_device_get_type ())

/** BwStandInDevice: a stand-in camera that is plugged in. */
G_DECLARE_FINAL_TYPE (BwStandInDevice, bw_stand_in_device, BW, STAND_IN_DEVICE, GstDevice)

/** bw_stand_in_device_new: Returns: (transfer floating): @path: of the file that is its socket */
GstDevice *bw_stand_in_device_new (const char *path);

const char *bw_stand_in_device_get_path (BwStandInDevice *self);

G_END_DECLS
