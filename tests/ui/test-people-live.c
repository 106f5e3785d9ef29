/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lights of people as a server tells of them, in the list and on the page of a person. With
 * BW_PICTURES=FOLDER it leaves a picture of what it has come to. */

#include "bw-test-notifier.h"
#include "bw-test-people.h"

#include "bw-people-page.h"
#include "bw-person-page.h"
#include "bw-person-row.h"
#include "bw-presence-light.h"

#define PIDF "application/pidf+xml"
#define DIALOG_INFO "application/dialog-info+xml"

typedef struct {
  TestPhone *phone;
  TestNotifier *server;
  PeopleDesk desk; /* the same phone */
} Fixture;

static void
watch_telephones (Fixture *fixture)
{
  BwAccount *account = fixture->phone->account;
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (account));
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "watch-dialogs", TRUE, "pick-up-code", "*8", NULL);
  bw_phone_change_account (fixture->phone->phone, account, settings, NULL, &error);
  g_assert_no_error (error);
  test_wait (bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = test_notifier_new (NULL);
  fixture->phone = test_phone_new_bare ("alice", 1000);
  test_notifier_sign_in (fixture->server, fixture->phone, "tcp");
  watch_telephones (fixture);
  fixture->desk.phone = fixture->phone->phone;
  fixture->desk.store = fixture->phone->store;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_phone_free (fixture->phone);
  test_notifier_free (fixture->server);
}

static BwPerson *
watch (Fixture *fixture, const char *name, const char *user)
{
  g_autofree char *address = g_strdup_printf ("%s@notifier.test", user);
  BwPerson *person = people_desk_add (&fixture->desk, name, address);
  g_autoptr (BwPerson) draft = bw_person_copy (person);

  g_object_set (draft, "watched", TRUE, NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));

  return person;
}

static BwBuddy *
buddy_of (Fixture *fixture, BwPerson *person)
{
  return bw_buddies_find_for_person (bw_phone_get_buddies (fixture->desk.phone), person);
}

static void
tell (Fixture *fixture,
      const char *verb,
      const char *user,
      const char *event,
      const char *a,
      const char *b)
{
  g_autofree char *answer = test_notifier_tell (fixture->server, verb, user, event, a, b, NULL);

  g_assert_cmpstr (answer, ==, "DONE");
}

static void
open_status (Fixture *fixture,
             const char *user,
             const char *basic,
             const char *activity,
             const char *note)
{
  g_autofree char *body = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
      "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
      "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:%s@notifier.test\">"
      "<tuple id=\"t\"><status><basic>%s</basic></status></tuple>"
      "<dm:person id=\"p\"><rpid:activities>%s</rpid:activities><dm:note>%s</dm:note></dm:person>"
      "</presence>",
      user, basic, activity, note);

  tell (fixture, "open", user, "presence", PIDF, body);
}

static void
open_phone (Fixture *fixture, const char *user, const char *state)
{
  g_autofree char *body = g_strdup_printf (
      "<?xml version=\"1.0\"?><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" "
      "version=\"1\" state=\"full\" entity=\"sip:%s@notifier.test\"><dialog id=\"d1\" "
      "call-id=\"c@h\" local-tag=\"l\" remote-tag=\"r\" direction=\"recipient\">"
      "<state>%s</state></dialog></dialog-info>",
      user, state);

  tell (fixture, "open", user, "dialog", DIALOG_INFO, body);
}

/* One of each light, in the order of the enumeration. */
static const struct {
  const char *name;
  const char *user;
  BwPresence presence;
  const char *line;
} cast[] = {
  { "Ursula Unknown", "ursula", BW_PRESENCE_UNKNOWN,
    "Unknown: You are not allowed to see whether this person can be reached." },
  { "Otto Offline", "otto", BW_PRESENCE_OFFLINE, "Offline" },
  { "Ada Away", "ada", BW_PRESENCE_AWAY, "Away · At lunch · back at 15:00" },
  { "Bob Martin", "bob", BW_PRESENCE_BUSY, "Busy · In a meeting · back at 15:00" },
  { "Dana Quiet", "dana", BW_PRESENCE_DO_NOT_DISTURB, NULL },
  { "Carol Nguyen", "carol", BW_PRESENCE_IN_CALL, "In a call" },
  { "Rita Ringing", "rita", BW_PRESENCE_RINGING, "Ringing" },
  { "Olga Online", "olga", BW_PRESENCE_ONLINE, "Online" },
};

static void
open_all (Fixture *fixture)
{
  tell (fixture, "answer", "ursula", "presence", "403", NULL);
  tell (fixture, "answer", "ursula", "dialog", "403", NULL);
  open_status (fixture, "otto", "closed", "", "");
  open_status (fixture, "ada", "open", "<rpid:away/><rpid:lunch/>", "back at 15:00");
  open_status (fixture, "bob", "open", "<rpid:meeting/>", "back at 15:00");
  open_status (fixture, "dana", "open", "<rpid:busy/><rpid:other>do not disturb</rpid:other>", "");
  open_status (fixture, "carol", "open", "", "");
  open_phone (fixture, "carol", "confirmed");
  open_status (fixture, "rita", "open", "", "");
  open_phone (fixture, "rita", "early");
  open_status (fixture, "olga", "open", "", "");
}

static BwPerson *
watch_all (Fixture *fixture)
{
  BwPerson *bob = NULL;

  open_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++) {
    BwPerson *person = watch (fixture, cast[i].name, cast[i].user);

    test_wait (bw_buddy_get_subscription (buddy_of (fixture, person)) ==
               (i == 0 ? BW_SUBSCRIPTION_REFUSED : BW_SUBSCRIPTION_ACTIVE));
    test_wait (cast[i].line == NULL ||
               bw_buddy_get_presence (buddy_of (fixture, person)) == cast[i].presence);
    if (cast[i].presence == BW_PRESENCE_BUSY)
      bob = person;
  }
  test_settle ();

  return bob;
}

static gboolean
says (GtkWidget *root, const char *name, const char *line)
{
  GtkWidget *label = test_find (root, GTK_TYPE_LABEL, name);
  GtkWidget *row = label ? gtk_widget_get_ancestor (label, BW_TYPE_PERSON_ROW) : NULL;

  return row != NULL && test_shows (row, line);
}

static void
test_lights (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = bw_people_page_new (fixture->desk.phone);
  GtkWindow *window = test_window (page);

  gtk_window_set_default_size (window, 360, 900); /* all of them */
  watch_all (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    if (cast[i].line != NULL)
      test_wait (says (page, cast[i].name, cast[i].line));
  g_assert_cmpuint (test_count (page, BW_TYPE_PRESENCE_LIGHT), ==, G_N_ELEMENTS (cast));
  test_assert_no_markup (test_find (page, GTK_TYPE_LIST_VIEW, NULL));
  test_picture (window, "people-lights");
  gtk_window_destroy (window);
}

static void
dialled_cb (guint *n)
{
  (*n)++;
}

/* A call that rings at a colleague is taken by one button. */
static void
test_pick_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = bw_person_page_new (fixture->desk.phone);
  GtkWindow *window = test_window (page);
  BwPerson *rita;
  guint dialled = 0;

  open_status (fixture, "rita", "open", "", "");
  open_phone (fixture, "rita", "early");
  rita = watch (fixture, "Rita", "rita");
  bw_person_page_show (BW_PERSON_PAGE (page), rita);
  test_wait (bw_buddy_get_can_pick_up (buddy_of (fixture, rita)));
  test_settle ();
  g_assert_true (test_shows (page, "Ringing"));
  test_picture (window, "person-pick-up");
  g_signal_connect_swapped (page, "dialled", G_CALLBACK (dialled_cb), &dialled);
  test_click (page, "Pick up the call that rings there");
  g_assert_cmpuint (dialled, ==, 1);
  gtk_window_destroy (window);
}

/* The page says the light in full, and it follows. */
static void
test_person (Fixture *fixture, gconstpointer data)
{
  BwPerson *bob = watch_all (fixture);
  GtkWidget *page = bw_person_page_new (fixture->desk.phone);
  GtkWindow *window = test_window (page);

  gtk_window_set_default_size (window, 640, 720);
  bw_person_page_show (BW_PERSON_PAGE (page), bob);
  test_settle ();
  g_assert_true (test_shows (page, "Bob Martin"));
  g_assert_true (test_shows (page, "Busy · In a meeting · back at 15:00"));
  g_assert_true (test_shows (page, "Tell me when they are free"));
  g_assert_false (gtk_widget_get_mapped (test_find (page, GTK_TYPE_MENU_BUTTON, NULL)));
  test_picture (window, "person");
  gtk_window_destroy (window);
}

/* "Unknown" has its reason a tap away, and a second try. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  BwPerson *ursula;
  GtkWidget *page = bw_person_page_new (fixture->desk.phone);
  GtkWindow *window = test_window (page);
  GtkWidget *why;

  tell (fixture, "answer", "ursula", "presence", "403", NULL);
  tell (fixture, "answer", "ursula", "dialog", "403", NULL);
  ursula = watch (fixture, "Ursula", "ursula");
  test_wait (bw_buddy_get_subscription (buddy_of (fixture, ursula)) == BW_SUBSCRIPTION_REFUSED);
  bw_person_page_show (BW_PERSON_PAGE (page), ursula);
  test_settle ();
  g_assert_true (test_shows (page, "Unknown"));
  why = test_find (page, GTK_TYPE_MENU_BUTTON, NULL);
  g_assert_true (gtk_widget_get_mapped (why));
  gtk_menu_button_popup (GTK_MENU_BUTTON (why));
  test_settle ();
  g_assert_nonnull (
      test_find (page, GTK_TYPE_LABEL,
                 "You are not allowed to see whether this person can be reached. (403)"));
  tell (fixture, "answer", "ursula", "presence", "200", NULL);
  open_status (fixture, "ursula", "open", "", "");
  test_click (page, "_Try Again");
  test_wait (test_shows (page, "Online"));
  g_assert_false (gtk_widget_get_mapped (why));
  gtk_window_destroy (window);
}

static void
left_cb (gboolean *left)
{
  *left = TRUE;
}

/* One who is deleted has no page; one who changes keeps it. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  BwPerson *bob = people_desk_add (&fixture->desk, "Bob", "bob@notifier.test");
  g_autoptr (BwPerson) draft = bw_person_copy (bob);
  GtkWidget *page = bw_person_page_new (fixture->desk.phone);
  GtkWindow *window = test_window (page);
  gboolean left = FALSE;

  g_signal_connect_swapped (page, "left", G_CALLBACK (left_cb), &left);
  bw_person_page_show (BW_PERSON_PAGE (page), bob);
  g_object_set (draft, "name", "Zoe", "note", "Likes <tea>", NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  test_settle ();
  g_assert_false (left);
  g_assert_true (test_shows (page, "Zoe"));
  g_assert_true (test_shows (page, "Likes <tea>"));
  gtk_widget_activate_action (page, "person.delete", NULL);
  test_settle ();
  g_assert_true (left);
  g_assert_null (bw_person_page_get_person (BW_PERSON_PAGE (page)));
  test_click (GTK_WIDGET (window), "_Undo");
  g_assert_cmpuint (people_desk_count (&fixture->desk), ==, 1);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/people-live/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lights", test_lights);
  ADD ("person", test_person);
  ADD ("pick-up", test_pick_up);
  ADD ("unknown", test_unknown);
  ADD ("delete", test_delete);

  return g_test_run ();
}
