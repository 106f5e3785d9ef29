/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of recorded calls: what it lists, plays, renames and throws away. With
 * BW_PICTURES=FOLDER it leaves pictures of what it has come to. */

#include "bw-player.h"
#include "bw-recording-player.h"
#include "bw-recording-row.h"
#include "bw-recordings-page.h"
#include "bw-recordings-window.h"
#include "bw-test-people.h"
#include "bw-test-recordings.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  PeopleDesk desk;
  char *path;
  GtkWindow *window;
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
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_destroy (self->window);
  test_settle_until (!self->window);
  test_recordings_folder_free (self->path);
  people_desk_tear_down (&self->desk, data);
}

static void
open_window (Fixture *self, int width)
{
  self->window = GTK_WINDOW (bw_recordings_window_new (NULL, self->desk.phone));
  gtk_window_set_default_size (self->window, width, 560);
  gtk_window_present (self->window);
  test_settle ();
}

static void
put (Fixture *self, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* Two seconds of silence, 8000 samples of 16 bits a second. */
static void
put_wav (Fixture *self, const char *name)
{
  static const guint8 head[44] =
      "RIFF\x24\x7d\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e"
      "\0\0\x02\0\x10\0data\0\x7d\0";
  g_autofree char *sound = g_malloc0 (sizeof head + 32000);

  memcpy (sound, head, sizeof head);
  put (self, name, sound, sizeof head + 32000);
}

static gboolean
exists (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
n_rows (Fixture *self)
{
  return test_count (GTK_WIDGET (self->window), BW_TYPE_RECORDING_ROW);
}

static gboolean
says (Fixture *self, const char *text)
{
  return test_shows (GTK_WIDGET (self->window), text);
}

static GtkListView *
get_list (Fixture *self)
{
  return GTK_LIST_VIEW (test_find (GTK_WIDGET (self->window), GTK_TYPE_LIST_VIEW, NULL));
}

static BwPlayer *
get_player (Fixture *self)
{
  GtkWidget *widget = test_find (GTK_WIDGET (self->window), BW_TYPE_RECORDING_PLAYER, NULL);
  g_autoptr (BwPlayer) player = NULL;

  g_object_get (widget, "player", &player, NULL);

  return player;
}

static void
choose (Fixture *self, guint position)
{
  g_signal_emit_by_name (get_list (self), "activate", position);
  test_settle ();
}

static void
act (Fixture *self, const char *action, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", uri));
  test_settle ();
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  open_window (self, 860);
  test_settle_until (g_strcmp0 (test_shown_page (GTK_WIDGET (self->window), "empty"), "empty") ==
                     0);
  g_assert_true (says (self, "No Recordings"));
  g_assert_false (says (self, "Choose a Recording"));
  test_picture (self->window, "recordings-empty");

  put_wav (self, "2026-11-21 15-04-05 Bob.wav"); /* while one looks */
  test_settle_until (n_rows (self) == 1);
  g_assert_false (says (self, "No Recordings"));
}

static void
test_listed (Fixture *self, gconstpointer data)
{
  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  put_wav (self, "2025-11-21 09-30-00 Carol & <i>Co.wav");
  put_wav (self, "2025-11-20 09-30-00 Somebody with a name that is much longer than any row.opus");
  put (self, "2025-11-19 09-30-00.mkv", "broken", 6);
  open_window (self, 860);
  test_settle_until (n_rows (self) == 4);

  g_assert_true (says (self, "Bob Martin"));
  g_assert_true (says (self, "Carol & <i>Co"));
  g_assert_true (says (self, "Unknown"));
  g_assert_true (says (self, "21 November 2025"));
  g_assert_true (says (self, "20 November 2025"));
  g_assert_true (says (self, "15:04"));
  test_settle_until (says (self, "0:02 · 32.0 kB"));
  test_assert_no_markup (GTK_WIDGET (get_list (self)));
  choose (self, 0);
  test_settle_until (bw_player_get_duration (get_player (self)) > 0);
  test_picture (self->window, "recordings-list");
  choose (self, 3);
  test_settle_until (bw_player_get_error (get_player (self)));
  test_picture (self->window, "recordings-broken");
}

/* GTK asks every widget to take the focus; who has it and is not to be seen swallows all keys. */
static void
test_focus (Fixture *self, gconstpointer data)
{
  GtkWidget *player;

  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  open_window (self, 860);
  test_settle_until (n_rows (self) == 1);
  player = test_find (GTK_WIDGET (self->window), BW_TYPE_RECORDING_PLAYER, NULL);

  g_assert_false (gtk_widget_grab_focus (player)); /* nothing is chosen */
  choose (self, 0);
  g_assert_true (gtk_widget_grab_focus (player));
  g_assert_true (gtk_widget_get_mapped (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

static void
test_played (Fixture *self, gconstpointer data)
{
  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  open_window (self, 860);
  test_settle_until (n_rows (self) == 1);
  choose (self, 0);
  test_settle_until (says (self, "0:00 / 0:02"));
  g_assert_false (bw_player_get_playing (get_player (self)));
  test_click (GTK_WIDGET (self->window), "Play");
  g_assert_true (bw_player_get_playing (get_player (self)));
  test_settle_until (says (self, "0:01 / 0:02"));
  test_click (GTK_WIDGET (self->window), "Pause");
  g_assert_false (bw_player_get_playing (get_player (self)));
  test_click (GTK_WIDGET (self->window), "Play");
  test_settle_until (!bw_player_get_playing (get_player (self)));
  g_assert_true (says (self, "0:00 / 0:02"));

  test_click (GTK_WIDGET (self->window), "Play");
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE); /* nobody hears on what was closed */
  g_assert_false (bw_player_get_playing (get_player (self)));
}

static void
test_narrow (Fixture *self, gconstpointer data)
{
  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  put_wav (self, "2025-11-20 09-30-00 Somebody with a name that is much longer than any row.opus");
  open_window (self, 360);
  test_settle_until (n_rows (self) == 2);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), ==, 360);
  for (guint i = 0; i < 10; i++)
    test_settle (); /* it slides */
  test_picture (self->window, "recordings-narrow");
  choose (self, 1);
  test_settle_until (n_rows (self) == 0);
  test_picture (self->window, "recordings-narrow-player");
  test_click (GTK_WIDGET (self->window), "Back");
  test_settle_until (n_rows (self) == 2);
}

static void
test_trash (Fixture *self, gconstpointer data)
{
  put_wav (self, "one.wav");
  put_wav (self, "two.wav");
  open_window (self, 860);
  test_settle_until (n_rows (self) == 2);
  choose (self, 0);

  act (self, "recording.trash", "one.wav");
  if (says (self, "Delete for Good?") || test_find_window (ADW_TYPE_MESSAGE_DIALOG)) {
    g_test_skip ("there is no trash for the folder of the test");
    gtk_window_destroy (test_find_window (ADW_TYPE_MESSAGE_DIALOG));
    return;
  }
  test_settle_until (n_rows (self) == 1);
  g_assert_true (exists (self, "one.wav"));
  test_click (GTK_WIDGET (self->window), "_Undo");
  test_settle_until (n_rows (self) == 2);

  act (self, "recording.trash", "one.wav");
  test_settle_until (n_rows (self) == 1);
  gtk_window_destroy (g_steal_pointer (&self->window)); /* what was said is done */
  test_settle_until (!exists (self, "one.wav"));
  g_assert_true (exists (self, "two.wav"));
  open_window (self, 860);
}

static void
test_renamed (Fixture *self, gconstpointer data)
{
  gboolean narrow = data != NULL;
  GtkWidget *dialog;
  GtkWidget *entry;

  put_wav (self, "2025-11-21 15-04-05 Bob.wav");
  open_window (self, narrow ? 360 : 860);
  test_settle_until (n_rows (self) == 1);
  choose (self, 0);
  test_settle_until (n_rows (self) == (narrow ? 0 : 1));
  act (self, "recording.rename", "2025-11-21 15-04-05 Bob.wav");
  dialog = test_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Bob");
  gtk_editable_set_text (GTK_EDITABLE (entry), "The Contract");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  test_settle_until (exists (self, "2025-11-21 15-04-05 The Contract.wav"));
  test_settle_until (says (self, "The Contract"));
  test_settle_until (bw_player_get_duration (get_player (self)) >
                     0); /* it is still the one that is shown */
  for (guint i = 0; i < 10; i++)
    test_settle (); /* and in a narrow window its side is */
  g_assert_cmpuint (n_rows (self), ==, narrow ? 0 : 1);
}

static void
test_searched (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *entry;

  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  put_wav (self, "2025-11-21 16-04-05 Ünal.wav");
  open_window (self, 860);
  test_settle_until (n_rows (self) == 2);
  page = test_find (GTK_WIDGET (self->window), BW_TYPE_RECORDINGS_PAGE, NULL);
  entry = test_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_object_set (page, "search-mode", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "üNAL");
  test_settle_until (n_rows (self) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  test_settle_until (n_rows (self) == 0 && says (self, "Nothing Found"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  test_settle_until (n_rows (self) == 2);
}

static GFile *
file_of (Fixture *self, const char *name)
{
  return g_file_new_build_filename (self->path, name, NULL);
}

static GListModel *
get_selection (Fixture *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (get_list (self)));
}

static gboolean
is_selected (Fixture *self, const char *name)
{
  BwRecording *recording =
      gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (get_selection (self)));
  g_autoptr (GFile) file = file_of (self, name);

  return recording && g_file_equal (bw_recording_get_file (recording), file);
}

/* From outside, before the folder was read: ready to be played, and to be seen in the list. */
static void
test_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = file_of (self, "2025-11-21 15-04-05 Bob Martin.wav");

  for (int i = 0; i < 40; i++) {
    g_autofree char *name = g_strdup_printf ("2025-11-22 15-04-%02d Carol.wav", i);

    put (self, name, "", 0);
  }
  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  open_window (self, 860);
  bw_recordings_window_choose (BW_RECORDINGS_WINDOW (self->window), file);
  test_settle_until (bw_player_get_duration (get_player (self)) > 0);
  g_assert_false (bw_player_get_playing (get_player (self)));
  g_assert_true (is_selected (self, "2025-11-21 15-04-05 Bob Martin.wav"));
  test_settle_until (test_find (GTK_WIDGET (get_list (self)), GTK_TYPE_LABEL, "Bob Martin"));
  test_picture (self->window, "recordings-chosen");
}

/* Whatever one was looking for there, and before it is there. */
static void
test_chosen_while_searching (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = file_of (self, "2025-11-21 15-04-05 Bob Martin.wav");
  GtkWidget *page, *entry;

  put_wav (self, "2025-11-22 15-04-05 Carol.wav");
  open_window (self, 860);
  test_settle_until (n_rows (self) == 1);
  page = test_find (GTK_WIDGET (self->window), BW_TYPE_RECORDINGS_PAGE, NULL);
  entry = test_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_object_set (page, "search-mode", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  test_settle_until (says (self, "Nothing Found"));
  bw_recordings_window_choose (BW_RECORDINGS_WINDOW (self->window), file);
  put_wav (self, "2025-11-21 15-04-05 Bob Martin.wav");
  test_settle_until (bw_player_get_duration (get_player (self)) > 0);
  test_settle_until (n_rows (self) == 2 &&
                     is_selected (self, "2025-11-21 15-04-05 Bob Martin.wav"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/recordings/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

  ADD ("empty", test_empty);
  ADD ("listed", test_listed);
  ADD ("focus", test_focus);
  ADD ("played", test_played);
  ADD ("narrow", test_narrow);
  ADD ("trash", test_trash);
  ADD ("renamed", test_renamed);
  g_test_add ("/recordings/renamed-narrow", Fixture, "narrow", set_up, test_renamed, tear_down);
  ADD ("searched", test_searched);
  ADD ("chosen", test_chosen);
  ADD ("chosen-while-searching", test_chosen_while_searching);

  return g_test_run ();
}
