/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Stands before the message parser of belle-sip, by the rules of symbol lookup: the program's own
 * comes before a library's. What it keeps away was seen to end the program;
 * tests/engine/test-engine-weather.c shows each.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-parse-guard.h"

#include <belle-sip/belle-sip.h>
#include <dlfcn.h>
#include <string.h>

#define MAX_NAME_BYTES 512
#define MAX_ADDRESS_BYTES 1024

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

belle_sip_message_t *
belle_sip_message_parse_raw (const char *buffer, size_t length, size_t *parsed)
{
  Parser parser = (Parser) dlsym (RTLD_NEXT, "belle_sip_message_parse_raw");
  belle_sip_message_t *message = parser (buffer, length, parsed);

  /* A message that was not read to its end is kept without a reference, and let go of twice. */
  if (!message || *parsed == 0 || !is_bearable (message))
    return NULL;

  return message;
}

gboolean
bw_parse_guard_works (void)
{
  return dlsym (RTLD_DEFAULT, "belle_sip_message_parse_raw") ==
         (gpointer) belle_sip_message_parse_raw;
}
