/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that lies on a server: application/vnd.gsma.rcs-ft-http+xml (GSMA RCC.07), read and
 * written. Fetches nothing. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-address-text.h"
#include "bw-content-readers.h"
#include "bw-xml-fields.h"

#include <glib/gi18n-lib.h>

#define FILE_INFO "file/file-info:file"

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

gboolean
bw_content_is_link (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : "";

  return uri && !bw_address_text_has (url, is_blank) && g_uri_get_host (uri) &&
         *g_uri_get_host (uri) && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"));
}

/* The file was encrypted for another program, whose key is of no use here: the link stays to be
 * seen, as text, and nothing is offered to be opened that would be noise. */
static void
become_text (BwMessageContent *content, GBytes *document)
{
  content->kind = BW_CONTENT_TEXT;
  content->text =
      content->file_name
          /* Translators: the name of a file, and the address at which it lies */
          ? g_strdup_printf (_ ("The file “%s” came encrypted and cannot be opened here: %s"),
                             content->file_name, content->url)
          : g_strdup_printf (_ ("A file came encrypted and cannot be opened here: %s"),
                             content->url);
  content->bytes = g_bytes_ref (document);
  content->size = (gint64) g_bytes_get_size (document);
  g_clear_pointer (&content->file_name, g_free);
  g_clear_pointer (&content->url, g_free);
}

static gint64
read_size (GHashTable *fields)
{
  g_autofree char *text = bw_xml_fields_dup (fields, FILE_INFO "/file-size");
  guint64 size = 0;

  if (text)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &size, NULL);

  return (gint64) size;
}

gboolean
bw_file_link_read (BwMessageContent *content, GBytes *document)
{
  g_autoptr (GHashTable) fields = bw_xml_fields_read (document);
  g_autofree char *url = fields ? bw_xml_fields_dup (fields, FILE_INFO "/data@url") : NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;

  if (!url || !bw_content_is_link (url))
    return FALSE;

  name = bw_xml_fields_dup (fields, FILE_INFO "/file-name");
  type = bw_xml_fields_dup (fields, FILE_INFO "/content-type");
  g_free (content->file_name);
  content->file_name = bw_file_name_clean (name);
  content->content_type = bw_content_type_normalise (type);
  if (!content->content_type)
    content->content_type = bw_content_type_guess (content->file_name, NULL);
  content->kind = BW_CONTENT_FILE;
  content->url = g_steal_pointer (&url);
  content->size = read_size (fields);
  if (g_hash_table_contains (fields, FILE_INFO "/file-key"))
    become_text (content, document);

  return TRUE;
}

char *
bw_file_link_write (const char *file_name, const char *content_type, gint64 size, const char *url)
{
  g_autofree char *address = bw_xml_escape (url);
  GString *document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\">"
                                    "<file-info type=\"file\">");

  g_string_append_printf (document, "<file-size>%" G_GINT64_FORMAT "</file-size>", MAX (size, 0));
  if (file_name)
    bw_xml_append_field (document, "file-name", file_name);
  bw_xml_append_field (document, "content-type",
                       content_type ? content_type : "application/octet-stream");
  g_string_append_printf (document, "<data url=\"%s\"/></file-info></file>\n", address);

  return g_string_free (document, FALSE);
}
