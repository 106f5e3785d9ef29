/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bw_echo_picture_new: Returns: (transfer full): a PNG of a sunset over the sea, painted anew */
GBytes *bw_echo_picture_new (guint width, guint height);

G_END_DECLS
