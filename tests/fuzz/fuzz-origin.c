/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a message is from: lines with From, To, Request-URI, P-Asserted-Identity, Contact, the host
 * that it came from and the account's domain. Its key is an address that is read back as itself. */

#include "fuzz.h"

#include "bw-message-origin.h"

static const char *
given (const char *line)
{
  return *line ? line : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = bw_fuzz_split (data, size, 7);
  BwMessageHeaders headers = {
    .from = given (lines[0]),
    .to = given (lines[1]),
    .request_uri = given (lines[2]),
    .asserted_identity = given (lines[3]),
    .contact = given (lines[4]),
    .source = given (lines[5]),
  };
  g_auto (BwMessageOrigin) origin = { 0 };
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *key = NULL;

  bw_message_origin_read (&headers, given (lines[6]), &origin);
  bw_fuzz_check_line (origin.peer);
  bw_fuzz_check_line (origin.name);
  address = bw_address_parse (origin.peer, NULL, NULL);
  g_assert_nonnull (address);
  key = bw_address_to_key (address);
  g_assert_cmpstr (key, ==, origin.peer);

  return 0;
}
