/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of a person that nobody watches: what stands on it, and what its switches do. */

#include "bw-test-people.h"

#include "bw-person-page.h"
#include "bw-person-recent.h"
#include "bw-presence-light.h"
#include "bw-store-messages.h"

#define MINUTE (60 * G_USEC_PER_SEC)

/* What changes is shown when nothing else is to be done; a switch that was pressed turns first. */
#define await(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                                   \
                                                                                                   \
    while (!(condition) && g_get_monotonic_time () < end_)                                         \
      g_main_context_iteration (NULL, FALSE);                                                      \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

typedef struct {
  PeopleDesk desk;
  BwPerson *bob;
  GtkWidget *page;
  GtkWindow *window;
  BwConversation *opened;
} Fixture;

static void
conversation_cb (Fixture *fixture, BwConversation *conversation)
{
  fixture->opened = conversation;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  people_desk_set_up (&fixture->desk, data);
  fixture->bob = people_desk_add (&fixture->desk, "Bob <b>Martin</b>", "bob@example.org");
  fixture->page = g_object_ref_sink (bw_person_page_new (fixture->desk.phone));
  g_signal_connect_swapped (fixture->page, "conversation", G_CALLBACK (conversation_cb), fixture);
  fixture->window = test_window (fixture->page);
  gtk_window_set_default_size (fixture->window, 480, 900);
  bw_person_page_show (BW_PERSON_PAGE (fixture->page), fixture->bob);
  test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->page));
  people_desk_tear_down (&fixture->desk, data);
}

static BwConversation *
open_conversation (Fixture *fixture, const char *account, const char *peer)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_store_ensure_conversation (fixture->desk.store, account, peer, NULL, &error);

  g_assert_no_error (error);

  return conversation;
}

static void
add_text (Fixture *fixture, BwConversation *conversation, const char *text, gint64 ago)
{
  g_autoptr (BwMessage) message = bw_message_new ();
  g_autoptr (GError) error = NULL;

  g_object_set (message, "direction", BW_DIRECTION_INCOMING, "state", BW_MESSAGE_STATE_RECEIVED,
                "text", text, "content-type", "text/plain", "time", g_get_real_time () - ago, NULL);
  bw_store_add_message (fixture->desk.store, conversation, message, NULL, &error);
  g_assert_no_error (error);
}

static void
add_missed_call (Fixture *fixture, const char *account, const char *peer, gint64 ago)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_real_time () - ago;

  g_object_set (record, "account", account, "peer", peer, "direction", BW_DIRECTION_INCOMING,
                "outcome", BW_CALL_OUTCOME_MISSED, "started", started, "ended", started, NULL);
  bw_store_add_call (fixture->desk.store, record, &error);
  g_assert_no_error (error);
}

static GtkWidget *
get_recent (Fixture *fixture)
{
  return test_find (fixture->page, BW_TYPE_PERSON_RECENT, NULL);
}

static gboolean
comes_before (Fixture *fixture, const char *first, const char *second)
{
  GtkWidget *a = test_find (get_recent (fixture), GTK_TYPE_LABEL, first);
  GtkWidget *b = test_find (get_recent (fixture), GTK_TYPE_LABEL, second);

  g_assert_nonnull (a);
  g_assert_nonnull (b);

  return gtk_list_box_row_get_index (
             GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (a, GTK_TYPE_LIST_BOX_ROW))) <
         gtk_list_box_row_get_index (
             GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (b, GTK_TYPE_LIST_BOX_ROW)));
}

/* The latest of all accounts, the newest first; what others write is not among it. */
static void
test_recent (Fixture *fixture, gconstpointer data)
{
  BwConversation *home = open_conversation (fixture, "home", "bob@example.org");
  BwConversation *work = open_conversation (fixture, "work", "bob@example.org");

  g_assert_false (gtk_widget_get_visible (get_recent (fixture)));
  add_text (fixture, open_conversation (fixture, "home", "eve@example.org"), "Who am I?", 0);
  test_settle ();
  g_assert_false (gtk_widget_get_visible (get_recent (fixture)));

  add_text (fixture, home, "Shall we <i>talk</i>?", 10 * MINUTE);
  add_text (fixture, work, "The figures", 5 * MINUTE);
  add_missed_call (fixture, "home", "bob@example.org", 2 * MINUTE);
  await (test_count (get_recent (fixture), ADW_TYPE_ACTION_ROW) == 3);
  test_settle ();
  g_assert_true (comes_before (fixture, "Missed call", "The figures"));
  g_assert_true (comes_before (fixture, "The figures", "Shall we <i>talk</i>?"));
  test_picture (fixture->window, "person-recent");

  test_click (get_recent (fixture), "_Show All");
  g_assert_true (fixture->opened == home); /* the missed call */
  gtk_widget_activate (gtk_widget_get_ancestor (
      test_find (get_recent (fixture), GTK_TYPE_LABEL, "The figures"), GTK_TYPE_LIST_BOX_ROW));
  g_assert_true (fixture->opened == work);

  for (guint i = 0; i < 5; i++) {
    g_autofree char *text = g_strdup_printf ("New %u", i);

    add_text (fixture, home, text, (5 - i) * G_USEC_PER_SEC);
  }
  await (test_find (get_recent (fixture), GTK_TYPE_LABEL, "New 4"));
  g_assert_cmpuint (test_count (get_recent (fixture), ADW_TYPE_ACTION_ROW), ==, 5);
  g_assert_true (comes_before (fixture, "New 4", "New 0"));
  g_assert_null (test_find (get_recent (fixture), GTK_TYPE_LABEL, "Missed call"));
}

static const char *
subtitle_of (Fixture *fixture, const char *title)
{
  GtkWidget *label = test_find (get_recent (fixture), GTK_TYPE_LABEL, title);

  g_assert_nonnull (label);

  return adw_action_row_get_subtitle (
      ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
}

/* With several addresses one sees which it was. */
static void
test_recent_addresses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = bw_person_copy (fixture->bob);

  add_text (fixture, open_conversation (fixture, "home", "bob@example.org"), "One", MINUTE);
  add_text (fixture, open_conversation (fixture, "home", "robert@example.org"), "Other", 0);
  await (test_find (get_recent (fixture), GTK_TYPE_LABEL, "One"));
  g_assert_false (g_str_has_suffix (subtitle_of (fixture, "One"), "bob@example.org"));
  g_assert_false (test_shows (get_recent (fixture), "Other"));

  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, "robert@example.org", NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  await (test_find (get_recent (fixture), GTK_TYPE_LABEL, "Other"));
  g_assert_true (g_str_has_suffix (subtitle_of (fixture, "One"), "bob@example.org"));
  g_assert_true (g_str_has_suffix (subtitle_of (fixture, "Other"), "robert@example.org"));
}

/* Another person has other things to tell. */
static void
test_recent_of_another (Fixture *fixture, gconstpointer data)
{
  BwPerson *eve = people_desk_add (&fixture->desk, "Eve", "eve@example.org");

  add_text (fixture, open_conversation (fixture, "home", "eve@example.org"), "It is me", 0);
  test_settle ();
  bw_person_page_show (BW_PERSON_PAGE (fixture->page), eve);
  await (test_shows (get_recent (fixture), "It is me"));
  bw_person_page_show (BW_PERSON_PAGE (fixture->page), fixture->bob);
  g_assert_false (gtk_widget_get_visible (get_recent (fixture)));
}

static GtkWidget *
find_switch (Fixture *fixture, const char *title)
{
  GtkWidget *label = test_find (fixture->page, GTK_TYPE_LABEL, title);

  return test_find (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW), GTK_TYPE_SWITCH, NULL);
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  GtkSwitch *favourite = GTK_SWITCH (find_switch (fixture, "Favourite"));
  GtkSwitch *watched = GTK_SWITCH (find_switch (fixture, "See whether they can be reached"));
  g_autoptr (BwPerson) draft = NULL;

  gtk_widget_activate (GTK_WIDGET (favourite));
  await (bw_person_get_favourite (fixture->bob));
  await (gtk_switch_get_active (favourite));
  g_assert_false (gtk_switch_get_active (watched));
  gtk_widget_activate (GTK_WIDGET (watched));
  await (bw_person_get_watched (fixture->bob));

  /* Changed elsewhere. */
  draft = bw_person_copy (fixture->bob);
  g_object_set (draft, "watched", FALSE, "favourite", FALSE, NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  await (!gtk_switch_get_active (favourite) && !gtk_switch_get_active (watched));
  g_assert_false (bw_person_get_watched (fixture->bob));
}

/* Nothing can be kept any more: it is said, and the switch does not pretend. */
static void
test_no_store (Fixture *fixture, gconstpointer data)
{
  GtkSwitch *watched = GTK_SWITCH (find_switch (fixture, "See whether they can be reached"));

  bw_store_close (fixture->desk.store);
  gtk_switch_set_active (watched, TRUE);
  test_settle ();
  g_assert_false (gtk_switch_get_active (watched));
}

/* What strangers wrote is text; somebody with a number alone cannot be watched. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = bw_person_copy (fixture->bob);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_object_set (draft, "organisation", "Widgets & <Co>", "note", "Likes &amp; <tea>", NULL);
  bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, "+49 30 123456", "work");
  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP,
                         "bob.with.a.name.that.is.too.long@a.long.host.example.org",
                         "the <other> one");
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  test_settle ();
  g_assert_true (test_shows (fixture->page, "Bob <b>Martin</b>"));
  g_assert_true (test_shows (fixture->page, "Widgets & <Co>"));
  g_assert_true (test_shows (fixture->page, "Likes &amp; <tea>"));
  g_assert_true (test_shows (fixture->page, "Work"));
  g_assert_true (test_shows (fixture->page, "the <other> one"));
  g_assert_cmpuint (test_count (fixture->page, BW_TYPE_PRESENCE_LIGHT), ==, 0);
  test_picture (fixture->window, "person-long");

  bw_person_set_addresses (draft, none);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  test_settle ();
  g_assert_false (test_shows (fixture->page, "Tell me when they are free"));
  g_assert_false (test_shows (fixture->page, "Work"));
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/people-person/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("shown", test_shown);
  ADD ("recent", test_recent);
  ADD ("recent-addresses", test_recent_addresses);
  ADD ("recent-of-another", test_recent_of_another);
  ADD ("switches", test_switches);
  ADD ("no-store", test_no_store);

  return g_test_run ();
}
