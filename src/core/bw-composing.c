/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is typing: application/im-iscomposing+xml (RFC 3994), read and written. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-readers.h"
#include "bw-xml-fields.h"

gboolean
bw_composing_read (BwMessageContent *content, GBytes *document)
{
  g_autoptr (GHashTable) fields = bw_xml_fields_read (document);
  g_autofree char *state = fields ? bw_xml_fields_dup (fields, "isComposing/state") : NULL;
  g_autofree char *refresh = fields ? bw_xml_fields_dup (fields, "isComposing/refresh") : NULL;
  guint64 seconds = 0;

  if (!state)
    return FALSE;

  if (refresh)
    g_ascii_string_to_unsigned (refresh, 10, 0, G_MAXUINT, &seconds, NULL);
  content->kind = BW_CONTENT_COMPOSING;
  content->composing = g_str_equal (state, "active");
  content->refresh = (guint) seconds;

  return TRUE;
}

char *
bw_composing_write (gboolean active, guint refresh_seconds)
{
  GString *document =
      g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<isComposing xmlns=\"urn:ietf:params:xml:ns:im-iscomposing\">");

  bw_xml_append_field (document, "state", active ? "active" : "idle");
  bw_xml_append_field (document, "contenttype", "text/plain");
  if (active && refresh_seconds > 0)
    g_string_append_printf (document, "<refresh>%u</refresh>", refresh_seconds);
  g_string_append (document, "</isComposing>\n");

  return g_string_free (document, FALSE);
}
