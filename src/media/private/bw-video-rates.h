/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <mediastreamer2/msvideo.h>

G_BEGIN_DECLS

/* What can be sent with how many bits per second, by whichever codec: the engine looks here for the
 * size and the rate of the pictures whenever what it may send changes. */

/** bw_video_rates_get: Returns: from the largest to the smallest, whose `required_bitrate` is 0 */
const MSVideoConfiguration *bw_video_rates_get (void);
/** bw_video_rates_bound: takes away the bits that pictures of this size have no use for */
void bw_video_rates_bound (MSVideoConfiguration *configuration);

G_END_DECLS
