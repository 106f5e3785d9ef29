/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MSFactory MSFactory;

/**
 * bw_h264_prepare:
 *
 * Looks for the encoder in the background, by encoding a small picture with each until one has:
 * that takes some 20 ms, which bw_h264_register() then need not wait for. GStreamer is initialized
 * when it returns. Main thread.
 *
 * Returns: (transfer full): to be joined before the program ends, for it loads modules: what they
 * need would be set up once more while exit() takes it down
 */
GThread *bw_h264_prepare (void);

/**
 * bw_h264_register:
 *
 * Registers an encoder over GStreamer (hardware by VA-API, OpenH264, x264: the first of them that
 * is installed and works) and a decoder (mediastreamer2's own, which Debian's build has but does
 * not register, else one over GStreamer). RFC 6184, packetization modes 0 and 1.
 *
 * Returns: whether both are there; where one is not, nothing is registered and H.264 is not offered
 */
gboolean bw_h264_register (MSFactory *factory);

/** bw_h264_get_encoder: Returns: (transfer none) (nullable): the GStreamer element that encodes */
const char *bw_h264_get_encoder (void);

G_END_DECLS
