/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BW_TYPE_DEVICE (bw_device_get_type ())

/** BwDevice: one sound device; property `name` (string, read: as the desktop shows it). */
G_DECLARE_FINAL_TYPE (BwDevice, bw_device, BW, DEVICE, GObject)

BwDevice *bw_device_new (const char *name);
const char *bw_device_get_name (BwDevice *self);

G_END_DECLS
