/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets of calls with a phone that is not started: what they show of the history, of what is
 * typed, of what is wrong. */

#include "bw-test-widgets.h"

#include "bw-account-chooser.h"
#include "bw-call-bar.h"
#include "bw-call-controls.h"
#include "bw-call-details.h"
#include "bw-call-page.h"
#include "bw-call-strip.h"
#include "bw-dial-entry.h"
#include "bw-dial-pad.h"
#include "bw-dial-suggestions.h"
#include "bw-history-page.h"
#include "bw-history-row.h"
#include "bw-incoming-banner.h"
#include "bw-memory-secrets.h"
#include "bw-peer-label.h"
#include "bw-person-avatar.h"
#include "bw-transfer-panel.h"

#include <glib/gstdio.h>

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

typedef struct {
  BwPhone *phone;
  BwStore *store;
  char *dir;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GFile) dir = NULL;

  desk->dir = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  dir = g_file_new_for_path (desk->dir);
  desk->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (desk->store, NULL));
  desk->phone = bw_phone_new (desk->store, secrets, dir, dir, NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&desk->phone));
  g_assert_finalize_object (g_steal_pointer (&desk->store));
  g_rmdir (desk->dir);
  g_free (desk->dir);
}

static void
add_call (Desk *desk, const char *peer, const char *name, BwCallOutcome outcome, gint64 ago)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_real_time () - ago;

  g_object_set (record, "account", "none", "peer", peer, "peer-name", name, "direction",
                BW_DIRECTION_INCOMING, "outcome", outcome, "started", started, "ended", started,
                NULL);
  bw_store_add_call (desk->store, record, &error);
  g_assert_no_error (error);
}

/* Each one is made, given the phone where it takes one, shown, closed, and then really gone. */
static void
test_lifetime (Desk *desk, gconstpointer data)
{
  const GType types[] = {
    BW_TYPE_ACCOUNT_CHOOSER, BW_TYPE_CALL_BAR,         BW_TYPE_CALL_CONTROLS,
    BW_TYPE_CALL_DETAILS,    BW_TYPE_CALL_PAGE,        BW_TYPE_CALL_STRIP,
    BW_TYPE_DIAL_ENTRY,      BW_TYPE_DIAL_PAD,         BW_TYPE_HISTORY_PAGE,
    BW_TYPE_HISTORY_ROW,     BW_TYPE_INCOMING_BANNER,  BW_TYPE_PERSON_AVATAR,
    BW_TYPE_TRANSFER_PANEL,  BW_TYPE_DIAL_SUGGESTIONS,
  };

  add_call (desk, "bob@example.org", "Bob", BW_CALL_OUTCOME_MISSED, HOUR);
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

static void
digit_cb (GString *heard, guint digit)
{
  g_string_append_c (heard, (char) digit);
}

static void
test_dial_pad (Desk *desk, gconstpointer data)
{
  GtkWidget *pad = g_object_ref_sink (bw_dial_pad_new ());
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect_swapped (pad, "digit", G_CALLBACK (digit_cb), heard);
  for (const char *c = "0123456789*#"; *c != '\0'; c++)
    g_assert_true (bw_dial_pad_press (BW_DIAL_PAD (pad), *c));
  for (const char *c = "aA+ .\n"; *c != '\0'; c++)
    g_assert_false (bw_dial_pad_press (BW_DIAL_PAD (pad), *c));
  g_assert_false (bw_dial_pad_press (BW_DIAL_PAD (pad), '\0'));
  g_assert_cmpstr (heard->str, ==, "0123456789*#");

  g_string_truncate (heard, 0);
  for (GtkWidget *key = gtk_widget_get_first_child (test_find (pad, GTK_TYPE_GRID, NULL));
       key != NULL; key = gtk_widget_get_next_sibling (key))
    g_signal_emit_by_name (key, "clicked");
  g_assert_cmpstr (heard->str, ==, "123456789*0#");
  g_assert_finalize_object (pad);
}

static void
test_dial_error (Desk *desk, gconstpointer data)
{
  GtkWidget *entry = bw_dial_entry_new (desk->phone);
  GtkWindow *window = test_window (entry);
  GtkWidget *error = test_find_class (entry, "dial-error");
  GtkRevealer *revealer = GTK_REVEALER (gtk_widget_get_parent (error));

  g_assert_false (bw_dial_entry_dial (BW_DIAL_ENTRY (entry)));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  bw_dial_entry_set_text (BW_DIAL_ENTRY (entry), "bob@<host>");
  g_assert_false (bw_dial_entry_dial (BW_DIAL_ENTRY (entry)));
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (error)), !=, "");
  g_assert_cmpstr (bw_dial_entry_get_text (BW_DIAL_ENTRY (entry)), ==, "bob@<host>");

  gtk_editable_set_text (GTK_EDITABLE (test_find (entry, GTK_TYPE_ENTRY, NULL)), "bob@host");
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  gtk_window_destroy (window);
}

/* The pad of the entry writes where the cursor is. */
static void
test_dial_by_pad (Desk *desk, gconstpointer data)
{
  GtkWidget *entry = bw_dial_entry_new (desk->phone);
  GtkWindow *window = test_window (entry);
  GtkWidget *pad = test_find (entry, BW_TYPE_DIAL_PAD, NULL);
  GtkEditable *text = GTK_EDITABLE (test_find (entry, GTK_TYPE_ENTRY, NULL));

  bw_dial_entry_set_text (BW_DIAL_ENTRY (entry), "03");
  bw_dial_pad_press (BW_DIAL_PAD (pad), '0');
  gtk_editable_set_position (text, 1);
  bw_dial_pad_press (BW_DIAL_PAD (pad), '#');
  g_assert_cmpstr (bw_dial_entry_get_text (BW_DIAL_ENTRY (entry)), ==, "0#30");
  g_signal_emit_by_name (pad, "backspace");
  g_assert_cmpstr (bw_dial_entry_get_text (BW_DIAL_ENTRY (entry)), ==, "030");
  gtk_window_destroy (window);
}

static void
test_suggestions (Desk *desk, gconstpointer data)
{
  GtkWidget *widget = g_object_new (BW_TYPE_DIAL_SUGGESTIONS, NULL);
  BwDialSuggestions *suggestions = BW_DIAL_SUGGESTIONS (widget);
  GtkWindow *window = test_window (widget);
  g_autofree char *address = NULL;

  add_call (desk, "bob@example.org", "Bob Martin", BW_CALL_OUTCOME_MISSED, 3 * HOUR);
  add_call (desk, "carol@example.org", "Carol", BW_CALL_OUTCOME_MISSED, 2 * HOUR);
  add_call (desk, "bob@example.org", "Bob Martin", BW_CALL_OUTCOME_MISSED, HOUR);
  bw_dial_suggestions_set_phone (suggestions, desk->phone);

  g_assert_false (bw_dial_suggestions_move (suggestions, 1));
  bw_dial_suggestions_show (suggestions, "nobody");
  g_assert_false (bw_dial_suggestions_is_shown (suggestions));

  bw_dial_suggestions_show (suggestions, "example");
  g_assert_true (bw_dial_suggestions_is_shown (suggestions));
  g_assert_null (bw_dial_suggestions_get_selected (suggestions));
  g_assert_true (bw_dial_suggestions_move (suggestions, 1));
  g_assert_cmpstr (bw_dial_suggestion_get_address (bw_dial_suggestions_get_selected (suggestions)),
                   ==, "bob@example.org");
  bw_dial_suggestions_move (suggestions, 1);
  g_assert_cmpstr (bw_dial_suggestion_get_address (bw_dial_suggestions_get_selected (suggestions)),
                   ==, "carol@example.org");
  bw_dial_suggestions_move (suggestions, 1); /* there are two: Bob is listed once */
  g_assert_cmpstr (bw_dial_suggestion_get_address (bw_dial_suggestions_get_selected (suggestions)),
                   ==, "bob@example.org");

  address = bw_dial_suggestions_dup_named (suggestions, "bob martin");
  g_assert_cmpstr (address, ==, "bob@example.org");
  g_assert_null (bw_dial_suggestions_dup_named (suggestions, "bob"));
  bw_dial_suggestions_show (suggestions, "");
  g_assert_false (bw_dial_suggestions_is_shown (suggestions));
  gtk_window_destroy (window);
}

static void
test_hostile_names (Desk *desk, gconstpointer data)
{
  const struct {
    const char *name;
    const char *shown;
  } names[] = {
    { "<b>Bobby</b> &amp; <a href='x'>Tables</a>", "<b>Bobby</b> &amp; <a href='x'>Tables</a>" },
    { "Bob\nMartin", "Bob Martin" },
    { "\xe2\x80\xae"
      "evil",
      "evil" },
    { "%s%n", "%s%n" },
    { "\t \n", "evil@example.org" },
    { NULL, "evil@example.org" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (BwCallRecord) record = bw_call_record_new ();
    GtkWidget *row = bw_history_row_new (NULL);
    GtkWindow *window;

    g_object_set (record, "peer", "evil@example.org", "peer-name", names[i].name, NULL);
    bw_history_row_set_record (BW_HISTORY_ROW (row), record);
    window = test_window (row);
    g_assert_true (test_shows (row, names[i].shown));
    test_assert_no_markup (row);
    gtk_window_destroy (window);
  }
}

static void
test_peer_label (void)
{
  const struct {
    const char *name;
    const char *peer;
    const char *label;
  } peers[] = {
    { "Bob", "bob@example.org", "Bob" },
    { NULL, "bob@example.org", "bob@example.org" },
    { NULL, "+493012@example.org",
      "\xe2\x80\x8e+493012" }, /* reads from left to right everywhere */
    { NULL, "", "" },
    { NULL, NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (peers); i++) {
    g_autofree char *label = bw_peer_label (peers[i].name, peers[i].peer);

    g_assert_cmpstr (label, ==, peers[i].label);
  }
}

static void
search (GtkWidget *page, const char *text)
{
  GtkWidget *entry = test_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_history_states (Desk *desk, gconstpointer data)
{
  GtkWidget *page = bw_history_page_new (desk->phone);
  GtkWindow *window = test_window (page);

  g_assert_cmpstr (test_shown_page (page, "list"), ==, "empty");
  bw_history_page_set_missed_only (BW_HISTORY_PAGE (page), TRUE);
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "no-missed");
  add_call (desk, "bob@example.org", "Bob", BW_CALL_OUTCOME_DECLINED, HOUR);
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "no-missed");
  add_call (desk, "carol@example.org", "Carol", BW_CALL_OUTCOME_MISSED, 0);
  test_settle ();
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "list");
  g_assert_cmpuint (test_count (page, BW_TYPE_HISTORY_ROW), ==, 1);
  search (page, "bob");
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "not-found");
  bw_history_page_set_missed_only (BW_HISTORY_PAGE (page), FALSE);
  test_settle ();
  g_assert_cmpuint (test_count (page, BW_TYPE_HISTORY_ROW), ==, 1);
  g_assert_true (test_shows (page, "Bob"));
  gtk_window_destroy (window);
}

/* What is new is seen at once by who looks at the top, and disturbs nobody who looks further down.
 */
static void
test_history_top (Desk *desk, gconstpointer data)
{
  GtkWidget *page = bw_history_page_new (desk->phone);
  GtkWindow *window = test_window (page);
  GtkWidget *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double place;

  for (guint i = 0; i < 40; i++)
    add_call (desk, "bob@example.org", "Bob", BW_CALL_OUTCOME_DECLINED, (60 - i) * HOUR);
  test_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), >, gtk_adjustment_get_page_size (scroll));
  add_call (desk, "carol@example.org", "Carol", BW_CALL_OUTCOME_DECLINED, 2 * HOUR);
  test_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), <, 1);

  gtk_adjustment_set_value (scroll, 300);
  test_settle ();
  place = gtk_adjustment_get_upper (scroll) - gtk_adjustment_get_value (scroll);
  add_call (desk, "carol@example.org", "Carol", BW_CALL_OUTCOME_DECLINED, HOUR);
  test_settle ();
  g_assert_cmpfloat_with_epsilon (
      gtk_adjustment_get_upper (scroll) - gtk_adjustment_get_value (scroll), place, 2);
  gtk_window_destroy (window);
}

static void
test_history_delete (Desk *desk, gconstpointer data)
{
  GtkWidget *page = bw_history_page_new (desk->phone);
  GtkWindow *window = test_window (page);
  gint64 id = 1;

  add_call (desk, "bob@example.org", "Bob", BW_CALL_OUTCOME_MISSED, HOUR);
  g_assert_true (gtk_widget_activate_action (page, "history.delete", "x", id));
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "empty");
  test_settle ();
  test_click (GTK_WIDGET (window), "_Undo");
  test_settle ();
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "list");
  g_assert_true (test_shows (page, "Bob"));
  gtk_window_destroy (window);
}

/* Calling back without a phone that runs says so, in a toast, and escapes what it says. */
static void
test_history_call_fails (Desk *desk, gconstpointer data)
{
  GtkWidget *page = bw_history_page_new (desk->phone);
  GtkWindow *window = test_window (page);
  g_autoptr (GError) error = NULL;

  g_assert_null (bw_phone_dial (desk->phone, NULL, "bob@example.org", FALSE, &error));
  g_assert_true (
      gtk_widget_activate_action (page, "history.call", "(ss)", "bob@example.org", "none"));
  test_settle ();
  g_assert_true (test_shows (GTK_WIDGET (window), error->message));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/ui/calls/" name, Desk, NULL, set_up, function, tear_down)
  ADD ("lifetime", test_lifetime);
  ADD ("dial-pad", test_dial_pad);
  ADD ("dial-entry/error", test_dial_error);
  ADD ("dial-entry/pad", test_dial_by_pad);
  ADD ("suggestions", test_suggestions);
  ADD ("hostile-names", test_hostile_names);
  ADD ("history/states", test_history_states);
  ADD ("history/top", test_history_top);
  ADD ("history/delete", test_history_delete);
  ADD ("history/call-fails", test_history_call_fails);
  g_test_add_func ("/ui/calls/peer-label", test_peer_label);

  return g_test_run ();
}
