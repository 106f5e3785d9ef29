/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of conversations with a phone that is not started: what its rows say, what is found, and
 * what becomes of what was deleted. */

#include "bw-test-widgets.h"

#include "bw-chats-page.h"
#include "bw-conversation-row.h"
#include "bw-memory-secrets.h"
#include "bw-message-icon.h"
#include "bw-search-hit-row.h"
#include "bw-shown-selection.h"

#include <glib/gstdio.h>

typedef struct {
  BwPhone *phone;
  BwStore *store;
  GtkWidget *page;
  GtkWindow *window;
  char *dir;
  gpointer activated; /* the conversation */
  gint64 message;
} Desk;

static void
activated_cb (Desk *desk, BwConversation *conversation, gint64 message)
{
  desk->activated = conversation;
  desk->message = message;
}

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
  desk->page = g_object_ref_sink (bw_chats_page_new (desk->phone));
  g_signal_connect_swapped (desk->page, "activated", G_CALLBACK (activated_cb), desk);
  desk->window = test_window (desk->page);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (desk->window);
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&desk->page));
  g_assert_finalize_object (g_steal_pointer (&desk->phone));
  g_assert_finalize_object (g_steal_pointer (&desk->store));
  g_rmdir (desk->dir);
  g_free (desk->dir);
}

static BwConversation *
ensure (Desk *desk, const char *peer, const char *name)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_store_ensure_conversation (desk->store, "none", peer, name, &error);

  g_assert_no_error (error);

  return conversation;
}

/* Returns: (transfer full) */
static BwMessage *
add (Desk *desk, BwConversation *conversation, BwMessageState state, const char *text)
{
  BwMessage *message = bw_message_new ();
  gboolean incoming = state == BW_MESSAGE_STATE_RECEIVED;
  g_autofree char *call_id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  g_object_set (message, "direction", incoming ? BW_DIRECTION_INCOMING : BW_DIRECTION_OUTGOING,
                "state", state, "content-type", "text/plain", "text", text, "call-id", call_id,
                NULL);
  bw_store_add_message (desk->store, conversation, message, NULL, &error);
  g_assert_no_error (error);
  test_settle ();

  return message;
}

static GtkWidget *
find_row (Desk *desk, const char *text)
{
  GtkWidget *label = test_find (desk->page, GTK_TYPE_LABEL, text);

  return label ? gtk_widget_get_ancestor (label, BW_TYPE_CONVERSATION_ROW) : NULL;
}

static void
type (Desk *desk, const char *text)
{
  GtkWidget *entry = test_find (desk->page, GTK_TYPE_SEARCH_ENTRY, NULL);

  g_object_set (desk->page, "search-mode", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  test_settle ();
}

static const char *
label_with_class (GtkWidget *root, const char *css_class)
{
  GtkWidget *label = test_find_class (root, css_class);

  return label && gtk_widget_get_mapped (label) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static void
test_empty (Desk *desk, gconstpointer data)
{
  g_assert_cmpstr (test_shown_page (desk->page, "list"), ==, "empty");
  ensure (desk, "bob@example.org", "Bob");
  test_settle ();
  g_assert_cmpstr (test_shown_page (desk->page, "list"), ==, "empty");
}

/* What a row says follows what happens, down to who is typing. */
static void
test_row_follows (Desk *desk, gconstpointer data)
{
  BwConversation *bob = ensure (desk, "bob@example.org", "Bob <b>Martin</b>");
  g_autoptr (BwMessage) in = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "Shall we & <talk>?");
  g_autoptr (BwMessage) out = NULL;
  GtkWidget *row = find_row (desk, "Bob <b>Martin</b>");

  g_assert_nonnull (row);
  g_assert_true (test_shows (row, "Shall we & <talk>?"));
  g_assert_cmpstr (label_with_class (row, "unread-count"), ==, "1");
  g_assert_true (bw_store_mark_seen (desk->store, bob, NULL));
  g_assert_null (label_with_class (row, "unread-count"));
  g_assert_false (gtk_widget_has_css_class (row, "unread"));

  out = add (desk, bob, BW_MESSAGE_STATE_PENDING, "Yes");
  row = find_row (desk, "Bob <b>Martin</b>");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (test_find_class (row, "state"))), ==,
                   "bw-message-waiting-symbolic");
  g_object_set (out, "state", BW_MESSAGE_STATE_FAILED, "code", 404, NULL);
  g_assert_true (gtk_widget_has_css_class (test_find_class (row, "state"), "error"));

  bw_conversation_set_composing (bob, TRUE);
  g_assert_true (test_shows (row, "typing…"));
  bw_conversation_set_composing (bob, FALSE);
  g_assert_true (bw_store_set_draft (desk->store, bob, "first line\nsecond", NULL));
  g_assert_true (test_shows (row, "Draft: first line second"));
  test_assert_no_markup (test_find (desk->page, GTK_TYPE_LIST_VIEW, NULL));
}

/* The one that is shown stays the selected one wherever it goes; neither keys nor clicks select. */
static void
test_shown_one_is_selected (Desk *desk, gconstpointer data)
{
  BwConversation *bob = ensure (desk, "bob@example.org", "Bob");
  BwConversation *carol = ensure (desk, "carol@example.org", "Carol");
  g_autoptr (BwMessage) first = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "one");
  g_autoptr (BwMessage) second = add (desk, carol, BW_MESSAGE_STATE_RECEIVED, "two");
  g_autoptr (BwMessage) third = NULL;
  GtkListView *list = GTK_LIST_VIEW (test_find (desk->page, GTK_TYPE_LIST_VIEW, NULL));
  GtkSelectionModel *selection = gtk_list_view_get_model (list);

  g_object_set (desk->page, "shown", bob, NULL);
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  third = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "three");
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  g_assert_false (gtk_selection_model_is_selected (selection, 1));
  g_assert_false (gtk_selection_model_select_item (selection, 1, TRUE));
  g_assert_true (gtk_selection_model_is_selected (selection, 0));

  bw_chats_page_step (BW_CHATS_PAGE (desk->page), bob, 1);
  g_assert_true (desk->activated == carol);
  g_object_set (desk->page, "shown", carol, NULL);
  bw_chats_page_step (BW_CHATS_PAGE (desk->page), carol, -1);
  g_assert_true (desk->activated == bob);
}

/* One entry finds people by any part of their name or address, and messages by their words. */
static void
test_search (Desk *desk, gconstpointer data)
{
  BwConversation *bob = ensure (desk, "bob@example.org", "Bob");
  BwConversation *carol = ensure (desk, "carol@example.net", "Carol Zaffron");
  g_autoptr (BwMessage) first = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "Saffron and <rice>");
  g_autoptr (BwMessage) second = add (desk, carol, BW_MESSAGE_STATE_SENT, "nothing");
  GtkWidget *list = test_find (desk->page, GTK_TYPE_LIST_VIEW, NULL);

  type (desk, "affron");
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CONVERSATION_ROW), ==, 1);
  g_assert_nonnull (find_row (desk, "Carol Zaffron"));
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_SEARCH_HIT_ROW), ==, 0);
  g_assert_false (test_shows (desk->page, "Messages"));

  type (desk, "SAFF");
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CONVERSATION_ROW), ==, 0);
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_SEARCH_HIT_ROW), ==, 1);
  g_assert_true (test_shows (desk->page, "Messages"));
  test_assert_no_markup (test_find (desk->page, GTK_TYPE_LIST_VIEW, NULL));
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_true (desk->activated == bob);
  g_assert_cmpint (desk->message, ==, bw_message_get_id (first));

  type (desk, "example.net");
  g_assert_nonnull (find_row (desk, "Carol Zaffron"));
  type (desk, "no such thing");
  g_assert_cmpstr (test_shown_page (desk->page, "list"), ==, "not-found");
  type (desk, "");
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CONVERSATION_ROW), ==, 2);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_delete_and_undo (Desk *desk, gconstpointer data)
{
  BwConversation *bob = ensure (desk, "bob@example.org", "Bob");
  g_autoptr (BwMessage) message = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "kept");
  guint removed = 0;

  g_signal_connect_swapped (desk->page, "removed", G_CALLBACK (count_cb), &removed);
  g_assert_true (
      gtk_widget_activate_action (desk->page, "chats.delete", "x", bw_conversation_get_id (bob)));
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpstr (test_shown_page (desk->page, "list"), ==, "empty");
  test_settle ();
  test_click (GTK_WIDGET (desk->window), "_Undo");
  test_settle ();
  g_assert_nonnull (find_row (desk, "Bob"));
  g_assert_true (test_shows (desk->page, "kept"));
}

static void
test_mark_read (Desk *desk, gconstpointer data)
{
  BwConversation *bob = ensure (desk, "bob@example.org", "Bob");
  g_autoptr (BwMessage) message = add (desk, bob, BW_MESSAGE_STATE_RECEIVED, "new");

  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 1);
  g_assert_true (gtk_widget_activate_action (desk->page, "chats.mark-read", "x",
                                             bw_conversation_get_id (bob)));
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, 0);
  g_assert_true (gtk_widget_activate_action (desk->page, "chats.mark-read", "x", (gint64) 4711));
}

/* A thousand conversations make no more rows than fit on the screen, or nearly. */
static GListModel *
get_rows (Desk *desk)
{
  GtkWidget *list = test_find (desk->page, GTK_TYPE_LIST_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* They come in the frames after the first one. */
static void
test_many (Desk *desk, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *peer = g_strdup_printf ("user%u@example.org", i);

    g_assert_true (bw_store_set_draft (desk->store, ensure (desk, peer, NULL), "later", NULL));
  }
  while (g_list_model_get_n_items (get_rows (desk)) < 1000 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (desk)), ==, 1000);
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CONVERSATION_ROW), >, 5);
  g_assert_cmpuint (test_count (desk->page, BW_TYPE_CONVERSATION_ROW), <, 400);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/chats-list/" name, Desk, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("row-follows", test_row_follows);
  ADD ("shown-one-is-selected", test_shown_one_is_selected);
  ADD ("search", test_search);
  ADD ("delete-and-undo", test_delete_and_undo);
  ADD ("mark-read", test_mark_read);
  ADD ("many", test_many);

  return g_test_run ();
}
