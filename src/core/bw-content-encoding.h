/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_content_encoding_undo:
 * @encoding: (nullable): a Content-Encoding or Content-Transfer-Encoding; several with commas are
 * in the order in which they were applied (RFC 9110, 8.4)
 *
 * Returns: (transfer full) (nullable): the bytes without it: NULL where an encoding is not known,
 * where the bytes are not in it, or where they would grow out of measure
 */
GBytes *bw_content_encoding_undo (GBytes *bytes, const char *encoding);

G_END_DECLS
