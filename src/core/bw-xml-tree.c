/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The XML documents that strangers send, as trees. On GMarkup, which expands nothing and fetches
 * nothing; knows no document's meaning. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-xml-tree.h"

#include "bw-content-text.h"

#include <string.h>

#define MAX_DEPTH 16
#define MAX_ATTRIBUTES 64
#define MAX_NAME 256

typedef struct {
  BwXmlElement *root;
  BwXmlElement *open; /* the innermost */
  GString *text;      /* of it, since it or one in it began */
  guint depth;
} Reading;

void
bw_xml_element_free (BwXmlElement *self)
{
  g_free (self->name);
  g_strfreev (self->attributes);
  g_strfreev (self->values);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

static void
free_element (gpointer element)
{
  bw_xml_element_free (element);
}

static const char *
get_local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon ? colon + 1 : name;
}

static gboolean
declares (const char *attribute, const char *prefix, gsize length)
{
  if (!g_str_has_prefix (attribute, "xmlns"))
    return FALSE;

  attribute += strlen ("xmlns");
  if (length == 0)
    return *attribute == '\0';

  return *attribute == ':' && strncmp (attribute + 1, prefix, length) == 0 &&
         attribute[1 + length] == '\0';
}

/* The nearest declaration of the prefix of @name holds (Namespaces in XML, 6). */
static const char *
find_space (const BwXmlElement *element, const char *name)
{
  gsize length = strcspn (name, ":");

  if (!name[length])
    length = 0;
  for (; element; element = element->parent)
    for (guint i = 0; element->attributes && element->attributes[i]; i++)
      if (declares (element->attributes[i], name, length))
        return element->values[i];

  return "";
}

static gboolean
is_bearable (const Reading *reading, const char *name, const char **names)
{
  guint n = 0;

  while (names[n])
    n++;

  return reading->depth < MAX_DEPTH && n <= MAX_ATTRIBUTES && strlen (name) <= MAX_NAME &&
         (reading->open || !reading->root);
}

static void
attach (Reading *reading, BwXmlElement *element)
{
  BwXmlElement *parent = reading->open;

  if (!parent) {
    reading->root = element;
    return;
  }

  if (!parent->children)
    parent->children = g_ptr_array_new_with_free_func (free_element);
  g_ptr_array_add (parent->children, element);
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reading *reading = data;
  BwXmlElement *element;

  if (!is_bearable (reading, name, names)) {
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "out of bounds");
    return;
  }

  element = g_new0 (BwXmlElement, 1);
  element->parent = reading->open;
  element->name = g_strdup (get_local_name (name));
  if (names[0]) {
    element->attributes = g_strdupv ((char **) names);
    element->values = g_strdupv ((char **) values);
  }
  element->space = find_space (element, name);
  attach (reading, element);
  reading->open = element;
  reading->depth++;
  g_string_truncate (reading->text, 0);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->open->text = g_strstrip (g_strdup (reading->text->str));
  reading->open = reading->open->parent;
  reading->depth--;
  g_string_truncate (reading->text, 0);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reading *reading = data;

  g_string_append_len (reading->text, text, (gssize) length);
}

/* Comments and processing instructions say nothing; a document type would change what is read. */
static void
passthrough_cb (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer data,
                GError **error)
{
  static const char doctype[] = "<!DOCTYPE";

  if (length >= strlen (doctype) && g_ascii_strncasecmp (text, doctype, strlen (doctype)) == 0)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "a document type");
}

static gboolean
parse (Reading *reading, const char *text)
{
  static const GMarkupParser parser = {
    .start_element = start_cb,
    .end_element = end_cb,
    .text = text_cb,
    .passthrough = passthrough_cb,
  };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reading, NULL);

  return g_markup_parse_context_parse (context, text, -1, NULL) &&
         g_markup_parse_context_end_parse (context, NULL);
}

BwXmlElement *
bw_xml_tree_read (GBytes *document, gsize max_size)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .text = text };
  gsize size;
  const char *data = bw_content_peek (document, &size);
  g_autofree char *plain = NULL;
  gboolean exact;

  if (size > max_size)
    return NULL;

  plain = bw_content_text_decode (data, size, NULL, &exact);
  if (!parse (&reading, plain))
    g_clear_pointer (&reading.root, bw_xml_element_free);

  return reading.root;
}

const char *
bw_xml_element_get (const BwXmlElement *self, const char *name)
{
  for (guint i = 0; self->attributes && self->attributes[i]; i++)
    if (g_str_equal (get_local_name (self->attributes[i]), name))
      return self->values[i];

  return NULL;
}

const BwXmlElement *
bw_xml_element_get_child (const BwXmlElement *self, guint index)
{
  if (!self || !self->children || index >= self->children->len)
    return NULL;

  return g_ptr_array_index (self->children, index);
}

static gboolean
is_in (const BwXmlElement *self, const char *const *spaces)
{
  gboolean found = *self->space == '\0';

  for (guint i = 0; !found && spaces[i]; i++)
    found = g_str_has_prefix (self->space, spaces[i]);

  return found;
}

gboolean
bw_xml_element_is (const BwXmlElement *self, const char *const *spaces, const char *name)
{
  return (!name || g_str_equal (self->name, name)) && is_in (self, spaces);
}

const BwXmlElement *
bw_xml_element_find (const BwXmlElement *self, const char *const *spaces, const char *name)
{
  const BwXmlElement *child;

  for (guint i = 0; (child = bw_xml_element_get_child (self, i)); i++)
    if (bw_xml_element_is (child, spaces, name))
      return child;

  return NULL;
}
