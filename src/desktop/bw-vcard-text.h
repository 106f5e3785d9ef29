/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwVcardVersion: whose rules of escaping hold. */
typedef enum {
  BW_VCARD_OLD,   /* 2.1: hardly anything is escaped */
  BW_VCARD_MODERN /* RFC 2426 and RFC 6350 */
} BwVcardVersion;

/**
 * bw_vcard_text_split:
 * @separator: `;` between the parts of a value, `,` between the items of a list
 *
 * Returns: (transfer full): at least one, unescaped
 */
char **bw_vcard_text_split (const char *value, char separator, BwVcardVersion version);
/** bw_vcard_text_unescape: Returns: (transfer full) */
char *bw_vcard_text_unescape (const char *value, BwVcardVersion version);
/** bw_vcard_text_renew: Returns: (transfer full): a value with all that is escaped in it, as vCard
 * 4.0 escapes; on one line */
char *bw_vcard_text_renew (const char *value, BwVcardVersion version);
/** bw_vcard_text_append_escaped: appends @text as RFC 6350 3.4 wants it */
void bw_vcard_text_append_escaped (GString *line, const char *text);
/** bw_vcard_text_append_folded: appends @line in pieces of 75 octets at most, none of them cutting
 * a character (RFC 6350, 3.2), and a line end */
void bw_vcard_text_append_folded (GString *card, const char *line);

G_END_DECLS
