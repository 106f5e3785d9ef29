/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <mediastreamer2/msfactory.h>

G_BEGIN_DECLS

/** bw_vp8_register: puts our list of sizes and rates before the engine's, for its VP8 encoder */
void bw_vp8_register (MSFactory *factory);

G_END_DECLS
