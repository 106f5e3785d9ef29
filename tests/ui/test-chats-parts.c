/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pure functions of conversations, as tables; and pictures that mean no good. */

#include "bw-event.h"
#include "bw-file-name.h"
#include "bw-message-text.h"
#include "bw-picture-loader.h"
#include "bw-test-widgets.h"
#include "bw-text-links.h"

#include <string.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

/* The links of @text, with a space between. */
static char *
list_links (const char *text)
{
  g_autoptr (GArray) links = bw_text_links_find (text);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++) {
    const BwTextRange *link = &g_array_index (links, BwTextRange, i);

    g_string_append_printf (list, "%s%.*s", i > 0 ? " " : "", (int) (link->end - link->start),
                            text + link->start);
  }

  return g_string_free (list, FALSE);
}

static void
test_links (void)
{
  const struct {
    const char *text;
    const char *links;
  } texts[] = {
    { "", "" },
    { "no link here: none", "" },
    { "https://example.org", "https://example.org" },
    { "See http://example.org/a?b=c&d=e#f, please.", "http://example.org/a?b=c&d=e#f" },
    { "HTTPS://Example.ORG/X", "HTTPS://Example.ORG/X" },
    { "(https://example.org)", "https://example.org" },
    { "(see https://example.org/x_(y))", "https://example.org/x_(y)" },
    { "https://example.org/x_(y).", "https://example.org/x_(y)" },
    { "https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/" },
    { "[https://example.org]", "https://example.org" },
    { "<https://example.org>", "https://example.org" },
    { "\"https://example.org\"", "https://example.org" },
    { "'https://example.org'", "https://example.org" },
    { "*https://example.org*", "https://example.org" },
    { "https://example.org!?", "https://example.org" },
    { "https://example.org…", "https://example.org" },
    { "https://example.org/a_b_", "https://example.org/a_b_" },
    { "https://bücher.example/straße", "https://bücher.example/straße" },
    { "見て：https://example.org/日本。次", "https://example.org/日本" },
    { "«https://example.org»", "https://example.org" },
    { "שלום https://example.org/א ועוד", "https://example.org/א" },
    { "https://example.org\nhttp://example.net", "https://example.org http://example.net" },
    { "https://example.org\xc2\xa0x", "https://example.org" },
    { "https://example.org/\xe2\x80\xaegpj.exe", "https://example.org/" },
    { "https://", "" },
    { "https:// example.org", "" },
    { "http:example.org", "" },
    { "xhttps://example.org", "" },
    { "x-sip:bob@example.org", "" },
    { "git+https://example.org", "" },
    { "javascript:alert(1) file:///etc/passwd data:text/html,x ftp://x", "" },
    { "vbscript:http", "" },
    { "mailto:bob@example.org.", "mailto:bob@example.org" },
    { "mailto: nobody", "" },
    { "mailto:nobody", "" },
    { "sip:bob@example.org;transport=tcp", "sip:bob@example.org;transport=tcp" },
    { "sips:bob@example.org", "sips:bob@example.org" },
    { "gossip: bob said", "" },
    { "sip: of tea", "" },
    { "tel:+49-30-1234,", "tel:+49-30-1234" },
    { "tel:+49 30", "tel:+49" },
    { "tel:(030)12", "tel:(030)12" },
    { "tel:phone", "" },
    { "hotel:12", "" },
    { "a,https://example.org", "https://example.org" },
    { "https://a.example:https://b.example", "https://a.example:https://b.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *links = list_links (texts[i].text);

    g_assert_cmpstr (links, ==, texts[i].links);
  }
}

/* Whatever the text, its markup says the same and nothing else. */
static void
test_links_markup (void)
{
  const char *texts[] = {
    "plain",
    "<b>bold</b> &amp; https://example.org/?a=\"&b='<i>",
    "<a href=\"http://evil.example\">https://good.example</a>",
    "https://example.org/%3Cb%3E \x01\x1f",
    "&#0; &lt; sip:bob&alice@example.org",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GArray) links = bw_text_links_find (texts[i]);
    g_autofree char *markup = bw_text_links_to_markup (texts[i], links);
    GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));

    gtk_label_set_markup (GTK_LABEL (label), markup);
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, texts[i]);
    g_object_unref (label);
  }
}

static void
test_links_for_the_phone (void)
{
  g_assert_true (bw_text_link_is_call ("sip:bob@example.org"));
  g_assert_true (bw_text_link_is_call ("SIPS:bob@example.org"));
  g_assert_true (bw_text_link_is_call ("tel:+49"));
  g_assert_false (bw_text_link_is_call ("https://sip:tel:example.org"));
  g_assert_false (bw_text_link_is_call ("mailto:sip:bob@example.org"));
}

static void
test_file_names (void)
{
  const struct {
    const char *name;
    const char *content_type;
    const char *clean;
  } names[] = {
    { "report.pdf", "application/pdf", "report.pdf" },
    { "../../etc/passwd", NULL, "passwd" },
    { "C:\\Users\\bob\\a.txt", "text/plain", "a.txt" },
    { ".bashrc", NULL, "bashrc" },
    { "..", NULL, "File" },
    { "/", NULL, "File" },
    { "", "application/zip", "File" },
    { NULL, NULL, "File" },
    { NULL, "image/png", "Picture.png" },
    { "-rf", NULL, "rf" },
    { "a:b*c?d\"e<f>g|h.txt", NULL, "a_b_c_d_e_f_g_h.txt" },
    { "line\nbreak.txt", NULL, "linebreak.txt" },
    { "gnp\xe2\x80\xae.desktop", "image/png", "gnp.desktop.png" },
    { "photo.JPEG", "image/jpeg", "photo.JPEG" },
    { "photo.exe", "image/jpeg", "photo.exe.jpg" },
    { "photo.png", "image/jpeg", "photo.png.jpg" },
    { "Größe 📷.webp", "image/webp", "Größe 📷.webp" },
    { "broken\xff.txt", NULL, "broken\xef\xbf\xbd.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *clean = bw_file_name_make_safe (names[i].name, names[i].content_type);

    g_assert_cmpstr (clean, ==, names[i].clean);
  }
}

/* A long one keeps its end, and stays whole characters. */
static void
test_long_file_name (void)
{
  g_autofree char *stars = g_strnfill (300, 'x');
  g_autofree char *latin = g_strconcat (stars, ".tar", NULL);
  g_autofree char *clean = bw_file_name_make_safe (latin, NULL);
  GString *wide = g_string_new (NULL);
  g_autofree char *clean_wide = NULL;

  g_assert_cmpuint (strlen (clean), ==, 120);
  g_assert_true (g_str_has_suffix (clean, "x.tar"));
  for (guint i = 0; i < 100; i++)
    g_string_append (wide, "日");
  clean_wide = bw_file_name_make_safe (wide->str, "image/gif");
  g_assert_cmpuint (strlen (clean_wide), <=, 120);
  g_assert_true (g_utf8_validate (clean_wide, -1, NULL));
  g_assert_true (g_str_has_suffix (clean_wide, "日.gif"));
  g_string_free (wide, TRUE);
}

static BwMessage *
make_message (BwDirection direction, gint64 time)
{
  BwMessage *message = bw_message_new ();

  g_object_set (message, "direction", direction, "time", time, "text", "x", NULL);

  return message;
}

static void
test_turns (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2024, 3, 14, 12, 0, 0);
  gint64 start = g_date_time_to_unix (noon) * G_USEC_PER_SEC;
  const struct {
    BwDirection above;
    BwDirection below;
    gint64 later;
    gboolean continues;
    gboolean another_day;
  } turns[] = {
    { BW_DIRECTION_INCOMING, BW_DIRECTION_INCOMING, 0, TRUE, FALSE },
    { BW_DIRECTION_INCOMING, BW_DIRECTION_INCOMING, 5 * MINUTE, TRUE, FALSE },
    { BW_DIRECTION_INCOMING, BW_DIRECTION_INCOMING, 5 * MINUTE + 1, FALSE, FALSE },
    { BW_DIRECTION_INCOMING, BW_DIRECTION_OUTGOING, MINUTE, FALSE, FALSE },
    { BW_DIRECTION_OUTGOING, BW_DIRECTION_OUTGOING, MINUTE, TRUE, FALSE },
    { BW_DIRECTION_OUTGOING, BW_DIRECTION_OUTGOING, -MINUTE, FALSE, FALSE },
    { BW_DIRECTION_OUTGOING, BW_DIRECTION_OUTGOING, 12 * 60 * MINUTE, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++) {
    g_autoptr (BwMessage) above = make_message (turns[i].above, start);
    g_autoptr (BwMessage) below = make_message (turns[i].below, start + turns[i].later);

    g_assert_cmpint (bw_event_continues (G_OBJECT (above), G_OBJECT (below)), ==,
                     turns[i].continues);
    g_assert_cmpint (bw_event_is_of_another_day (G_OBJECT (above), G_OBJECT (below)), ==,
                     turns[i].another_day);
  }
}

/* The first has nobody above; a call is a turn of its own. */
static void
test_turn_of_a_call (void)
{
  g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, MINUTE);
  g_autoptr (BwCallRecord) call = bw_call_record_new ();

  g_object_set (call, "started", MINUTE, NULL);
  g_assert_true (bw_event_is_of_another_day (NULL, G_OBJECT (message)));
  g_assert_false (bw_event_continues (NULL, G_OBJECT (message)));
  g_assert_false (bw_event_continues (G_OBJECT (call), G_OBJECT (message)));
  g_assert_false (bw_event_continues (G_OBJECT (message), G_OBJECT (call)));
  g_assert_cmpint (bw_event_get_time (G_OBJECT (call)), ==, MINUTE);
}

static void
assert_fold (const char *text, gsize least, gsize most)
{
  gsize fold = bw_message_text_find_fold (text);

  g_assert_cmpuint (fold, >=, least);
  g_assert_cmpuint (fold, <=, most);
  g_assert_true (g_utf8_validate (text, (gssize) fold, NULL));
}

static void
test_fold (void)
{
  g_autofree char *word = g_strnfill (100000, 'x');
  g_autofree char *lines = g_strnfill (100, '\n');
  GString *words = g_string_new (NULL);
  GString *wide = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++) {
    g_string_append (words, "word ");
    g_string_append (wide, "😀");
  }
  assert_fold ("", 0, 0);
  assert_fold ("short", 5, 5);
  assert_fold (word, 1000, 1000);
  assert_fold (lines, 29, 29);
  assert_fold (wide->str, 997, 1000);
  assert_fold (words->str, 1500, 2000);
  g_assert_cmpint (words->str[bw_message_text_find_fold (words->str)], ==, ' ');
  g_string_truncate (words, 2500);
  assert_fold (words->str, 2500, 2500); /* not folded for a few lines more */
  g_string_free (words, TRUE);
  g_string_free (wide, TRUE);
}

static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL));

  return g_bytes_new_take (data, size);
}

static void
test_picture (void)
{
  g_autoptr (GBytes) small = make_png (30, 20);
  g_autoptr (GBytes) large = make_png (2000, 1000);
  g_autoptr (GdkTexture) one = bw_picture_decode (small, "image/png", 640, NULL);
  g_autoptr (GdkTexture) other = bw_picture_decode (large, "image/png", 640, NULL);

  g_assert_cmpint (gdk_texture_get_width (one), ==, 30);
  g_assert_cmpint (gdk_texture_get_height (one), ==, 20);
  g_assert_cmpint (gdk_texture_get_width (other), ==, 640);
  g_assert_cmpint (gdk_texture_get_height (other), ==, 320);
}

/* The header says 60 000 by 60 000; nobody asks for 10 GB to find out that it lies. */
static void
test_picture_bomb (void)
{
  g_autoptr (GBytes) png = make_png (8, 8);
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&png), &size);
  const guint8 bomb[] = {
    0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0, 0x0f, 0xb0, 0xe2, 0x15
  };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (data + 16, bomb, sizeof bomb);
  bytes = g_bytes_new_take (data, size);
  g_assert_null (bw_picture_decode (bytes, "image/png", 640, &error));
  g_assert_error (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY);
}

static void
test_picture_refused (void)
{
  g_autoptr (GBytes) png = make_png (8, 8);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, 40);
  g_autoptr (GBytes) svg =
      g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>", 62);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  const struct {
    GBytes *body;
    const char *content_type;
  } pictures[] = {
    { cut, "image/png" }, { none, "image/png" }, { png, "image/jpeg" },
    { png, "text/html" }, { svg, "image/png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (bw_picture_decode (pictures[i].body, pictures[i].content_type, 640, &error));
    g_assert_nonnull (error);
  }
  g_assert_false (bw_content_type_is_picture ("image/svg+xml"));
  g_assert_false (bw_content_type_is_picture (NULL));
  g_assert_true (bw_content_type_is_picture ("image/png"));
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  g_test_add_func ("/ui/chats/links/found", test_links);
  g_test_add_func ("/ui/chats/links/markup", test_links_markup);
  g_test_add_func ("/ui/chats/links/for-the-phone", test_links_for_the_phone);
  g_test_add_func ("/ui/chats/file-names", test_file_names);
  g_test_add_func ("/ui/chats/file-names/long", test_long_file_name);
  g_test_add_func ("/ui/chats/turns", test_turns);
  g_test_add_func ("/ui/chats/turns/call", test_turn_of_a_call);
  g_test_add_func ("/ui/chats/fold", test_fold);
  g_test_add_func ("/ui/chats/picture", test_picture);
  g_test_add_func ("/ui/chats/picture/bomb", test_picture_bomb);
  g_test_add_func ("/ui/chats/picture/refused", test_picture_refused);

  return g_test_run ();
}
