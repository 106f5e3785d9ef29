/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-vcard-text.h"

G_BEGIN_DECLS

/**
 * BwVcardLine:
 *
 * One property of a vCard: `group.NAME;PARAMETER=value:value`. All text of it is UTF-8 but for
 * @value, which is as it was sent.
 */
typedef struct {
  char *group;       /* (nullable) */
  char *name;        /* in capitals */
  char *spelling;    /* as it was written */
  GPtrArray *params; /* of BwVcardParam */
  char *value;
  gsize length; /* of @value */
} BwVcardLine;

/** BwVcardParam: bare ones of vCard 2.1 have got the name that they are meant to have. */
typedef struct {
  char *name;  /* in capitals */
  char *value; /* without quotes */
} BwVcardParam;

/**
 * bw_vcard_line_parse:
 * @data: an unfolded line, of any bytes
 *
 * Returns: (transfer full) (nullable): NULL where it is no property
 */
BwVcardLine *bw_vcard_line_parse (const char *data, gsize length);
void bw_vcard_line_free (BwVcardLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwVcardLine, bw_vcard_line_free)

/** bw_vcard_line_get: Returns: (transfer none) (nullable): the first value of a parameter */
const char *bw_vcard_line_get (BwVcardLine *self, const char *param);
/** bw_vcard_line_has_type: whether one of its TYPEs is @type */
gboolean bw_vcard_line_has_type (BwVcardLine *self, const char *type);
gboolean bw_vcard_line_is_quoted_printable (BwVcardLine *self);
gboolean bw_vcard_line_is_base64 (BwVcardLine *self);

/** bw_vcard_line_dup_text: Returns: (transfer full): the value in UTF-8, without encoding and
 * charset; what is escaped in it stays so */
char *bw_vcard_line_dup_text (BwVcardLine *self);
/** bw_vcard_line_dup_data: Returns: (transfer full) (nullable): the bytes of a value in base64 or
 * of a `data:` URI (RFC 2397) */
GBytes *bw_vcard_line_dup_data (BwVcardLine *self);
/** bw_vcard_line_write: Returns: (transfer full) (nullable): the line as a vCard 4.0 has it,
 * unfolded; NULL for one that has no place there */
char *bw_vcard_line_write (BwVcardLine *self, BwVcardVersion version);

G_END_DECLS
