/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How large and how fast pictures are that are sent with so many bits per second. The engine has a
 * list of its own for each codec, by the number of processors: with the one that we tell it of, VP8
 * never got more than 15 pictures a second, however wide the way.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-rates.h"

#define PROCESSORS 1

static const MSVideoConfiguration rates[] = {
  MS_VIDEO_CONF (2500000, 6000000, 1080P, 30, PROCESSORS),
  MS_VIDEO_CONF (1000000, 4000000, 720P, 30, PROCESSORS),
  MS_VIDEO_CONF (800000, 3000000, SVGA, 30, PROCESSORS),
  MS_VIDEO_CONF (500000, 2500000, VGA, 30, PROCESSORS),
  MS_VIDEO_CONF (300000, 500000, VGA, 20, PROCESSORS),
  MS_VIDEO_CONF (170000, 300000, CIF, 20, PROCESSORS),
  MS_VIDEO_CONF (100000, 170000, QVGA, 20, PROCESSORS),
  MS_VIDEO_CONF (64000, 100000, QVGA, 12, PROCESSORS),
  MS_VIDEO_CONF (0, 64000, QCIF, 10, PROCESSORS),
};

const MSVideoConfiguration *
bw_video_rates_get (void)
{
  return rates;
}

void
bw_video_rates_bound (MSVideoConfiguration *configuration)
{
  MSVideoConfiguration best =
      ms_video_find_best_configuration_for_size (rates, configuration->vsize, PROCESSORS);

  configuration->required_bitrate = MIN (configuration->required_bitrate, best.bitrate_limit);
}
