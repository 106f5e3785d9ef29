/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the body of a message turns out to be, by its type, its charset and its wrapping. */

#include "bw-message-content.h"

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

#define BYTES(text) g_bytes_new_static (text, sizeof (text) - 1)

static BwMessageContent *
read_bytes (const char *type, const char *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  return bw_message_content_read (type, NULL, NULL, body);
}

static BwMessageContent *
read_string (const char *type, const char *body)
{
  return read_bytes (type, body, strlen (body));
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

typedef struct {
  const char *type;
  const char *body;
  gsize size;
  const char *text;
  gboolean exact; /* else the bytes are kept, too */
} TextRow;

#define ROW(type, body, text, exact)                                                               \
  {                                                                                                \
    type, body, sizeof (body) - 1, text, exact                                                     \
  }

static const TextRow text_rows[] = {
  /* UTF-8, said and not said */
  ROW ("text/plain;charset=UTF-8",
       "Gr\xc3\xbc\xc3\x9f"
       "e",
       "Grüße",
       TRUE),
  ROW ("text/plain",
       "Gr\xc3\xbc\xc3\x9f"
       "e",
       "Grüße",
       TRUE),
  ROW ("Text/Plain ; Charset=\"utf-8\"", "\xf0\x9f\x91\x8d", "👍", TRUE),
  ROW (NULL, "hello", "hello", TRUE),
  ROW ("", "hello", "hello", TRUE),
  ROW ("nonsense", "hello", "hello", TRUE),
  ROW ("text/plain", "", "", TRUE),
  ROW ("text/markdown", "*hello*", "*hello*", TRUE),
  ROW ("text/plain", "<b>&amp; %s</b>", "<b>&amp; %s</b>", TRUE),
  /* line ends, controls, marks */
  ROW ("text/plain", "a\r\nb\rc\n\td", "a\nb\nc\n\td", TRUE),
  ROW ("text/plain", "a\r\n\r\nb\r\n", "a\n\nb\n", TRUE),
  ROW ("text/plain", "a\0b", "a�b", FALSE),
  ROW ("text/plain", "a\x1b[0mb\x07", "a�[0mb�", FALSE),
  ROW ("text/plain", "hello\0", "hello", TRUE),
  ROW ("text/plain", "\xef\xbb\xbfhello", "hello", TRUE),
  /* labels that are wrong */
  ROW ("text/plain;charset=us-ascii",
       "Gr\xc3\xbc\xc3\x9f"
       "e",
       "Grüße",
       TRUE),
  ROW ("text/plain;charset=UTF-8",
       "Gr\xfc\xdf"
       "e \x80",
       "Grüße €",
       FALSE),
  ROW ("text/plain;charset=ISO-8859-1",
       "Gr\xc3\xbc\xc3\x9f"
       "e",
       "Grüße",
       FALSE),
  ROW ("text/plain;charset=utf-8", "caf\xc3\xa9 cr\xc3\xa8me br\xc3", "café crème br�", FALSE),
  ROW ("text/plain;charset=klingon",
       "Gr\xc3\xbc\xc3\x9f"
       "e",
       "Grüße",
       FALSE),
  ROW ("text/plain;charset=klingon", "hello", "hello", TRUE),
  ROW ("text/plain;charset=\"../../etc//IGNORE\"", "h\xe9llo", "héllo", FALSE),
  ROW ("text/plain;charset=windows-1252", "\x81", "�", TRUE),
  /* labels that are right */
  ROW ("text/plain;charset=ISO-8859-1",
       "Gr\xfc\xdf"
       "e",
       "Grüße",
       TRUE),
  ROW ("text/plain; charset=windows-1252",
       "\x93"
       "5 \x80\x94",
       "“5 €”",
       TRUE),
  ROW ("text/plain; charset=iso-8859-15", "5 \xa4", "5 €", TRUE),
  ROW ("text/plain; charset=KOI8-R", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет", TRUE),
  ROW ("text/plain; charset=Shift_JIS", "\x93\xfa\x96\x7b", "日本", TRUE),
  ROW ("text/plain; charset=Shift_JIS", "\x93\xfa\x96", "日�", FALSE),
  ROW ("text/plain; charset=gb2312", "\xc4\xe3\xba\xc3", "你好", TRUE),
  ROW ("text/plain; charset=gb2312", "\xe4\xbd\xa0\xff", "浣��", FALSE),
  ROW ("text/plain; charset=iso-2022-jp", "\x1b$BF|K\\\x1b(B", "日本", TRUE),
  ROW ("text/plain; charset=windows-1255", "\xf9\xec\xe5\xed", "שלום", TRUE),
  ROW ("text/plain; charset=utf-7", "Hi +AOk-", "Hi é", TRUE),
  /* UTF-16, with and without mark, in both orders, cut, and with half a pair */
  ROW ("text/plain; charset=UTF-16", "\xff\xfeh\0i\0", "hi", TRUE),
  ROW ("text/plain; charset=UTF-16", "\xfe\xff\0h\0i", "hi", TRUE),
  ROW ("text/plain; charset=UTF-16", "\0h\0i", "hi", TRUE),
  ROW ("text/plain; charset=UTF-16", "h\0i\0", "hi", TRUE),
  ROW ("text/plain; charset=utf-16le", "\x3d\xd8\x4d\xdc", "👍", TRUE),
  ROW ("text/plain; charset=utf-16be", "\xd8\x3d\xdc\x4d", "👍", TRUE),
  ROW ("text/plain; charset=utf-16be", "\xd8\x3d\0h", "�h", FALSE),
  ROW ("text/plain; charset=utf-16be", "\0h\xd8", "h�", FALSE),
  ROW ("text/plain; charset=ucs2", "\x4f\x60\x59\x7d", "你好", TRUE),
  ROW ("text/plain; charset=UTF-8", "\xff\xfeh\0i\0", "hi", TRUE),
  ROW ("text/plain", "h\0e\0l\0l\0o\0", "hello", FALSE),
  ROW (NULL, "\0h\0e\0l\0l\0o", "hello", FALSE),
  ROW ("text/plain", "\xff\xfe\0\0h\0\0\0i\0\0\0", "hi", TRUE),
  ROW ("text/plain; charset=utf-32be", "\0\0\0h\0\x01\xf4\x4d", "h👍", TRUE),
};

static void
test_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_rows); i++) {
    const TextRow *row = &text_rows[i];
    g_autoptr (BwMessageContent) content = read_bytes (row->type, row->body, row->size);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_TEXT);
    if (g_strcmp0 (content->text, row->text) != 0 || (content->bytes == NULL) != row->exact)
      fail_row ("row %" G_GSIZE_FORMAT ", %s: %s (%s)", i, row->type, content->text,
                content->bytes ? "bytes kept" : "exact");
  }
}

static const struct {
  const char *html;
  const char *text;
} html_rows[] = {
  { "hello", "hello" },
  { "<p>a</p><p>b</p>", "a\nb" },
  { "<div>a<div>b</div></div>c", "a\nb\nc" },
  { "a<br>b<BR/>c<br><br>d", "a\nb\nc\n\nd" },
  { "  a \r\n  b\t<b> c</b>d ", "a b cd" },
  { "<ul><li>one</li><li>two</ul>three", "• one\n• two\nthree" },
  { "<table><tr><td>a<td>b</tr><tr><th>c</th></table>", "a b\nc" },
  { "<pre>a\n  b</pre>c", "a\n  b\nc" },
  { "&lt;&amp;&gt;&quot;&eacute;&euro;&nbsp;&#233;&#xE9;&#x1F44D;", "<&>\"é€ éé👍" },
  { "&nonsense; & &amp &; &#; &#x; R&D", "&nonsense; & &amp &; &#; &#x; R&D" },
  { "&#0;&#xd800;&#x110000;&#99999999999999999999;&#7;&#150;", "�����–" },
  { "&amp;lt;b&amp;gt;", "&lt;b&gt;" },
  { "a < b, 3<4, <3, a<>b", "a < b, 3<4, <3, a<>b" },
  { "<script>alert('<b>')</script>a<style>p{}</style>b<title>t</title>c", "abc" },
  { "a<script>b", "a" },
  { "a<!-- <b>x</b> -->b<!doctype html>c<?xml version='1'?>d<!-- e", "abcd" },
  { "<b title='a>b' class=x onclick=\"<i>\">c</b>", "c" },
  { "<a href='https://example.org/x'>here</a>.", "here (https://example.org/x)." },
  { "<a href=\"https://example.org/?a=1&amp;b=2\">see</a>", "see (https://example.org/?a=1&b=2)" },
  { "<a href=https://example.org/>https://example.org</a>", "https://example.org" },
  { "<a href=https://www.example.org/>example.org</a>", "example.org" },
  { "<a href='mailto:bob@example.org'>bob@example.org</a>", "bob@example.org" },
  { "<a href='https://evil.example'>https://bank.example</a>",
    "https://bank.example (https://evil.example)" },
  { "<a href='javascript:alert(1)'>a</a> <a href='#x'>b</a> <a>c</a>", "a b c" },
  { "<a href='https://a.example'>x<a href='https://b.example'>y",
    "x (https://a.example)y (https://b.example)" },
  { "<a href='https://example.org/'><img src='x'></a>", "https://example.org/" },
  { "<img alt='a cat' src='x'><img>", "a cat" },
  { "</p></b></pre></a>a", "a" },
  { "<", "<" },
  { "a<b", "a" },
  { "<p", "" },
  { "", "" },
};

static void
test_html (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (html_rows); i++) {
    g_autofree char *text = bw_html_to_text (html_rows[i].html);

    if (!g_str_equal (text, html_rows[i].text))
      fail_row ("%s: “%s”", html_rows[i].html, text);
  }
}

static void
test_html_body (void)
{
  g_autoptr (BwMessageContent) page = read_string ("text/html", "<p>Gr\xc3\xbc\xc3\x9f"
                                                                "e</p>");
  g_autoptr (BwMessageContent) latin = read_string (
      "text/html", "<html><head><meta http-equiv=x content='text/html; charset=iso-8859-2'></head>"
                   "\xb1</html>");
  g_autoptr (BwMessageContent) empty = read_string ("text/html", "");
  g_autoptr (BwMessageContent) pictures = read_string ("text/html", "<img src='x'>");

  g_assert_cmpint (page->kind, ==, BW_CONTENT_TEXT);
  g_assert_cmpstr (page->content_type, ==, "text/html");
  g_assert_cmpstr (page->text, ==, "Grüße");
  assert_bytes (page, "<p>Grüße</p>");
  g_assert_cmpstr (latin->text, ==, "ą");

  g_assert_cmpint (pictures->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (pictures->content_type, ==, "text/html");
  assert_bytes (pictures, "<img src='x'>");
  g_assert_cmpint (empty->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpint (empty->size, ==, 0);
}

typedef struct {
  const char *type;
  const char *disposition;
  const char *body;
  const char *found;
  const char *name;
} FileRow;

static const FileRow file_rows[] = {
  { "image/png", NULL, "\x89PNG", "image/png", NULL },
  { "IMAGE/PNG; name=\"cat.png\"", NULL, "\x89PNG", "image/png", "cat.png" },
  { "image/png; name=x.png", "attachment; filename=\"a \\\"cat\\\".png\"", "x", "image/png",
    "a \"cat\".png" },
  { "image/png", "attachment; filename=../../etc/passwd", "x", "image/png", "passwd" },
  { "image/png", "attachment; filename=\"C:\\\\Users\\\\Bob\\\\cat.png\"", "x", "image/png",
    "cat.png" },
  { "image/png", "attachment; filename=\"..\"", "x", "image/png", NULL },
  { "image/png", "attachment; filename=\"dir/\"", "x", "image/png", NULL },
  { "image/png",
    "attachment; filename=\"a\nb\x01\xe2\x80\xae"
    "gnp.exe\"",
    "x", "image/png", "a b�gnp.exe" },
  /* RFC 2231 */
  { "image/png", "attachment; filename*=UTF-8''gr%c3%bc%c3%9fe.png", "x", "image/png",
    "grüße.png" },
  { "image/png", "attachment; filename=gruesse.png; filename*=iso-8859-1'de'gr%fc%dfe.png", "x",
    "image/png", "grüße.png" },
  { "image/png", "attachment; filename*0*=UTF-8''a%20; filename*1=\"b%20\"; filename*2*=%2Epng",
    "x", "image/png", "a b%20.png" },
  { "image/png", "attachment; filename*=nonsense", "x", "image/png", "nonsense" },
  { "image/png",
    "attachment; filename=\"gr\xfc\xdf"
    "e.png\"",
    "x", "image/png", "grüße.png" },
  { "image/png", "attachment; filename=\"never closed.png", "x", "image/png", "never closed.png" },
  { "image/png", ";;;=;filename", "x", "image/png", NULL },
  /* text that is to be saved, and what a person opens with a program */
  { "text/plain", "attachment; filename=notes.txt", "hello", "text/plain", "notes.txt" },
  { "text/vcard", NULL, "BEGIN:VCARD", "text/vcard", NULL },
  { "text/calendar; method=REQUEST", NULL, "BEGIN:VCALENDAR", "text/calendar", NULL },
  /* nothing is invisible */
  { "application/simple-message-summary", NULL, "Messages-Waiting: yes",
    "application/simple-message-summary", NULL },
  { "application/json", NULL, "{}", "application/json", NULL },
  { "application/octet-stream", NULL, "", "application/octet-stream", NULL },
  { "message/imdn+xml", NULL, "<imdn><message-id/></imdn>", "message/imdn+xml", NULL },
  { "message/imdn+xml", NULL, "broken", "message/imdn+xml", NULL },
  { "application/im-iscomposing+xml", NULL, "<isComposing>", "application/im-iscomposing+xml",
    NULL },
  { "application/vnd.gsma.rcs-ft-http+xml", NULL, "<file/>", "application/vnd.gsma.rcs-ft-http+xml",
    NULL },
  { "message/external-body; access-type=URL; URL=\"file:///etc/passwd\"", NULL, "x",
    "message/external-body", NULL },
  { "multipart/mixed", NULL, "no boundary", "multipart/mixed", NULL },
  { "multipart/mixed; boundary=x", NULL, "no part", "multipart/mixed", NULL },
};

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_rows); i++) {
    const FileRow *row = &file_rows[i];
    g_autoptr (GBytes) body = g_bytes_new (row->body, strlen (row->body));
    g_autoptr (BwMessageContent) content =
        bw_message_content_read (row->type, NULL, row->disposition, body);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
    g_assert_cmpstr (content->content_type, ==, row->found);
    g_assert_cmpstr (content->file_name, ==, row->name);
    g_assert_null (content->text);
    assert_bytes (content, row->body);
  }
}

static void
test_unknown_type (void)
{
  g_autoptr (BwMessageContent) picture = read_bytes (NULL, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  g_autoptr (BwMessageContent) noise = read_bytes ("?", "\x01\0\x02\0\0\x03\x04\x80\xff", 9);

  g_assert_cmpint (picture->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (picture->content_type, ==, "image/png");
  g_assert_cmpint (noise->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpint (noise->size, ==, 9);
}

static void
test_long_file_name (void)
{
  g_autofree char *stem = g_strnfill (300, 'x');
  g_autofree char *disposition = g_strdup_printf ("attachment; filename=\"ä%s.jpeg\"", stem);
  g_autoptr (GBytes) body = BYTES ("x");
  g_autoptr (BwMessageContent) content =
      bw_message_content_read ("image/jpeg", NULL, disposition, body);

  g_assert_cmpuint (strlen (content->file_name), <=, 200);
  g_assert_true (g_str_has_suffix (content->file_name, "x.jpeg"));
}

static GBytes *
compress (const char *data, gsize size, GZlibCompressorFormat format)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (format, -1));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
test_compressed (void)
{
  static const struct {
    const char *encoding;
    GZlibCompressorFormat format;
  } rows[] = {
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP },
    { "X-GZip", G_ZLIB_COMPRESSOR_FORMAT_GZIP },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_ZLIB },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_RAW },
    { "identity, gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) body = compress ("hello", 5, rows[i].format);
    g_autoptr (BwMessageContent) content =
        bw_message_content_read ("text/plain", rows[i].encoding, NULL, body);

    g_assert_cmpint (content->kind, ==, BW_CONTENT_TEXT);
    g_assert_cmpstr (content->text, ==, "hello");
  }
}

/* What grows out of measure is kept as it came. */
static void
test_bomb (void)
{
  gsize size = 20 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (size);
  g_autoptr (GBytes) body = compress (zeros, size, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (BwMessageContent) content = bw_message_content_read ("text/plain", "gzip", NULL, body);

  g_assert_cmpint (content->kind, ==, BW_CONTENT_FILE);
  g_assert_cmpstr (content->content_type, ==, "application/octet-stream");
  g_assert_true (g_bytes_equal (content->bytes, body));
}

static void
test_encodings (void)
{
  static const struct {
    const char *encoding;
    const char *body;
    const char *text; /* NULL: kept as it came */
  } rows[] = {
    { "base64", "R3LDvMOfZQ==", "Grüße" },
    { "Base64", "R3LD\r\nvMOf\r\nZQ==\r\n", "Grüße" },
    { "base64", "not base64!", NULL },
    { "quoted-printable", "Gr=C3=BC=C3=\r\n=9fe =\n=3D", "Grüße =" },
    { "quoted-printable", "1=2, =g0=", "1=2, =g0=" },
    { "8bit", "hello", "hello" },
    { "", "hello", "hello" },
    { "gzip", "hello", NULL },
    { "deflate", "hello", NULL },
    { "br", "hello", NULL },
    { "base64,base64,base64,base64,base64", "hello", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) body = g_bytes_new (rows[i].body, strlen (rows[i].body));
    g_autoptr (BwMessageContent) content =
        bw_message_content_read ("text/plain", rows[i].encoding, NULL, body);

    g_assert_cmpstr (content->text, ==, rows[i].text);
    if (!rows[i].text)
      assert_bytes (content, rows[i].body);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_test_add_func ("/message-content/text", test_text);
  g_test_add_func ("/message-content/html", test_html);
  g_test_add_func ("/message-content/html-body", test_html_body);
  g_test_add_func ("/message-content/files", test_files);
  g_test_add_func ("/message-content/unknown-type", test_unknown_type);
  g_test_add_func ("/message-content/long-file-name", test_long_file_name);
  g_test_add_func ("/message-content/compressed", test_compressed);
  g_test_add_func ("/message-content/bomb", test_bomb);
  g_test_add_func ("/message-content/encodings", test_encodings);

  return g_test_run ();
}
