/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * conversation-bench DATABASE PEER ROUNDS: the real widgets on a history that bench_messages.py has
 * filled. Prints NAME=VALUE lines: what opening the conversation with PEER, scrolling through it
 * and searching in the history cost. Times in microseconds, memory in KiB.
 */

#include "bench-memory.h"
#include "bench-scroll.h"
#include "bw-conversation-page.h"
#include "bw-memory-secrets.h"
#include "bw-message-search.h"
#include "bw-timeline.h"
#include "bw-ui-resources.h"

#include <stdlib.h>
#include <string.h>

#define ACCOUNT "bench"
#define OTHER_PEER "other@bench.test"
#define LAST_WORD "The last word"
#define DEADLINE_SECONDS 120
#define WHEEL_FRAMES 600
#define WHEEL_PIXELS 90
#define DRAG_FRAMES 100

typedef struct {
  BwStore *store;
  BwPhone *phone;
  GtkWidget *window, *page;
  int frames;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare_times);
  g_print ("%s_MEDIAN=%" G_GINT64_FORMAT "\n", name, g_array_index (times, gint64, times->len / 2));
  g_print ("%s_LONGEST=%" G_GINT64_FORMAT "\n", name,
           g_array_index (times, gint64, times->len - 1));
}

static GtkWidget *
find_descendant (GtkWidget *root, gboolean (*matches) (GtkWidget *widget))
{
  GtkWidget *found = matches (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_descendant (child, matches);

  return found;
}

static gboolean
says_last_word (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), LAST_WORD);
}

static gboolean
is_the_list (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget) &&
         find_descendant (widget, says_last_word);
}

static void
frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *self = user_data;

  self->frames++;
}

static void
iterate_until (gboolean (*condition) (Bench *self), Bench *self, const char *what)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!condition (self)) {
    if (g_get_monotonic_time () > end)
      g_error ("no %s within %d s", what, DEADLINE_SECONDS);
    g_main_context_iteration (NULL, TRUE);
  }
}

static gboolean
has_new_frame (Bench *self)
{
  return self->frames > 0;
}

static gboolean
shows_the_end (Bench *self)
{
  return self->frames > 0 && find_descendant (self->page, says_last_word);
}

static void
show (Bench *self, BwConversation *conversation)
{
  bw_conversation_page_show (BW_CONVERSATION_PAGE (self->page), conversation, 0);
  self->frames = 0;
  gtk_widget_queue_draw (self->page);
}

static BwConversation *
find_conversation (Bench *self, const char *peer)
{
  BwConversation *conversation = bw_store_find_conversation (self->store, ACCOUNT, peer);

  if (!conversation)
    g_error ("no conversation with %s", peer);

  return conversation;
}

/* From another conversation to this one, until its newest message is painted. */
static void
measure_opening (Bench *self, const char *peer, int rounds)
{
  BwConversation *conversation = find_conversation (self, peer);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < rounds; i++) {
    gint64 begin, took;

    show (self, find_conversation (self, OTHER_PEER));
    iterate_until (has_new_frame, self, "frame of the other conversation");
    begin = g_get_monotonic_time ();
    show (self, conversation);
    iterate_until (shows_the_end, self, "end of the conversation");
    took = g_get_monotonic_time () - begin;
    g_array_append_val (times, took);
  }
  print_times ("OPEN", times);
}

/* With the wheel from the end upwards, and with the pointer from one end to the other. */
static void
measure_scrolling (Bench *self)
{
  GtkWidget *list = find_descendant (self->page, is_the_list);

  if (!list)
    g_error ("no list in the page");
  g_print ("PSS_BEFORE=%" G_GUINT64_FORMAT "\n", bench_get_pss ());
  bench_scroll (list, "WHEEL", bench_scroll_end (list),
                MAX (0, bench_scroll_end (list) - WHEEL_FRAMES * WHEEL_PIXELS), WHEEL_FRAMES);
  bench_scroll (list, "DRAG", bench_scroll_end (list), 0, DRAG_FRAMES);
  bench_scroll (list, "BACK", 0, bench_scroll_end (list), DRAG_FRAMES);
  g_print ("PSS_AFTER=%" G_GUINT64_FORMAT "\n", bench_get_pss ());
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      bw_message_get_text (gtk_list_item_get_item (item)));
}

/* What the toolkit alone takes for the same texts. */
static void
measure_plain_list (Bench *self, const char *peer)
{
  BwTimeline *timeline = bw_timeline_new (self->store, find_conversation (self, peer));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (timeline))), factory);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  self->frames = 0;
  iterate_until (has_new_frame, self, "frame of the plain list");
  bench_scroll (list, "PLAIN_DRAG", 0, bench_scroll_end (list), DRAG_FRAMES);
  bench_scroll (list, "PLAIN_WHEEL", bench_scroll_end (list),
                MAX (0, bench_scroll_end (list) - WHEEL_FRAMES * WHEEL_PIXELS), WHEEL_FRAMES);
}

/* As one types: each letter is a search, and its first hits are asked for, as a list does. */
static void
measure_search (Bench *self)
{
  static const char *const words[] = { "message", "harbour li", "the", "zebra", "last word" };
  g_autoptr (BwMessageSearch) search = bw_message_search_new (self->store);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize length = 1; length <= strlen (words[i]); length++) {
      g_autofree char *typed = g_strndup (words[i], length);
      gint64 begin = g_get_monotonic_time (), took;

      bw_message_search_set_text (search, typed);
      for (guint hit = 0; hit < MIN (20, g_list_model_get_n_items (G_LIST_MODEL (search))); hit++)
        g_object_unref (g_list_model_get_item (G_LIST_MODEL (search), hit));
      took = g_get_monotonic_time () - begin;
      g_array_append_val (times, took);
    }
  print_times ("SEARCH", times);
}

static void
set_up (Bench *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GError) error = NULL;

  self->store = bw_store_new (file);
  if (!bw_store_open (self->store, &error))
    g_error ("%s", error->message);
  self->phone = bw_phone_new (self->store, secrets, folder, folder, NULL);
  self->window = gtk_window_new ();
  self->page = bw_conversation_page_new (self->phone);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 700, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (
      gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (self->window))),
      "after-paint", G_CALLBACK (frame_cb), self);
  iterate_until (has_new_frame, self, "first frame");
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };

  if (argc != 4) {
    g_printerr ("usage: %s DATABASE PEER ROUNDS\n", argv[0]);
    return 2;
  }
  adw_init ();
  bw_ui_register_resource ();
  set_up (&self, argv[1]);
  measure_opening (&self, argv[2], atoi (argv[3]));
  measure_scrolling (&self);
  measure_search (&self);
  measure_plain_list (&self, argv[2]);

  return 0;
}
