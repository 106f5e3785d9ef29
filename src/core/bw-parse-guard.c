/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Stands before the message parser of belle-sip, by the rules of symbol lookup: the program's own
 * comes before a library's. What it keeps away was seen to end the program;
 * tests/engine/test-engine-weather.c shows each.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-parse-guard.h"

#include "bw-content-readers.h"
#include "bw-exchange.h"

#include <dlfcn.h>
#include <string.h>

#define MAX_NAME_BYTES 512
#define MAX_ADDRESS_BYTES 1024
#define MAX_PARTS 16
#define DESCRIPTION "application/sdp"

typedef belle_sip_message_t *(*Parser) (const char *buffer, size_t length, size_t *parsed);

/* The engine writes an address into 2 kB and reads it back: a longer one is cut there, and then
 * there is no caller at all. */
static gboolean
make_bearable (belle_sip_header_address_t *address)
{
  const char *name = belle_sip_header_address_get_displayname (address);
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;

  if (name && strlen (name) > MAX_NAME_BYTES) {
    cut = g_utf8_make_valid (name, MAX_NAME_BYTES);
    belle_sip_header_address_set_displayname (address, cut);
  }
  text = belle_sip_object_to_string (address);

  return strlen (text) <= MAX_ADDRESS_BYTES + MAX_NAME_BYTES;
}

static gboolean
is_bearable (belle_sip_message_t *message)
{
  belle_sip_header_from_t *from =
      belle_sip_message_get_header_by_type (message, belle_sip_header_from_t);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);

  return (!from || make_bearable (BELLE_SIP_HEADER_ADDRESS (from))) &&
         (!to || make_bearable (BELLE_SIP_HEADER_ADDRESS (to)));
}

static gboolean
is_multipart (belle_sip_message_t *message)
{
  belle_sip_header_content_type_t *type =
      belle_sip_message_get_header_by_type (message, belle_sip_header_content_type_t);

  return type && g_strcmp0 (belle_sip_header_content_type_get_type (type), "multipart") == 0;
}

/* The stack dereferences a boundary that it has not found, and where it has misread one, it writes
 * the body from parts that are not there: it is kept as bytes. One that would be unpacked into such
 * parts is not read at all. */
static gboolean
tame_multipart (belle_sip_message_t *message)
{
  belle_sip_header_content_length_t *length =
      belle_sip_message_get_header_by_type (message, belle_sip_header_content_length_t);
  int size = length ? belle_sip_header_content_length_get_content_length (length) : 0;
  belle_sip_memory_body_handler_t *bytes;

  if (!is_multipart (message) || size <= 0)
    return TRUE;
  if (belle_sip_message_get_header (message, "Content-Encoding"))
    return FALSE;

  bytes = belle_sip_memory_body_handler_new (NULL, NULL);
  belle_sip_body_handler_set_size (BELLE_SIP_BODY_HANDLER (bytes), (size_t) size);
  belle_sip_message_set_body_handler (message, BELLE_SIP_BODY_HANDLER (bytes));

  return TRUE;
}

belle_sip_message_t *
belle_sip_message_parse_raw (const char *buffer, size_t length, size_t *parsed)
{
  Parser parser = (Parser) dlsym (RTLD_NEXT, "belle_sip_message_parse_raw");
  belle_sip_message_t *message = parser (buffer, length, parsed);

  /* A message that was not read to its end is kept without a reference, and let go of twice. */
  if (!message || *parsed == 0 || !is_bearable (message) || !tame_multipart (message))
    return NULL;

  return message;
}

gboolean
bw_parse_guard_works (void)
{
  return dlsym (RTLD_DEFAULT, "belle_sip_message_parse_raw") ==
         (gpointer) belle_sip_message_parse_raw;
}

static void
set_description (belle_sip_message_t *message, GBytes *description)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (description, &size);

  belle_sip_message_set_body (message, text, size);
  belle_sip_message_add_header (message, belle_sip_header_create ("Content-Type", DESCRIPTION));
  belle_sip_message_add_header (
      message, BELLE_SIP_HEADER (belle_sip_header_content_length_create ((int) size)));
}

void
bw_parse_guard_unwrap (belle_sip_message_t *message)
{
  g_auto (BwContentPart) whole = { 0 };
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *type = NULL;

  if (!is_multipart (message))
    return;

  type = bw_exchange_dup_header (message, "Content-Type");
  body =
      g_bytes_new (belle_sip_message_get_body (message), belle_sip_message_get_body_size (message));
  bw_content_part_init (&whole, type, NULL, NULL, body);
  parts = bw_multipart_split (&whole, MAX_PARTS);
  /* With the body its headers go. What cannot be taken apart is judged as what it should have held:
   * without any description the call would ring. */
  belle_sip_message_set_body_handler (message, NULL);
  if (parts->len == 0 && g_bytes_get_size (body) > 0)
    set_description (message, body);
  for (guint i = 0; i < parts->len; i++) {
    const BwContentPart *part = &g_array_index (parts, BwContentPart, i);

    if (g_strcmp0 (part->type, DESCRIPTION) == 0 && g_bytes_get_size (part->body) > 0) {
      set_description (message, part->body);
      return;
    }
  }
}
