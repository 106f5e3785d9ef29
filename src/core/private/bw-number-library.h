/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwNumberVerdict: what the numbering plans of the world say of two numbers. */
typedef enum {
  BW_NUMBER_VERDICT_UNKNOWN, /* one of them fits into none of them */
  BW_NUMBER_VERDICT_SAME,
  BW_NUMBER_VERDICT_DIFFERENT,
} BwNumberVerdict;

/**
 * BwNumberJudge:
 * @region: (nullable): two letters (ISO 3166), to which numbers without a country code belong
 *
 * Compares two folded numbers; any thread.
 */
typedef BwNumberVerdict (*BwNumberJudge) (const char *a, const char *b, const char *region);

/**
 * bw_number_library_load:
 *
 * Loads libphonenumber, and warms it up: some 15 ms, 50 ms from a cold disk, which the start of the
 * program is spared. To be called on a thread of its own. It stays for the life of the program.
 *
 * Returns: (nullable): NULL where it is not there
 */
BwNumberJudge bw_number_library_load (void);

G_END_DECLS
