/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a stranger sends: every reader of messages gets noise and spoilt examples, from a fixed
 * seed, and has to answer with something whole. */

#include "bw-message-content.h"
#include "bw-message-origin.h"

#include <string.h>

#define SEED 20261121
#define ROUNDS 10000
#define MAX_NOISE 600

static const char *const types[] = {
  NULL,
  "text/plain",
  "text/plain; charset=utf-16",
  "text/plain; charset=iso-2022-jp",
  "text/plain; charset=gb18030; name*0*=utf-8''a; name*1=b",
  "text/html; charset=\"utf-7\"",
  "message/cpim",
  "multipart/mixed; boundary=b",
  "multipart/alternative",
  "message/imdn+xml",
  "application/im-iscomposing+xml",
  "application/vnd.gsma.rcs-ft-http+xml",
  "message/external-body; URL=\"https://example.org/%zz\"",
  "image/png; name=\"../\xc3\x28.png\"",
};

static const char *const encodings[] = {
  NULL, NULL, NULL, "base64", "quoted-printable", "deflate", "gzip, base64"
};

static const char *const examples[] = {
  "Gr\xc3\xbc\xc3\x9f"
  "e\r\n\xf0\x9f\x91\x8d",
  "\xff\xfeh\0\x3d\xd8\x4d\xdc",
  "\x1b$BF|K\\\x1b(B",
  "<p>a<a href='https://example.org/?a=1&amp;b'>b</a><pre>&#x1F44D;&eacute;</pre><!-- -->"
  "<script>x</script><img alt=\"c\"><li>d<br>",
  "From: \"B\\u0042\" <sip:b@example.org>\r\nNS: imdn <urn:ietf:params:imdn>\r\n"
  "imdn.Message-ID: 7\r\nDateTime: 2026-11-21T06:30:05.5+01:00\r\n\r\n"
  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<b>x\r\n"
  "--b\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n--b--",
  "--b\r\nContent-Type: text/plain;\r\n charset=utf-16be\r\n\r\n\0h\r\n--b\r\n"
  "Content-Disposition: attachment; filename*=iso-8859-1''%fc.png\r\n\r\nx\r\n--b--",
  "<?xml version=\"1.0\"?><imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>1</message-id>"
  "<delivery-notification><status><delivered/></status></delivery-notification></imdn>",
  "<isComposing><state>active</state><refresh>60</refresh></isComposing>",
  "<file><file-info type=\"file\"><file-size>5</file-size><file-name>a.png</file-name>"
  "<content-type>image/png</content-type><data url=\"https://example.org/x\"/></file-info></file>",
  "Gr=C3=BC=\r\n=3D",
};

static const char *const addresses[] = {
  "\"Bob \\\"B\\\" M\" <sip:bob@example.org:5060;transport=tcp>;tag=1",
  "<sip:+1-555-123-4567;phone-context=+1@10.0.0.1;user=phone>",
  "tel:+1-555-123-4567;phone-context=example.net",
  "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
  "<sip:b%6f%62%00@[2001:db8::1]:5060>, <tel:7042>",
  "sips:m\xc3\xbcller@xn--bcher-kva.example;tag=2",
};

static const char *const hosts[] = { NULL, "10.0.0.1:5060", "[::1]:5060", "sip.example.net", "?" };
static const char *const domains[] = { NULL, "example.org", "example.org:5080", "10.0.0.1", "<>" };

#define PICK(rand, table) ((table)[g_rand_int_range ((rand), 0, (gint32) G_N_ELEMENTS (table))])

/* Bytes that mean something to one of the readers come more often than by chance. */
static char
pick_byte (GRand *rand)
{
  static const char special[] = "<>&;:\"'=%\\/@,-\r\n \t\0\xff\xfe\x80\xc3\x1b#+?";

  return g_rand_boolean (rand) ? special[g_rand_int_range (rand, 0, sizeof special - 1)]
                               : (char) g_rand_int_range (rand, 0, 256);
}

static void
spoil (GRand *rand, GString *text)
{
  gsize at = text->len > 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) text->len) : 0;
  gsize wanted = (gsize) g_rand_int_range (rand, 1, 30);
  gsize length = MIN (wanted, text->len - at);

  switch (g_rand_int_range (rand, 0, 5)) {
  case 0:
    if (text->len > 0)
      text->str[at] = pick_byte (rand);
    break;
  case 1:
    g_string_insert_c (text, (gssize) at, pick_byte (rand));
    break;
  case 2:
    g_string_erase (text, (gssize) at, (gssize) length);
    break;
  case 3: {
    g_autofree char *copy = g_memdup2 (text->str + at, length);

    g_string_insert_len (text, g_rand_int_range (rand, 0, (gint32) text->len + 1), copy,
                         (gssize) length);
    break;
  }
  default:
    g_string_truncate (text, at);
  }
}

static GString *
make_noise (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (gint32 n = g_rand_int_range (rand, 0, MAX_NOISE); n > 0; n--)
    g_string_append_c (text, pick_byte (rand));

  return text;
}

static GString *
make_text (GRand *rand, const char *example, gsize size)
{
  GString *text;

  if (g_rand_int_range (rand, 0, 6) == 0)
    return make_noise (rand);

  text = g_string_new_len (example, (gssize) size);
  for (gint32 n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    spoil (rand, text);

  return text;
}

static char *
make_header (GRand *rand, const char *example)
{
  g_autoptr (GString) text = NULL;

  if (!example)
    return NULL;

  text = make_text (rand, example, strlen (example));

  return g_strdup (text->str);
}

static gboolean
is_whole (const char *text)
{
  return !text || g_utf8_validate (text, -1, NULL);
}

static gboolean
is_one_line (const char *text)
{
  for (const char *c = text; c && *c; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

static void
check_strings (const BwMessageContent *content)
{
  g_assert_true (is_whole (content->text));
  g_assert_true (is_whole (content->file_name) && is_one_line (content->file_name));
  g_assert_true (is_whole (content->url) && is_whole (content->report_id));
  g_assert_true (is_whole (content->message_id) && is_one_line (content->message_id));
  g_assert_true (is_whole (content->from) && is_one_line (content->from));
  g_assert_nonnull (content->content_type);
  g_assert_nonnull (strchr (content->content_type, '/'));
  g_assert_true (g_str_is_ascii (content->content_type));
  if (content->file_name)
    g_assert_true (*content->file_name && !strpbrk (content->file_name, "/\\"));
}

static void
check_kind (const BwMessageContent *content)
{
  switch (content->kind) {
  case BW_CONTENT_TEXT:
    g_assert_nonnull (content->text);
    break;
  case BW_CONTENT_FILE:
    g_assert_true (content->bytes || content->url);
    break;
  case BW_CONTENT_REPORT:
    g_assert_true (content->report_id && *content->report_id);
    break;
  case BW_CONTENT_COMPOSING:
    break;
  }
}

/* What comes out is bounded by what went in. */
static void
check_sizes (const BwMessageContent *content, gsize size)
{
  gsize room = 64 * 1024 + 16 * size;

  g_assert_cmpint (content->size, >=, 0);
  if (content->text)
    g_assert_cmpuint (strlen (content->text), <=, 3 * room);
  if (content->bytes)
    g_assert_cmpuint (g_bytes_get_size (content->bytes), <=, room);
  if (content->bytes && !content->url)
    g_assert_cmpint (content->size, ==, (gint64) g_bytes_get_size (content->bytes));
}

static void
test_content (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < ROUNDS; i++) {
    const char *example = PICK (rand, examples);
    g_autoptr (GString) text = make_text (rand, example, strlen (example));
    g_autoptr (GBytes) body = g_bytes_new (text->str, text->len);
    const char *type = PICK (rand, types);
    g_autofree char *spoilt = g_rand_int_range (rand, 0, 4) ? NULL : make_header (rand, type);
    g_autofree char *disposition = make_header (rand, "attachment; filename*0*=utf-8''a.%20png");
    g_autoptr (BwMessageContent) content =
        bw_message_content_read (spoilt ? spoilt : type, PICK (rand, encodings),
                                 g_rand_boolean (rand) ? disposition : NULL, body);

    check_strings (content);
    check_kind (content);
    check_sizes (content, text->len);
  }
}

/* Every example as every type: what has the wrong label is read all the same. */
static void
test_labels (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (examples); j++) {
      g_autoptr (GBytes) body = g_bytes_new (examples[j], strlen (examples[j]));
      g_autoptr (BwMessageContent) content = bw_message_content_read (types[i], NULL, NULL, body);

      check_strings (content);
      check_kind (content);
      check_sizes (content, strlen (examples[j]));
    }
}

static void
test_html (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *html = make_header (rand, examples[3]);
    g_autofree char *text = bw_html_to_text (html);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_cmpuint (strlen (text), <=, 3 * strlen (html) + 64);
  }
}

/* The key is an address that is read back as itself, and the same each time. */
static void
check_origin (const BwMessageHeaders *headers, const char *domain)
{
  g_auto (BwMessageOrigin) origin = { 0 };
  g_auto (BwMessageOrigin) again = { 0 };
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *key = NULL;

  bw_message_origin_read (headers, domain, &origin);
  bw_message_origin_read (headers, domain, &again);
  g_assert_nonnull (origin.peer);
  g_assert_cmpstr (origin.peer, ==, again.peer);
  g_assert_true (is_whole (origin.name) && is_one_line (origin.name));
  g_assert_true (is_whole (origin.user) && is_whole (origin.host));

  address = bw_address_parse (origin.peer, NULL, NULL);
  key = address ? bw_address_to_key (address) : NULL;
  g_assert_cmpstr (key, ==, origin.peer);
}

static void
test_origin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *from = make_header (rand, PICK (rand, addresses));
    g_autofree char *to = make_header (rand, PICK (rand, addresses));
    g_autofree char *asserted = make_header (rand, PICK (rand, addresses));
    g_autofree char *contact = make_header (rand, PICK (rand, addresses));
    g_autofree char *source = make_header (rand, PICK (rand, hosts));
    BwMessageHeaders headers = {
      .from = from,
      .to = g_rand_boolean (rand) ? to : NULL,
      .request_uri = to,
      .asserted_identity = g_rand_boolean (rand) ? asserted : NULL,
      .contact = g_rand_boolean (rand) ? contact : NULL,
      .source = source,
    };

    check_origin (&headers, PICK (rand, domains));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-fuzz/content", test_content);
  g_test_add_func ("/message-fuzz/labels", test_labels);
  g_test_add_func ("/message-fuzz/html", test_html);
  g_test_add_func ("/message-fuzz/origin", test_origin);

  return g_test_run ();
}
