/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list of people with ten thousand in it: how long the main loop is held when it opens, and
 * while one types a name key by key and takes it back, and what scrolling through it takes, beside
 * a plain list of the same names. A frame has 16.7 ms.
 *
 * people-bench [PEOPLE]; prints NAME=VALUE lines: milliseconds, but KiB of people-memory, and what
 * bench_scroll() says.
 */

#include "bench-memory.h"
#include "bench-scroll.h"
#include "bw-memory-secrets.h"
#include "bw-people-list.h"
#include "bw-people-page.h"
#include "bw-store-people.h"
#include "bw-ui-resources.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WHEEL_FRAMES 300
#define WHEEL_PIXELS 90
#define DRAG_FRAMES 100

static const char *const first_names[] = { "Anna",  "Bob",    "Carol",  "Dana", "Émile",
                                           "Maria", "Martin", "Nguyễn", "Ömer", "Yossi" };
static const char *const last_names[] = { "Martin",   "Nguyen", "Müller",  "Rossi", "Smith",
                                          "Kowalski", "García", "Ivanova", "Sato",  "Okafor" };

static void
add_people (BwStore *store, guint n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    BwPerson *draft = bw_person_new ();
    g_autofree char *name =
        g_strdup_printf ("%s %s %u", first_names[i % 10], last_names[i / 10 % 10], i);
    g_autofree char *address = g_strdup_printf ("user%05u@example.org", i);
    g_autofree char *number = g_strdup_printf ("+49 30 %07u", i);

    g_object_set (draft, "name", name, "organisation", i % 3 ? NULL : "Widgets & Co", NULL);
    bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, address, NULL);
    bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, number, "work");
    g_ptr_array_add (drafts, draft);
  }
  if (!bw_store_save_people (store, drafts, NULL, &error))
    g_error ("%s", error->message);
}

/* What the main thread has worked, in microseconds: what else the machine does is not counted. */
static gint64
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The longest that the main loop is held within so many milliseconds. */
static double
hold (double first, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  double longest = first;

  while (g_get_monotonic_time () < end) {
    gint64 start = cpu ();

    g_main_context_iteration (NULL, FALSE);
    longest = MAX (longest, (double) (cpu () - start) / 1000);
  }

  return longest;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *w = gtk_widget_get_first_child (root); w && !found;
       w = gtk_widget_get_next_sibling (w))
    found = find (w, type);

  return found;
}

/* One key: what it holds by itself, and what follows. */
static double
type_key (GtkWidget *entry, const char *text, double *own)
{
  gint64 start = cpu ();
  double held;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  held = (double) (cpu () - start) / 1000;
  *own = MAX (*own, held);

  return hold (held, 250);
}

static void
type_name (GtkWidget *page, const char *name)
{
  GtkWidget *entry = find (page, GTK_TYPE_SEARCH_ENTRY);
  double first = 0;
  double own = 0;
  double longest = 0;

  g_object_set (page, "search-mode", TRUE, NULL);
  hold (0, 500);
  for (guint i = 1; i <= 2 * strlen (name); i++) {
    guint length = i <= strlen (name) ? i : (guint) (2 * strlen (name)) - i;
    g_autofree char *text = g_strndup (name, length);
    double held = type_key (entry, text, &own);

    if (i == 1)
      first = held;
    longest = MAX (longest, held);
    printf ("people-key-%02u=%.1f\n", i, held);
  }
  printf ("people-first-key=%.1f\npeople-search=%.1f\npeople-longest=%.1f\n", first, own, longest);
}

/* The model alone. */
static void
search_model (BwStore *store)
{
  g_autoptr (BwPeopleList) list = bw_people_list_new ();
  const char *const texts[] = { "m", "ma", "mar", NULL };
  gint64 start = cpu ();

  bw_people_list_set_source (list, G_LIST_MODEL (bw_store_get_people (store)));
  printf ("people-sort=%.1f\n", (double) (cpu () - start) / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    start = cpu ();
    bw_people_list_set_text (list, texts[i]);
    printf ("people-model-%u=%.1f\n", i, (double) (cpu () - start) / 1000);
  }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      bw_person_get_label (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_plain_list (GListModel *people)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (people)));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_list_view_new (model, factory));

  return scroller;
}

/* With the wheel from the beginning, and with the pointer from one end to the other. */
static void
scroll (GtkWidget *root, const char *wheel, const char *drag)
{
  GtkWidget *list = find (root, GTK_TYPE_LIST_VIEW);
  double end = bench_scroll_end (list);

  bench_scroll (list, wheel, 0, MIN (end, WHEEL_FRAMES * WHEEL_PIXELS), WHEEL_FRAMES);
  bench_scroll (list, drag, 0, end, DRAG_FRAMES);
}

static void
run (BwPhone *phone, GListModel *people)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = bw_people_page_new (phone);
  gint64 start = cpu ();
  double shown;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 800);
  gtk_window_present (GTK_WINDOW (window));
  shown = hold ((double) (cpu () - start) / 1000, 1500);
  printf ("people-open=%.1f\n", shown);
  type_name (page, "martin");
  g_object_set (page, "search-mode", FALSE, NULL);
  hold (0, 500);
  fflush (stdout);
  scroll (page, "WHEEL", "DRAG");
  printf ("people-memory=%" G_GUINT64_FORMAT "\n", bench_get_pss ());
  fflush (stdout);
  gtk_window_set_child (GTK_WINDOW (window), make_plain_list (people));
  hold (0, 1000);
  scroll (window, "PLAIN_WHEEL", "PLAIN_DRAG");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autofree char *path = g_dir_make_tmp ("bellwire-bench-XXXXXX", NULL);
  g_autoptr (GFile) dir = g_file_new_for_path (path);
  g_autoptr (BwPhone) phone = NULL;

  gtk_init ();
  bw_ui_register_resource ();
  adw_init ();
  if (!bw_store_open (store, NULL))
    return 1;
  add_people (store, argc > 1 ? (guint) atoi (argv[1]) : 10000);
  search_model (store);
  phone = bw_phone_new (store, secrets, dir, dir, NULL);
  run (phone, G_LIST_MODEL (bw_store_get_people (store)));
  g_rmdir (path);

  return 0;
}
