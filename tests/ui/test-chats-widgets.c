/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A timeline: what it shows of messages and calls, where it opens and stays, what is found in it.
 */

#include "bw-test-chats.h"

#include "bw-call-row.h"
#include "bw-composer.h"
#include "bw-conversation-search.h"
#include "bw-message-details.h"
#include "bw-message-row.h"
#include "bw-message-text.h"
#include "bw-picture-frame.h"
#include "bw-timeline-item.h"
#include "bw-timeline-view.h"

/* Each one is made, shown, closed, and then really gone. */
static void
test_lifetime (Desk *desk, gconstpointer data)
{
  const GType types[] = {
    BW_TYPE_CALL_ROW,          BW_TYPE_COMPOSER,
    BW_TYPE_CONVERSATION_PAGE, BW_TYPE_CONVERSATION_SEARCH,
    BW_TYPE_MESSAGE_ROW,       BW_TYPE_MESSAGE_TEXT,
    BW_TYPE_PICTURE_FRAME,     BW_TYPE_TIMELINE_ITEM,
    BW_TYPE_TIMELINE_VIEW,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));
    GtkWindow *window;

    if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "phone") != NULL)
      g_object_set (widget, "phone", desk->phone, NULL);
    window = test_window (widget);
    gtk_window_destroy (window);
    test_settle ();
    g_assert_finalize_object (widget);
  }
}

static guint
count_days (GtkWidget *root)
{
  guint n = gtk_widget_has_css_class (root, "day") && gtk_widget_get_mapped (root);

  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    n += count_days (w);

  return n;
}

/* One heading a day, also when one is taken away from above the others. */
static void
test_days (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  gint64 first = desk_receive (desk, "the day before yesterday", 2 * DAY);

  desk_receive (desk, "the same day", 2 * DAY - 1);
  desk_add_call (desk, BW_CALL_OUTCOME_MISSED, DAY);
  desk_receive (desk, "today", 0);
  test_settle ();
  g_assert_cmpuint (test_count (page, BW_TYPE_MESSAGE_ROW), ==, 3);
  g_assert_cmpuint (test_count (page, BW_TYPE_CALL_ROW), ==, 1);
  g_assert_cmpuint (count_days (page), ==, 3);

  gtk_widget_activate_action (test_find (page, BW_TYPE_MESSAGE_ROW, NULL), "message.delete", "x",
                              first);
  test_settle ();
  g_assert_cmpuint (test_count (page, BW_TYPE_MESSAGE_ROW), ==, 2);
  g_assert_cmpuint (count_days (page), ==, 3);
  test_close_page (window, page);
}

static void
test_hostile_texts (Desk *desk, gconstpointer data)
{
  const char *texts[] = {
    "<b>bold</b> &amp; <a href='http://evil.example'>x</a>",
    "%s%n%d",
    "<span size='9999999'>https://example.org/<b></span>",
    "line one\nline two",
    "\xe2\x80\xae"
    "evil",
  };
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    desk_receive (desk, texts[i], MINUTE);
  test_settle ();
  test_scroll_to (page, 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_nonnull (test_find_label (page, texts[i]));
  test_close_page (window, page);
}

static gsize
count_letters (GtkWidget *root)
{
  gsize n = GTK_IS_LABEL (root) ? strlen (gtk_label_get_text (GTK_LABEL (root))) : 0;

  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    n += GTK_IS_BUTTON (w) ? 0 : count_letters (w);

  return n;
}

/* A hundred thousand letters without a space neither widen the window nor show at once. */
static void
test_long_text (Desk *desk, gconstpointer data)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GtkWidget *shown;

  desk_receive (desk, text, MINUTE);
  test_settle ();
  shown = test_find (page, BW_TYPE_MESSAGE_TEXT, NULL);
  g_assert_cmpuint (count_letters (shown), <, 3000);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, 360);
  for (guint i = 0; i < 4; i++)
    test_click (page, "Show _More");
  test_click (page, "Show _All");
  test_settle ();
  g_assert_cmpuint (count_letters (shown), ==, 100000);
  g_assert_false (gtk_widget_get_mapped (test_find (shown, GTK_TYPE_BUTTON, NULL)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, 360);
  test_close_page (window, page);
}

static void
test_opens_at_end (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;

  desk_fill (desk, 200, 60 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  g_assert_true (test_sees (page, "message 199"));
  g_assert_true (test_gets_to_end (page));
  g_assert_null (test_find_label (page, "Unread messages"));
  test_close_page (window, page);
}

static void
test_opens_at_unread (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;

  desk_fill (desk, 100, 120 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  desk_receive (desk, "the first new one", 60 * MINUTE);
  desk_fill (desk, 100, 59 * MINUTE);
  window = test_show_page (desk, &page);
  g_assert_true (test_sees (page, "the first new one"));
  g_assert_true (test_sees (page, "Unread messages"));
  g_assert_false (test_is_at_end (page));
  test_click (page, "Go to the Latest");
  test_settle ();
  g_assert_true (test_gets_to_end (page));
  g_assert_true (test_sees (page, "message 99"));
  test_close_page (window, page);
}

/* Who looks at the end goes on doing so, with what grows, too. */
static void
test_stays_at_end (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;
  g_autoptr (BwMessage) last = NULL;

  desk_fill (desk, 60, 60 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  desk_receive (desk, "new", 0);
  test_settle ();
  g_assert_true (test_sees (page, "new"));
  g_assert_true (test_gets_to_end (page));

  last = desk_add_text (desk, BW_DIRECTION_OUTGOING, "mine", 0);
  test_settle ();
  g_object_set (last, "state", BW_MESSAGE_STATE_FAILED, "reason", BW_REASON_NOT_FOUND, "code", 404,
                NULL);
  test_settle ();
  g_assert_true (test_gets_to_end (page));
  test_close_page (window, page);
}

static void
test_stays_elsewhere (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;

  desk_fill (desk, 200, 60 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  test_scroll_to (page, 0);
  g_assert_true (test_sees (page, "message 0"));
  desk_receive (desk, "new one", 0);
  desk_receive (desk, "new two", 0);
  test_settle ();
  g_assert_true (test_sees (page, "message 0"));
  g_assert_nonnull (test_find_label (page, "2"));
  test_click (page, "Go to the Latest");
  test_settle ();
  g_assert_true (test_sees (page, "new two"));
  g_assert_null (test_find_label (page, "2"));
  test_close_page (window, page);
}

/* Only what is seen has widgets, wherever one is. */
static void
test_scale (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;

  desk_fill (desk, 3000, 600 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  for (guint i = 0; i <= 10; i++) {
    test_scroll_to (page, 1 - i / 10.0);
    g_assert_cmpuint (test_count (page, BW_TYPE_MESSAGE_ROW), <, 400);
  }
  g_assert_true (test_sees (page, "message 0"));
  test_close_page (window, page);
}

static void
test_states (Desk *desk, gconstpointer data)
{
  const struct {
    BwMessageState state;
    int reason;
    const char *icon;
    gboolean again;
  } states[] = {
    { BW_MESSAGE_STATE_PENDING, BW_REASON_NONE, "bw-message-waiting-symbolic", FALSE },
    { BW_MESSAGE_STATE_PENDING, BW_REASON_INTERRUPTED, "bw-message-failed-symbolic", TRUE },
    { BW_MESSAGE_STATE_SENDING, BW_REASON_NONE, "bw-message-waiting-symbolic", FALSE },
    { BW_MESSAGE_STATE_SENT, BW_REASON_NONE, "bw-message-sent-symbolic", FALSE },
    { BW_MESSAGE_STATE_DELIVERED, BW_REASON_NONE, "bw-message-delivered-symbolic", FALSE },
    { BW_MESSAGE_STATE_READ, BW_REASON_NONE, "bw-message-delivered-symbolic", FALSE },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NOT_FOUND, "bw-message-failed-symbolic", TRUE },
  };
  g_autoptr (BwMessage) message = desk_add_text (desk, BW_DIRECTION_OUTGOING, "mine", 0);
  GtkWidget *row = bw_message_row_new (NULL, NULL);
  GtkWindow *window = test_window (row);
  GtkWidget *icon = test_find_class (row, "state");

  bw_message_row_set_message (BW_MESSAGE_ROW (row), message);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_object_set (message, "state", states[i].state, "reason", states[i].reason, NULL);
    test_settle ();
    g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, states[i].icon);
    g_assert_true (gtk_widget_get_mapped (icon));
    g_assert_cmpint (gtk_widget_has_css_class (icon, "read"), ==,
                     states[i].state == BW_MESSAGE_STATE_READ);
    g_assert_cmpint (gtk_widget_get_mapped (test_find_class (row, "trouble")), ==, states[i].again);
  }
  gtk_window_destroy (window);
}

static void
test_delete_message (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  gint64 id = desk_receive (desk, "to be deleted", MINUTE);

  test_settle ();
  gtk_widget_activate_action (test_find (page, BW_TYPE_MESSAGE_ROW, NULL), "message.delete", "x",
                              id);
  test_settle ();
  g_assert_cmpstr (test_shown_page (page, "timeline"), ==, "empty");
  test_click (GTK_WIDGET (window), "_Undo");
  test_settle ();
  g_assert_true (test_sees (page, "to be deleted"));
  test_close_page (window, page);
}

/* As in the program: the page is on the screen before it has a phone. */
static void
test_message_menu (Desk *desk, gconstpointer data)
{
  const char *entries[] = { "_Copy Text", "_Message Details", "_Delete" };
  GtkWidget *page = bw_conversation_page_new (NULL);
  GtkWindow *window = test_window (page);
  GtkWidget *row;

  desk_receive (desk, "what a menu is opened on", MINUTE);
  test_settle ();
  bw_conversation_page_set_phone (BW_CONVERSATION_PAGE (page), desk->phone);
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), desk->bob, 0);
  test_wait_until_open (page);
  row = test_find (page, BW_TYPE_MESSAGE_ROW, NULL);
  bw_message_row_popup (BW_MESSAGE_ROW (row));
  test_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_assert_true (gtk_widget_is_sensitive (test_find (row, GTK_TYPE_LABEL, entries[i])));
  gtk_popover_popdown (GTK_POPOVER (test_find (row, GTK_TYPE_POPOVER, NULL)));
  test_close_page (window, page);
}

static gboolean
is_pointed_out (GtkWidget *page, const char *text)
{
  GtkWidget *label = test_find_label (page, text);
  GtkWidget *item = label != NULL ? gtk_widget_get_ancestor (label, BW_TYPE_TIMELINE_ITEM) : NULL;

  return item != NULL && test_is_in_view (page, item) &&
         gtk_widget_has_css_class (item, "pointed-out");
}

/* Now, or when the list has got there. */
static gboolean
is_soon_pointed_out (GtkWidget *page, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!is_pointed_out (page, text) && g_get_monotonic_time () < deadline)
    test_settle ();

  return is_pointed_out (page, text);
}

/* Now, or when the bar has slid in. */
static gboolean
says_soon (GtkWidget *page, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!test_shows (page, text) && g_get_monotonic_time () < deadline)
    test_settle ();

  return test_shows (page, text);
}

static void
test_search (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;
  GtkWidget *entry;

  desk_receive (desk, "an old apple", 300 * MINUTE);
  desk_fill (desk, 200, 200 * MINUTE);
  desk_receive (desk, "a new apple", MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  g_assert_true (gtk_widget_activate_action (page, "conversation.search", NULL));
  entry = test_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "apple");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (is_soon_pointed_out (page, "a new apple"));
  g_assert_true (says_soon (page, "1 of 2"));
  test_click (page, "Older");
  g_assert_true (is_soon_pointed_out (page, "an old apple"));
  g_assert_false (gtk_widget_is_sensitive (test_find (page, GTK_TYPE_BUTTON, "Older")));
  gtk_editable_set_text (GTK_EDITABLE (entry), "pear");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (says_soon (page, "Not found"));
  test_close_page (window, page);
}

/* A message that was chosen in another place is brought into view. */
static void
test_point_out (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window;
  gint64 id;

  desk_fill (desk, 100, 300 * MINUTE);
  id = desk_receive (desk, "this one", 200 * MINUTE);
  desk_fill (desk, 100, 100 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  window = test_show_page (desk, &page);
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), desk->bob, id);
  test_wait_until_open (page);
  g_assert_true (is_soon_pointed_out (page, "this one"));
  test_close_page (window, page);
}

static gboolean
elapsed_cb (gpointer elapsed)
{
  *(gboolean *) elapsed = TRUE;
  return G_SOURCE_REMOVE;
}

/* It is pointed out from when it is there to be seen, for once: what comes meanwhile adds no time.
 */
static void
test_point_out_late (Desk *desk, gconstpointer data)
{
  GtkWidget *page = bw_conversation_page_new (desk->phone);
  gboolean elapsed = FALSE;
  GtkWindow *window;
  gint64 id;

  desk_fill (desk, 100, 300 * MINUTE);
  id = desk_receive (desk, "this one", 200 * MINUTE);
  desk_fill (desk, 3, 100 * MINUTE);
  bw_store_mark_seen (desk->store, desk->bob, NULL);
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), desk->bob, id);
  g_timeout_add (2500, elapsed_cb, &elapsed); /* longer than it is pointed out */
  while (!elapsed)
    g_main_context_iteration (NULL, TRUE);
  window = test_window (page);
  test_wait_until_open (page);
  g_assert_true (is_soon_pointed_out (page, "this one"));
  for (guint i = 0; i < 150 && test_find_class (page, "pointed-out"); i++) {
    desk_receive (desk, "and this", MINUTE);
    test_settle ();
  }
  g_assert_null (test_find_class (page, "pointed-out"));
  test_close_page (window, page);
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
add_file (Desk *desk, const char *content_type, const char *name, GBytes *body)
{
  g_autoptr (BwMessage) message = bw_message_new ();

  g_object_set (message, "direction", BW_DIRECTION_INCOMING, "state", BW_MESSAGE_STATE_RECEIVED,
                "content-type", content_type, "file-name", name, "size",
                (gint64) g_bytes_get_size (body), NULL);
  desk_store_message (desk, message, body);
}

static GdkTexture *
wait_for_picture (GtkWidget *page)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  GdkTexture *texture = NULL;

  while (texture == NULL && g_get_monotonic_time () < deadline) {
    test_settle ();
    g_object_get (test_find (page, BW_TYPE_PICTURE_FRAME, NULL), "texture", &texture, NULL);
  }

  return texture;
}

static void
test_picture (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (2000, 1000);
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  g_autoptr (GdkTexture) texture = NULL;
  GtkWidget *frame;

  add_file (desk, "image/png", "large.png", png);
  test_settle ();
  texture = wait_for_picture (page);
  test_settle ();
  frame = test_find (page, BW_TYPE_PICTURE_FRAME, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 640);
  g_assert_cmpint (gtk_widget_get_width (frame), <=, 320);
  g_assert_cmpint (gtk_widget_get_height (frame), ==, (gtk_widget_get_width (frame) + 1) / 2);
  test_close_page (window, page);
}

/* What cannot be decoded is a file, which says why. */
static void
test_broken_picture (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (20, 10);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, 40);
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);

  add_file (desk, "image/png", "<b>broken.png", cut);
  while (test_find_label (page, "_b_broken.png") == NULL && g_get_monotonic_time () < deadline)
    test_settle ();
  g_assert_nonnull (test_find_label (page, "_b_broken.png"));
  g_assert_nonnull (test_find (page, GTK_TYPE_BUTTON, "Save As…"));
  test_close_page (window, page);
}

static void
test_file_to_fetch (Desk *desk, gconstpointer data)
{
  g_autoptr (BwMessage) message = bw_message_new ();
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);

  g_object_set (message, "direction", BW_DIRECTION_INCOMING, "state", BW_MESSAGE_STATE_RECEIVED,
                "content-type", "application/pdf", "file-name", "paper.pdf", "size",
                (gint64) 123456, "url", "https://example.org/paper.pdf", NULL);
  desk_store_message (desk, message, NULL);
  test_settle ();
  g_assert_true (test_sees (page, "paper.pdf"));
  g_assert_nonnull (test_find (page, GTK_TYPE_BUTTON, "Download"));
  g_assert_null (test_find (page, GTK_TYPE_BUTTON, "Save As…"));
  test_close_page (window, page);
}

static void
test_details (Desk *desk, gconstpointer data)
{
  g_autoptr (BwMessage) message = desk_add_text (desk, BW_DIRECTION_OUTGOING, "mine", MINUTE);
  GtkWidget *details;

  g_object_set (message, "state", BW_MESSAGE_STATE_FAILED, "code", 404, "phrase", "<i>Not Here</i>",
                "reason", BW_REASON_NOT_FOUND, "headers", "X-One: <b>1</b>\nX-Two: a:b", NULL);
  details = g_object_ref_sink (bw_message_details_new (NULL, message));
  gtk_window_present (GTK_WINDOW (details));
  test_settle ();
  g_assert_nonnull (test_find_label (details, "404 <i>Not Here</i>"));
  g_assert_nonnull (test_find_label (details, "X-One"));
  g_assert_nonnull (test_find_label (details, "<b>1</b>"));
  g_assert_nonnull (test_find_label (details, "a:b"));
  g_object_set (message, "headers", NULL, "code", 486, "phrase", NULL, NULL);
  test_settle ();
  g_assert_null (test_find_label (details, "X-One"));
  gtk_window_destroy (GTK_WINDOW (details));
  test_settle ();
  g_assert_finalize_object (details);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/chats/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("lifetime", test_lifetime);
  ADD ("timeline/days", test_days);
  ADD ("timeline/hostile-texts", test_hostile_texts);
  ADD ("timeline/long-text", test_long_text);
  ADD ("timeline/opens-at-end", test_opens_at_end);
  ADD ("timeline/opens-at-unread", test_opens_at_unread);
  ADD ("timeline/stays-at-end", test_stays_at_end);
  ADD ("timeline/stays-elsewhere", test_stays_elsewhere);
  ADD ("timeline/scale", test_scale);
  ADD ("timeline/point-out", test_point_out);
  ADD ("timeline/point-out-late", test_point_out_late);
  ADD ("message/states", test_states);
  ADD ("message/delete", test_delete_message);
  ADD ("message/menu", test_message_menu);
  ADD ("message/picture", test_picture);
  ADD ("message/broken-picture", test_broken_picture);
  ADD ("message/file-to-fetch", test_file_to_fetch);
  ADD ("message/details", test_details);
  ADD ("conversation/search", test_search);

  return g_test_run ();
}
