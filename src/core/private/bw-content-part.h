/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwContentPart: a body, or a part of one, with what its headers say of it */
typedef struct {
  char *type;          /* (nullable) lower case type/subtype; NULL for none, or nonsense */
  char *charset;       /* (nullable) */
  char *boundary;      /* (nullable) of a multipart */
  char *url;           /* (nullable) of message/external-body */
  char *file_name;     /* (nullable) clean, see bw_file_name_clean() */
  gboolean attachment; /* it is to be saved rather than read */
  char *encoding;      /* (nullable) */
  char *id;            /* (nullable) Content-ID as it is written */
  GBytes *body;        /* as it came */
} BwContentPart;

/** bw_content_part_init: headers may be NULL or nonsense */
void bw_content_part_init (BwContentPart *part,
                           const char *content_type,
                           const char *encoding,
                           const char *disposition,
                           GBytes *body);

/** bw_content_part_init_headers: the same from a table of bw_header_block_read() */
void bw_content_part_init_headers (BwContentPart *part, GHashTable *headers, GBytes *body);
void bw_content_part_clear (BwContentPart *part);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwContentPart, bw_content_part_clear)

/** bw_content_type_normalise: Returns: (transfer full) (nullable): the lower case type/subtype of a
 * Content-Type, without parameters */
char *bw_content_type_normalise (const char *content_type);

/** bw_file_name_clean: Returns: (transfer full) (nullable): one name that a file system takes:
 * without folders, control or direction characters, at most 200 bytes with its extension kept */
char *bw_file_name_clean (const char *name);

G_END_DECLS
