/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define BW_TYPE_STAND_IN_PROVIDER (bw_stand_in_provider_get_type ())

/**
 * BwStandInProvider:
 *
 * Tells device monitors of stand-in cameras: each file without a dot in its name in the folder that
 * the variable BW_STAND_IN_CAMERAS names is one that is plugged in. Files come and go.
 */
G_DECLARE_FINAL_TYPE (BwStandInProvider,
                      bw_stand_in_provider,
                      BW,
                      STAND_IN_PROVIDER,
                      GstDeviceProvider)

G_END_DECLS
