/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small XML documents that come as bodies (IMDN, isComposing, file links), as flat fields; and
 * what is needed to write such. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-xml-fields.h"

#include "bw-xml-tree.h"

#include <string.h>

/* No field that is looked for lies longer. Bounds what a few long names around many elements cost.
 */
#define MAX_PATH 512

/* Takes @path. */
static void
keep (GHashTable *fields, char *path, const char *text)
{
  const char *known = g_hash_table_lookup (fields, path);

  if (known && *known)
    g_free (path);
  else
    g_hash_table_insert (fields, path, g_strstrip (g_strdup (text)));
}

static char *
create_path (const BwXmlElement *element, const char *parent)
{
  GString *path = g_string_new (parent);

  if (*parent)
    g_string_append_c (path, '/');
  g_string_append (path, element->name);
  for (guint i = 0; element->attributes && element->attributes[i]; i++)
    if (g_str_equal (element->attributes[i], "type"))
      g_string_append_printf (path, ":%s", element->values[i]);

  return g_string_free (path, FALSE);
}

static void
flatten (GHashTable *fields, const BwXmlElement *element, const char *parent)
{
  g_autofree char *path = create_path (element, parent);
  const BwXmlElement *child;

  if (strlen (path) > MAX_PATH)
    return;

  for (guint i = 0; element->attributes && element->attributes[i]; i++) {
    const char *colon = strrchr (element->attributes[i], ':');
    const char *name = colon ? colon + 1 : element->attributes[i];

    if (strlen (name) <= MAX_PATH)
      keep (fields, g_strdup_printf ("%s@%s", path, name), element->values[i]);
  }
  for (guint i = 0; (child = bw_xml_element_get_child (element, i)); i++)
    flatten (fields, child, path);
  keep (fields, g_strdup (path), element->text);
}

GHashTable *
bw_xml_fields_read (GBytes *document)
{
  g_autoptr (BwXmlElement) root = bw_xml_tree_read (document, BW_XML_MAX_DOCUMENT);
  GHashTable *fields;

  if (!root)
    return NULL;

  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  flatten (fields, root, "");

  return fields;
}

char *
bw_xml_fields_dup (GHashTable *fields, const char *path)
{
  const char *text = g_hash_table_lookup (fields, path);

  return text && *text ? g_strdup (text) : NULL;
}

char *
bw_xml_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    if (!g_unichar_iscntrl (g_utf8_get_char (p)) || strchr ("\t\n", *p))
      g_string_append_unichar (clean, g_utf8_get_char (p));

  return g_markup_escape_text (clean->str, (gssize) clean->len);
}

void
bw_xml_append_field (GString *document, const char *name, const char *text)
{
  g_autofree char *escaped = bw_xml_escape (text);

  g_string_append_printf (document, "<%s>%s</%s>", name, escaped, name);
}
