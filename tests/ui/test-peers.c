/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and pictures wherever somebody appears: all places say the same, and change together. */

#include "bw-test-chats.h"
#include "bw-test-people.h"

#include "bw-chats-page.h"
#include "bw-conversation-title.h"
#include "bw-dial-suggestions.h"
#include "bw-history-page.h"
#include "bw-peer-avatar.h"
#include "bw-person-avatar.h"

#define PEER "bob@example.org"
#define OWN "Bob of the Network"
#define NAME "Robert <b>Martin</b>"
#define NEW_NAME "Bobby & Sons %s"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
add_record (PeopleDesk *desk)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_real_time ();

  g_object_set (record, "account", "none", "peer", PEER, "peer-name", OWN, "direction",
                BW_DIRECTION_INCOMING, "outcome", BW_CALL_OUTCOME_MISSED, "started", started,
                "ended", started, NULL);
  bw_store_add_call (desk->store, record, &error);
  g_assert_no_error (error);
}

static BwConversation *
add_conversation (PeopleDesk *desk)
{
  g_autoptr (BwMessage) message = bw_message_new ();
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_store_ensure_conversation (desk->store, "none", PEER, OWN, &error);

  g_assert_no_error (error);
  g_object_set (message, "direction", BW_DIRECTION_INCOMING, "state", BW_MESSAGE_STATE_RECEIVED,
                "text", "hello there", "content-type", "text/plain", "time", g_get_real_time (),
                NULL);
  bw_store_add_message (desk->store, conversation, message, NULL, &error);
  g_assert_no_error (error);

  return conversation;
}

static void
rename_person (PeopleDesk *desk, BwPerson *person, const char *name)
{
  g_autoptr (BwPerson) draft = bw_person_copy (person);

  g_object_set (draft, "name", name, NULL);
  g_assert_nonnull (bw_store_save_person (desk->store, draft, NULL, NULL));
  test_settle ();
}

static void
remove_person (PeopleDesk *desk, BwPerson *person)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, person);
  g_assert_true (bw_store_remove_people (desk->store, people, NULL));
  test_settle ();
}

/* A place that shows somebody, with what is put into it. */
static GtkWidget *
show_history (PeopleDesk *desk)
{
  add_record (desk);

  return bw_history_page_new (desk->phone);
}

static GtkWidget *
show_chats (PeopleDesk *desk)
{
  add_conversation (desk);

  return g_object_new (BW_TYPE_CHATS_PAGE, "phone", desk->phone, NULL);
}

static GtkWidget *
show_title (PeopleDesk *desk)
{
  GtkWidget *title = g_object_new (BW_TYPE_CONVERSATION_TITLE, "phone", desk->phone, NULL);

  bw_conversation_title_set_conversation (BW_CONVERSATION_TITLE (title), add_conversation (desk));

  return title;
}

static void
search (GtkWidget *page, const char *text)
{
  GtkWidget *entry = test_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);

  g_object_set (page, "search-mode", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  test_settle ();
}

static GtkWidget *
show_hits (PeopleDesk *desk)
{
  GtkWidget *page = show_chats (desk);

  search (page, "hello");

  return page;
}

typedef GtkWidget *(*ShowFunc) (PeopleDesk *desk);

/* A stranger, then one of one's people, by another name, and a stranger again. */
static void
test_follows (PeopleDesk *desk, gconstpointer show)
{
  GtkWidget *place = ((ShowFunc) show) (desk);
  GtkWindow *window = test_window (place);
  BwPerson *person;

  g_assert_true (test_shows (place, OWN));
  person = people_desk_add (desk, NAME, PEER);
  test_settle ();
  g_assert_true (test_shows (place, NAME));
  rename_person (desk, person, NEW_NAME);
  g_assert_true (test_shows (place, NEW_NAME));
  g_assert_false (test_shows (place, NAME));
  test_assert_no_markup (test_find (place, BW_TYPE_PEER_AVATAR, NULL));
  remove_person (desk, person);
  g_assert_true (test_shows (place, OWN));
  gtk_window_destroy (window);
}

static void
test_suggestions (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *widget = g_object_new (BW_TYPE_DIAL_SUGGESTIONS, "phone", desk->phone, NULL);
  BwDialSuggestions *suggestions = BW_DIAL_SUGGESTIONS (widget);
  GtkWindow *window = test_window (widget);
  BwDialSuggestion *first;
  BwPerson *shown;

  add_record (desk);
  people_desk_add (desk, NAME, PEER);
  test_settle ();
  bw_dial_suggestions_show (suggestions, "rob mar");
  g_assert_true (bw_dial_suggestions_move (suggestions, 1));
  first = bw_dial_suggestions_get_selected (suggestions);
  g_assert_cmpstr (bw_dial_suggestion_get_name (first), ==, NAME);
  g_assert_cmpstr (bw_dial_suggestion_get_address (first), ==, PEER);

  /* By the address it is found twice, and listed once: by the name that it has here. */
  bw_dial_suggestions_show (suggestions, "bob@");
  g_assert_true (bw_dial_suggestions_move (suggestions, 1));
  first = bw_dial_suggestions_get_selected (suggestions);
  g_assert_cmpstr (bw_dial_suggestion_get_name (first), ==, NAME);
  g_object_get (first, "person", &shown, NULL);
  g_assert_cmpstr (bw_person_get_name (shown), ==, NAME);
  g_object_unref (shown);
  bw_dial_suggestions_move (suggestions, 1);
  g_assert_true (bw_dial_suggestions_get_selected (suggestions) == first);
  gtk_window_destroy (window);
}

/* The last line of a menu, and what it would do with what. */
static char *
describe_menu (BwPeer *peer)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;
  g_autofree char *text = NULL;
  int last;

  bw_peer_menu_append (menu, peer);
  last = g_menu_model_get_n_items (G_MENU_MODEL (menu)) - 1;
  g_assert_true (
      g_menu_model_get_item_attribute (G_MENU_MODEL (menu), last, "action", "s", &action));
  target = g_menu_model_get_item_attribute_value (G_MENU_MODEL (menu), last, "target", NULL);
  text = g_variant_print (target, FALSE);

  return g_strdup_printf ("%s %s", action, text);
}

/* A stranger can be added with the name that is known of them, one of one's people be looked at. */
static void
test_menu (PeopleDesk *desk, gconstpointer data)
{
  g_autoptr (BwPeer) peer = bw_peer_new (desk->phone);
  g_autofree char *stranger = NULL;
  g_autofree char *known = NULL;
  g_autofree char *wanted = NULL;
  BwPerson *person;

  bw_peer_set_subject (peer, add_conversation (desk));
  stranger = describe_menu (peer);
  g_assert_cmpstr (stranger, ==, "win.add-peer ('" OWN "', '" PEER "')");
  person = people_desk_add (desk, NAME, PEER);
  test_settle ();
  known = describe_menu (peer);
  wanted = g_strdup_printf ("win.show-person '%s'", bw_person_get_uid (person));
  g_assert_cmpstr (known, ==, wanted);
}

/* What a widget binds to tells each change once, and nothing that is none. */
static void
test_peer (PeopleDesk *desk, gconstpointer data)
{
  g_autoptr (BwPeer) peer = bw_peer_new (desk->phone);
  g_autofree char *beside = NULL;
  guint named = 0;

  bw_peer_set_subject (peer, add_conversation (desk));
  g_object_get (peer, "beside", &beside, NULL);
  g_assert_cmpstr (beside, ==, PEER);
  g_signal_connect_swapped (peer, "notify::name", G_CALLBACK (count_cb), &named);
  people_desk_add (desk, "Carol", "carol@example.org");
  test_settle ();
  g_assert_cmpuint (named, ==, 0);
  people_desk_add (desk, NAME, PEER);
  test_settle ();
  g_assert_cmpuint (named, ==, 1);
  g_assert_cmpstr (bw_peer_get_name (peer), ==, NAME);
  g_assert_cmpstr (bw_person_get_name (bw_peer_get_person (peer)), ==, NAME);
}

static GdkPaintable *
shown_picture (GtkWidget *place)
{
  return adw_avatar_get_custom_image (ADW_AVATAR (test_find (place, ADW_TYPE_AVATAR, NULL)));
}

/* A face is shown as soon as there is one, and goes with it. */
static void
test_picture_follows (PeopleDesk *desk, gconstpointer show)
{
  GtkWidget *place = ((ShowFunc) show) (desk);
  GtkWindow *window = test_window (place);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 64);
  BwPerson *person = people_desk_add (desk, NAME, PEER);
  g_autoptr (BwPerson) draft = bw_person_copy (person);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  gint64 end = g_get_monotonic_time () + PATIENCE;
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL));
  picture = g_bytes_new_take (buffer, size);
  test_settle ();
  g_assert_null (shown_picture (place));
  g_assert_nonnull (bw_store_save_person (desk->store, draft, picture, NULL));
  while (!shown_picture (place) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (shown_picture (place));
  g_assert_nonnull (bw_store_save_person (desk->store, draft, none, NULL));
  test_settle ();
  g_assert_null (shown_picture (place));
  gtk_window_destroy (window);
}

static void
add_place (const char *name, ShowFunc show)
{
  g_autofree char *follows = g_strdup_printf ("/ui/peers/%s/name", name);
  g_autofree char *picture = g_strdup_printf ("/ui/peers/%s/picture", name);

  g_test_add (follows, PeopleDesk, show, people_desk_set_up, test_follows, people_desk_tear_down);
  g_test_add (picture, PeopleDesk, show, people_desk_set_up, test_picture_follows,
              people_desk_tear_down);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/peers/" name, PeopleDesk, NULL, people_desk_set_up, function,                   \
              people_desk_tear_down)
  add_place ("history", show_history);
  add_place ("chats", show_chats);
  add_place ("title", show_title);
  add_place ("hits", show_hits);
  ADD ("suggestions", test_suggestions);
  ADD ("menu", test_menu);
  ADD ("peer", test_peer);

  return g_test_run ();
}
