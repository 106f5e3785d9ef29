/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports of what became of a message: message/imdn+xml (RFC 5438, 7), read and written. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-readers.h"
#include "bw-xml-fields.h"

static const struct {
  const char *path;
  BwReportStatus status;
} statuses[] = {
  { "imdn/delivery-notification/status/delivered", BW_REPORT_DELIVERED },
  { "imdn/delivery-notification/status/failed", BW_REPORT_FAILED },
  { "imdn/display-notification/status/displayed", BW_REPORT_DISPLAYED },
};

gboolean
bw_imdn_read (BwMessageContent *content, GBytes *document)
{
  g_autoptr (GHashTable) fields = bw_xml_fields_read (document);
  char *id = fields ? bw_xml_fields_dup (fields, "imdn/message-id") : NULL;

  if (!id)
    return FALSE;

  content->kind = BW_CONTENT_REPORT;
  content->report_id = id;
  content->report = BW_REPORT_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_hash_table_contains (fields, statuses[i].path))
      content->report = statuses[i].status;

  return TRUE;
}

static const char *
get_notification (BwReportStatus status)
{
  switch (status) {
  case BW_REPORT_DELIVERED:
    return "<delivery-notification><status><delivered/></status></delivery-notification>";
  case BW_REPORT_DISPLAYED:
    return "<display-notification><status><displayed/></status></display-notification>";
  case BW_REPORT_FAILED:
    return "<delivery-notification><status><failed/></status></delivery-notification>";
  case BW_REPORT_OTHER:
    return "<processing-notification><status><processed/></status></processing-notification>";
  }

  g_return_val_if_reached ("");
}

char *
bw_imdn_write (const char *message_id,
               const char *recipient_uri,
               gint64 message_date,
               BwReportStatus status)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (message_date / G_USEC_PER_SEC);
  g_autofree char *words = date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  GString *document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\">");

  bw_xml_append_field (document, "message-id", message_id);
  bw_xml_append_field (document, "datetime", words ? words : "1970-01-01T00:00:00Z");
  bw_xml_append_field (document, "recipient-uri", recipient_uri);
  bw_xml_append_field (document, "original-recipient-uri", recipient_uri);
  g_string_append (document, get_notification (status));
  g_string_append (document, "</imdn>\n");

  return g_string_free (document, FALSE);
}
