/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Telephone numbers, as far as digits alone tell. All of them are folded: without separators, with
 * a leading + or not, see bw_address_text_fold_number().
 */

/** bw_number_tail: Returns: a part of @number: its last digits, which it has in common with all its
 * other forms */
const char *bw_number_tail (const char *number);

/**
 * bw_number_same:
 *
 * Whether two numbers are one: the same digits, or one of 7 digits and more that is the other with
 * its trunk prefix (0), the prefix of international calls (00, +) and the country code taken off.
 */
gboolean bw_number_same (const char *a, const char *b);

/** bw_number_region: Returns: (transfer full) (nullable): the two letters (ISO 3166) of the country
 * in @locale, such as `de_DE.UTF-8` */
char *bw_number_region (const char *locale);

G_END_DECLS
