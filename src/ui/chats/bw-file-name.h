/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_file_name_make_safe:
 * @name: (nullable): what a peer calls its file
 * @content_type: (nullable): `type/subtype`
 *
 * A name that can be given to a file on this disk: one part of a path, not hidden, without what
 * would deceive or is refused by a file system, 120 bytes at most; of a picture, with the
 * extension of its kind. Pure.
 *
 * Returns: (transfer full): never empty
 */
char *bw_file_name_make_safe (const char *name, const char *content_type);

/** bw_content_type_is_picture: whether it is of a kind of picture that is shown in its place */
gboolean bw_content_type_is_picture (const char *content_type);

G_END_DECLS
