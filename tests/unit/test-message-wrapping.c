/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes wrapped, and the documents that are about messages: CPIM, multiparts, reports, who is
 * typing, links to files; as Linphone and RCS write them, and as we do. */

#include "bw-message-content.h"

#include <string.h>

#define CPIM "Message/CPIM"
#define IMDN "message/imdn+xml"
#define COMPOSING "application/im-iscomposing+xml"
#define LINK "application/vnd.gsma.rcs-ft-http+xml"

static BwMessageContent *
read_string (const char *type, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return bw_message_content_read (type, NULL, NULL, bytes);
}

static void
assert_bytes (BwMessageContent *content, const char *expected)
{
  gsize size;
  const char *data;

  g_assert_nonnull (content->bytes);
  data = g_bytes_get_data (content->bytes, &size);
  g_assert_cmpmem (data, size, expected, strlen (expected));
  g_assert_cmpint (content->size, ==, (gint64) size);
}

/* As liblinphone 5.1 writes it for a message that asks for reports and vanishes by itself. */
static void
test_cpim_of_linphone (void)
{
  g_autoptr (BwMessageContent) content =
      read_string (CPIM, "From: \"Bob\"<sip:bob@example.org>\r\n"
                         "To: <sip:alice@example.org>\r\n"
                         "DateTime: 2026-11-21T06:30:05Z\r\n"
                         "NS: linphone <tag:linphone.org,2020:params:groupchat>\r\n"
                         "linphone.Ephemeral-Time: 60\r\n"
                         "NS: imdn <urn:ietf:params:imdn>\r\n"
                         "imdn.Message-ID: a7Bq2x\r\n"
                         "imdn.Disposition-Notification: positive-delivery, negative-delivery, "
                         "display\r\n"
                         "\r\n"
                         "Content-Type: text/plain\r\n"
                         "Content-Length: 7\r\n"
                         "\r\n"
                         "Gr\xc3\xbc\xc3\x9f"
                         "e");

  g_assert_cmpint (content->kind, ==, BW_CONTENT_TEXT);
  g_assert_cmpstr (content->content_type, ==, "text/plain");
  g_assert_cmpstr (content->text, ==, "Grüße");
  g_assert_cmpstr (content->message_id, ==, "a7Bq2x");
  g_assert_true (content->wants_delivery);
  g_assert_true (content->wants_display);
  g_assert_cmpstr (content->from, ==, "\"Bob\"<sip:bob@example.org>");
  g_assert_cmpint (content->date, ==, G_GINT64_CONSTANT (1795242605) * G_USEC_PER_SEC);
  g_assert_null (content->bytes);
}

typedef struct {
  const char *body;
  const char *text;
  const char *message_id;
  gboolean delivery;
  gboolean display;
} CpimRow;

static const CpimRow cpim_rows[] = {
  /* RFC 3862: only what has to be there; line ends of others */
  { "From: <im:a@b>\nTo: <im:c@d>\n\nContent-type: text/plain; charset=utf-8\n\nhello", "hello",
    NULL, FALSE, FALSE },
  /* another prefix, among other name spaces */
  { "From: <im:a@b>\r\nNS: x <urn:x>\r\nNS: Rep <urn:ietf:params:imdn>\r\nRep.Message-ID: 7\r\n"
    "Rep.Disposition-Notification: display\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
    "hello", "7", FALSE, TRUE },
  /* the name space as the default one; none at all */
  { "NS: <urn:ietf:params:imdn>\r\nMessage-ID: 7\r\n"
    "Disposition-Notification: positive-delivery\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
    "hello", "7", TRUE, FALSE },
  { "From: <im:a@b>\r\nimdn.Message-ID: 7\r\n\r\nContent-Type: text/plain\r\n\r\nhello", "hello",
    "7", FALSE, FALSE },
  /* escapes, and those that are none */
  { "imdn.Message-ID: a\\u0042\\\"\\n\\q\\u00\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
    "hello", "aB\" \\q\\u00", FALSE, FALSE },
  /* its own type in front; headers in one block; none for the part; nothing at all */
  { "Content-Type: Message/CPIM\r\n\r\nFrom: <im:a@b>\r\n\r\nContent-Type: text/plain\r\n\r\nhello",
    "hello", NULL, FALSE, FALSE },
  { "From: <im:a@b>\r\nContent-Type: text/plain\r\n\r\nhello: you", "hello: you", NULL, FALSE,
    FALSE },
  { "From: <im:a@b>\r\n\r\nhello", "hello", NULL, FALSE, FALSE },
  { "From: <im:a@b>\r\n\r\n\r\nhello", "hello", NULL, FALSE, FALSE },
  { "From: <im:a@b>\r\n\r\nhello: you\r\n\r\nthere", "hello: you\n\nthere", NULL, FALSE, FALSE },
  { "hello you", "hello you", NULL, FALSE, FALSE },
  { "From: <im:a@b>", "", NULL, FALSE, FALSE },
  { "", "", NULL, FALSE, FALSE },
  /* encoded, and wrapped again */
  { "From: <im:a@b>\r\n\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe",
    "Grüße", NULL, FALSE, FALSE },
  { "imdn.Message-ID: outer\r\n\r\nContent-Type: message/cpim\r\n\r\nimdn.Message-ID: inner\r\n\r\n"
    "Content-Type: text/html\r\n\r\n<p>hello</p>",
    "hello", "outer", FALSE, FALSE },
};

static void
test_cpim (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cpim_rows); i++) {
    const CpimRow *row = &cpim_rows[i];
    g_autoptr (BwMessageContent) content = read_string (CPIM, row->body);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (content->kind, ==, BW_CONTENT_TEXT);
    g_assert_cmpstr (content->text, ==, row->text);
    g_assert_cmpstr (content->message_id, ==, row->message_id);
    g_assert_cmpint (content->wants_delivery, ==, row->delivery);
    g_assert_cmpint (content->wants_display, ==, row->display);
  }
}

static void
test_cpim_dates (void)
{
  static const struct {
    const char *words;
    gint64 date;
  } rows[] = {
    { "2000-12-13T13:40:00-08:00", G_GINT64_CONSTANT (976743600000000) },
    { "2000-12-13T21:40:00.25Z", G_GINT64_CONSTANT (976743600250000) },
    { "2000-12-13T21:40:00", G_GINT64_CONSTANT (976743600000000) },
    { "yesterday", 0 },
    { "99999-99-99T99:99:99Z", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body =
        g_strdup_printf ("DateTime: %s\r\n\r\nContent-Type: text/plain\r\n\r\n", rows[i].words);
    g_autoptr (BwMessageContent) content = read_string (CPIM, body);

    g_assert_cmpint (content->date, ==, rows[i].date);
  }
}

/* What we write, we read. */
static void
test_cpim_write (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) wrapped =
      bw_cpim_write ("sip:alice@example.org", "sip:bob@example.org\r\nBad: x",
                     G_GINT64_CONSTANT (976743600250000), "id-1", TRUE, TRUE, "image/png", body);
  g_autoptr (GBytes) plain =
      bw_cpim_write ("sip:a@b", "sip:c@d", 0, NULL, TRUE, TRUE, "text/plain", body);
  g_autoptr (BwMessageContent) content = bw_message_content_read (CPIM, NULL, NULL, wrapped);
  g_autoptr (BwMessageContent) without = bw_message_content_read (CPIM, NULL, NULL, plain);

  g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (content->content_type, ==, "image/png");
  g_assert_true (g_bytes_equal (content->bytes, body));
  g_assert_cmpstr (content->message_id, ==, "id-1");
  g_assert_true (content->wants_delivery);
  g_assert_true (content->wants_display);
  g_assert_cmpstr (content->from, ==, "<sip:alice@example.org>");
  g_assert_cmpint (content->date, ==, G_GINT64_CONSTANT (976743600000000));

  g_assert_null (without->message_id);
  g_assert_false (without->wants_delivery);
}

/* RFC 3862 and liblinphone's grammar: the headers in this order, one space, CRLF. */
static void
test_cpim_form (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("hi", 2);
  g_autoptr (GBytes) wrapped =
      bw_cpim_write ("sip:a@b", "sip:c@d", 0, "7", TRUE, FALSE, "text/plain;charset=UTF-8", body);
  const char *expected = "From: <sip:a@b>\r\n"
                         "To: <sip:c@d>\r\n"
                         "DateTime: 1970-01-01T00:00:00Z\r\n"
                         "NS: imdn <urn:ietf:params:imdn>\r\n"
                         "imdn.Message-ID: 7\r\n"
                         "imdn.Disposition-Notification: positive-delivery\r\n"
                         "\r\n"
                         "Content-Type: text/plain;charset=UTF-8\r\n"
                         "Content-Length: 2\r\n"
                         "\r\n"
                         "hi";

  g_assert_cmpmem (g_bytes_get_data (wrapped, NULL), g_bytes_get_size (wrapped), expected,
                   strlen (expected));
}

#define PART(type, body) "--b\r\nContent-Type: " type "\r\n\r\n" body "\r\n"

typedef struct {
  const char *type;
  const char *body;
  BwContentKind kind;
  const char *found;
  const char *text;
  const char *bytes; /* NULL: the whole */
} PartsRow;

static const PartsRow parts_rows[] = {
  { "multipart/mixed; boundary=b", PART ("image/png", "x") PART ("text/plain", "hello") "--b--",
    BW_CONTENT_TEXT, "text/plain", "hello", NULL },
  { "multipart/alternative; boundary=\"b\"",
    PART ("text/html", "<p>rich</p>") PART ("text/plain", "plain") "--b--\r\n", BW_CONTENT_TEXT,
    "text/plain", "plain", NULL },
  { "multipart/alternative; boundary=b", PART ("image/png", "x") PART ("text/html", "<p>rich</p>"),
    BW_CONTENT_TEXT, "text/html", "rich", NULL },
  { "multipart/related; boundary=b",
    PART ("application/smil", "<smil/>") PART ("image/jpeg; name=cat.jpg", "x\r\ny") "--b--",
    BW_CONTENT_FILE, "image/jpeg", NULL, "x\r\ny" },
  { "multipart/mixed; boundary=b", PART ("image/png", "x") "--b--", BW_CONTENT_FILE, "image/png",
    NULL, "x" },
  /* two files: one cannot be shown for the other */
  { "multipart/mixed; boundary=b", PART ("image/png", "x") PART ("image/png", "y") "--b--",
    BW_CONTENT_FILE, "multipart/mixed", NULL, NULL },
  { "multipart/mixed; boundary=b",
    "preamble\r\n--b\r\n\r\nhello\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
    "other\r\n--b--epilogue",
    BW_CONTENT_TEXT, "text/plain", "hello", NULL },
  /* wrapped in each other; cut off; the boundary lost; a part that is base64 */
  { "multipart/mixed; boundary=a",
    "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
    "text/plain\n\nhello\n--b--\n--a\nContent-Type: image/png\n\nx\n--a--",
    BW_CONTENT_TEXT, "text/plain", "hello", NULL },
  { "multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--",
    BW_CONTENT_TEXT, "text/plain", "hello\n--", NULL },
  { "multipart/mixed", PART ("text/plain", "hello") "--b--", BW_CONTENT_TEXT, "text/plain", "hello",
    NULL },
  { "multipart/mixed; boundary=b",
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n--b--",
    BW_CONTENT_FILE, "image/png", NULL, "hi" },
  { "multipart/mixed; boundary=b", "--bb\r\n\r\nno\r\n--b\r\n\r\nyes\r\n--bb\r\n--b--",
    BW_CONTENT_TEXT, "text/plain", "yes\n--bb", NULL },
  { "multipart/mixed; boundary=b", "--b\r\n--b--", BW_CONTENT_TEXT, "text/plain", "", NULL },
  { "multipart/mixed; boundary=b", "--b--", BW_CONTENT_FILE, "multipart/mixed", NULL, NULL },
};

static void
test_multipart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts_rows); i++) {
    const PartsRow *row = &parts_rows[i];
    g_autoptr (BwMessageContent) content = read_string (row->type, row->body);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (content->kind, ==, row->kind);
    g_assert_cmpstr (content->content_type, ==, row->found);
    g_assert_cmpstr (content->text, ==, row->text);
    assert_bytes (content, row->bytes ? row->bytes : row->body);
  }
}

/* What is wrapped more often than anybody does it is a file. */
static void
test_depth (void)
{
  for (guint depth = 0; depth < 9; depth++) {
    g_autoptr (GString) body = g_string_new ("");
    g_autoptr (BwMessageContent) content = NULL;

    for (guint i = 0; i < depth; i++)
      g_string_append (body, "From: <im:a@b>\r\n\r\nContent-Type: message/cpim\r\n\r\n");
    g_string_append (body, "From: <im:a@b>\r\n\r\nContent-Type: text/plain\r\n\r\nhello");
    content = read_string (CPIM, body->str);

    g_assert_cmpint (content->kind, ==, depth < 5 ? BW_CONTENT_TEXT : BW_CONTENT_FILE);
    if (depth < 5)
      g_assert_cmpstr (content->text, ==, "hello");
    else
      g_assert_cmpstr (content->content_type, ==, "message/cpim");
  }
}

static const struct {
  const char *body;
  const char *id;
  BwReportStatus status;
} report_rows[] = {
  /* liblinphone 5.1 */
  { "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>"
    "<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>a7Bq2x</message-id>"
    "<datetime>2026-11-21T06:30:05Z</datetime><delivery-notification><status><delivered/></status>"
    "</delivery-notification></imdn>",
    "a7Bq2x", BW_REPORT_DELIVERED },
  { "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>1</message-id><datetime/>"
    "<display-notification><status><displayed></displayed></status></display-notification></imdn>",
    "1", BW_REPORT_DISPLAYED },
  { "<imdn xmlns='urn:ietf:params:xml:ns:imdn' xmlns:imdn='http://www.linphone.org/xsds/imdn.xsd'>"
    "<message-id>1</message-id><datetime/><delivery-notification><status><failed/>"
    "<imdn:reason code='488'>Not acceptable</imdn:reason></status></delivery-notification></imdn>",
    "1", BW_REPORT_FAILED },
  /* RFC 5438, with a prefix, white space, a mark in front and what the schema lets in beside */
  { "\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<!-- x --><i:imdn "
    "xmlns:i=\"urn:ietf:params:xml:ns:imdn\">"
    "\r\n <i:message-id> 34jk324j </i:message-id>\r\n <x:y xmlns:x='z'>k</x:y>"
    "<i:delivery-notification>\r\n<i:status> <i:error/> </i:status></i:delivery-notification>"
    "</i:imdn>\r\n",
    "34jk324j", BW_REPORT_OTHER },
  { "<imdn><message-id>1</message-id><processing-notification><status><stored/></status>"
    "</processing-notification></imdn>",
    "1", BW_REPORT_OTHER },
  { "<imdn><message-id>1</message-id><display-notification><status><forbidden/></status>"
    "</display-notification></imdn>",
    "1", BW_REPORT_OTHER },
  { "<imdn><message-id>a &amp; &#98;</message-id></imdn>", "a & b", BW_REPORT_OTHER },
};

static void
test_reports (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (report_rows); i++) {
    g_autoptr (BwMessageContent) content = read_string (IMDN, report_rows[i].body);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (content->kind, ==, BW_CONTENT_REPORT);
    g_assert_cmpstr (content->report_id, ==, report_rows[i].id);
    g_assert_cmpint (content->report, ==, report_rows[i].status);
    g_assert_cmpstr (content->content_type, ==, IMDN);
  }
}

static void
test_report_write (void)
{
  static const BwReportStatus statuses[] = { BW_REPORT_DELIVERED, BW_REPORT_DISPLAYED,
                                             BW_REPORT_FAILED, BW_REPORT_OTHER };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *document = bw_imdn_write ("<a & \"b\">\x01", "sip:a&b@c",
                                               G_GINT64_CONSTANT (976743600250000), statuses[i]);
    g_autoptr (BwMessageContent) content = read_string (IMDN, document);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_REPORT);
    g_assert_cmpstr (content->report_id, ==, "<a & \"b\">");
    g_assert_cmpint (content->report, ==, statuses[i]);
    g_assert_nonnull (strstr (document, "<datetime>2000-12-13T21:40:00Z</datetime>"));
    g_assert_nonnull (strstr (document, "<recipient-uri>sip:a&amp;b@c</recipient-uri>"));
  }
}

/* Nothing of XML that reaches out or grows. */
static void
test_hostile_xml (void)
{
  g_autofree char *deep = g_strnfill (3000, '<');
  g_autoptr (GString) nested = g_string_new ("<imdn><message-id>1</message-id>");
  g_autoptr (GString) large = g_string_new ("<imdn><message-id>1</message-id><x>");
  const char *bodies[] = {
    "<!DOCTYPE x [<!ENTITY a \"b\">]><imdn><message-id>&a;</message-id></imdn>",
    "<imdn><message-id>&#0;</message-id></imdn>",
    "<imdn><message-id>1</imdn></message-id>",
    "<imdn message-id='1'/>",
    deep,
    NULL,
    NULL,
  };

  for (guint i = 0; i < 1000; i++)
    g_string_append (nested, "<a>");
  for (guint i = 0; i < 1000; i++)
    g_string_append (nested, "</a>");
  g_string_append (nested, "</imdn>");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (large, 'x');
  g_string_append (large, "</x></imdn>");
  bodies[5] = nested->str;
  bodies[6] = large->str;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (BwMessageContent) content = read_string (IMDN, bodies[i]);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
    assert_bytes (content, bodies[i]);
  }
}

static void
test_composing (void)
{
  static const struct {
    const char *body;
    gboolean composing;
    guint refresh;
  } rows[] = {
    /* liblinphone 5.1 */
    { "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>"
      "<isComposing xmlns=\"urn:ietf:params:xml:ns:im-iscomposing\"><state>active</state>"
      "<refresh>60</refresh></isComposing>",
      TRUE, 60 },
    { "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state> idle </state>"
      "<lastactive>2003-01-27T10:43:00Z</lastactive><contenttype>audio</contenttype></isComposing>",
      FALSE, 0 },
    { "<isComposing><state>dreaming</state><refresh>-5</refresh></isComposing>", FALSE, 0 },
    { "<isComposing><state>active</state><refresh>99999999999</refresh></isComposing>", TRUE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (BwMessageContent) content = read_string (COMPOSING, rows[i].body);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_COMPOSING);
    g_assert_cmpint (content->composing, ==, rows[i].composing);
    g_assert_cmpuint (content->refresh, ==, rows[i].refresh);
  }
}

static void
test_composing_write (void)
{
  g_autofree char *active = bw_composing_write (TRUE, 90);
  g_autofree char *idle = bw_composing_write (FALSE, 90);
  g_autoptr (BwMessageContent) on = read_string (COMPOSING, active);
  g_autoptr (BwMessageContent) off = read_string (COMPOSING, idle);

  g_assert_cmpint (on->kind, ==, BW_CONTENT_COMPOSING);
  g_assert_true (on->composing);
  g_assert_cmpuint (on->refresh, ==, 90);
  g_assert_cmpint (off->kind, ==, BW_CONTENT_COMPOSING);
  g_assert_false (off->composing);
}

/* GSMA RCC.07: a thumbnail in front of the file. */
static void
test_link_of_rcs (void)
{
  g_autoptr (BwMessageContent) content = read_string (
      LINK,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
      "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\">\r\n"
      "<file-info type=\"thumbnail\"><file-size>7427</file-size>"
      "<content-type>image/jpg</content-type>"
      "<data url=\"https://ft.example.org/thumb\" until=\"2026-11-28T12:00:00Z\"/></file-info>"
      "<file-info type=\"file\"><file-size>183524</file-size>"
      "<file-name>../DSC &amp; 379395051.JPG</file-name>"
      "<content-type>Image/JPEG</content-type>"
      "<data url=\"https://ft.example.org/get?id=1&amp;k=2\" until=\"2026-11-28T12:00:00Z\"/>"
      "</file-info></file>");

  g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (content->content_type, ==, "image/jpeg");
  g_assert_cmpstr (content->file_name, ==, "DSC & 379395051.JPG");
  g_assert_cmpstr (content->url, ==, "https://ft.example.org/get?id=1&k=2");
  g_assert_cmpint (content->size, ==, 183524);
  g_assert_null (content->bytes);
}

/* As liblinphone 5.1 makes it of the address of a file, and of an encrypted file. */
static void
test_link_of_linphone (void)
{
  g_autoptr (BwMessageContent) plain = read_string (
      LINK,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
      "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\">\r\n<file-info type=\"file\">\r\n"
      "<file-name>cat.png</file-name>\r\n<content-type>application/binary</content-type>\r\n"
      "<data url = \"https://ft.example.org/cat.png\"/>\r\n</file-info>\r\n</file>");
  g_autoptr (BwMessageContent) encrypted = read_string (
      LINK,
      "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\" "
      "xmlns:am=\"urn:gsma:params:xml:ns:rcs:rcs:rram\"><file-info type=\"file\">"
      "<file-size>20</file-size><file-key>c2VjcmV0</file-key><file-authTag>eA==</file-authTag>"
      "<file-name>cat.png</file-name><content-type>image/png</content-type>"
      "<am:playing-length>1</am:playing-length>"
      "<data url=\"https://ft.example.org/x\"/></file-info></file>");

  g_assert_cmpstr (plain->url, ==, "https://ft.example.org/cat.png");
  g_assert_cmpstr (plain->content_type, ==, "application/binary");
  g_assert_cmpint (plain->size, ==, 0);

  g_assert_cmpint (encrypted->kind, ==, BW_CONTENT_TEXT);
  g_assert_null (encrypted->url);
  g_assert_nonnull (strstr (encrypted->text, "cat.png"));
  g_assert_nonnull (strstr (encrypted->text, "https://ft.example.org/x"));
  g_assert_nonnull (encrypted->bytes);
}

static void
test_bad_links (void)
{
  static const char *const urls[] = {
    "",         "file:///etc/passwd",    "ftp://example.org/x",
    "https://", "javascript:alert(1)",   "/x",
    "http:/x",  "https://exa mple.org/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autofree char *document = bw_file_link_write ("x", "image/png", 1, urls[i]);
    g_autoptr (BwMessageContent) content = read_string (LINK, document);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
    g_assert_cmpstr (content->content_type, ==, LINK);
    g_assert_null (content->url);
    assert_bytes (content, document);
  }
}

static void
test_link_write (void)
{
  const char *url = "https://example.org/a?b=1&c=\"<>";
  g_autofree char *document =
      bw_file_link_write ("a <b> & \"c\".png", "image/png", G_GINT64_CONSTANT (5000000000), url);
  g_autofree char *bare = bw_file_link_write (NULL, NULL, -1, "http://example.org/x");
  g_autoptr (BwMessageContent) content = read_string (LINK, document);
  g_autoptr (BwMessageContent) least = read_string (LINK, bare);

  g_assert_cmpstr (content->file_name, ==, "a <b> & \"c\".png");
  g_assert_cmpstr (content->content_type, ==, "image/png");
  g_assert_cmpint (content->size, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpstr (content->url, ==, url);

  g_assert_null (least->file_name);
  g_assert_cmpstr (least->content_type, ==, "application/octet-stream");
  g_assert_cmpint (least->size, ==, 0);
}

/* RFC 4483, with the type of what is there in the header within. */
static void
test_external_body (void)
{
  g_autoptr (BwMessageContent) content =
      read_string ("message/external-body; access-type=URL; URL=\"https://example.org/cat.png\"",
                   "Content-Type: image/png\r\n\r\n");

  g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (content->url, ==, "https://example.org/cat.png");
  g_assert_cmpstr (content->content_type, ==, "image/png");
}

static void
test_guess (void)
{
  static const struct {
    const char *name;
    const char *bytes;
    const char *type;
  } rows[] = {
    { "cat.png", NULL, "image/png" },
    { "CAT.JPG", NULL, "image/jpeg" },
    { "notes.txt", "hello", "text/plain" },
    { NULL, "\x89PNG\r\n\x1a\n", "image/png" },
    { NULL, "%PDF-1.5", "application/pdf" },
    { NULL, "", "application/octet-stream" },
    { "..", NULL, "application/octet-stream" },
    { "x.nonsense", "\x01\x02\x03", "application/octet-stream" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes =
        rows[i].bytes ? g_bytes_new (rows[i].bytes, strlen (rows[i].bytes)) : NULL;
    g_autofree char *type = bw_content_type_guess (rows[i].name, bytes);

    g_assert_cmpstr (type, ==, rows[i].type);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_test_add_func ("/message-wrapping/cpim-of-linphone", test_cpim_of_linphone);
  g_test_add_func ("/message-wrapping/cpim", test_cpim);
  g_test_add_func ("/message-wrapping/cpim-dates", test_cpim_dates);
  g_test_add_func ("/message-wrapping/cpim-write", test_cpim_write);
  g_test_add_func ("/message-wrapping/cpim-form", test_cpim_form);
  g_test_add_func ("/message-wrapping/multipart", test_multipart);
  g_test_add_func ("/message-wrapping/depth", test_depth);
  g_test_add_func ("/message-wrapping/reports", test_reports);
  g_test_add_func ("/message-wrapping/report-write", test_report_write);
  g_test_add_func ("/message-wrapping/hostile-xml", test_hostile_xml);
  g_test_add_func ("/message-wrapping/composing", test_composing);
  g_test_add_func ("/message-wrapping/composing-write", test_composing_write);
  g_test_add_func ("/message-wrapping/link-of-rcs", test_link_of_rcs);
  g_test_add_func ("/message-wrapping/link-of-linphone", test_link_of_linphone);
  g_test_add_func ("/message-wrapping/bad-links", test_bad_links);
  g_test_add_func ("/message-wrapping/link-write", test_link_write);
  g_test_add_func ("/message-wrapping/external-body", test_external_body);
  g_test_add_func ("/message-wrapping/guess", test_guess);

  return g_test_run ();
}
