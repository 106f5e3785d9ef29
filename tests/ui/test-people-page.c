/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of people: its order, what is found in it, and what one can do with who is in it. */

#include "bw-test-people.h"

#include "bw-list-places.h"
#include "bw-people-list.h"
#include "bw-people-page.h"
#include "bw-person-editor.h"
#include "bw-person-row.h"

typedef struct {
  PeopleDesk desk;
  GtkWidget *page;
  GtkWindow *window;
  gpointer activated;
} Fixture;

static void
activated_cb (Fixture *fixture, BwPerson *person)
{
  fixture->activated = person;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  people_desk_set_up (&fixture->desk, data);
  fixture->page = g_object_ref_sink (bw_people_page_new (fixture->desk.phone));
  g_signal_connect_swapped (fixture->page, "activated", G_CALLBACK (activated_cb), fixture);
  fixture->window = test_window (fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->page));
  people_desk_tear_down (&fixture->desk, data);
}

static GListModel *
get_model (Fixture *fixture)
{
  GtkWidget *list = test_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* What the list says from top to bottom: names, and headings in brackets. */
static char *
dup_lines (Fixture *fixture)
{
  GListModel *model = get_model (fixture);
  GString *lines = g_string_new (NULL);

  test_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (BwPlace) place = g_list_model_get_item (model, i);
    gpointer item = bw_place_get_item (place);

    if (BW_IS_PERSON (item))
      g_string_append_printf (lines, " %s", bw_person_get_label (BW_PERSON (item)));
    else
      g_string_append_printf (lines, " [%s]",
                              gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  }

  return g_string_free (lines, FALSE);
}

#define assert_lines(fixture, expected)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *lines_ = dup_lines (fixture);                                                 \
    g_assert_cmpstr (lines_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *entry = test_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);

  g_object_set (fixture->page, "search-mode", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  test_settle ();
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (test_shown_page (fixture->page, "list"), ==, "empty");
  test_picture (fixture->window, "people-empty");
  people_desk_add (&fixture->desk, "Bob", "bob@example.org");
  test_settle ();
  g_assert_cmpstr (test_shown_page (fixture->page, "list"), ==, "list");
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  BwPerson *eve;
  g_autoptr (BwPerson) draft = NULL;

  people_desk_add (&fixture->desk, "bob", NULL);
  people_desk_add (&fixture->desk, "Émile", NULL);
  eve = people_desk_add (&fixture->desk, "Eve", NULL);
  people_desk_add (&fixture->desk, "Anna", NULL);
  people_desk_add (&fixture->desk, "", "+49301234567");
  assert_lines (fixture, " [A] Anna [B] bob [E] Eve [É] Émile [#] +49301234567");

  draft = bw_person_copy (eve);
  g_object_set (draft, "favourite", TRUE, NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  assert_lines (fixture, " [Favourites] Eve [A] Anna [B] bob [É] Émile [#] +49301234567");

  g_object_set (draft, "favourite", FALSE, "name", "Dora", NULL);
  g_assert_nonnull (bw_store_save_person (fixture->desk.store, draft, NULL, NULL));
  assert_lines (fixture, " [A] Anna [B] bob [D] Dora [É] Émile [#] +49301234567");
  test_assert_no_markup (test_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL));
  people_desk_add (&fixture->desk,
                   "Maria Magdalena with a name that is far too long for the line of a list",
                   "maria@example.org");
  people_desk_add (&fixture->desk, "יוסי לוי", "yossi@example.org");
  test_picture (fixture->window, "people-order");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  people_desk_add (&fixture->desk, "Bob <b>Martin</b>", "bob@example.org");
  people_desk_add (&fixture->desk, "Émile", "emile@example.net");
  type (fixture, "emi");
  assert_lines (fixture, " Émile");
  type (fixture, "EXAMPLE");
  assert_lines (fixture, " Bob <b>Martin</b> Émile");
  type (fixture, "mar exam");
  assert_lines (fixture, " Bob <b>Martin</b>");
  g_signal_emit_by_name (test_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  g_assert_nonnull (fixture->activated);
  g_assert_cmpstr (bw_person_get_label (fixture->activated), ==, "Bob <b>Martin</b>");
  test_assert_no_markup (test_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL));
  type (fixture, "");
  assert_lines (fixture, " [B] Bob <b>Martin</b> [É] Émile");
}

/* Who is not found can be added as it was typed. */
static void
test_add_typed (Fixture *fixture, gconstpointer data)
{
  BwPersonEditor *editor;
  BwPersonAddress *address;
  BwPerson *person;

  people_desk_add (&fixture->desk, "Bob", "bob@example.org");
  type (fixture, "+49 30 1234567");
  g_assert_cmpstr (test_shown_page (fixture->page, "list"), ==, "not-found");
  test_picture (fixture->window, "people-not-found");
  test_click (fixture->page, "Add “+49 30 1234567”");
  editor = test_find_window (BW_TYPE_PERSON_EDITOR);
  g_assert_nonnull (editor);
  g_assert_true (bw_person_editor_save (editor));
  person = fixture->activated;
  g_assert_nonnull (person);
  address = bw_person_get_addresses (person)->pdata[0];
  g_assert_cmpstr (address->address, ==, "+49 30 1234567");
  g_assert_cmpint (address->kind, ==, BW_PERSON_ADDRESS_PHONE);
  test_settle ();
  assert_lines (fixture, " +49 30 1234567");
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  BwPerson *bob = people_desk_add (&fixture->desk, "Bob & <Co>", "bob@example.org");
  g_autofree char *uid = g_strdup (bw_person_get_uid (bob));

  test_settle ();
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.delete", "s", uid));
  test_settle ();
  g_assert_cmpstr (test_shown_page (fixture->page, "list"), ==, "empty");
  g_assert_true (test_shows (GTK_WIDGET (fixture->window), "“Bob &amp; &lt;Co&gt;” deleted"));
  test_click (GTK_WIDGET (fixture->window), "_Undo");
  assert_lines (fixture, " [B] Bob & <Co>");
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  BwPerson *bob = people_desk_add (&fixture->desk, "Bob", "bob@example.org");
  const char *uid = bw_person_get_uid (bob);

  test_settle ();
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.favourite", "(sb)", uid, TRUE));
  g_assert_true (bw_person_get_favourite (bob));
  assert_lines (fixture, " [Favourites] Bob");
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.wait", "(sb)", uid, TRUE));
  g_assert_true (bw_person_get_watched (bob));

  /* Without an account none of these can be done: it is said, and nothing breaks. */
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.call", "s", uid));
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.write", "s", uid));
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.pick-up", "s", uid));
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.call", "s", "nobody"));

  g_assert_true (gtk_widget_activate_action (fixture->page, "people.edit", "s", uid));
  g_assert_nonnull (test_find_window (BW_TYPE_PERSON_EDITOR));
  gtk_window_close (test_find_window (BW_TYPE_PERSON_EDITOR));
  test_settle ();
  g_assert_null (test_find_window (BW_TYPE_PERSON_EDITOR));
}

static void
await_rows (Fixture *fixture, guint n)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_list_model_get_n_items (get_model (fixture)) < n && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), ==, n);
}

/* Ten thousand: found by any part, in one change of the list each time; few rows are made. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  people_desk_add_many (&fixture->desk, 10000);
  await_rows (fixture, 10000 + 26);
  g_assert_cmpuint (test_count (fixture->page, BW_TYPE_PERSON_ROW), <, 400);
  test_picture (fixture->window, "people-10000");
  type (fixture, "user04711@");
  assert_lines (fixture, " Fa Person 04711");
  type (fixture, "person 0471");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), >=, 10);
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), <, 100);
  type (fixture, "nobody at all");
  g_assert_cmpstr (test_shown_page (fixture->page, "list"), ==, "not-found");
  type (fixture, "");
  await_rows (fixture, 10000 + 26);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What is found replaces what was there at once: no empty list in between. */
static void
test_list_changes (PeopleDesk *desk, gconstpointer data)
{
  g_autoptr (BwPeopleList) list = bw_people_list_new ();
  guint changes = 0;

  people_desk_add_many (desk, 100);
  bw_people_list_set_source (list, G_LIST_MODEL (bw_store_get_people (desk->store)));
  g_assert_cmpuint (bw_people_list_get_n_people (list), ==, 100);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 126);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &changes);
  bw_people_list_set_text (list, "person 0001");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 11); /* and user00001@ */
  g_assert_cmpuint (changes, ==, 1);
  bw_people_list_set_text (list, "person 0001");
  bw_people_list_set_text (list, "PERSON 0001");
  g_assert_cmpuint (changes, ==, 1);
  people_desk_add (desk, "Zoe", NULL);
  test_settle ();
  g_assert_cmpuint (changes, ==, 1);
  bw_people_list_set_text (list, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 127);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/people-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("order", test_order);
  ADD ("search", test_search);
  ADD ("add-typed", test_add_typed);
  ADD ("delete-and-undo", test_delete_and_undo);
  ADD ("actions", test_actions);
  ADD ("many", test_many);
  g_test_add ("/ui/people-page/list-changes", PeopleDesk, NULL, people_desk_set_up,
              test_list_changes, people_desk_tear_down);

  return g_test_run ();
}
