/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * MESSAGE requests (RFC 3428) of the stack: made from plain values, and read into plain values. It
 * must not know what becomes of them.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-request.h"

#include "bw-config.h"
#include "bw-route.h"

#include <string.h>

#define MAX_FORWARDS 70

/* What SIP, the stack or this program sets: neither free to be set nor worth to be kept. */
static const char *const known_headers[] = {
  "accept",
  "accept-contact",
  "allow",
  "allow-events",
  "authorization",
  "call-id",
  "contact",
  "content-disposition",
  "content-encoding",
  "content-length",
  "content-type",
  "cseq",
  "date",
  "expires",
  "from",
  "imdn-disposition-notification",
  "imdn-message-id",
  "max-forwards",
  "p-asserted-identity",
  "path",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-require",
  "record-route",
  "require",
  "route",
  "server",
  "supported",
  "to",
  "user-agent",
  "via",
  /* their compact forms */
  "a",
  "c",
  "e",
  "f",
  "i",
  "k",
  "l",
  "m",
  "s",
  "t",
  "u",
  "v",
};

static gboolean
is_known (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (known_headers); i++)
    if (strcmp (known_headers[i], lower) == 0)
      return TRUE;

  return FALSE;
}

/* RFC 3261, 25.1: a token */
static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && !strchr ("-.!%*_+`'~", text[i]))
      return FALSE;

  return length > 0;
}

static gboolean
is_free_line (const char *line)
{
  const char *colon = strchr (line, ':');
  g_autofree char *name = colon ? g_strndup (line, colon - line) : NULL;

  if (!name || !is_token (name, strlen (name)) || is_known (name))
    return FALSE;
  for (const char *c = colon; *c; c++)
    if (g_ascii_iscntrl (*c) && *c != '\t')
      return FALSE;

  return g_utf8_validate (line, -1, NULL);
}

gboolean
bw_message_headers_are_free (const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !is_free_line (lines[i]))
      return FALSE;

  return TRUE;
}

/* What the stack's own parser refuses to read is left out. */
static void
add_header (belle_sip_request_t *request, const char *name, const char *value)
{
  belle_sip_header_t *header = belle_sip_header_create (name, value);

  if (header)
    belle_sip_message_add_header (BELLE_SIP_MESSAGE (request), header);
}

static void
add_headers (belle_sip_request_t *request, const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers ? headers : "", "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], ":", 2);

    if (parts[0] && parts[1])
      add_header (request, parts[0], g_strstrip (parts[1]));
  }
}

static void
add_body (belle_sip_request_t *request, const BwOutgoingRequest *values)
{
  gsize size;
  const char *bytes = g_bytes_get_data (values->body, &size);
  time_t now = g_get_real_time () / G_USEC_PER_SEC;
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);

  belle_sip_message_add_header (message,
                                BELLE_SIP_HEADER (belle_sip_header_date_create_from_time (&now)));
  add_header (request, "User-Agent", "Bellwire/" BW_VERSION);
  add_header (request, "Content-Type", values->content_type);
  if (values->content_disposition)
    add_header (request, "Content-Disposition", values->content_disposition);
  belle_sip_message_add_header (
      message, BELLE_SIP_HEADER (belle_sip_header_content_length_create ((int) size)));
  if (size > 0)
    belle_sip_message_set_body (message, bytes, size);
}

belle_sip_request_t *
bw_message_request_new (const BwOutgoingRequest *values,
                        const char *from,
                        const char *from_name,
                        belle_sip_uri_t *route)
{
  belle_sip_header_address_t *sender = belle_sip_header_address_parse (from);
  belle_sip_header_address_t *to = belle_sip_header_address_parse (values->to);
  belle_sip_header_call_id_t *call_id = belle_sip_header_call_id_new ();
  belle_sip_request_t *request = NULL;
  char tag[10];

  belle_sip_header_call_id_set_call_id (call_id, values->call_id);
  if (sender && to && belle_sip_header_address_get_uri (to)) {
    belle_sip_uri_t *uri = BELLE_SIP_URI (
        belle_sip_object_clone (BELLE_SIP_OBJECT (belle_sip_header_address_get_uri (to))));

    if (from_name)
      belle_sip_header_address_set_displayname (sender, from_name);
    request = belle_sip_request_create (
        uri, "MESSAGE", call_id, belle_sip_header_cseq_create (values->cseq, "MESSAGE"),
        belle_sip_header_from_create (sender, belle_sip_random_token (tag, sizeof tag)),
        belle_sip_header_to_create (to, NULL), belle_sip_header_via_new (), MAX_FORWARDS);
    bw_route_add (request, route);
    add_headers (request, values->custom_headers);
    add_body (request, values);
  }
  g_clear_pointer (&sender, belle_sip_object_unref);
  g_clear_pointer (&to, belle_sip_object_unref);

  return request;
}

static const char *
keep (BwReadRequest *read, char *string)
{
  if (string)
    g_ptr_array_add (read->strings, string);

  return string;
}

static const char *
read_header (BwReadRequest *read, belle_sip_message_t *message, const char *name)
{
  belle_sip_header_t *header = belle_sip_message_get_header (message, name);
  g_autofree char *text = NULL;
  const char *value = header ? belle_sip_header_get_unparsed_value (header) : NULL;

  if (value || !header)
    return keep (read, g_strdup (value));

  /* What the stack has parsed is written anew: `Name: value`. */
  text = belle_sip_object_to_string (header);
  value = strchr (text, ':');

  return keep (read, value ? g_strstrip (g_strdup (value + 1)) : NULL);
}

static void
append_header (gpointer data, gpointer user_data)
{
  belle_sip_header_t *header = data;
  GString *lines = user_data;
  const char *name = belle_sip_header_get_name (header);
  g_autofree char *text = name && !is_known (name) ? belle_sip_object_to_string (header) : NULL;
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  if (valid)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "",
                            g_strdelimit (valid, "\r\n", ' '));
}

static const char *
read_custom_headers (BwReadRequest *read, belle_sip_message_t *message)
{
  belle_sip_list_t *headers = belle_sip_message_get_all_headers (message);
  GString *lines = g_string_new (NULL);

  for (belle_sip_list_t *item = headers; item; item = item->next)
    append_header (item->data, lines);
  belle_sip_list_free (headers);
  if (lines->len == 0) {
    g_string_free (lines, TRUE);
    return NULL;
  }

  return keep (read, g_string_free (lines, FALSE));
}

static gint64
read_date (belle_sip_message_t *message)
{
  belle_sip_header_date_t *date =
      belle_sip_message_get_header_by_type (message, belle_sip_header_date_t);
  gint64 time = date ? belle_sip_header_date_get_time (date) : 0;

  return MAX (time, 0) * G_USEC_PER_SEC;
}

static const char *
read_source (BwReadRequest *read, belle_sip_request_t *request)
{
  belle_sip_uri_t *origin = belle_sip_request_extract_origin (request);
  const char *host = origin ? belle_sip_uri_get_host (origin) : NULL;
  char *text = host ? g_strdup_printf ("%s:%d", host, belle_sip_uri_get_port (origin)) : NULL;

  g_clear_pointer (&origin, belle_sip_object_unref);

  return keep (read, text);
}

static void
read_addresses (BwReadRequest *read, belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  belle_sip_uri_t *uri = belle_sip_request_get_uri (request);
  BwMessageHeaders *headers = &read->values.headers;

  headers->from = read_header (read, message, "From");
  headers->to = read_header (read, message, "To");
  headers->request_uri = uri ? keep (read, belle_sip_object_to_string (uri)) : NULL;
  headers->asserted_identity = read_header (read, message, "P-Asserted-Identity");
  headers->contact = read_header (read, message, "Contact");
  headers->source = read_source (read, request);
}

void
bw_message_request_read (belle_sip_request_t *request, BwReadRequest *read)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  BwIncomingRequest *values = &read->values;
  belle_sip_header_cseq_t *cseq =
      belle_sip_message_get_header_by_type (message, belle_sip_header_cseq_t);
  belle_sip_header_call_id_t *call_id =
      belle_sip_message_get_header_by_type (message, belle_sip_header_call_id_t);

  memset (read, 0, sizeof *read);
  read->strings = g_ptr_array_new_with_free_func (g_free);
  read_addresses (read, request);
  values->call_id =
      keep (read, g_strdup (call_id ? belle_sip_header_call_id_get_call_id (call_id) : ""));
  values->cseq = cseq ? belle_sip_header_cseq_get_seq_number (cseq) : 0;
  values->content_type = read_header (read, message, "Content-Type");
  values->content_encoding = read_header (read, message, "Content-Encoding");
  values->content_disposition = read_header (read, message, "Content-Disposition");
  values->custom_headers = read_custom_headers (read, message);
  values->message_id = read_header (read, message, "IMDN-Message-ID");
  values->notification = read_header (read, message, "IMDN-Disposition-Notification");
  values->date = read_date (message);
  values->body =
      g_bytes_new (belle_sip_message_get_body (message), belle_sip_message_get_body_size (message));
}

void
bw_message_request_clear (BwReadRequest *read)
{
  g_clear_pointer (&read->strings, g_ptr_array_unref);
  g_clear_pointer (&read->values.body, g_bytes_unref);
}
