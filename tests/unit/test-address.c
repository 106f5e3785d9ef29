/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses: what is read from which text, what is refused, which ones are the same peer, and that
 * no bytes do harm. */

#include "bw-address.h"

#include <locale.h>
#include <string.h>

typedef struct {
  const char *text;
  const char *domain;
  const char *uri;   /* NULL: refused */
  const char *key;   /* with the host in its normal form */
  const char *label; /* as the account of example.org shows it */
} Case;

#define SIXTY_THREE "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"

static const Case accepted[] = {
  /* SIP URIs */
  { "sip:bob@example.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "SIP:bob@EXAMPLE.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:Bob@example.org", NULL, "sip:Bob@example.org", "Bob@example.org", "Bob" },
  { "sips:bob@example.org", NULL, "sips:bob@example.org", "bob@example.org", "bob" },
  { "sip:bob@example.com:5070", NULL, "sip:bob@example.com:5070", "bob@example.com",
    "bob@example.com" },
  { "sip:bob@example.org;transport=tcp", NULL, "sip:bob@example.org;transport=tcp",
    "bob@example.org", "bob" },
  { "sip:bob@example.org;transport=tcp;x", NULL, "sip:bob@example.org;transport=tcp;x",
    "bob@example.org", "bob" },
  { "sip:bob@example.org;;transport=tcp;", NULL, "sip:bob@example.org;transport=tcp",
    "bob@example.org", "bob" },
  { "sip:bob@example.org;gr=urn:uuid:f81d4fae", NULL, "sip:bob@example.org;gr=urn:uuid:f81d4fae",
    "bob@example.org", "bob" },
  { "sip:bob@example.org?subject=hi&priority=urgent", NULL, "sip:bob@example.org",
    "bob@example.org", "bob" },
  { "sip:bob@example.org;transport=udp?Route=%3Csip:evil%3E", NULL,
    "sip:bob@example.org;transport=udp", "bob@example.org", "bob" },
  { "sip:bob@example.org;maddr=192.0.2.9;ttl=1;method=MESSAGE;lr", NULL, "sip:bob@example.org",
    "bob@example.org", "bob" },
  { "sip:bob:secret@example.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:bob;day=tuesday@example.org", NULL, "sip:bob;day=tuesday@example.org",
    "bob;day=tuesday@example.org", "bob;day=tuesday" },
  { "sip:b%6Fb@example.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:b%C3%B6b@example.org", NULL, "sip:b%C3%B6b@example.org", "böb@example.org", "böb" },
  { "sip:böb@example.org", NULL, "sip:b%C3%B6b@example.org", "böb@example.org", "böb" },
  { "sip:a%40b@example.org", NULL, "sip:a%40b@example.org", "a%40b@example.org", "a@b" },
  { "sip:a%20b@example.org", NULL, "sip:a%20b@example.org", "a%20b@example.org", "a b" },
  { "sip:a%25b@example.org", NULL, "sip:a%25b@example.org", "a%25b@example.org", "a%b" },
  { "sip:a%3Ab@example.org", NULL, "sip:a%3Ab@example.org", "a%3Ab@example.org", "a:b" },
  { "sip:%22a%3C@example.org", NULL, "sip:%22a%3C@example.org", "%22a%3C@example.org", "\"a<" },
  { "sip:-_.!~*'()&=+$,;?/@example.org", NULL, "sip:-_.!~*'()&=+$,;?/@example.org",
    "-_.!~*'()&=+$,;?/@example.org", "-_.!~*'()&=+$,;?/" },
  { "sip:bob@192.0.2.1", NULL, "sip:bob@192.0.2.1", "bob@192.0.2.1", "bob@192.0.2.1" },
  { "sip:bob@[2001:DB8::0:1]", NULL, "sip:bob@[2001:db8::1]", "bob@[2001:db8::1]",
    "bob@2001:db8::1" },
  { "sip:bob@[::1]:5070;transport=tls", NULL, "sip:bob@[::1]:5070;transport=tls", "bob@[::1]",
    "bob@::1" },
  { "sip:bob@localhost", NULL, "sip:bob@localhost", "bob@localhost", "bob@localhost" },
  { "sip:bob@example.org.", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:bob@3com.example-1.x1", NULL, "sip:bob@3com.example-1.x1", "bob@3com.example-1.x1",
    "bob@3com.example-1.x1" },
  { "sip:bob@" SIXTY_THREE ".org", NULL, "sip:bob@" SIXTY_THREE ".org", "bob@" SIXTY_THREE ".org",
    "bob@" SIXTY_THREE ".org" },
  { "sip:bob@bücher.example", NULL, "sip:bob@xn--bcher-kva.example", "bob@xn--bcher-kva.example",
    "bob@xn--bcher-kva.example" },
  { "sip:bob@BÜCHER.example", NULL, "sip:bob@xn--bcher-kva.example", "bob@xn--bcher-kva.example",
    "bob@xn--bcher-kva.example" },
  { "sip:bob@例え.テスト", NULL, "sip:bob@xn--r8jz45g.xn--zckzah", "bob@xn--r8jz45g.xn--zckzah",
    "bob@xn--r8jz45g.xn--zckzah" },
  { "sip://bob@example.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { " \t sip:bob@example.org \n", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip: bob@example.org", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "\xe2\x80\xaasip:bob@example.org\xe2\x80\xac", NULL, "sip:bob@example.org", "bob@example.org",
    "bob" },
  { "sip:bob@example.org:65535", NULL, "sip:bob@example.org:65535", "bob@example.org", "bob" },

  /* SIP URIs without a host: as people and links write them */
  { "sip:bob", "example.org", "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:100", "example.org", "sip:100@example.org", "100@example.org", "100" },
  { "sips:john.doe", "example.org", "sips:john.doe@example.org", "john.doe@example.org",
    "john.doe" },
  { "sip:bob;transport=tcp", "example.org", "sip:bob@example.org;transport=tcp", "bob@example.org",
    "bob" },

  /* Telephone numbers in SIP URIs */
  { "sip:+49-30-12345@example.org", NULL, "sip:+493012345@example.org", "+493012345@example.org",
    "+493012345" },
  { "sip:+493012345@example.com;user=phone", NULL, "sip:+493012345@example.com;user=phone",
    "+493012345@example.com", "+493012345" },
  { "sip:030-12345@example.org;user=phone", NULL, "sip:03012345@example.org;user=phone",
    "03012345@example.org", "03012345" },
  { "sip:030-12345@example.org;USER=Phone", NULL, "sip:03012345@example.org;USER=Phone",
    "03012345@example.org", "03012345" },
  { "sip:100-1@example.org", NULL, "sip:100-1@example.org", "100-1@example.org", "100-1" },
  { "sip:12345;phone-context=+4930@example.org;user=phone", NULL,
    "sip:12345@example.org;user=phone", "12345@example.org", "12345" },
  { "sip:12345;npdi;rn=+4930@example.org", NULL, "sip:12345@example.org", "12345@example.org",
    "12345" },
  { "sip:*98%23@example.org", NULL, "sip:*98%23@example.org", "*98#@example.org", "*98#" },
  { "sip:*98#@example.org", NULL, "sip:*98%23@example.org", "*98#@example.org", "*98#" },
  { "sip:alice@example.org;user=phone", NULL, "sip:alice@example.org;user=phone",
    "alice@example.org", "alice" },

  /* tel: URIs */
  { "tel:+49-30-12345", "example.org", "sip:+493012345@example.org", "+493012345@example.org",
    "+493012345" },
  { "TEL:+1(201)555.0123", "example.org", "sip:+12015550123@example.org",
    "+12015550123@example.org", "+12015550123" },
  { "tel:7042;phone-context=example.com", "example.org", "sip:7042@example.com", "7042@example.com",
    "7042" },
  { "tel:7042;phone-context=example.com", NULL, "sip:7042@example.com", "7042@example.com",
    "7042" },
  { "tel:7042;phone-context=+49-30", "example.org", "sip:7042@example.org", "7042@example.org",
    "7042" },
  { "tel:+493012345;phone-context=example.com", "example.org", "sip:+493012345@example.org",
    "+493012345@example.org", "+493012345" },
  { "tel:+493012345;ext=12;isub=3", "example.org", "sip:+493012345@example.org",
    "+493012345@example.org", "+493012345" },
  { "tel:*21%23", "example.org", "sip:*21%23@example.org", "*21#@example.org", "*21#" },
  { "tel: +49 30 12345", "example.org", "sip:+493012345@example.org", "+493012345@example.org",
    "+493012345" },

  /* Numbers and names as people type them */
  { "+49 (30) 123-45 67", "domain", "sip:+49301234567@domain", "+49301234567@domain",
    "+49301234567" },
  { "+49 (0)30 1234567", "example.org", "sip:+49301234567@example.org", "+49301234567@example.org",
    "+49301234567" },
  { "(030) 123 45 67", "example.org", "sip:0301234567@example.org", "0301234567@example.org",
    "0301234567" },
  { "030/123.45.67", "example.org", "sip:0301234567@example.org", "0301234567@example.org",
    "0301234567" },
  { "030\xc2\xa0"
    "123\xe2\x80\x93"
    "4567",
    "example.org", "sip:0301234567@example.org", "0301234567@example.org", "0301234567" },
  { "\xe2\x80\xaa+49 30 1234567\xe2\x80\xac", "example.org", "sip:+49301234567@example.org",
    "+49301234567@example.org", "+49301234567" },
  { "٠٣٠ ١٢٣", "example.org", "sip:030123@example.org", "030123@example.org", "030123" },
  { "*98", "example.org", "sip:*98@example.org", "*98@example.org", "*98" },
  { "#21#", "example.org", "sip:%2321%23@example.org", "#21#@example.org", "#21#" },
  { "0", "example.org", "sip:0@example.org", "0@example.org", "0" },
  { "bob", "example.org", "sip:bob@example.org", "bob@example.org", "bob" },
  { "bob", "EXAMPLE.org:5070", "sip:bob@example.org:5070", "bob@example.org", "bob" },
  { "bob", "2001:db8::1", "sip:bob@[2001:db8::1]", "bob@[2001:db8::1]", "bob@2001:db8::1" },
  { "bob", "127.0.0.1", "sip:bob@127.0.0.1", "bob@127.0.0.1", "bob@127.0.0.1" },
  { "1-800-FLOWERS", "example.org", "sip:1-800-FLOWERS@example.org", "1-800-FLOWERS@example.org",
    "1-800-FLOWERS" },
  { "жанна", "example.org", "sip:%D0%B6%D0%B0%D0%BD%D0%BD%D0%B0@example.org", "жанна@example.org",
    "жанна" },
  { "bob@example.com", "example.org", "sip:bob@example.com", "bob@example.com", "bob@example.com" },
  { "bob@example.com:5070;transport=tcp", NULL, "sip:bob@example.com:5070;transport=tcp",
    "bob@example.com", "bob@example.com" },
  { "+49 30 12345@example.com", NULL, "sip:+493012345@example.com", "+493012345@example.com",
    "+493012345" },

  /* name-addr */
  { "<sip:bob@example.org>", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "Bob <sip:bob@example.org>", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "Bob Martin <sip:bob@example.org;transport=tcp>;tag=12", NULL,
    "sip:bob@example.org;transport=tcp", "bob@example.org", "bob" },
  { "\"Bob\" <sip:bob@example.org>", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "\"Bob\"<sip:bob@example.org>", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
  { "\"<sip:eve@evil.example>\" <sip:bob@example.org>", NULL, "sip:bob@example.org",
    "bob@example.org", "bob" },
  { "\"a \\\"b\\\" > c\" < sip:bob@example.org >", NULL, "sip:bob@example.org", "bob@example.org",
    "bob" },
  { "Bob <tel:+49-30-1>", "example.org", "sip:+49301@example.org", "+49301@example.org", "+49301" },
  { "Bob <bob>", "example.org", "sip:bob@example.org", "bob@example.org", "bob" },
  { "sip:bob@example.org;tag=77", NULL, "sip:bob@example.org", "bob@example.org", "bob" },
};

static const struct {
  const char *text;
  const char *domain;
} refused[] = {
  { NULL, "example.org" },
  { "", "example.org" },
  { "   ", "example.org" },
  { "\xe2\x80\x8b", "example.org" },
  { "hello world", "example.org" },
  { "hello world@example.org", NULL },
  { "bob", NULL },
  { "+4930", NULL },
  { "tel:+4930", NULL },
  { "sip:bob", NULL },
  { "bob", "" },
  { "bob", "not a host" },
  { "sip:", "example.org" },
  { "sips:", "example.org" },
  { "tel:", "example.org" },
  { "tel:bob", "example.org" },
  { "tel:+", "example.org" },
  { "tel:%zz", "example.org" },
  { "tel:12%0034", "example.org" },
  { "+", "example.org" },
  { "()", "example.org" },
  { "12+34 56", "example.org" },
  { "@example.org", NULL },
  { "sip:@example.org", NULL },
  { "sip::secret@example.org", NULL },
  { "sip:;x=y@example.org@", NULL },
  { "bob@", "example.org" },
  { "sip:bob@", "example.org" },
  { "sip:bob@;transport=tcp", "example.org" },
  { "sip:bob@@example.org", NULL },
  { "sip:bob@a@b.example", NULL },
  { "sip:192.0.2.1", "example.org" },
  { "sip:[2001:db8::1]", "example.org" },
  { "sip:example.org:5060", "example.org" },
  { "example.org:5060", "example.org" },
  { "192.0.2.1:5060", "example.org" },
  { "sip:bob@example.org:0", NULL },
  { "sip:bob@example.org:", NULL },
  { "sip:bob@example.org:65536", NULL },
  { "sip:bob@example.org:-1", NULL },
  { "sip:bob@example.org:50 60", NULL },
  { "sip:bob@example.org:5060:5061", NULL },
  { "sip:bob@example.org:99999999999999999999", NULL },
  { "sip:bob@example..org", NULL },
  { "sip:bob@.example.org", NULL },
  { "sip:bob@.", NULL },
  { "sip:bob@-example.org", NULL },
  { "sip:bob@example-.org", NULL },
  { "sip:bob@exa_mple.org", NULL },
  { "sip:bob@exa%6Dple.org", NULL },
  { "sip:bob@ex ample.org", NULL },
  { "sip:bob@example.org/path", NULL },
  { "sip:bob@1.2.3", NULL },
  { "sip:bob@256.1.1.1", NULL },
  { "sip:bob@123", NULL },
  { "sip:bob@" SIXTY_THREE "x.org", NULL },
  { "sip:bob@[::1", NULL },
  { "sip:bob@::1", NULL },
  { "sip:bob@[::1]x", NULL },
  { "sip:bob@[192.0.2.1]", NULL },
  { "sip:bob@[fe80::1%eth0]", NULL },
  { "sip:bob@[]", NULL },
  { "sip:b%@example.org", NULL },
  { "sip:b%4@example.org", NULL },
  { "sip:b%zz@example.org", NULL },
  { "sip:b%00b@example.org", NULL },
  { "sip:b%0d%0aVia@example.org", NULL },
  { "sip:b%ff@example.org", NULL },
  { "sip:b<b@example.org", NULL },
  { "sip:b\"b@example.org", NULL },
  { "sip:b\\b@example.org", NULL },
  { "sip:bob@example.org;a b", NULL },
  { "sip:bob@example.org;x=%", NULL },
  { "sip:bob@example.org;x=%0d", NULL },
  { "sip:bob@example.org;=x", NULL },
  { "sip:bob@example.org;x=\xc3\xa9", NULL },
  { "sip:bob@example.org\r\nVia: evil", NULL },
  { "sip:bob\t@example.org", NULL },
  { "bob\x7f@example.org", NULL },
  { "bob\xc2\x85x@example.org", NULL },
  { "b\xff@example.org", NULL },
  { "\xc3", "example.org" },
  { "mailto:bob@example.org", NULL },
  { "https://example.org", "example.org" },
  { "xmpp:bob@example.org", NULL },
  { "javascript:alert(1)", "example.org" },
  { "\"Bob <sip:bob@example.org>", NULL },
  { "\"Bob\" sip:bob@example.org", NULL },
  { "\"Bob\"", "example.org" },
  { "\"", "example.org" },
  { "\"\\", "example.org" },
  { "<", "example.org" },
  { "<>", "example.org" },
  { "<sip:bob@example.org", NULL },
  { "<sip:bob@example.org> and more", NULL },
  { "<sip:bob@example.org>, <sip:eve@example.org>", NULL },
};

/* Each group is one peer, and no two groups are the same. */
static const char *const groups[][6] = {
  { "sip:bob@example.org", "bob", "\"Bob\" <sip:b%6fb@EXAMPLE.ORG:5070;transport=tls>",
    "sips:bob@example.org.", "bob@example.org?a=b", NULL },
  { "sip:Bob@example.org", "Bob", NULL },
  { "sip:bob@example.com", "bob@EXAMPLE.com", NULL },
  { "+49 30 12345", "tel:+49-30-12345", "sip:+493012345@example.org;user=phone",
    "sip:+49.30.12345@example.org", "+49 (0)30/12345", NULL },
  { "030 12345", "sip:030-12345@example.org;user=phone", "tel:(030)12345", NULL },
  { "sip:bob@[2001:db8:0:0:0:0:0:1]", "bob@[2001:DB8::1]:5060", NULL },
  { "sip:bob@bücher.example", "bob@xn--bcher-kva.EXAMPLE", NULL },
  { "*98#", "sip:*98%23@example.org", NULL },
  { "böb", "sip:b%c3%b6b@example.org", NULL },
};

static void
check_accepted (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAddress) address = bw_address_parse (c->text, c->domain, &error);
  g_autofree char *uri = NULL;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;

  g_assert_no_error (error);
  uri = bw_address_to_uri (address);
  key = bw_address_to_key (address);
  label = bw_address_to_label (address, "Example.ORG");
  g_assert_cmpstr (uri, ==, c->uri);
  g_assert_cmpstr (key, ==, c->key);
  g_assert_cmpstr (label, ==, c->label);
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (BwAddress) address = bw_address_parse (refused[i].text, refused[i].domain, &error);

    if (address)
      g_test_message ("taken for an address: “%s”", refused[i].text);

    g_assert_null (address);
    g_assert_error (error, BW_ERROR, BW_ERROR_ADDRESS);
    g_assert_cmpuint (strlen (error->message), >, 20);
    g_assert_true (g_str_has_suffix (error->message, "."));
  }
}

static void
test_length (void)
{
  g_autofree char *user = g_strnfill (1024 - strlen ("@example.org"), 'b');
  g_autofree char *longest = g_strconcat (user, "@example.org", NULL);
  g_autofree char *longer = g_strconcat ("b", longest, NULL);
  g_autofree char *huge = g_strnfill (1 << 20, '<');
  g_autoptr (BwAddress) address = bw_address_parse (longest, NULL, NULL);

  g_assert_nonnull (address);
  g_assert_null (bw_address_parse (longer, NULL, NULL));
  g_assert_null (bw_address_parse (huge, NULL, NULL));
}

static char *
key_of (const char *text)
{
  g_autoptr (BwAddress) address = bw_address_parse (text, "example.org", NULL);

  return address ? bw_address_to_key (address) : NULL;
}

static void
test_groups (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    char *first = key_of (groups[i][0]);

    g_assert_true (g_hash_table_add (keys, first));
    for (gsize j = 1; groups[i][j]; j++) {
      g_autofree char *key = key_of (groups[i][j]);

      g_assert_cmpstr (key, ==, first);
    }
  }
}

static void
test_names (void)
{
  static const struct {
    const char *text;
    const char *name;
  } names[] = {
    { "sip:bob@example.org", NULL },
    { "<sip:bob@example.org>", NULL },
    { "\"\" <sip:bob@example.org>", NULL },
    { "Bob <sip:bob@example.org>", "Bob" },
    { "Bob  Martin   <sip:bob@example.org>", "Bob  Martin" },
    { "\"Bob \\\"the\\\\ phone\\\"\" <sip:bob@example.org>", "Bob \"the\\ phone\"" },
    { "\"Jörg 😀\" <sip:bob@example.org>", "Jörg 😀" },
    { "\"<b>Bob</b>\" <sip:bob@example.org>", "<b>Bob</b>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (BwAddress) address = bw_address_parse (names[i].text, NULL, NULL);

    g_assert_nonnull (address);
    g_assert_cmpstr (bw_address_get_display_name (address), ==, names[i].name);
  }
}

static void
test_parts (void)
{
  g_autoptr (BwAddress) address = bw_address_parse ("sips:b%20b@[::1]:5071;x=y", NULL, NULL);
  g_autoptr (BwAddress) number = bw_address_parse ("+49 30", "example.org", NULL);
  g_autofree char *identity = bw_address_to_identity (address);
  g_autofree char *label = bw_address_to_label (address, NULL);

  g_assert_cmpstr (bw_address_get_user (address), ==, "b b");
  g_assert_cmpstr (bw_address_get_host (address), ==, "::1");
  g_assert_cmpuint (bw_address_get_port (address), ==, 5071);
  g_assert_true (bw_address_is_secure (address));
  g_assert_false (bw_address_is_number (address));
  g_assert_cmpstr (identity, ==, "sip:b%20b@[::1]");
  g_assert_cmpstr (label, ==, "b b@::1");
  g_assert_true (bw_address_is_number (number));
  g_assert_false (bw_address_is_secure (number));
  g_assert_cmpuint (bw_address_get_port (number), ==, 0);
}

static void
test_label_is_clean (void)
{
  g_autoptr (BwAddress) turned = bw_address_parse ("sip:a%E2%80%AEb@example.org", NULL, NULL);
  g_autoptr (BwAddress) nothing = bw_address_parse ("sip:%E2%80%AE@example.org", NULL, NULL);
  g_autofree char *label = bw_address_to_label (turned, NULL);
  g_autofree char *rest = bw_address_to_label (nothing, NULL);

  g_assert_cmpstr (label, ==, "ab@example.org");
  g_assert_null (strstr (rest, "\xe2\x80\xae"));
  g_assert_true (g_str_has_suffix (rest, "@example.org"));
}

static void
test_boxed (void)
{
  g_autoptr (BwAddress) address = bw_address_parse ("sip:bob@example.org", NULL, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, BW_TYPE_ADDRESS);
  g_value_set_boxed (&value, address);
  g_assert_true (g_value_get_boxed (&value) == address);
}

/* Whatever is read can be written and read again, and stays the same peer. */
static void
check_any (const char *text, const char *domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAddress) address = bw_address_parse (text, domain, &error);
  g_autofree char *key = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *label = NULL;
  g_autofree char *key_of_key = NULL;
  g_autofree char *key_of_uri = NULL;

  if (!address) {
    g_assert_error (error, BW_ERROR, BW_ERROR_ADDRESS);
    return;
  }

  key = bw_address_to_key (address);
  uri = bw_address_to_uri (address);
  label = bw_address_to_label (address, domain);
  key_of_key = key_of (key);
  key_of_uri = key_of (uri);
  g_assert_true (g_utf8_validate (key, -1, NULL));
  g_assert_true (g_str_is_ascii (uri));
  g_assert_cmpstr (label, !=, "");
  g_assert_cmpstr (key_of_key, ==, key);
  g_assert_cmpstr (key_of_uri, ==, key);
}

static void
test_random_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5060);

  for (guint i = 0; i < 50000; i++) {
    char text[48] = { 0 };
    int length = g_rand_int_range (rand, 0, sizeof text);

    for (int j = 0; j < length; j++)
      text[j] = (char) g_rand_int_range (rand, 1, 256);

    check_any (text, "example.org");
  }
}

/* Pieces that mean something, put together at random, go deeper than bytes do. */
static void
test_random_pieces (void)
{
  static const char *const pieces[] = {
    "sip:",       "sips:",
    "tel:",       "bob",
    "+49",        "(0)",
    "30",         "-",
    " ",          "@",
    "@",          "example.org",
    "[",          "]",
    "::1",        ":",
    "5060",       ";",
    "user=phone", "x=",
    "%",          "%41",
    "%40",        "%00",
    "%C3%B6",     "?",
    "<",          ">",
    "\"",         "\\",
    "ö",          "\xe2\x80\xae",
    ".",          "/",
    "*",          "#",
    "\xff",       "phone-context=",
    "xn--",       "\n",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3261);

  for (guint i = 0; i < 50000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (int n = g_rand_int_range (rand, 1, 12); n > 0; n--)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

    check_any (text->str, g_rand_boolean (rand) ? "example.org" : NULL);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++) {
    g_autofree char *path = g_strdup_printf ("/address/accepted/%" G_GSIZE_FORMAT, i + 1);

    g_test_add_data_func (path, &accepted[i], check_accepted);
  }

  g_test_add_func ("/address/refused", test_refused);
  g_test_add_func ("/address/length", test_length);
  g_test_add_func ("/address/groups", test_groups);
  g_test_add_func ("/address/names", test_names);
  g_test_add_func ("/address/parts", test_parts);
  g_test_add_func ("/address/label-is-clean", test_label_is_clean);
  g_test_add_func ("/address/boxed", test_boxed);
  g_test_add_func ("/address/random-bytes", test_random_bytes);
  g_test_add_func ("/address/random-pieces", test_random_pieces);

  return g_test_run ();
}
