/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bw_content_parameters_read: Returns: (transfer full): the parameters behind the first semicolon
 * of a header's value, by their lower case names, as they are written but for quotes */
GHashTable *bw_content_parameters_read (const char *value);

/** bw_content_parameters_dup: Returns: (transfer full) (nullable): the parameter @name as valid
 * UTF-8, put together and decoded as RFC 2231 says */
char *bw_content_parameters_dup (GHashTable *parameters, const char *name);

/**
 * bw_header_block_read:
 * @length: (out): how many bytes the block takes, with the empty line that ends it
 *
 * Header lines (RFC 5322, 2.2) up to an empty line or the end; folded ones are joined. Of several
 * with one name the first holds; but the name spaces of CPIM (NS) are joined by commas.
 *
 * Returns: (transfer full) (nullable): values by lower case names; NULL where a line is none
 */
GHashTable *bw_header_block_read (const char *data, gsize size, gsize *length);

G_END_DECLS
