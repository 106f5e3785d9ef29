/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-h264-private.h"
#include "bw-h264-reader.h"

G_BEGIN_DECLS

/** BwH264Backend: what decodes behind our filter; everything on the thread of the filter */
typedef struct {
  gboolean (*is_there) (const char *name);
  /* Returns: (nullable): when the filter begins to work */
  gpointer (*open) (const char *name, const char *settings, MSFilter *filter);
  void (*close) (gpointer backend);
  /* Returns whether it was taken; what comes of it is fetched later */
  gboolean (*feed) (gpointer backend, const BwH264Frame *frame);
  /* Returns: (transfer full) (nullable): the next picture, I420 */
  mblk_t *(*fetch) (gpointer backend);
  /* Returns whether something could not be decoded since it was asked last */
  gboolean (*has_erred) (gpointer backend);
} BwH264Backend;

/** bw_h264_engine_backend: mediastreamer2's own decoder, which it has but does not register */
extern const BwH264Backend bw_h264_engine_backend;
/** bw_h264_gst_backend: an element of GStreamer */
extern const BwH264Backend bw_h264_gst_backend;

G_END_DECLS
