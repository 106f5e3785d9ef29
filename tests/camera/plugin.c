/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The GStreamer plugin of the stand-in cameras: how they come into a program that knows nothing of
 * tests. */

#include "bw-stand-in-camera.h"
#include "bw-stand-in-provider.h"

#define PACKAGE "bellwire"

static gboolean
init_plugin (GstPlugin *plugin)
{
  return gst_element_register (plugin, "bwcamerasrc", GST_RANK_NONE, BW_TYPE_STAND_IN_CAMERA) &&
         gst_device_provider_register (plugin, "bwcameraprovider", GST_RANK_PRIMARY,
                                       BW_TYPE_STAND_IN_PROVIDER);
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR,
                   GST_VERSION_MINOR,
                   bwstandin,
                   "Stand-in cameras",
                   init_plugin,
                   "1.0",
                   "GPL",
                   "Bellwire",
                   "https://example.invalid/")
