/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_xml_fields_read:
 *
 * Reads one of the small documents that come as bodies. A field is known by the path to it, of
 * names without prefixes: `imdn/message-id`; of an element with a `type`, that stands behind a
 * colon (`file/file-info:file/file-size`); an attribute is `path@name`. The first of several with
 * one path holds. What holds elements only is there too, empty.
 *
 * No document type, no entities but those of XML itself; at most 64 KiB and 16 levels.
 *
 * Returns: (transfer full) (nullable): stripped texts by their paths; NULL where it is no such
 * document
 */
GHashTable *bw_xml_fields_read (GBytes *document);

/** bw_xml_fields_dup: Returns: (transfer full) (nullable): a field that is there and not empty */
char *bw_xml_fields_dup (GHashTable *fields, const char *path);

/** bw_xml_append_field: appends `<name>text</name>` with what XML needs escaped; characters that
 * XML cannot hold are left out */
void bw_xml_append_field (GString *document, const char *name, const char *text);

/** bw_xml_escape: Returns: (transfer full): @text for an attribute or an element */
char *bw_xml_escape (const char *text);

G_END_DECLS
