/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets of calls while real calls are up between phones on the loopback. */

#include "bw-test-phones.h"
#include "bw-test-widgets.h"

#include "bw-call-bar.h"
#include "bw-call-page.h"
#include "bw-call-strip.h"
#include "bw-call-tile.h"
#include "bw-dial-entry.h"
#include "bw-dial-pad.h"
#include "bw-history-page.h"
#include "bw-history-row.h"
#include "bw-incoming-banner.h"
#include "bw-incoming-card.h"

typedef struct {
  TestPhone *alice;
  TestPhone *bob;
  TestPhone *carol;
  GtkWidget *page;
  GtkWindow *window;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->alice = test_phone_new ("alice", 1000);
  desk->bob = test_phone_new ("bob", 400);
  desk->carol = test_phone_new ("carol", 600);
  desk->page = bw_call_page_new (desk->alice->phone);
  desk->window = test_window (desk->page);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (desk->window);
  test_phone_free (desk->alice);
  test_phone_free (desk->bob);
  test_phone_free (desk->carol);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_pressed (GtkWidget *root, const char *text)
{
  GtkWidget *button = test_find (root, GTK_TYPE_TOGGLE_BUTTON, text);

  return button != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

/* From the entry to the end: dialled, rings, is up, muted, held, digits both ways, hung up. */
static void
test_one_call (Desk *desk, gconstpointer data)
{
  g_autofree char *uri = test_phone_uri (desk->bob);
  GtkWidget *entry = bw_dial_entry_new (desk->alice->phone);
  GtkWindow *entry_window = test_window (entry);
  g_autoptr (BwCall) out = NULL;
  g_autoptr (BwCall) in = NULL;
  guint done = 0;

  g_signal_connect_swapped (desk->page, "done", G_CALLBACK (count_cb), &done);
  bw_dial_entry_set_text (BW_DIAL_ENTRY (entry), uri);
  g_assert_true (bw_dial_entry_dial (BW_DIAL_ENTRY (entry)));
  g_assert_cmpstr (bw_dial_entry_get_text (BW_DIAL_ENTRY (entry)), ==, "");
  gtk_window_destroy (entry_window);

  out = g_object_ref (bw_call_page_get_call (BW_CALL_PAGE (desk->page)));
  in = g_object_ref (test_phone_call (desk->bob, 0));
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "talking");
  g_assert_false (
      gtk_widget_is_sensitive (test_find (desk->page, GTK_TYPE_BUTTON, "Hold the call")));
  test_wait_state (out, BW_CALL_STATE_RINGING);
  g_assert_true (bw_call_answer (in, FALSE, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);

  test_click (desk->page, "Mute the microphone");
  g_assert_true (bw_call_get_muted (out));
  bw_call_set_muted (out, FALSE);
  g_assert_false (is_pressed (desk->page, "Mute the microphone"));

  bw_dial_pad_press (BW_DIAL_PAD (test_find (desk->page, BW_TYPE_DIAL_PAD, NULL)), '7');
  test_wait (g_strcmp0 (bw_call_get_received_digits (in), "7") == 0);
  g_assert_true (bw_call_send_dtmf (in, "3", NULL));
  test_wait (test_shows (desk->page, "Received: 3"));

  test_click (desk->page, "Hold the call");
  test_wait_state (out, BW_CALL_STATE_HELD);
  test_wait_state (in, BW_CALL_STATE_HELD_BY_PEER);
  g_assert_true (is_pressed (desk->page, "Resume the call"));
  test_click (desk->page, "Resume the call");
  test_wait_state (out, BW_CALL_STATE_ACTIVE);

  test_click (desk->page, "Hang up");
  test_wait_state (in, BW_CALL_STATE_ENDED);
  test_wait_state (out, BW_CALL_STATE_ENDED);
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "ended");
  g_assert_cmpuint (done, ==, 0);
  test_wait (done > 0);
  g_assert_cmpuint (done, ==, 1);
}

/* What failed stays to be read, and can be tried again from where it is. */
static void
test_declined (Desk *desk, gconstpointer data)
{
  g_autoptr (BwCall) out = g_object_ref (test_phone_dial (desk->alice, desk->bob));
  guint done = 0;

  g_signal_connect_swapped (desk->page, "done", G_CALLBACK (count_cb), &done);
  g_assert_true (bw_call_decline (test_phone_call (desk->bob, 0), NULL));
  test_wait_state (out, BW_CALL_STATE_ENDED);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (desk->alice->phone)) == 0);
  g_assert_true (bw_call_page_get_call (BW_CALL_PAGE (desk->page)) == out);
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "ended");
  g_assert_cmpuint (done, ==, 0);

  test_click (desk->page, "Cl_ose");
  g_assert_cmpuint (done, ==, 1);
  test_click (desk->page, "_Call Again");
  g_assert_true (bw_call_page_get_call (BW_CALL_PAGE (desk->page)) != out);
  g_assert_cmpstr (bw_call_get_peer (bw_call_page_get_call (BW_CALL_PAGE (desk->page))), ==,
                   bw_call_get_peer (out));
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "talking");
}

/* A second one comes in: it has the banner alone until it is taken, then the first one becomes a
 * tile beside it; they are swapped back. */
static void
test_two_calls (Desk *desk, gconstpointer data)
{
  GtkWidget *banner = bw_incoming_banner_new (desk->alice->phone);
  GtkWindow *window = test_window (banner);
  BwCall *first, *first_there, *second_there;
  GtkWidget *tile;

  test_connect (desk->bob, desk->alice, &first_there, &first);
  second_there = test_phone_dial (desk->carol, desk->alice);
  test_wait (test_count (banner, BW_TYPE_INCOMING_CARD) == 1);
  test_settle ();
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CALL_TILE), ==, 0);
  g_assert_true (bw_call_page_get_call (BW_CALL_PAGE (desk->page)) == first);

  test_click (banner, "Answer");
  test_wait_state (second_there, BW_CALL_STATE_ACTIVE);
  test_wait_state (first, BW_CALL_STATE_HELD);
  test_wait (bw_call_page_get_call (BW_CALL_PAGE (desk->page)) != first);
  test_wait (test_count (desk->page, BW_TYPE_CALL_TILE) == 1);
  gtk_window_destroy (window);

  tile = test_find (desk->page, BW_TYPE_CALL_TILE, NULL);
  test_click (tile, "Talk to this one, and hold the other");
  test_wait_state (first, BW_CALL_STATE_ACTIVE);
  test_wait_state (second_there, BW_CALL_STATE_HELD_BY_PEER);
  test_wait (bw_call_page_get_call (BW_CALL_PAGE (desk->page)) == first);

  tile = test_find (desk->page, BW_TYPE_CALL_TILE, NULL);
  test_click (tile, "Hang up");
  test_wait_state (second_there, BW_CALL_STATE_ENDED);
  test_wait (test_count (desk->page, BW_TYPE_CALL_TILE) == 0);
  g_assert_cmpint (bw_call_get_state (first), ==, BW_CALL_STATE_ACTIVE);
}

/* A caller may call himself what he likes: it is text. */
static void
test_hostile_caller (Desk *desk, gconstpointer data)
{
  const char *name = "<b>Bob</b> & <i>Co";
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (desk->bob->account));
  GtkWidget *banner = bw_incoming_banner_new (desk->alice->phone);
  GtkWindow *window = test_window (banner);
  guint answered = 0;

  g_object_set (settings, "display-name", name, NULL);
  g_assert_true (
      bw_phone_change_account (desk->bob->phone, desk->bob->account, settings, NULL, NULL));
  g_signal_connect_swapped (banner, "answered", G_CALLBACK (count_cb), &answered);
  g_assert_cmpuint (test_count (banner, BW_TYPE_INCOMING_CARD), ==, 0);
  test_phone_dial (desk->bob, desk->alice);
  test_wait (test_count (banner, BW_TYPE_INCOMING_CARD) == 1);
  g_assert_true (test_shows (banner, name));
  g_assert_true (test_shows (desk->page, name));
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "incoming");
  test_assert_no_markup (banner);
  test_assert_no_markup (desk->page);

  test_click (banner, "Answer");
  g_assert_cmpuint (answered, ==, 1);
  test_wait_state (test_phone_call (desk->alice, 0), BW_CALL_STATE_ACTIVE);
  test_wait (test_count (banner, BW_TYPE_INCOMING_CARD) == 0);
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "talking");
  gtk_window_destroy (window);
}

/* Nothing comes from the microphone: it is said on which side, for as long as it is so. */
static void
test_silence (Desk *desk, gconstpointer data)
{
  BwCallStrip *strip = BW_CALL_STRIP (test_find (desk->page, BW_TYPE_CALL_STRIP, NULL));
  BwCall *out, *in;

  bw_loopback_card_set_tone (desk->alice->card, 1e-9); /* so low a tone is nothing but zeros */
  test_connect (desk->alice, desk->bob, &out, &in);
  g_assert_null (bw_call_strip_get_text (strip));
  test_wait (bw_call_strip_get_text (strip) != NULL);
  g_assert_nonnull (strstr (bw_call_strip_get_text (strip), "microphone"));
  bw_loopback_card_set_tone (desk->alice->card, 1000);
  test_wait (bw_call_strip_get_text (strip) == NULL);
}

/* The bar is there with the call and goes with it; declining is done from there too. */
static void
test_bar (Desk *desk, gconstpointer data)
{
  GtkWidget *bar = bw_call_bar_new (desk->alice->phone);
  GtkWindow *window = test_window (bar);
  BwCall *out;

  g_assert_null (bw_call_bar_get_call (BW_CALL_BAR (bar)));
  out = test_phone_dial (desk->bob, desk->alice);
  test_wait (bw_call_bar_get_call (BW_CALL_BAR (bar)) != NULL);
  g_object_ref (out);
  test_click (bar, "Decline");
  test_wait_state (out, BW_CALL_STATE_ENDED);
  g_object_unref (out);
  test_wait (bw_call_bar_get_call (BW_CALL_BAR (bar)) == NULL);
  gtk_window_destroy (window);
}

/* A call that is on its way is in the history at once, and its row follows it. */
static void
test_history_follows (Desk *desk, gconstpointer data)
{
  GtkWidget *history = bw_history_page_new (desk->bob->phone);
  GtkWindow *window = test_window (history);
  BwCall *out = test_phone_dial (desk->alice, desk->bob);

  test_wait (test_count (history, BW_TYPE_HISTORY_ROW) == 1);
  test_phone_call (desk->bob, 0);
  g_object_ref (out);
  g_assert_true (bw_call_hang_up (out, NULL));
  test_wait_state (out, BW_CALL_STATE_ENDED);
  g_object_unref (out);
  test_wait (test_find_class (history, "missed") != NULL);
  g_assert_nonnull (test_find_class (history, "unseen"));
  g_assert_true (bw_store_mark_calls_seen (desk->bob->store, NULL, NULL));
  test_settle ();
  g_assert_null (test_find_class (history, "unseen"));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/calls-live/" name, Desk, NULL, set_up, function, tear_down)
  ADD ("one-call", test_one_call);
  ADD ("declined", test_declined);
  ADD ("two-calls", test_two_calls);
  ADD ("hostile-caller", test_hostile_caller);
  ADD ("silence", test_silence);
  ADD ("bar", test_bar);
  ADD ("history-follows", test_history_follows);

  return g_test_run ();
}
