/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wherever calls are listed: which of them offer a recording, and which file that is. With
 * BW_PICTURES=FOLDER it leaves pictures. */

#include "bw-history-page.h"
#include "bw-history-row.h"
#include "bw-person-recent.h"
#include "bw-recorded-calls.h"
#include "bw-recording-button.h"
#include "bw-test-people.h"
#include "bw-test-recordings.h"
#include "bw-timeline-view.h"

#include <glib/gstdio.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define MANY 10000

typedef struct {
  PeopleDesk desk;
  char *path;
  GtkWindow *window;
  GtkWidget *child;
  char *played; /* the URI of what was last to be played */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  people_desk_set_up (&self->desk, data);
  self->path = test_recordings_folder_new (self->desk.phone);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window)
    gtk_window_destroy (self->window);
  test_recordings_folder_free (self->path);
  g_free (self->played);
  people_desk_tear_down (&self->desk, data);
}

static void
play_action (GSimpleAction *action, GVariant *uri, gpointer user_data)
{
  Fixture *self = user_data;

  g_free (self->played);
  self->played = g_variant_dup_string (uri, NULL);
}

static void
show (Fixture *self, GtkWidget *child, int width)
{
  const GActionEntry entries[] = { { .name = "play-recording", play_action, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, self);
  self->child = child;
  self->window = test_window (child);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "app", G_ACTION_GROUP (group));
  gtk_window_set_default_size (self->window, width, 480);
  test_settle ();
}

/* A call of two minutes that was answered at once. */
static void
add_call (Fixture *self, const char *peer, const char *name, gint64 started)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  g_autoptr (GError) error = NULL;

  g_object_set (record, "account", "home", "peer", peer, "peer-name", name, "outcome",
                BW_CALL_OUTCOME_ANSWERED, "started", started, "answered", started + G_USEC_PER_SEC,
                "ended", started + 2 * MINUTE, NULL);
  bw_store_add_call (self->desk.store, record, &error);
  g_assert_no_error (error);
}

/* As the phone itself names it. */
static GFile *
record (Fixture *self, const char *who, gint64 started)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->path);
  g_autoptr (GError) error = NULL;
  GFile *file = bw_recording_make_file (folder, who, started, "wav", &error);

  g_assert_no_error (error);

  return file;
}

static void
discard (GFile *file)
{
  g_assert_true (g_file_delete (file, NULL, NULL));
}

static guint
n_offered (GtkWidget *root)
{
  return test_count (root, BW_TYPE_RECORDING_BUTTON);
}

/* Its row in a list. */
static GtkWidget *
find_row (Fixture *self, GType type, const char *name)
{
  GtkWidget *label = test_find (self->child, GTK_TYPE_LABEL, name);

  return label ? gtk_widget_get_ancestor (label, type) : NULL;
}

/* The first one that can be seen. */
static GtkWidget *
find_button (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  if (BW_IS_RECORDING_BUTTON (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);

  return found;
}

static gboolean
plays (Fixture *self, GtkWidget *root, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *button = find_button (root);

  if (button)
    test_click (button, "Play Recording");

  return g_strcmp0 (self->played, uri) == 0;
}

/* What the menu of a row says, as long as it is to be seen. */
static gboolean
menu_offers (GtkWidget *row)
{
  GtkPopover *menu;
  gboolean offers;

  bw_history_row_popup (BW_HISTORY_ROW (row));
  test_settle ();
  menu = GTK_POPOVER (test_find (row, GTK_TYPE_POPOVER_MENU, NULL));
  offers = test_shows (GTK_WIDGET (menu), "Play _Recording") ||
           test_shows (GTK_WIDGET (menu), "Play Recording");
  gtk_popover_popdown (menu);
  test_settle ();

  return offers;
}

/* It comes and goes while one looks, beside its call alone. */
static void
test_history (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GFile) file = NULL;
  GtkWidget *bob, *carol;

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  add_call (self, "carol@example.org", "Carol", now - 20 * MINUTE);
  show (self, bw_history_page_new (self->desk.phone), 360);
  test_settle_until (find_row (self, BW_TYPE_HISTORY_ROW, "Bob") &&
                     find_row (self, BW_TYPE_HISTORY_ROW, "Carol"));
  g_assert_cmpuint (n_offered (self->child), ==, 0);

  file = record (self, "Bob", now - 29 * MINUTE);
  test_settle_until (n_offered (self->child) == 1);
  bob = find_row (self, BW_TYPE_HISTORY_ROW, "Bob");
  carol = find_row (self, BW_TYPE_HISTORY_ROW, "Carol");
  g_assert_cmpuint (n_offered (bob), ==, 1);
  g_assert_true (plays (self, bob, file));
  g_assert_true (menu_offers (bob));
  g_assert_false (menu_offers (carol));
  test_picture (self->window, "recorded-history");

  discard (file);
  test_settle_until (n_offered (self->child) == 0);
  g_assert_false (menu_offers (bob));
}

/* Stopped and begun again: the first one. */
static void
test_first (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GFile) second = record (self, "Bob", now - 29 * MINUTE);
  g_autoptr (GFile) first = record (self, "Bob", now - 29 * MINUTE - 30 * G_USEC_PER_SEC);

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  show (self, bw_history_page_new (self->desk.phone), 300);
  test_settle_until (n_offered (self->child) == 1);
  g_assert_true (plays (self, self->child, first));
  test_picture (self->window, "recorded-history-narrow");

  discard (first);
  test_settle_until (plays (self, self->child, second));
}

/* One call is held while the other one goes on: each has its own. */
static void
test_overlapping (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GFile) carols = record (self, "carol", now - 29 * MINUTE);
  g_autoptr (GFile) bobs = record (self, "Bob", now - 29 * MINUTE + G_USEC_PER_SEC);

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  add_call (self, "carol@example.org", NULL, now - 30 * MINUTE + 5 * G_USEC_PER_SEC);
  add_call (self, "dave@example.org", "Dave", now - 30 * MINUTE + 9 * G_USEC_PER_SEC);
  show (self, bw_history_page_new (self->desk.phone), 360);
  test_settle_until (n_offered (self->child) == 2);
  g_assert_true (plays (self, find_row (self, BW_TYPE_HISTORY_ROW, "Bob"), bobs));
  g_assert_true (plays (self, find_row (self, BW_TYPE_HISTORY_ROW, "carol@example.org"), carols));
  g_assert_cmpuint (n_offered (find_row (self, BW_TYPE_HISTORY_ROW, "Dave")), ==, 0);
}

/* A person chooses another folder. */
static void
test_other_folder (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GFile) file = record (self, "Bob", now - 29 * MINUTE);
  char *before = self->path;

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  show (self, bw_history_page_new (self->desk.phone), 360);
  test_settle_until (n_offered (self->child) == 1);
  self->path = test_recordings_folder_new (self->desk.phone);
  test_settle_until (n_offered (self->child) == 0);
  test_recordings_folder_free (before);
}

static BwConversation *
get_conversation (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_store_ensure_conversation (self->desk.store, "home", "bob@example.org", NULL, &error);

  g_assert_no_error (error);

  return conversation;
}

static void
test_timeline (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  GtkWidget *view = g_object_new (BW_TYPE_TIMELINE_VIEW, "phone", self->desk.phone, NULL);
  g_autoptr (GFile) file = record (self, "Bob", now - 29 * MINUTE);

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  add_call (self, "bob@example.org", "Bob", now - 20 * MINUTE);
  show (self, view, 360);
  bw_timeline_view_show (BW_TIMELINE_VIEW (view), get_conversation (self));
  test_settle_until (n_offered (view) == 1);
  g_assert_true (plays (self, view, file));
  test_picture (self->window, "recorded-timeline");
  discard (file);
  test_settle_until (n_offered (view) == 0);
}

static void
test_person (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  GtkWidget *recent = g_object_new (BW_TYPE_PERSON_RECENT, NULL);
  BwPerson *person = people_desk_add (&self->desk, "Bob", "bob@example.org");
  g_autoptr (GFile) file = record (self, "Bob", now - 29 * MINUTE);

  add_call (self, "bob@example.org", "Bob", now - 30 * MINUTE);
  add_call (self, "bob@example.org", "Bob", now - 20 * MINUTE);
  test_settle (); /* the directory looks at people from an idle */
  show (self, recent, 360);
  bw_person_recent_show (BW_PERSON_RECENT (recent), self->desk.phone, person);
  test_settle_until (n_offered (recent) == 1);
  g_assert_true (plays (self, recent, file));
  test_picture (self->window, "recorded-person");
  discard (file);
  test_settle_until (n_offered (recent) == 0);
}

/* As many as there may be in years: which calls have one is found out for those in view alone. */
static void
test_many (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time ();
  gint64 begun;

  for (int i = 0; i < MANY; i++) {
    add_call (self, "bob@example.org", "Bob", now - (i + 1) * 10 * MINUTE);
    if (i % 10 == 0) {
      g_autoptr (GFile) file = record (self, "Bob", now - (i + 1) * 10 * MINUTE + MINUTE);
    }
  }
  begun = g_get_monotonic_time ();
  show (self, bw_history_page_new (self->desk.phone), 360);
  test_settle_until (n_offered (self->child) > 0);
  g_test_message ("%d calls, %d recordings: shown after %" G_GINT64_FORMAT " ms", MANY, MANY / 10,
                  (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpuint (n_offered (self->child), ==,
                    (test_count (self->child, BW_TYPE_HISTORY_ROW) + 9) / 10);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/recorded-calls/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

  ADD ("history", test_history);
  ADD ("first", test_first);
  ADD ("overlapping", test_overlapping);
  ADD ("other-folder", test_other_folder);
  ADD ("timeline", test_timeline);
  ADD ("person", test_person);
  ADD ("many", test_many);

  return g_test_run ();
}
