/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to people one by one: the light, the editor, the import, and who may see oneself. */

#include "bw-test-people.h"

#include "bw-address-field.h"
#include "bw-import-dialog.h"
#include "bw-import-places.h"
#include "bw-import.h"
#include "bw-person-avatar.h"
#include "bw-person-editor.h"
#include "bw-person-picture.h"
#include "bw-presence-light.h"
#include "bw-store-watchers.h"
#include "bw-watcher-question.h"
#include "bw-watchers-dialog.h"
#include "bw-watchers-waiting.h"
#include "bw-watchers.h"

#include <glib/gstdio.h>

static void
test_count_up (guint *n)
{
  (*n)++;
}

/* Each light has a shape of its own, that is there, and words. */
static void
test_light (void)
{
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BwPresenceLight) light =
      g_object_ref_sink (g_object_new (BW_TYPE_PRESENCE_LIGHT, NULL));
  guint notified = 0;

  g_signal_connect_swapped (light, "notify::presence", G_CALLBACK (test_count_up), &notified);
  for (BwPresence presence = BW_PRESENCE_UNKNOWN; presence <= BW_PRESENCE_ONLINE; presence++) {
    g_autofree char *path = g_strdup_printf (
        "/io/github/bellwire/Bellwire/icons/scalable/actions/%s.svg", bw_presence_icon (presence));

    bw_presence_light_set_presence (light, presence);
    g_assert_true (g_hash_table_add (icons, (gpointer) bw_presence_icon (presence)));
    g_assert_true (g_resources_get_info (path, 0, NULL, NULL, NULL));
    g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (light), bw_presence_class (presence)));
    g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (light)), !=, "");
  }
  g_assert_cmpuint (notified, ==, BW_PRESENCE_ONLINE); /* the first was there already */
  bw_presence_light_set_words (light, "Busy · In a meeting");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (light)), ==, "Busy · In a meeting");
  bw_presence_light_set_presence (light, BW_PRESENCE_ONLINE);
  g_assert_cmpuint (notified, ==, BW_PRESENCE_ONLINE);
}

static void
test_avatar_light (void)
{
  GtkWidget *avatar = g_object_new (BW_TYPE_PERSON_AVATAR, "name", "Bob", NULL);
  GtkWindow *window = test_window (avatar);

  g_assert_null (test_find (avatar, BW_TYPE_PRESENCE_LIGHT, NULL));
  bw_person_avatar_set_presence (BW_PERSON_AVATAR (avatar), BW_PRESENCE_BUSY);
  g_assert_cmpuint (test_count (avatar, BW_TYPE_PRESENCE_LIGHT), ==, 1);
  bw_person_avatar_set_presence (BW_PERSON_AVATAR (avatar), BW_PERSON_AVATAR_NO_LIGHT);
  g_assert_cmpuint (test_count (avatar, BW_TYPE_PRESENCE_LIGHT), ==, 0);
  gtk_window_destroy (window);
}

static void
test_numbers (void)
{
  const struct {
    const char *text;
    gboolean number;
  } table[] = {
    { "+49 30 123456", TRUE },
    { "030/123-456", TRUE },
    { "(030) 123456", TRUE },
    { "+1", TRUE },
    { "201", FALSE },
    { "bob", FALSE },
    { "bob@example.org", FALSE },
    { "12345a", FALSE },
    { "", FALSE },
    { "sip:1234567", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (bw_looks_like_number (table[i].text), ==, table[i].number);
}

static void
fill_address (GtkWidget *editor, guint index, const char *text)
{
  GtkWidget *field = NULL;
  GtkWidget *list = gtk_widget_get_parent (test_find (editor, BW_TYPE_ADDRESS_FIELD, NULL));

  field = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) index));
  g_assert_nonnull (field);
  bw_address_field_set_text (BW_ADDRESS_FIELD (field), text);
}

static void
set_row (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *label = test_find (root, GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
open_editor (PeopleDesk *desk, BwPerson *person)
{
  BwPersonEditor *editor = bw_person_editor_new (NULL, desk->phone, person);

  gtk_window_present (GTK_WINDOW (editor));
  test_settle ();

  return GTK_WIDGET (editor);
}

static void
test_editor_adds (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *editor = open_editor (desk, NULL);
  g_autoptr (BwPerson) person = NULL;
  GPtrArray *addresses;

  set_row (editor, "Name", "  Bob <Martin> ");
  set_row (editor, "Organisation", "Widgets & Co");
  fill_address (editor, 0, "bob@example.org");
  test_click (editor, "Add an address");
  fill_address (editor, 1, "+49 30 123456");
  test_picture (GTK_WINDOW (editor), "editor");
  test_click (editor, "Add an address"); /* stays empty */
  test_click (editor, "_Add");
  g_assert_cmpuint (people_desk_count (desk), ==, 1);
  person = g_list_model_get_item (G_LIST_MODEL (bw_store_get_people (desk->store)), 0);
  addresses = bw_person_get_addresses (person);
  g_assert_cmpstr (bw_person_get_name (person), ==, "Bob <Martin>");
  g_assert_cmpstr (bw_person_get_organisation (person), ==, "Widgets & Co");
  g_assert_true (bw_person_get_watched (person));
  g_assert_cmpuint (addresses->len, ==, 2);
  g_assert_cmpint (((BwPersonAddress *) addresses->pdata[1])->kind, ==, BW_PERSON_ADDRESS_PHONE);
}

/* What is wrong is said at its field, and nothing of what was typed is lost. */
static void
test_editor_refuses (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *editor = open_editor (desk, NULL);

  test_click (editor, "_Add");
  g_assert_true (test_shows (editor, "Enter a name, or an address at least."));
  set_row (editor, "Name", "Bob");
  g_assert_false (test_shows (editor, "Enter a name, or an address at least."));
  fill_address (editor, 0, "http://example.org");
  test_click (editor, "_Add");
  g_assert_nonnull (test_find_class (test_find (editor, BW_TYPE_ADDRESS_FIELD, NULL), "error"));
  test_picture (GTK_WINDOW (editor), "editor-trouble");
  g_assert_cmpuint (people_desk_count (desk), ==, 0);

  gtk_window_close (GTK_WINDOW (editor));
  test_settle ();
  g_assert_true (test_find_window (BW_TYPE_PERSON_EDITOR) == editor);
  g_assert_nonnull (test_find_window (ADW_TYPE_MESSAGE_DIALOG));
  adw_message_dialog_response (test_find_window (ADW_TYPE_MESSAGE_DIALOG), "discard");
  test_settle ();
  g_assert_null (test_find_window (BW_TYPE_PERSON_EDITOR));
}

/* Whether all of it can be seen in the window, soon: what is scrolled to takes a while. */
static gboolean
comes_into_view (GtkWidget *editor, GtkWidget *widget)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  graphene_rect_t place;
  gboolean seen = FALSE;

  while (!seen && g_get_monotonic_time () < deadline) {
    test_settle ();
    seen = gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, editor, &place) &&
           place.origin.y > 0 &&
           place.origin.y + place.size.height <= (float) gtk_widget_get_height (editor);
  }

  return seen;
}

/* What opens a door is digits, and nothing else that was typed is lost by what is not. */
static void
test_editor_door (PeopleDesk *desk, gconstpointer data)
{
  BwPerson *gate = people_desk_add (desk, "Gate", "gate@example.org");
  GtkWidget *editor = open_editor (desk, gate);
  const char *title = "Digits that open the door, such as 9 or *5#";
  GtkWidget *trouble;

  set_row (editor, title, "open sesame");
  test_click (editor, "_Save");
  g_assert_true (test_find_window (BW_TYPE_PERSON_EDITOR) == editor);
  trouble = test_find (
      editor, GTK_TYPE_LABEL,
      "What opens a door is at most 32 characters: digits, letters from A to D, * and #.");
  g_assert_nonnull (trouble);
  g_assert_true (comes_into_view (editor, trouble));
  test_picture (GTK_WINDOW (editor), "editor-door-trouble");
  gtk_window_set_default_size (GTK_WINDOW (editor), 340, 400);
  test_settle ();
  test_click (editor, "_Save");
  g_assert_true (comes_into_view (editor, trouble));
  test_picture (GTK_WINDOW (editor), "editor-door-trouble-narrow");
  g_assert_null (bw_person_get_door_digits (gate));

  set_row (editor, title, " *5 c# ");
  g_assert_null (test_find_class (
      gtk_widget_get_ancestor (test_find (editor, GTK_TYPE_LABEL, title), ADW_TYPE_ENTRY_ROW),
      "error"));
  test_click (editor, "_Save");
  g_assert_cmpstr (bw_person_get_door_digits (gate), ==, "*5C#");

  editor = open_editor (desk, gate);
  test_picture (GTK_WINDOW (editor), "editor-door");
  set_row (editor, title, "");
  test_click (editor, "_Save");
  g_assert_null (bw_person_get_door_digits (gate));
}

static void
test_editor_changes (PeopleDesk *desk, gconstpointer data)
{
  BwPerson *bob = people_desk_add (desk, "Bob", "bob@example.org");
  g_autoptr (BwPerson) draft = bw_person_copy (bob);
  GtkWidget *editor;
  BwPersonAddress *first;

  bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, "+49301234567", "mobile");
  g_assert_nonnull (bw_store_save_person (desk->store, draft, NULL, NULL));
  editor = open_editor (desk, bob);
  gtk_widget_activate_action (test_find (editor, BW_TYPE_ADDRESS_FIELD, NULL), "address.down",
                              NULL);
  set_row (editor, "Name", "Robert");
  test_click (editor, "_Save");
  first = bw_person_get_addresses (bob)->pdata[0];
  g_assert_cmpstr (bw_person_get_name (bob), ==, "Robert");
  g_assert_cmpstr (first->address, ==, "+49301234567");
  g_assert_cmpstr (first->label, ==, "mobile");

  editor = open_editor (desk, bob);
  gtk_widget_activate_action (test_find (editor, BW_TYPE_ADDRESS_FIELD, NULL), "address.remove",
                              NULL);
  test_click (editor, "_Save");
  g_assert_cmpuint (bw_person_get_addresses (bob)->len, ==, 1);
}

/* Of noise: as large as a file of it can be. */
static GBytes *
make_photograph (void)
{
  g_autoptr (GdkPixbuf) large = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1200, 900);
  guchar *pixels = gdk_pixbuf_get_pixels (large);
  guint noise = 1;
  char *buffer;
  gsize size;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (large); i++)
    pixels[i] = (guchar) ((noise = noise * 1103515245 + 12345) >> 16);
  g_assert_true (gdk_pixbuf_save_to_buffer (large, &buffer, &size, "jpeg", NULL, NULL));

  return g_bytes_new_take (buffer, size);
}

/* A photograph becomes a small PNG; what is none is refused in words. */
static void
test_small_picture (void)
{
  g_autoptr (GBytes) body = make_photograph ();
  g_autoptr (GBytes) small = NULL;
  g_autoptr (GBytes) none = g_bytes_new_static ("no picture at all", 17);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  small = bw_person_picture_make (body, "image/jpeg", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (small), <=, BW_PERSON_PICTURE_SIZE);
  texture = gdk_texture_new_from_bytes (small, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), <=, BW_PERSON_PICTURE_SIDE);
  g_assert_cmpint (gdk_texture_get_width (texture), >=, BW_PERSON_PICTURE_SIDE / 2);
  g_assert_null (bw_person_picture_make (none, "image/png", &error));
  g_assert_nonnull (error);
}

static void
test_places (PeopleDesk *desk, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (desk->dir, ".twinkle", NULL);
  g_autofree char *file = g_build_filename (folder, "twinkle.ab", NULL);
  g_autoptr (GPtrArray) none = bw_import_places_find (desk->dir);
  g_autoptr (GPtrArray) found = NULL;
  BwImportPlace *place;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "|Bob|", -1, NULL));
  found = bw_import_places_find (desk->dir);
  g_assert_cmpuint (found->len, ==, 1);
  place = found->pdata[0];
  g_assert_cmpstr (place->program, ==, "Twinkle");
  g_unlink (file);
  g_rmdir (folder);
}

/* Reads no file: Carol is new, Bob is known and has a number more, one entry cannot be read. */
static GPtrArray *
read_made_up (GFile *file, GListModel *known, guint *n_unreadable, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BwPerson) carol = bw_person_new ();
  g_autoptr (BwPerson) more = bw_person_new ();
  g_autoptr (BwPerson) bob = g_list_model_get_item (known, 0);

  g_object_set (carol, "name", "Carol <i>Nguyen</i>", NULL);
  bw_person_add_address (carol, BW_PERSON_ADDRESS_SIP, "carol@example.org", NULL);
  g_object_set (more, "name", "Robert", NULL);
  bw_person_add_address (more, BW_PERSON_ADDRESS_PHONE, "+49301234567", "home");
  g_ptr_array_add (items, bw_import_item_new (more, NULL, bob));
  g_ptr_array_add (items, bw_import_item_new (carol, NULL, NULL));
  *n_unreadable = 1;

  return items;
}

static GPtrArray *
read_nothing (GFile *file, GListModel *known, guint *n_unreadable, GError **error)
{
  g_set_error (error, BW_ERROR, BW_ERROR_FILE, "This <file> holds no people.");

  return NULL;
}

static GtkWidget *
open_import (PeopleDesk *desk, BwImportReader reader, GtkWindow *parent)
{
  BwImportDialog *dialog = bw_import_dialog_new (parent, desk->phone, reader);
  g_autoptr (GFile) file = g_file_new_for_path (desk->dir);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  gtk_window_present (GTK_WINDOW (dialog));
  bw_import_dialog_read (dialog, file);
  while (g_strcmp0 (test_shown_page (GTK_WIDGET (dialog), "preview"), "working") == 0 &&
         g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  test_settle ();

  return GTK_WIDGET (dialog);
}

static void
test_import (PeopleDesk *desk, gconstpointer data)
{
  GtkWindow *window = test_window (gtk_label_new ("Bellwire"));
  BwPerson *bob = people_desk_add (desk, "Bob", "bob@example.org");
  GtkWidget *dialog = open_import (desk, read_made_up, window);
  GtkWidget *list = test_find (dialog, GTK_TYPE_LIST_VIEW, NULL);

  g_assert_cmpstr (test_shown_page (dialog, "preview"), ==, "preview");
  g_assert_true (test_shows (dialog, "1 new person · 1 already there · 1 could not be read"));
  g_assert_true (test_shows (dialog, "Carol <i>Nguyen</i>"));
  g_assert_true (test_shows (dialog, "Already there: Bob"));
  test_assert_no_markup (list);
  g_assert_nonnull (test_find (dialog, GTK_TYPE_BUTTON, "_Import 1 Person"));
  test_picture (GTK_WINDOW (dialog), "import");
  g_signal_emit_by_name (list, "activate", 1); /* Bob as well */
  test_click (dialog, "_Import 2 People");
  test_settle ();
  g_assert_cmpuint (people_desk_count (desk), ==, 2);
  g_assert_cmpstr (bw_person_get_name (bob), ==, "Bob");
  g_assert_cmpuint (bw_person_get_addresses (bob)->len, ==, 2);

  g_assert_true (test_shows (GTK_WIDGET (window), "2 people imported"));
  test_click (GTK_WIDGET (window), "_Undo");
  g_assert_cmpuint (people_desk_count (desk), ==, 1);
  g_assert_cmpuint (bw_person_get_addresses (bob)->len, ==, 1);
  gtk_window_destroy (window);
}

static void
test_import_leaves_known (PeopleDesk *desk, gconstpointer data)
{
  BwPerson *bob = people_desk_add (desk, "Bob", "bob@example.org");
  GtkWidget *dialog = open_import (desk, read_made_up, NULL);

  test_click (dialog, "_Import 1 Person");
  test_settle ();
  g_assert_cmpuint (people_desk_count (desk), ==, 2);
  g_assert_cmpuint (bw_person_get_addresses (bob)->len, ==, 1);
}

/* A thousand, with photographs as cameras make them. */
static GPtrArray *
read_many (GFile *file, GListModel *known, guint *n_unreadable, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) photograph = make_photograph ();
  g_autoptr (GBytes) broken =
      g_bytes_new_take (g_malloc0 (BW_PERSON_PICTURE_SIZE + 1), BW_PERSON_PICTURE_SIZE + 1);

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *name = g_strdup_printf ("Person %04u", i);
    g_autoptr (BwPerson) person = bw_person_new ();
    GBytes *picture = i == 0 ? photograph : i == 1 ? broken : NULL;

    g_object_set (person, "name", name, NULL);
    g_ptr_array_add (items, bw_import_item_new (person, picture, NULL));
  }

  return items;
}

static void
test_import_many (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_import (desk, read_many, NULL);
  GListModel *people = G_LIST_MODEL (bw_store_get_people (desk->store));
  g_autoptr (BwPerson) first = NULL;
  g_autoptr (BwPerson) second = NULL;
  g_autoptr (GBytes) picture = NULL;

  test_click (dialog, "_Import 1000 People");
  g_assert_cmpuint (people_desk_count (desk), <, 1000); /* not while one waits */
  while (test_find_window (BW_TYPE_IMPORT_DIALOG))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (people_desk_count (desk), ==, 1000);

  first = g_list_model_get_item (people, 0);
  second = g_list_model_get_item (people, 1);
  picture = bw_store_dup_picture (desk->store, first);
  g_assert_nonnull (picture);
  g_assert_cmpuint (g_bytes_get_size (picture), <=, BW_PERSON_PICTURE_SIZE);
  g_assert_false (bw_person_get_has_picture (second));
}

/* Closed in the middle: nobody has come. */
static void
test_import_cancelled (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_import (desk, read_many, NULL);

  test_click (dialog, "_Import 1000 People");
  while (people_desk_count (desk) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (people_desk_count (desk), <, 1000);
  gtk_window_close (GTK_WINDOW (dialog));
  test_settle ();
  g_assert_cmpuint (people_desk_count (desk), ==, 0);
}

static void
test_import_trouble (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_import (desk, read_nothing, NULL);

  g_assert_cmpstr (test_shown_page (dialog, "preview"), ==, "trouble");
  test_picture (GTK_WINDOW (dialog), "import-trouble");
  g_assert_true (test_shows (dialog, "This &lt;file&gt; holds no people."));
  gtk_window_close (GTK_WINDOW (dialog));
  test_settle ();
  g_assert_null (test_find_window (BW_TYPE_IMPORT_DIALOG));
}

static BwWatcher *
ask (PeopleDesk *desk, const char *address, const char *name)
{
  g_autoptr (GError) error = NULL;
  BwWatcher *watcher = bw_store_ensure_watcher (desk->store, "none", address, name, &error);

  g_assert_no_error (error);
  g_signal_emit_by_name (bw_phone_get_watchers (desk->phone), "asked", watcher);
  test_settle ();

  return watcher;
}

static void
test_watcher_question (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *question = g_object_new (BW_TYPE_WATCHER_QUESTION, "phone", desk->phone, NULL);
  GtkWindow *window = test_window (question);
  GtkWidget *revealer = test_find (question, GTK_TYPE_REVEALER, NULL);
  BwWatcher *bob = ask (desk, "bob@example.org", "Bob <b>M</b>");
  BwWatcher *carol = ask (desk, "carol@example.org", NULL);
  BwWatcher *dana = ask (desk, "dana@example.org", NULL);

  g_assert_true (test_shows (question, "Bob <b>M</b> wants to see whether you can be reached"));
  test_picture (window, "watcher-question");
  test_click (question, "_Allow");
  g_assert_cmpint (bw_watcher_get_decision (bob), ==, BW_WATCHER_ALLOWED);
  test_settle ();
  g_assert_true (
      test_shows (question, "carol@example.org wants to see whether you can be reached"));
  test_click (question, "_Later");
  g_assert_cmpint (bw_watcher_get_decision (carol), ==, BW_WATCHER_ASKED);

  /* Decided elsewhere, as by a notification. */
  g_assert_true (
      bw_watchers_decide (bw_phone_get_watchers (desk->phone), dana, BW_WATCHER_BLOCKED, NULL));
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  gtk_window_destroy (window);
}

/* Who has no answer yet is not forgotten. */
static void
test_watchers_waiting (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *waiting = g_object_new (BW_TYPE_WATCHERS_WAITING, "phone", desk->phone, NULL);
  GtkWindow *window = test_window (waiting);
  BwWatcher *bob;

  g_assert_false (gtk_widget_get_visible (waiting));
  bob = ask (desk, "bob@example.org", NULL);
  ask (desk, "carol@example.org", NULL);
  g_assert_true (test_shows (waiting, "2 people ask to see you"));
  g_assert_true (
      bw_watchers_decide (bw_phone_get_watchers (desk->phone), bob, BW_WATCHER_ALLOWED, NULL));
  g_assert_true (test_shows (waiting, "1 person asks to see you"));
  g_object_set (bw_phone_get_watchers (desk->phone), "policy", BW_WATCHER_POLICY_NOBODY, NULL);
  g_assert_false (gtk_widget_get_visible (waiting));
  g_object_set (bw_phone_get_watchers (desk->phone), "policy", BW_WATCHER_POLICY_ASK, NULL);
  g_assert_true (test_shows (waiting, "1 person asks to see you"));
  g_assert_true (bw_store_remove_watcher (
      desk->store, bw_store_find_watcher (desk->store, "none", "carol@example.org"), NULL));
  test_settle ();
  g_assert_false (gtk_widget_get_visible (waiting));
  gtk_window_destroy (window);
}

static void
test_watchers_dialog (PeopleDesk *desk, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (bw_watchers_dialog_new (NULL, desk->phone));
  BwWatcher *bob;

  gtk_window_present (GTK_WINDOW (dialog));
  test_settle ();
  g_assert_cmpstr (test_shown_page (dialog, "list"), ==, "empty");
  bob = ask (desk, "bob@example.org", "Bob");
  g_assert_cmpstr (test_shown_page (dialog, "list"), ==, "list");
  test_click (dialog, "_Block");
  ask (desk, "carol.with.a.long.name@a-long-host-name.example.org", NULL);
  ask (desk, "+493012345678@example.org", NULL);
  test_picture (GTK_WINDOW (dialog), "watchers");
  g_assert_true (bw_store_remove_watcher (
      desk->store,
      bw_store_find_watcher (desk->store, "none",
                             "carol.with.a.long.name@a-long-host-name.example.org"),
      NULL));
  g_assert_true (bw_store_remove_watcher (
      desk->store, bw_store_find_watcher (desk->store, "none", "+493012345678@example.org"), NULL));
  test_settle ();
  g_assert_cmpint (bw_watcher_get_decision (bob), ==, BW_WATCHER_BLOCKED);
  test_click (dialog, "_Allow");
  g_assert_cmpint (bw_watcher_get_decision (bob), ==, BW_WATCHER_ALLOWED);
  test_click (dialog, "Forget: ask me again the next time");
  test_settle ();
  g_assert_cmpstr (test_shown_page (dialog, "list"), ==, "empty");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

  g_test_add_func ("/ui/people/light", test_light);
  g_test_add_func ("/ui/people/avatar-light", test_avatar_light);
  g_test_add_func ("/ui/people/numbers", test_numbers);
  g_test_add_func ("/ui/people/picture", test_small_picture);
#define ADD(name, function)                                                                        \
  g_test_add ("/ui/people/" name, PeopleDesk, NULL, people_desk_set_up, function,                  \
              people_desk_tear_down)
  ADD ("editor-adds", test_editor_adds);
  ADD ("editor-refuses", test_editor_refuses);
  ADD ("editor-door", test_editor_door);
  ADD ("editor-changes", test_editor_changes);
  ADD ("places", test_places);
  ADD ("import", test_import);
  ADD ("import-cancelled", test_import_cancelled);
  ADD ("import-leaves-known", test_import_leaves_known);
  ADD ("import-many", test_import_many);
  ADD ("import-trouble", test_import_trouble);
  ADD ("watcher-question", test_watcher_question);
  ADD ("watchers-dialog", test_watchers_dialog);
  ADD ("watchers-waiting", test_watchers_waiting);

  return g_test_run ();
}
