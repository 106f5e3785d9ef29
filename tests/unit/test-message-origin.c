/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a message is from and for, on headers as servers, gateways and trunks write them. */

#include "bw-message-origin.h"

#include <string.h>

/* Says which row of a table is wrong, and goes on with the others. */
static G_GNUC_PRINTF (1, 2) void fail_row (const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", words);
  g_test_fail ();
}

typedef struct {
  const char *from;
  const char *peer;
  const char *name;
} FromRow;

/* The account's domain is pbx.example.com; the packets come from 10.0.0.1, its server. */
static const FromRow from_rows[] = {
  /* Asterisk, chan_sip: its own address behind everybody; the number in the name, too */
  { "\"Bob Martin\" <sip:101@10.0.0.1>;tag=as5c1a2b", "101@pbx.example.com", "Bob Martin" },
  { "\"101\" <sip:101@10.0.0.1:5060>;tag=as5c1a2b", "101@pbx.example.com", NULL },
  { "\"bob\" <sip:bob@10.0.0.1>;tag=as5c1a2b", "bob@10.0.0.1", NULL },
  /* Asterisk, PJSIP: res_pjsip_messaging, with from_domain and without */
  { "<sip:101@pbx.example.com>;tag=2f7f1a0e-8a55", "101@pbx.example.com", NULL },
  { "\"Alice \\\"Al\\\" B\" <sip:alice@pbx.example.com>;tag=1", "alice@pbx.example.com",
    "Alice \"Al\" B" },
  { "sip:101@10.0.0.1;tag=2f7f1a0e", "101@pbx.example.com", NULL },
  /* FreeSWITCH: mod_sms, with its transport and its own name for the profile */
  { "<sip:1001@pbx.example.com>;tag=K5pB9p5mQ0B4g", "1001@pbx.example.com", NULL },
  { "<sip:1001@10.0.0.1:5060;transport=tcp>;tag=K5pB", "1001@pbx.example.com", NULL },
  { "\"1001\"<sip:1001@10.0.0.1>", "1001@pbx.example.com", NULL },
  { "sip:internal/1001@pbx.example.com", "internal/1001@pbx.example.com", NULL },
  /* Kamailio and OpenSIPS hand on what the phone wrote; msilo adds the time to the text, not here
   */
  { "\"Bob\" <sip:bob@PBX.Example.COM>;tag=abc", "bob@pbx.example.com", "Bob" },
  { "<SIP:bob@pbx.example.com:5060;transport=UDP>;tag=abc", "bob@pbx.example.com", NULL },
  { "Bob <sips:bob@pbx.example.com>;tag=abc", "bob@pbx.example.com", "Bob" },
  { "<sip:bob@pbx.example.com.>;tag=abc", "bob@pbx.example.com", NULL },
  { "<sip:bob:secret@pbx.example.com>", "bob@pbx.example.com", NULL },
  /* 3CX */
  { "\"Reception\"<sip:800@pbx.example.com:5060;nf=e>;tag=7d3f", "800@pbx.example.com",
    "Reception" },
  /* trunks for SMS: Twilio, Telnyx, VoIP.ms, Skyetel, Bandwidth */
  { "<sip:+15551234567@10.0.0.1;user=phone>;tag=a", "+15551234567@pbx.example.com", NULL },
  { "\"+15551234567\" <sip:+15551234567@sip.example.com:5060>;tag=a",
    "+15551234567@pbx.example.com", NULL },
  { "<sip:15551234567@sip.voip.ms>;tag=as0b", "15551234567@sip.voip.ms", NULL },
  { "<sip:15551234567@203.0.113.7:5060;transport=udp>", "15551234567@pbx.example.com", NULL },
  { "<sip:5551234567@[2001:db8::1]:5060>", "5551234567@pbx.example.com", NULL },
  { "<sip:%2B15551234567@10.0.0.1>", "+15551234567@pbx.example.com", NULL },
  { "<sip:+1-555-123-4567@10.0.0.1;user=phone>", "+15551234567@pbx.example.com", NULL },
  { "<sip:+1(555)123.4567@10.0.0.1>", "+15551234567@pbx.example.com", NULL },
  { "<sip:+15551234567;phone-context=+1@10.0.0.1;user=phone>", "+15551234567@pbx.example.com",
    NULL },
  { "<tel:+1-555-123-4567>;tag=x", "+15551234567@pbx.example.com", NULL },
  { "tel:+1-555-123-4567;phone-context=example.net", "+15551234567@pbx.example.com", NULL },
  { "<tel:7042;phone-context=example.net>", "7042@example.net", NULL },
  { "<tel:555-1234;phone-context=+1>", "5551234@pbx.example.com", NULL },
  { "+15551234567", "+15551234567@pbx.example.com", NULL },
  { "<sip:+15551234567>", "+15551234567@pbx.example.com", NULL },
  { "<sip:78901;tag=3>", "78901@pbx.example.com", NULL },
  { "<sip:BANK@10.0.0.1>", "BANK@10.0.0.1", NULL },
  /* numbers with and without + are two */
  { "<sip:15551234567@pbx.example.com>", "15551234567@pbx.example.com", NULL },
  /* an extension of another machine of the provider is somebody else, its public numbers are not */
  { "<sip:101@tenant2.example.com>", "101@tenant2.example.com", NULL },
  { "<sip:0301234567@gw2.example.com>", "0301234567@pbx.example.com", NULL },
  { "<sip:0301234567@gw2.example.net>", "0301234567@gw2.example.net", NULL },
  /* names elsewhere are never merged with names here */
  { "<sip:alice@example.com>", "alice@example.com", NULL },
  { "<sip:alice@203.0.113.7>", "alice@203.0.113.7", NULL },
  { "<sip:alice@[2001:DB8:0::1]:5070>", "alice@[2001:db8::1]", NULL },
  /* what is not written as it should be */
  { "\"Bob <sip:bob@pbx.example.com>;tag=1", "bob@pbx.example.com", "Bob" },
  { "\"Bob\" sip:bob@pbx.example.com;tag=1", "bob@pbx.example.com", NULL },
  { "Bob sip:bob@pbx.example.com;tag=1", "bob@pbx.example.com", NULL },
  { "Bob <sip:bob@pbx.example.com", "bob@pbx.example.com", "Bob" },
  { "\"<sip:eve@example.net>\" <sip:bob@pbx.example.com>", "bob@pbx.example.com",
    "<sip:eve@example.net>" },
  { "  <  sip:bob@pbx.example.com  >  ; tag=1", "bob@pbx.example.com", NULL },
  { "<sip:bob smith@pbx.example.com>", "bob%20smith@pbx.example.com", NULL },
  { "<sip:bob%zz@pbx.example.com>", "bob%25zz@pbx.example.com", NULL },
  { "<sip:bob%0d%0a@pbx.example.com>", "bob%250d%250a@pbx.example.com", NULL },
  { "<sip:bob@pbx.example.com:99999>", "bob@pbx.example.com", NULL },
  { "<sip:bob@pbx.example.com:>", "bob@pbx.example.com", NULL },
  { "<sip:bob@my_pbx>", "bob%40my_pbx@pbx.example.com", NULL },
  { "<sip:a@b@pbx.example.com>", "a%40b@pbx.example.com", NULL },
  { "<im:bob@pbx.example.com>", "bob@pbx.example.com", NULL },
  { "bob@pbx.example.com", "bob@pbx.example.com", NULL },
  { "<sip:\xc2\xad//bob@pbx.example.com>", "bob@pbx.example.com", NULL },
  { "<sip:bob%c2%a0smith@pbx.example.com>", "bob%20smith@pbx.example.com", NULL },
  { "bob", "bob@pbx.example.com", NULL },
  { "<sip:b\xf6"
    "b@pbx.example.com>",
    "b\xc3\xb6"
    "b@pbx.example.com",
    NULL },
  { "\"J\xf6rg\" <sip:joerg@pbx.example.com>", "joerg@pbx.example.com", "J\xc3\xb6rg" },
  { "\"a\r\n b\" <sip:bob@pbx.example.com>", "bob@pbx.example.com", "a b" },
  { "\"\xe2\x80\xae"
    "gnp\" <sip:bob@pbx.example.com>",
    "bob@pbx.example.com", "gnp" },
  { "<sip:alice@pbx.example.com>, <sip:bob@pbx.example.com>", "alice@pbx.example.com", NULL },
  /* nobody: the gateway that it came from is all that is known */
  { "<sip:10.0.0.1>;tag=1", "anonymous@10.0.0.1", NULL },
  { "<sip:@10.0.0.1>", "anonymous@10.0.0.1", NULL },
  { "<sip:gateway.example.net:5060>", "anonymous@10.0.0.1", NULL },
  { "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1", "anonymous@10.0.0.1", "Anonymous" },
  { "<sip:Anonymous@10.0.0.1>", "anonymous@10.0.0.1", NULL },
  { "", "anonymous@10.0.0.1", NULL },
  { NULL, "anonymous@10.0.0.1", NULL },
  { "<>", "anonymous@10.0.0.1", NULL },
  { "\"", "anonymous@10.0.0.1", NULL },
  { "\"Unknown\" <sip:unknown@10.0.0.1>", "unknown@10.0.0.1", "Unknown" },
};

static void
test_from (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (from_rows); i++) {
    const FromRow *row = &from_rows[i];
    BwMessageHeaders headers = { .from = row->from, .source = "10.0.0.1:5060" };
    g_auto (BwMessageOrigin) origin = { 0 };

    bw_message_origin_read (&headers, "pbx.example.com", &origin);
    if (g_strcmp0 (origin.peer, row->peer) != 0 || g_strcmp0 (origin.name, row->name) != 0)
      fail_row ("%s: %s, %s", row->from, origin.peer, origin.name);
  }
}

typedef struct {
  const char *from;
  const char *asserted;
  const char *contact;
  const char *source;
  const char *domain;
  const char *peer;
} HeadersRow;

#define ANONYMOUS "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1"

static const HeadersRow headers_rows[] = {
  /* RFC 3325 */
  { ANONYMOUS, "\"Bob\" <sip:bob@pbx.example.com>", NULL, "10.0.0.1:5060", "pbx.example.com",
    "bob@pbx.example.com" },
  { ANONYMOUS, "<sip:+15551234567@10.0.0.1>, <tel:+15551234567>", NULL, "10.0.0.1:5060",
    "pbx.example.com", "+15551234567@pbx.example.com" },
  { ANONYMOUS, "sip:+15551234567@10.0.0.1, tel:+15551234567", NULL, "10.0.0.1:5060",
    "pbx.example.com", "+15551234567@pbx.example.com" },
  { ANONYMOUS, "tel:+1-555-123-4567", NULL, "10.0.0.1:5060", "pbx.example.com",
    "+15551234567@pbx.example.com" },
  { "<sip:10.0.0.1>", "<sip:bob@pbx.example.com>", NULL, "10.0.0.1:5060", "pbx.example.com",
    "bob@pbx.example.com" },
  { "<sip:Unknown@10.0.0.1>", "<sip:7042@10.0.0.1>", NULL, "10.0.0.1:5060", "pbx.example.com",
    "7042@pbx.example.com" },
  { NULL, "<sip:bob@pbx.example.com>", NULL, "10.0.0.1:5060", "pbx.example.com",
    "bob@pbx.example.com" },
  /* who says who they are is believed */
  { "<sip:alice@pbx.example.com>", "<sip:bob@pbx.example.com>", "<sip:carol@10.0.0.3>",
    "10.0.0.1:5060", "pbx.example.com", "alice@pbx.example.com" },
  /* Contact where both say nobody */
  { ANONYMOUS, ANONYMOUS, "<sip:bob@10.0.0.3:5062;transport=udp>;expires=60", "10.0.0.1:5060",
    "pbx.example.com", "bob@10.0.0.3" },
  { ANONYMOUS, NULL, "<sip:10.0.0.3:5062>", "10.0.0.1:5060", "pbx.example.com",
    "anonymous@10.0.0.1" },
  { "<sip:unknown@10.0.0.1>", NULL, "<sip:gw@10.0.0.3>", "10.0.0.1:5060", "pbx.example.com",
    "unknown@10.0.0.1" },
  /* the source in all its forms, and without one */
  { ANONYMOUS, NULL, NULL, "[2001:db8::7]:5060", "pbx.example.com", "anonymous@[2001:db8::7]" },
  { ANONYMOUS, NULL, NULL, "2001:db8::7", "pbx.example.com", "anonymous@[2001:db8::7]" },
  { ANONYMOUS, NULL, NULL, "sip.example.net:x", "pbx.example.com", "anonymous@sip.example.net" },
  { ANONYMOUS, NULL, NULL, "?", "pbx.example.com", "anonymous@unknown.invalid" },
  { NULL, NULL, NULL, NULL, NULL, "anonymous@unknown.invalid" },
  /* the account's domain may have a port, be an address, or be nothing */
  { "<sip:101@10.0.0.9>", NULL, NULL, "10.0.0.9:5060", "pbx.example.com:5080",
    "101@pbx.example.com" },
  { "<sip:101@10.0.0.9>", NULL, NULL, "10.0.0.9:5060", "10.0.0.1", "101@10.0.0.1" },
  { "<sip:alice@10.0.0.1:5062>", NULL, NULL, "10.0.0.1:5060", "10.0.0.1", "alice@10.0.0.1" },
  { "<sip:101@10.0.0.9>", NULL, NULL, "10.0.0.9:5060", NULL, "101@10.0.0.9" },
  { "<sip:101@10.0.0.9>", NULL, NULL, "10.0.0.9:5060", "?", "101@10.0.0.9" },
  { "<tel:+15551234567>", NULL, NULL, "10.0.0.9:5060", NULL, "+15551234567@10.0.0.9" },
  { "<tel:+15551234567>", NULL, NULL, NULL, NULL, "+15551234567@unknown.invalid" },
};

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers_rows); i++) {
    const HeadersRow *row = &headers_rows[i];
    BwMessageHeaders headers = {
      .from = row->from,
      .asserted_identity = row->asserted,
      .contact = row->contact,
      .source = row->source,
    };
    g_auto (BwMessageOrigin) origin = { 0 };

    bw_message_origin_read (&headers, row->domain, &origin);
    if (!g_str_equal (origin.peer, row->peer))
      fail_row ("row %" G_GSIZE_FORMAT ": %s", i, origin.peer);
  }
}

/* Whoever is called by that key is the one who wrote. */
static void
test_key_is_an_address (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (from_rows); i++) {
    g_autoptr (BwAddress) address = bw_address_parse (from_rows[i].peer, NULL, NULL);
    g_autofree char *key = address ? bw_address_to_key (address) : NULL;

    g_assert_cmpstr (key, ==, from_rows[i].peer);
  }
}

/* One thread, whether one dials or is written to. */
static void
test_meets_what_is_dialled (void)
{
  static const struct {
    const char *dialled;
    const char *from;
  } rows[] = {
    { "101", "\"101\" <sip:101@10.0.0.1>;tag=1" },
    { "+1 555 123-4567", "<sip:+15551234567@10.0.0.1;user=phone>" },
    { "tel:+1-555-123-4567", "<sip:%2b15551234567@sip.example.com>" },
    { "sip:bob@PBX.example.com;transport=tcp", "\"Bob\" <sip:bob@pbx.example.com:5060>" },
    { "bob", "Bob <sips:bob@pbx.example.com>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (BwAddress) dialled = bw_address_parse (rows[i].dialled, "pbx.example.com", NULL);
    g_autofree char *key = bw_address_to_key (dialled);
    BwMessageHeaders headers = { .from = rows[i].from, .source = "10.0.0.1:5060" };
    g_auto (BwMessageOrigin) origin = { 0 };

    bw_message_origin_read (&headers, "pbx.example.com", &origin);
    g_assert_cmpstr (origin.peer, ==, key);
  }
}

static void
test_addressee (void)
{
  static const struct {
    const char *to;
    const char *request_uri;
    const char *user;
    const char *host;
  } rows[] = {
    { "\"Me\" <sip:Me@PBX.example.com:5060>", "sip:x@10.0.0.9:40000", "Me", "pbx.example.com" },
    { "sip:me@pbx.example.com", NULL, "me", "pbx.example.com" },
    { "<sip:10.0.0.9>", "sip:me@10.0.0.9:40000;transport=tcp", "me", "10.0.0.9" },
    { NULL, "sip:me@10.0.0.9", "me", "10.0.0.9" },
    { "<sip:m%65@pbx.example.com", NULL, "me", "pbx.example.com" },
    { "<tel:+1-555-123>", NULL, "+1555123", NULL },
    { "nonsense>", NULL, "nonsense", NULL },
    { NULL, NULL, NULL, NULL },
    { "", "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    BwMessageHeaders headers = { .to = rows[i].to, .request_uri = rows[i].request_uri };
    g_auto (BwMessageOrigin) origin = { 0 };

    bw_message_origin_read (&headers, NULL, &origin);
    g_assert_cmpstr (origin.user, ==, rows[i].user);
    g_assert_cmpstr (origin.host, ==, rows[i].host);
  }
}

/* What is too long for an address is known by its checksum, the same each time. */
static void
test_long_names (void)
{
  g_autofree char *long_user = g_strnfill (2000, 'a');
  g_autofree char *other_user = g_strnfill (2000, 'b');
  g_autofree char *from = g_strdup_printf ("<sip:%s@example.net>", long_user);
  g_autofree char *other = g_strdup_printf ("<sip:%s@example.net>", other_user);
  const char *const values[] = { from, from, other };
  g_auto (GStrv) keys = g_new0 (char *, 4);

  for (guint i = 0; i < 3; i++) {
    BwMessageHeaders headers = { .from = values[i] };
    g_auto (BwMessageOrigin) origin = { 0 };

    bw_message_origin_read (&headers, "pbx.example.com", &origin);
    keys[i] = g_steal_pointer (&origin.peer);
  }

  g_assert_cmpstr (keys[0], ==, keys[1]);
  g_assert_cmpstr (keys[0], !=, keys[2]);
  g_assert_cmpuint (strlen (keys[0]), <, 128);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_test_add_func ("/message-origin/from", test_from);
  g_test_add_func ("/message-origin/headers", test_headers);
  g_test_add_func ("/message-origin/key-is-an-address", test_key_is_an_address);
  g_test_add_func ("/message-origin/meets-what-is-dialled", test_meets_what_is_dialled);
  g_test_add_func ("/message-origin/addressee", test_addressee);
  g_test_add_func ("/message-origin/long-names", test_long_names);

  return g_test_run ();
}
