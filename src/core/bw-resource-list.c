/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of people at a server: application/rlmi+xml and the bodies around it (RFC 4662), and the
 * list that goes with a subscription (RFC 5367). Knows nothing of what the bodies say. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-resource-list.h"

#include "bw-content-encoding.h"
#include "bw-content-readers.h"
#include "bw-xml-fields.h"
#include "bw-xml-tree.h"

#include <string.h>

#define MAX_RESOURCES 4096
#define MAX_LIST (4 * 1024 * 1024)
#define MAX_DEPTH 4
#define RLMI "application/rlmi+xml"

static const char *const spaces[] = { "urn:ietf:params:xml:ns:rlmi", NULL };

typedef struct {
  BwResourceList *whole;
  GHashTable *parts; /* BwContentPart by its clean Content-ID, borrowed; of the list at hand */
  guint depth;
} Reading;

static void
free_resource (gpointer data)
{
  BwListedResource *resource = data;

  g_free (resource->uri);
  g_free (resource->reason);
  g_free (resource->content_type);
  g_clear_pointer (&resource->body, g_bytes_unref);
  g_free (resource);
}

/* `<a@b>`, `a@b`, `cid:a@b` and `cid:a%40b` are one (RFC 2392). */
static char *
clean_id (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gsize length;
  char *begin = bare;
  char *plain;

  if (*begin == '<')
    begin++;
  if (g_ascii_strncasecmp (begin, "cid:", strlen ("cid:")) == 0)
    begin += strlen ("cid:");
  length = strlen (begin);
  if (length > 0 && begin[length - 1] == '>')
    begin[length - 1] = '\0';
  plain = g_uri_unescape_string (begin, NULL);

  return plain ? plain : g_strdup (begin);
}

static BwListedResource *
add (Reading *reading, const char *uri)
{
  BwListedResource *resource;

  if (!uri || !*uri || reading->whole->resources->len >= MAX_RESOURCES)
    return NULL;

  resource = g_new0 (BwListedResource, 1);
  resource->uri = g_strdup (uri);
  g_ptr_array_add (reading->whole->resources, resource);

  return resource;
}

/* A part is of one instance: or else a small body would be read thousands of times. */
static const BwContentPart *
take_part (Reading *reading, const BwXmlElement *instance)
{
  const char *cid = bw_xml_element_get (instance, "cid");
  g_autofree char *id = cid ? clean_id (cid) : NULL;
  const BwContentPart *part = id ? g_hash_table_lookup (reading->parts, id) : NULL;

  if (part)
    g_hash_table_remove (reading->parts, id);

  return part;
}

static gboolean read_list (Reading *reading, const BwContentPart *whole);

static void
read_instance (Reading *reading, const char *uri, const BwXmlElement *instance)
{
  const BwContentPart *part = take_part (reading, instance);
  const char *state = bw_xml_element_get (instance, "state");
  const char *reason = bw_xml_element_get (instance, "reason");
  BwListedResource *resource;

  if (part && part->type && g_str_has_prefix (part->type, "multipart/") &&
      read_list (reading, part))
    return;

  resource = add (reading, uri);
  if (!resource)
    return;

  resource->active = state && g_ascii_strcasecmp (state, "active") == 0;
  if (!resource->active && reason && *reason)
    resource->reason = g_ascii_strdown (reason, -1);
  else if (state && g_ascii_strcasecmp (state, "pending") == 0)
    resource->reason = g_strdup ("pending");
  if (part) {
    resource->content_type = g_strdup (part->type);
    resource->body = bw_content_encoding_undo (part->body, part->encoding);
  }
}

static void
read_resource (Reading *reading, const BwXmlElement *resource)
{
  const char *uri = bw_xml_element_get (resource, "uri");
  const BwXmlElement *child;

  if (!bw_xml_element_find (resource, spaces, "instance"))
    add (reading, uri);
  for (guint i = 0; (child = bw_xml_element_get_child (resource, i)); i++)
    if (bw_xml_element_is (child, spaces, "instance"))
      read_instance (reading, uri, child);
}

static GHashTable *
index_parts (GArray *parts)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < parts->len; i++) {
    BwContentPart *part = &g_array_index (parts, BwContentPart, i);

    if (part->id)
      g_hash_table_insert (index, clean_id (part->id), part);
  }

  return index;
}

static BwXmlElement *
find_list (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++) {
    const BwContentPart *part = &g_array_index (parts, BwContentPart, i);

    if (g_strcmp0 (part->type, RLMI) == 0) {
      g_autoptr (GBytes) plain = bw_content_encoding_undo (part->body, part->encoding);

      return plain ? bw_xml_tree_read (plain, MAX_LIST) : NULL;
    }
  }

  return NULL;
}

/* Of the outermost list: those in it count for themselves. */
static void
read_version (BwResourceList *self, const BwXmlElement *list)
{
  const char *version = bw_xml_element_get (list, "version");
  const char *full = bw_xml_element_get (list, "fullState");

  if (version)
    g_ascii_string_to_unsigned (version, 10, 0, G_MAXUINT64, &self->version, NULL);
  self->full = !full || (g_ascii_strcasecmp (full, "false") != 0 && !g_str_equal (full, "0"));
}

static gboolean
read_list (Reading *reading, const BwContentPart *whole)
{
  g_autoptr (GArray) parts = NULL;
  g_autoptr (BwXmlElement) list = NULL;
  g_autoptr (GHashTable) index = NULL;
  Reading inner = { reading->whole, NULL, reading->depth + 1 };
  const BwXmlElement *child;

  if (reading->depth >= MAX_DEPTH)
    return FALSE;

  parts = bw_multipart_split (whole, MAX_RESOURCES + 1);
  list = find_list (parts);
  if (!list || !bw_xml_element_is (list, spaces, "list"))
    return FALSE;

  if (reading->depth == 0)
    read_version (reading->whole, list);
  inner.parts = index = index_parts (parts);
  for (guint i = 0; (child = bw_xml_element_get_child (list, i)); i++)
    if (bw_xml_element_is (child, spaces, "resource"))
      read_resource (&inner, child);

  return TRUE;
}

BwResourceList *
bw_resource_list_read (const char *content_type, GBytes *body)
{
  g_autoptr (BwResourceList) self = g_new0 (BwResourceList, 1);
  g_auto (BwContentPart) whole = { 0 };
  Reading reading = { self, NULL, 0 };

  self->resources = g_ptr_array_new_with_free_func (free_resource);
  bw_content_part_init (&whole, content_type, NULL, NULL, body);
  if (!whole.type || !g_str_has_prefix (whole.type, "multipart/") || !read_list (&reading, &whole))
    return NULL;

  return g_steal_pointer (&self);
}

void
bw_resource_list_free (BwResourceList *self)
{
  g_ptr_array_unref (self->resources);
  g_free (self);
}

char *
bw_resource_list_write (const char *const *uris)
{
  GString *document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<resource-lists "
                                    "xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>");

  for (guint i = 0; uris[i]; i++) {
    g_autofree char *uri = bw_xml_escape (uris[i]);

    g_string_append_printf (document, "<entry uri=\"%s\"/>", uri);
  }
  g_string_append (document, "</list></resource-lists>\n");

  return g_string_free (document, FALSE);
}
