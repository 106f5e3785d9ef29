/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own status: the menu, the note beside it and how long it is seen, and the corner of the
 * window that shows it. With BW_PICTURES=FOLDER it leaves a picture of what it has come to. */

#include "bw-test-chats.h"
#include "bw-test-people.h"

#include "bw-account-button.h"
#include "bw-note-editor.h"
#include "bw-note-expiry.h"
#include "bw-presence-light.h"
#include "bw-status-menu.h"

#define HOSTILE "<b>back</b> & 15:00 %s"

static BwMyPresence *
presence_of (PeopleDesk *desk)
{
  return bw_phone_get_presence (desk->phone);
}

static GtkWindow *
show_menu (PeopleDesk *desk)
{
  return test_window (g_object_new (BW_TYPE_STATUS_MENU, "phone", desk->phone, NULL));
}

/* The choice that reads so. */
static GtkCheckButton *
find_choice (GtkWindow *window, const char *words)
{
  GtkWidget *label = test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, words);

  g_assert_nonnull (label);

  return GTK_CHECK_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON));
}

static const struct {
  const char *words;
  BwStatus status;
  BwPresence light;
} choices[] = {
  { "Away", BW_STATUS_AWAY, BW_PRESENCE_AWAY },
  { "Busy", BW_STATUS_BUSY, BW_PRESENCE_BUSY },
  { "Do not disturb", BW_STATUS_DO_NOT_DISTURB, BW_PRESENCE_DO_NOT_DISTURB },
  { "Appear Offline", BW_STATUS_OFFLINE, BW_PRESENCE_OFFLINE },
  { "Online", BW_STATUS_ONLINE, BW_PRESENCE_ONLINE },
};

/* What is chosen in the menu holds, and what is chosen elsewhere is seen in it. */
static void
test_choices (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window = show_menu (desk);

  test_picture (window, "status-menu");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkCheckButton *choice = find_choice (window, choices[i].words);

    g_assert_false (gtk_check_button_get_active (choice));
    gtk_check_button_set_active (choice, TRUE);
    g_assert_cmpint (bw_my_presence_get_status (presence_of (desk)), ==, choices[i].status);
    g_assert_cmpint (bw_status_menu_presence (choices[i].status), ==, choices[i].light);
  }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    bw_my_presence_set_status (presence_of (desk), choices[i].status);
    g_assert_true (gtk_check_button_get_active (find_choice (window, choices[i].words)));
  }
  gtk_window_destroy (window);
}

static const struct {
  const char *flag;
  const char *follow;
  const char *words;
  BwPresence light;
} reasons[] = {
  { "idle", "follow-idle", "Away: nobody is at this computer", BW_PRESENCE_AWAY },
  { "locked", "follow-lock", "Away: the screen is locked", BW_PRESENCE_AWAY },
  { "desktop-do-not-disturb", "follow-desktop", "Do not disturb: the desktop’s own switch is on",
    BW_PRESENCE_DO_NOT_DISTURB },
};

/* Others see something else than what was chosen: then it is said what, and why; else nothing is.
 */
static void
test_shown (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window = show_menu (desk);
  GtkWidget *box = test_find_class (GTK_WIDGET (window), "shown-status");

  g_assert_false (gtk_widget_get_visible (box));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++) {
    g_object_set (presence_of (desk), reasons[i].flag, TRUE, NULL);
    test_settle ();
    g_assert_true (test_shows (box, reasons[i].words));
    g_assert_cmpint (bw_my_presence_get_shown (presence_of (desk)), ==, reasons[i].light);
    test_picture (window, reasons[i].flag);
    g_object_set (presence_of (desk), reasons[i].follow, FALSE, NULL);
    g_assert_false (gtk_widget_get_visible (box));
    g_object_set (presence_of (desk), reasons[i].follow, TRUE, reasons[i].flag, FALSE, NULL);
    g_assert_false (gtk_widget_get_visible (box));
  }
  gtk_window_destroy (window);
}

static GtkWidget *
show_editor (PeopleDesk *desk, GtkWindow **window)
{
  GtkWidget *editor = g_object_new (BW_TYPE_NOTE_EDITOR, "presence", presence_of (desk), NULL);

  *window = test_window (editor);

  return editor;
}

static GtkEditable *
find_entry (GtkWidget *editor)
{
  return GTK_EDITABLE (test_find (editor, GTK_TYPE_ENTRY, NULL));
}

static gboolean
offers_to_set (GtkWidget *editor)
{
  return gtk_widget_get_visible (test_find (editor, GTK_TYPE_BUTTON, "_Set Note"));
}

static void
choose_expiry (GtkWidget *editor, BwNoteExpiry choice)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (test_find (editor, GTK_TYPE_DROP_DOWN, NULL)), choice);
}

/* A note is text, goes when it is taken away, and is offered to be set when it is another one. */
static void
test_note (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *editor = show_editor (desk, &window);
  GtkEditable *entry = find_entry (editor);

  g_assert_false (offers_to_set (editor));
  gtk_editable_set_text (entry, "  " HOSTILE);
  g_assert_true (offers_to_set (editor));
  g_assert_null (bw_my_presence_get_note (presence_of (desk)));
  test_click (editor, "_Set Note");
  g_assert_cmpstr (bw_my_presence_get_note (presence_of (desk)), ==, HOSTILE);
  g_assert_cmpint (bw_my_presence_get_note_expires (presence_of (desk)), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, HOSTILE);
  g_assert_false (offers_to_set (editor));
  test_assert_no_markup (editor);

  g_signal_emit_by_name (entry, "icon-press", GTK_ENTRY_ICON_SECONDARY);
  g_assert_null (bw_my_presence_get_note (presence_of (desk)));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  gtk_window_destroy (window);
}

/* Until a time of the clock; and a note that is set already keeps its end when Enter is pressed. */
static void
test_note_until (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *editor = show_editor (desk, &window);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 1);
  gint64 end;

  g_assert_cmpuint (test_count (editor, GTK_TYPE_DROP_DOWN), ==, 0);
  gtk_editable_set_text (find_entry (editor), "back soon");
  choose_expiry (editor, BW_NOTE_EXPIRY_AT);
  test_settle ();
  g_assert_cmpuint (test_count (editor, GTK_TYPE_SPIN_BUTTON), ==, 2);
  test_picture (window, "note-until");
  test_click (editor, "_Set Note");
  end = bw_my_presence_get_note_expires (presence_of (desk));
  g_assert_cmpint (
      end, ==, bw_note_expiry (BW_NOTE_EXPIRY_AT, now, (guint) g_date_time_get_hour (later), 0));
  test_settle ();
  g_assert_false (offers_to_set (editor));
  g_assert_false (gtk_widget_get_mapped (test_find_class (editor, "caption")));
  test_picture (window, "note-set");

  g_signal_emit_by_name (find_entry (editor), "activate");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence_of (desk)), ==, end);
  choose_expiry (editor, BW_NOTE_EXPIRY_TODAY);
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (test_find_class (editor, "caption")));
  test_assert_no_markup (editor);
  test_click (editor, "_Set Note");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence_of (desk)), >=, end);
  choose_expiry (editor, BW_NOTE_EXPIRY_NEVER);
  test_click (editor, "_Set Note");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence_of (desk)), ==, 0);
  g_assert_cmpstr (bw_my_presence_get_note (presence_of (desk)), ==, "back soon");
  gtk_window_destroy (window);
}

/* The note that was there ends while another one is typed: nothing of it is lost. */
static void
test_note_kept (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *editor = show_editor (desk, &window);

  bw_my_presence_set_note (presence_of (desk), "at lunch", 0);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (editor)), ==, "at lunch");
  gtk_editable_set_text (find_entry (editor), "at lunch, and then in a mee");
  choose_expiry (editor, BW_NOTE_EXPIRY_TODAY);
  bw_my_presence_set_note (presence_of (desk), NULL, 0);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (editor)), ==, "at lunch, and then in a mee");
  g_assert_true (offers_to_set (editor));
  test_click (editor, "_Set Note");
  g_assert_cmpstr (bw_my_presence_get_note (presence_of (desk)), ==, "at lunch, and then in a mee");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence_of (desk)), >, 0);
  gtk_window_destroy (window);
}

/* By the clock of Berlin, on days that are not as long as others, too. */
static void
test_expiry (void)
{
  const struct {
    const char *now;
    BwNoteExpiry choice;
    guint hour;
    guint minute;
    const char *end;
  } table[] = {
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_NEVER, 0, 0, NULL },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_HALF_HOUR, 0, 0, "2026-06-10T14:40:00" },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_HOUR, 0, 0, "2026-06-10T15:10:00" },
    { "2026-06-10T22:10:00", BW_NOTE_EXPIRY_FOUR_HOURS, 0, 0, "2026-06-11T02:10:00" },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_TODAY, 0, 0, "2026-06-11T00:00:00" },
    { "2026-12-31T23:59:59", BW_NOTE_EXPIRY_TODAY, 0, 0, "2027-01-01T00:00:00" },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_AT, 15, 0, "2026-06-10T15:00:00" },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_AT, 14, 10, "2026-06-11T14:10:00" },
    { "2026-06-10T14:10:00", BW_NOTE_EXPIRY_AT, 9, 30, "2026-06-11T09:30:00" },
    { "2026-03-28T14:10:00", BW_NOTE_EXPIRY_AT, 9, 30, "2026-03-29T09:30:00" },
    { "2026-10-24T14:10:00", BW_NOTE_EXPIRY_AT, 9, 30, "2026-10-25T09:30:00" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  g_assert_nonnull (zone);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (table[i].now, zone);
    g_autoptr (GDateTime) end =
        table[i].end ? g_date_time_new_from_iso8601 (table[i].end, zone) : NULL;

    g_assert_cmpint (bw_note_expiry (table[i].choice, now, table[i].hour, table[i].minute), ==,
                     end ? g_date_time_to_unix (end) : 0);
  }
}

/* The corner: whoever is not signed in is seen by nobody, and it says so instead of a status. */
static void
test_corner (Desk *desk, gconstpointer data)
{
  GtkWidget *button = g_object_new (BW_TYPE_ACCOUNT_BUTTON, "phone", desk->phone, NULL);
  GtkWindow *window = test_window (button);
  GtkWidget *menu = test_find (button, GTK_TYPE_MENU_BUTTON, NULL);

  bw_account_set_enabled (desk->account, FALSE);
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (menu), "alice@example.org\n"));
  g_assert_cmpuint (test_count (button, BW_TYPE_PRESENCE_LIGHT), ==, 0);
  desk_add_account (desk, "a.rather.long.name.of.a.person@office.example.com");

  bw_account_button_popup (BW_ACCOUNT_BUTTON (button));
  test_settle ();
  g_assert_cmpuint (test_count (button, GTK_TYPE_CHECK_BUTTON), ==, G_N_ELEMENTS (choices));
  g_assert_true (GTK_IS_CHECK_BUTTON (gtk_root_get_focus (GTK_ROOT (window))));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  test_settle ();
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/status/" name, PeopleDesk, NULL, people_desk_set_up, function,                  \
              people_desk_tear_down)
  ADD ("choices", test_choices);
  ADD ("shown", test_shown);
  ADD ("note", test_note);
  ADD ("note/until", test_note_until);
  ADD ("note/kept", test_note_kept);
  g_test_add ("/ui/status/corner", Desk, NULL, desk_set_up, test_corner, desk_tear_down);
  g_test_add_func ("/ui/status/expiry", test_expiry);

  return g_test_run ();
}
