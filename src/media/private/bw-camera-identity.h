/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/** BwCameraIdentity: how a GstDevice is known again */
typedef struct {
  char *base; /* of the make and, where it has one, its serial number: wherever it is plugged in */
  char *bus;  /* (nullable): the socket that it is plugged into */
  char *path; /* (nullable): of the kernel's device; the same for all providers */
  char *name; /* for people */
  guint rank; /* the lower the better, where several providers have the same camera */
} BwCameraIdentity;

/** bw_camera_identity_new: Returns: (nullable): NULL for what is no camera */
BwCameraIdentity *bw_camera_identity_new (GstDevice *device);
void bw_camera_identity_free (BwCameraIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwCameraIdentity, bw_camera_identity_free)

G_END_DECLS
