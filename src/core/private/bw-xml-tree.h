/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BW_XML_MAX_DOCUMENT: as large as a body for one person or one telephone gets */
#define BW_XML_MAX_DOCUMENT (64 * 1024)

typedef struct _BwXmlElement BwXmlElement;

/** BwXmlElement: an element with what is in it. Strings are valid UTF-8 and untrusted. */
struct _BwXmlElement {
  BwXmlElement *parent; /* (nullable): borrowed */
  char *name;           /* without its prefix */
  const char *space;    /* the URI of its name space; "" for none and for one not declared */
  char **attributes;    /* (nullable): their names as they were written, NULL-terminated */
  char **values;
  GPtrArray *children; /* (nullable) (element-type BwXmlElement): in their order */
  char *text;          /* behind its last child, stripped */
};

/**
 * bw_xml_tree_read:
 * @max_size: in bytes
 *
 * Reads one of the documents that come as bodies. No document type, no entities but those of XML
 * itself; at most 16 levels, 64 attributes an element, and names of 256 bytes. Any encoding that
 * bw_content_text_decode() knows without a label.
 *
 * Returns: (transfer full) (nullable): the root; NULL where it is no such document
 */
BwXmlElement *bw_xml_tree_read (GBytes *document, gsize max_size);
void bw_xml_element_free (BwXmlElement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwXmlElement, bw_xml_element_free)

/** bw_xml_element_get: Returns: (nullable): an attribute, by its name without prefix */
const char *bw_xml_element_get (const BwXmlElement *self, const char *name);

/** bw_xml_element_get_child: in their order; Returns: (nullable): NULL behind the last one, and for
 * a @self that is NULL */
const BwXmlElement *bw_xml_element_get_child (const BwXmlElement *self, guint index);

/** bw_xml_element_find: Returns: (nullable): the first child of that name in any name space of
 * @spaces, which are beginnings of URIs; an element of no name space is in each */
const BwXmlElement *
bw_xml_element_find (const BwXmlElement *self, const char *const *spaces, const char *name);

/** bw_xml_element_is: whether @self is of that name in one of the name spaces; @name: (nullable):
 * any */
gboolean bw_xml_element_is (const BwXmlElement *self, const char *const *spaces, const char *name);

G_END_DECLS
