/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A conversation: what is typed, sent, kept as a draft, deleted, and by which account it goes. */

#include "bw-test-chats.h"

#include "bw-composer.h"

static void
left_cb (gboolean *left)
{
  *left = TRUE;
}

static void
test_delete_conversation (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GListModel *list = G_LIST_MODEL (bw_store_get_conversations (desk->store));
  gboolean left = FALSE;

  desk_receive (desk, "text", MINUTE);
  g_signal_connect_swapped (page, "left", G_CALLBACK (left_cb), &left);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_true (gtk_widget_activate_action (page, "conversation.delete", NULL));
  g_assert_true (left);
  g_assert_null (bw_conversation_page_get_conversation (BW_CONVERSATION_PAGE (page)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  test_settle ();
  test_click (GTK_WIDGET (window), "_Undo");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  test_close_page (window, page);
}

static void
type_text (GtkWidget *page, const char *text)
{
  GtkWidget *view = test_find (page, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
test_send (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GtkWidget *composer = test_find (page, BW_TYPE_COMPOSER, NULL);
  GtkWidget *button = test_find (page, GTK_TYPE_BUTTON, "Send");

  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (test_shown_page (page, "timeline"), ==, "empty");
  type_text (page, "\n  Hello <Bob>  \n\n");
  test_click (page, "Send");
  test_settle ();
  g_assert_true (bw_composer_is_empty (BW_COMPOSER (composer)));
  g_assert_true (test_sees (page, "  Hello <Bob>"));
  g_assert_true (test_gets_to_end (page));
  test_close_page (window, page);
}

static void
sent_cb (GString *sent, const char *text)
{
  g_string_append (sent, text);
}

static void
test_composer_limit (Desk *desk, gconstpointer data)
{
  GtkWidget *composer = g_object_new (BW_TYPE_COMPOSER, "limit", 100, NULL);
  GtkWindow *window = test_window (composer);
  GtkWidget *button = test_find (composer, GTK_TYPE_BUTTON, "Send");
  g_autofree char *long_text = g_strnfill (81, 'x');
  g_autoptr (GString) sent = g_string_new (NULL);

  g_signal_connect_swapped (composer, "send", G_CALLBACK (sent_cb), sent);
  bw_composer_set_text (BW_COMPOSER (composer), "ä");
  g_assert_false (gtk_widget_get_visible (test_find_class (composer, "counter")));
  bw_composer_set_text (BW_COMPOSER (composer), long_text);
  g_assert_true (test_shows (composer, "19"));
  type_text (composer, "ääääääääää");
  g_assert_true (test_shows (composer, "-1"));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (sent->str, ==, "");
  bw_composer_set_text (BW_COMPOSER (composer), " \n ");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (sent->str, ==, "");
  gtk_window_destroy (window);
}

/* What was typed is there again, with whomever one talks in between. */
static void
test_drafts (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GtkWidget *composer = test_find (page, BW_TYPE_COMPOSER, NULL);
  BwConversation *carol = desk_open_conversation (desk, "carol@example.org", "Carol");
  g_autofree char *text = NULL;

  type_text (page, "for Bob");
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), carol, 0);
  g_assert_true (bw_composer_is_empty (BW_COMPOSER (composer)));
  g_assert_cmpstr (bw_conversation_get_draft (desk->bob), ==, "for Bob");
  type_text (page, "for Carol");
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), desk->bob, 0);
  text = bw_composer_dup_text (BW_COMPOSER (composer));
  g_assert_cmpstr (text, ==, "for Bob");
  test_close_page (window, page);
  g_assert_cmpstr (bw_conversation_get_draft (carol), ==, "for Carol");
}

static void
test_draft_of_closed_window (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);

  type_text (page, "not sent");
  test_close_page (window, page);
  g_assert_cmpstr (bw_conversation_get_draft (desk->bob), ==, "not sent");
}

static void
test_typing (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GtkWidget *composer = test_find (page, BW_TYPE_COMPOSER, NULL);
  graphene_rect_t before;
  graphene_rect_t after;

  g_assert_true (gtk_widget_compute_bounds (composer, page, &before));
  bw_conversation_set_composing (desk->bob, TRUE);
  test_settle ();
  g_assert_nonnull (test_find_label (page, "Bob is typing…"));
  g_assert_true (gtk_widget_compute_bounds (composer, page, &after));
  g_assert_true (graphene_rect_equal (&before, &after));
  bw_conversation_set_composing (desk->bob, FALSE);
  g_assert_null (test_find_label (page, "Bob is typing…"));
  test_close_page (window, page);
}

/* Without its account nothing can be written; with another one it goes on. */
static void
test_account_gone (Desk *desk, gconstpointer data)
{
  BwAccount *work = desk_add_account (desk, "alice@work.example");
  GtkWidget *page;
  GtkWindow *window;

  desk_receive (desk, "text", MINUTE);
  window = test_show_page (desk, &page);
  g_assert_cmpstr (test_shown_page (page, "blocked"), ==, "composer");
  bw_account_set_enabled (desk->account, FALSE);
  g_assert_cmpstr (test_shown_page (page, "blocked"), ==, "blocked");
  bw_account_set_enabled (desk->account, TRUE);
  g_assert_cmpstr (test_shown_page (page, "blocked"), ==, "composer");
  bw_phone_remove_account (desk->phone, desk->account);
  test_settle ();
  g_assert_cmpstr (test_shown_page (page, "blocked"), ==, "blocked");
  g_assert_true (
      gtk_widget_activate_action (page, "conversation.use-account", "s", bw_account_get_id (work)));
  test_settle ();
  g_assert_cmpstr (test_shown_page (page, "blocked"), ==, "composer");
  g_assert_true (test_sees (page, "text"));
  test_close_page (window, page);
}

static void
test_one_account (Desk *desk, gconstpointer data)
{
  GtkWidget *page;
  GtkWindow *window = test_show_page (desk, &page);
  GtkWidget *from = test_find_class (page, "from-account");

  g_assert_false (gtk_widget_get_visible (from));
  desk_add_account (desk, "alice@work.example");
  g_assert_true (gtk_widget_get_visible (from));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (from)), ==,
                   "From alice@example.org");
  test_close_page (window, page);
}

/* Without a conversation nothing can be done. */
static void
test_actions (Desk *desk, gconstpointer data)
{
  GtkWidget *page = g_object_ref_sink (bw_conversation_page_new (desk->phone));
  GActionGroup *actions = bw_conversation_page_get_actions (BW_CONVERSATION_PAGE (page));
  const char *names[] = { "call", "search", "copy-address", "delete", "attach", "use-account" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (g_action_group_get_action_enabled (actions, names[i]));
  bw_conversation_page_show (BW_CONVERSATION_PAGE (page), desk->bob, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (g_action_group_get_action_enabled (actions, names[i]));
  g_assert_nonnull (bw_conversation_page_get_menu (BW_CONVERSATION_PAGE (page)));
  g_assert_finalize_object (page);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/chats/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("actions", test_actions);
  ADD ("conversation/delete", test_delete_conversation);
  ADD ("conversation/typing", test_typing);
  ADD ("conversation/account-gone", test_account_gone);
  ADD ("conversation/one-account", test_one_account);
  ADD ("composer/send", test_send);
  ADD ("composer/limit", test_composer_limit);
  ADD ("composer/drafts", test_drafts);
  ADD ("composer/closed-window", test_draft_of_closed_window);

  return g_test_run ();
}
