/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bw_content_peek: Returns: the bytes, borrowed; never NULL, not even where there are none;
 * @size: (out) */
const char *bw_content_peek (GBytes *bytes, gsize *size);

/**
 * bw_content_text_decode:
 * @data: (nullable): NULL where @size is 0
 * @charset: (nullable): as the sender calls it, which may be wrong or nonsense
 * @exact: (out): whether the label was right and nothing had to be replaced, so that the text says
 * all that the bytes did
 *
 * Total. A byte order mark decides before the label does; UTF-16 is recognised without one. What
 * the label does not fit is UTF-8, and where it is not that either, Windows-1252. Line ends become
 * \n, other control characters U+FFFD; NULs at the end are left out.
 *
 * Returns: (transfer full): valid UTF-8 without NUL
 */
char *bw_content_text_decode (const char *data, gsize size, const char *charset, gboolean *exact);

/** bw_content_text_is_likely: whether bytes without a label are something to read */
gboolean bw_content_text_is_likely (const char *data, gsize size);

/** bw_content_text_from_header: Returns: (transfer full): a header's value as one line of valid
 * UTF-8 without control characters */
char *bw_content_text_from_header (const char *value);

/** bw_content_text_append_windows: appends the character that Windows-1252 has for @byte; U+FFFD
 * for one that it leaves open */
void bw_content_text_append_windows (GString *text, guchar byte);

G_END_DECLS
