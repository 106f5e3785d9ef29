/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A conversation to be looked at, and ways to look at it. */

#include "bw-test-chats.h"

#include "bw-memory-secrets.h"
#include "bw-timeline-view.h"

#include <glib/gstdio.h>

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bw_phone_start_finish (BW_PHONE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (bw_phone_stop_finish (BW_PHONE (source), result, NULL));
  *(gboolean *) data = TRUE;
}

/* Both end within seconds, as their documentation says. */
static void
wait_for (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

BwAccount *
desk_add_account (Desk *desk, const char *address)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GError) error = NULL;
  BwAccount *account;

  g_object_set (settings, "address", address, "register", FALSE, NULL);
  account = bw_phone_add_account (desk->phone, settings, NULL, &error);
  g_assert_no_error (error);

  return account;
}

BwConversation *
desk_open_conversation (Desk *desk, const char *peer, const char *name)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation = bw_store_ensure_conversation (
      desk->store, bw_account_get_id (desk->account), peer, name, &error);

  g_assert_no_error (error);

  return conversation;
}

void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GFile) dir = NULL;
  gboolean started = FALSE;

  desk->dir = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  dir = g_file_new_for_path (desk->dir);
  desk->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (desk->store, NULL));
  desk->phone = bw_phone_new (desk->store, secrets, dir, dir, NULL);
  bw_phone_start_async (desk->phone, NULL, started_cb, &started);
  wait_for (&started);
  desk->account = desk_add_account (desk, "alice@example.org");
  desk->bob = desk_open_conversation (desk, "bob@example.org", "Bob");
}

static void
remove_dir (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_file_test (file, G_FILE_TEST_IS_DIR))
      remove_dir (file);
    else
      g_unlink (file);
  }
  g_rmdir (path);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  gboolean stopped = FALSE;

  bw_phone_stop_async (desk->phone, stopped_cb, &stopped);
  wait_for (&stopped);
  g_assert_finalize_object (g_steal_pointer (&desk->phone));
  g_assert_finalize_object (g_steal_pointer (&desk->store));
  remove_dir (desk->dir);
  g_free (desk->dir);
}

void
desk_store_message (Desk *desk, BwMessage *message, GBytes *body)
{
  g_autoptr (GError) error = NULL;

  bw_store_add_message (desk->store, desk->bob, message, body, &error);
  g_assert_no_error (error);
}

BwMessage *
desk_add_text (Desk *desk, BwDirection direction, const char *text, gint64 ago)
{
  BwMessage *message = bw_message_new ();
  gboolean incoming = direction == BW_DIRECTION_INCOMING;

  g_object_set (message, "direction", direction, "state",
                incoming ? BW_MESSAGE_STATE_RECEIVED : BW_MESSAGE_STATE_SENT, "text", text,
                "content-type", "text/plain", "time", g_get_real_time () - ago, NULL);
  desk_store_message (desk, message, NULL);

  return message;
}

gint64
desk_receive (Desk *desk, const char *text, gint64 ago)
{
  g_autoptr (BwMessage) message = desk_add_text (desk, BW_DIRECTION_INCOMING, text, ago);

  return bw_message_get_id (message);
}

void
desk_add_call (Desk *desk, BwCallOutcome outcome, gint64 ago)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_real_time () - ago;

  g_object_set (record, "account", bw_account_get_id (desk->account), "peer", "bob@example.org",
                "direction", BW_DIRECTION_INCOMING, "outcome", outcome, "started", started, "ended",
                started, NULL);
  bw_store_add_call (desk->store, record, &error);
  g_assert_no_error (error);
}

/* A timeline is not seen before it is where it opens. */
void
test_wait_until_open (GtkWidget *page)
{
  GtkWidget *timeline = test_find (page, BW_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *scroller = test_find (timeline, GTK_TYPE_SCROLLED_WINDOW, NULL);
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (gtk_widget_get_opacity (scroller) < 1 && gtk_widget_get_mapped (timeline) &&
         g_get_monotonic_time () < deadline)
    test_settle ();
}

GtkWindow *
test_show_page (Desk *desk, GtkWidget **page)
{
  GtkWindow *window;

  *page = bw_conversation_page_new (desk->phone);
  bw_conversation_page_show (BW_CONVERSATION_PAGE (*page), desk->bob, 0);
  window = test_window (*page);
  test_wait_until_open (*page);

  return window;
}

/* Closes it, and sees that nothing holds on to it. */
void
test_close_page (GtkWindow *window, GtkWidget *page)
{
  g_object_ref (page);
  gtk_window_destroy (window);
  test_settle ();
  g_assert_finalize_object (page);
}

/* GTK 4.8 loses its place in a list that is scrolled twice before it is laid out. */
static void
wait_for_frames (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 goal = gdk_frame_clock_get_frame_counter (clock) + 2;
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (gdk_frame_clock_get_frame_counter (clock) < goal && g_get_monotonic_time () < deadline) {
    gtk_widget_queue_draw (widget);
    test_settle ();
  }
}

void
test_scroll_to (GtkWidget *page, double share)
{
  GtkWidget *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (
      scroll, share * (gtk_adjustment_get_upper (scroll) - gtk_adjustment_get_page_size (scroll)));
  wait_for_frames (list);
}

gboolean
test_is_at_end (GtkWidget *page)
{
  GtkWidget *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  return gtk_adjustment_get_value (scroll) + gtk_adjustment_get_page_size (scroll) >=
         gtk_adjustment_get_upper (scroll) - 1;
}

/* It takes a list some frames to get somewhere. */
gboolean
test_gets_to_end (GtkWidget *page)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!test_is_at_end (page) && g_get_monotonic_time () < deadline)
    test_settle ();

  return test_is_at_end (page);
}

/* The part of the list that is on the screen. */
gboolean
test_is_in_view (GtkWidget *page, GtkWidget *widget)
{
  GtkWidget *timeline = test_find (page, BW_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *scroller = test_find (timeline, GTK_TYPE_SCROLLED_WINDOW, NULL);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, scroller, &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (scroller);
}

GtkWidget *
test_find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0 &&
      gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL && found == NULL;
       w = gtk_widget_get_next_sibling (w))
    found = test_find_label (w, text);

  return found;
}

static gboolean
sees_now (GtkWidget *page, const char *text)
{
  GtkWidget *label = test_find_label (page, text);

  return label != NULL && test_is_in_view (page, label);
}

gboolean
test_sees (GtkWidget *page, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!sees_now (page, text) && g_get_monotonic_time () < deadline)
    test_settle ();

  return sees_now (page, text);
}

void
desk_fill (Desk *desk, guint n, gint64 ago)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *text = g_strdup_printf ("message %u", i);

    desk_receive (desk, text, ago - i * G_USEC_PER_SEC);
  }
}
