/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The engine's VP8 encoder, with our list of what can be sent with how many bits. It must not know
 * how VP8 is coded.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-vp8.h"

#include "private/bw-video-rates.h"

#include <mediastreamer2/msinterfaces.h>

#define MAX_METHODS 20

/* The engine's own, as it describes it, and what we make of that. */
static MSFilterMethodFunc configure;
static MSFilterMethod methods[MAX_METHODS + 1];
static MSFilterDesc description;

static int
get_configuration_list (MSFilter *filter, void *argument)
{
  *(const MSVideoConfiguration **) argument = bw_video_rates_get ();
  return 0;
}

static int
set_configuration (MSFilter *filter, void *argument)
{
  MSVideoConfiguration configuration = *(const MSVideoConfiguration *) argument;

  bw_video_rates_bound (&configuration);
  return configure (filter, &configuration);
}

static MSFilterMethod
choose_method (MSFilterMethod method)
{
  if (method.id == MS_VIDEO_ENCODER_GET_CONFIGURATION_LIST) {
    method.method = get_configuration_list;
  } else if (method.id == MS_VIDEO_ENCODER_SET_CONFIGURATION) {
    configure = method.method;
    method.method = set_configuration;
  }
  return method;
}

static void
describe (const MSFilterDesc *engines)
{
  for (guint i = 0; i < MAX_METHODS && engines->methods[i].method; i++)
    methods[i] = choose_method (engines->methods[i]);
  description = *engines;
  description.methods = methods;
}

void
bw_vp8_register (MSFactory *factory)
{
  static gsize once = 0;
  const MSFilterDesc *engines = ms_factory_get_encoder (factory, "VP8");

  if (engines == NULL)
    return;
  if (g_once_init_enter (&once)) {
    describe (engines);
    g_once_init_leave (&once, 1);
  }
  ms_factory_register_filter (factory, &description);
}
