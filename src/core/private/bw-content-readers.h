/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-content-part.h"
#include "bw-message-content.h"

G_BEGIN_DECLS

/* What is inside of a body, by its type. A document that is not what its type says is left alone:
 * then they return FALSE and have changed nothing. */

/** bw_cpim_read: takes the wrapping of message/cpim off @part and notes what it says */
void bw_cpim_read (BwMessageContent *content, BwContentPart *part);

/**
 * bw_multipart_read: puts the best part of a multipart in the place of @part
 * @others: (out): whether there is more to be seen beside it
 */
gboolean bw_multipart_read (BwContentPart *part, gboolean *others);

/** bw_multipart_split: Returns: (transfer full) (element-type BwContentPart): the first @max parts
 * of a multipart, none where it is not one */
GArray *bw_multipart_split (const BwContentPart *part, guint max);

gboolean bw_imdn_read (BwMessageContent *content, GBytes *document);
gboolean bw_composing_read (BwMessageContent *content, GBytes *document);
gboolean bw_file_link_read (BwMessageContent *content, GBytes *document);

/** bw_html_find_charset: Returns: (transfer full) (nullable): the charset that the beginning of a
 * page names */
char *bw_html_find_charset (const char *data, gsize size);

/** bw_content_is_link: whether @url is one that a file is fetched from: http or https */
gboolean bw_content_is_link (const char *url);

G_END_DECLS
