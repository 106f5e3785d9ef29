/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The small pieces that addresses are written in. All texts are valid UTF-8; what is returned is
 * the caller's. */

/** bw_address_text_trim: @text without the white space and the invisible marks at its ends */
char *bw_address_text_trim (const char *text);

/** bw_address_text_has: whether a character of @text is one that is wanted */
gboolean bw_address_text_has (const char *text, gboolean (*is_wanted) (gunichar c));

/** bw_address_text_unescape: Returns: (nullable): NULL where an escape is broken or hides a control
 * character */
char *bw_address_text_unescape (const char *text);

/**
 * bw_address_text_read_parameters:
 * @text: `;name=value;name`
 *
 * Returns: (nullable): the parameters that an address keeps, each with its semicolon; NULL where
 * one cannot be read
 */
char *bw_address_text_read_parameters (const char *text);

/** bw_address_text_find_parameter: Returns: (nullable): the value of the parameter @name */
char *bw_address_text_find_parameter (const char *parameters, const char *name);

/**
 * bw_address_text_split_name:
 * @text: a name-addr (RFC 3261 25.1) or the URI alone
 * @name: (out) (transfer full) (nullable): left alone where there is none
 *
 * What stands behind the brackets belongs to a header, not to the address, and is left out.
 *
 * Returns: (nullable): the URI; NULL where quotes or brackets do not fit
 */
char *bw_address_text_split_name (const char *text, char **name);

/**
 * bw_address_text_fold_number:
 *
 * Returns: (nullable): the telephone number that @text is, without visual separators (RFC
 * 3966 5.1.1); NULL where it is none
 */
char *bw_address_text_fold_number (const char *text);

G_END_DECLS
