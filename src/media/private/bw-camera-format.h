/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "private/bw-video-chain.h"

G_BEGIN_DECLS

/**
 * bw_camera_format_choose: what to ask a camera for
 * @offered: what it can do
 *
 * The smallest picture that is not smaller than @wanted, at a rate that is not lower; rather
 * compressed than slow, rather raw than compressed.
 *
 * Returns: (transfer full) (nullable): NULL where it says nothing of sizes
 */
GstCaps *bw_camera_format_choose (GstCaps *offered, const BwVideoFormat *wanted);
/** bw_camera_format_suffices: whether what was chosen is enough for another format too */
gboolean bw_camera_format_suffices (GstCaps *chosen, const BwVideoFormat *wanted);

G_END_DECLS
