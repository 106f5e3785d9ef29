/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The mailboxes: what is said of what waits, how it is listened to, and where the PIN goes. With
 * BW_PICTURES=FOLDER it leaves a picture of what it has come to. */

#include "bw-test-chats.h"
#include "bw-test-people.h"
#include "bw-test-phones.h"

#include "bw-call-page.h"
#include "bw-dial-pad.h"
#include "bw-mailbox-card.h"
#include "bw-mailbox-private.h"
#include "bw-mailbox-words.h"
#include "bw-sidebar.h"
#include "bw-voicemail-page.h"

static void
tell (BwAccount *account, const char *lines)
{
  g_autoptr (GBytes) body = g_bytes_new (lines, strlen (lines));

  g_assert_true (bw_mailbox_take (bw_account_get_mailbox (account), body));
  test_settle ();
}

static void
change (BwPhone *phone, BwAccount *account, const char *property, const char *value)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (account));
  g_autoptr (GError) error = NULL;

  g_object_set (settings, property, value, NULL);
  bw_phone_change_account (phone, account, settings, NULL, &error);
  g_assert_no_error (error);
  test_settle ();
}

/* What a server says, and what a person reads. */
static void
test_words (Desk *desk, gconstpointer data)
{
  const struct {
    const char *body;
    const char *headline;
    const char *old;
    const char *others;
  } table[] = {
    { "Messages-Waiting: no\r\n", "No new voice messages", NULL, NULL },
    { "Messages-Waiting: yes\r\n", "New voice messages", NULL, NULL },
    { "Messages-Waiting: yes\r\nVoice-Message: 1/0\r\n", "1 new voice message", NULL, NULL },
    { "Messages-Waiting: yes\r\nVoice-Message: 2/8 (1/2)\r\n", "2 new voice messages, 1 urgent",
      "8 old, 2 urgent", NULL },
    { "Messages-Waiting: no\r\nVoice-Message: 0/3\r\n", "No new voice messages", "3 old", NULL },
    { "Messages-Waiting: yes\r\nFax-Message: 1/2\r\n", "No new voice messages", NULL,
      "Faxes: 1 new, 2 old" },
    { "Messages-Waiting: yes\r\nVoice-Message: 4/0\r\nFax-Message: 0/1\r\nText-Message: 3/0\r\n",
      "4 new voice messages", NULL, "Faxes: 1 old\nText messages: 3 new" },
  };
  BwAccount *account = desk->account;
  BwMailbox *mailbox = bw_account_get_mailbox (account);
  g_autofree char *unknown = bw_mailbox_dup_headline (mailbox);

  g_assert_cmpstr (unknown, ==, "Nothing is known yet");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *headline = NULL;
    g_autofree char *old = NULL;
    g_autofree char *others = NULL;

    tell (account, table[i].body);
    headline = bw_mailbox_dup_headline (mailbox);
    old = bw_mailbox_dup_old (mailbox);
    others = bw_mailbox_dup_others (mailbox);
    g_assert_cmpstr (headline, ==, table[i].headline);
    g_assert_cmpstr (old, ==, table[i].old);
    g_assert_cmpstr (others, ==, table[i].others);
  }
}

static gboolean
is_shown (GtkWidget *root, const char *button)
{
  GtkWidget *found = test_find (root, GTK_TYPE_BUTTON, button);

  return found && gtk_widget_get_mapped (found);
}

/* Counts hold, and then they do not: since when is said, and the way to ask again is there. */
static void
test_doubt (Desk *desk, gconstpointer data)
{
  BwAccount *account = desk->account;
  GtkWidget *card = bw_mailbox_card_new (desk->phone, account);
  GtkWindow *window = test_window (card);
  GtkWidget *label = gtk_widget_get_first_child (test_find_class (card, "doubt"));

  g_assert_true (test_shows (card, "Nothing is known yet"));
  g_assert_true (is_shown (card, "_Try Again"));
  tell (account, "Messages-Waiting: yes\r\nVoice-Message: 2/8 (1/0)\r\n");
  g_assert_true (test_shows (card, "2 new voice messages, 1 urgent"));
  g_assert_true (test_shows (card, "8 old"));
  g_assert_false (is_shown (card, "_Try Again"));
  g_assert_true (gtk_widget_has_css_class (card, "new"));

  bw_account_set_enabled (account, FALSE);
  test_settle ();
  g_assert_true (test_shows (card, "2 new voice messages, 1 urgent"));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (label)), "As of "));
  g_assert_true (
      g_str_has_suffix (gtk_label_get_label (GTK_LABEL (label)), "The account is switched off."));
  g_assert_true (gtk_widget_has_css_class (card, "unconfirmed"));
  g_assert_false (is_shown (card, "_Try Again")); /* there is nobody to ask */
  test_picture (window, "mailbox-doubt");
  gtk_window_destroy (window);
}

/* Where nobody says which number to call, the card offers to set one instead of a dead button. */
static void
test_number (Desk *desk, gconstpointer data)
{
  BwAccount *account = desk->account;
  GtkWidget *card = bw_mailbox_card_new (desk->phone, account);
  GtkWindow *window = test_window (card);

  tell (account, "Messages-Waiting: yes\r\nVoice-Message: 1/0\r\n");
  g_assert_true (is_shown (card, "_Set Number…"));
  g_assert_false (is_shown (card, "Call the Mailbox"));
  test_picture (window, "mailbox-no-number");
  tell (account, "Messages-Waiting: yes\r\nMessage-Account: sip:vm@example.org\r\n");
  g_assert_false (is_shown (card, "_Set Number…"));
  g_assert_true (is_shown (card, "Call the Mailbox"));
  change (desk->phone, account, "mailbox", "*97");
  g_assert_cmpstr (bw_mailbox_get_address (bw_account_get_mailbox (account)), ==, "*97");
  test_assert_no_markup (test_find_class (card, "mailbox"));
  gtk_window_destroy (window);
}

static guint
count_new (GtkWidget *page)
{
  guint n_new;

  g_object_get (page, "n-new", &n_new, NULL);

  return n_new;
}

/* From "no mailbox" to several, and the number of the badge. */
static void
test_page (Desk *desk, gconstpointer data)
{
  GtkWidget *page =
      g_object_ref_sink (g_object_new (BW_TYPE_VOICEMAIL_PAGE, "phone", desk->phone, NULL));
  BwAccount *alice = desk->account;
  BwAccount *office = desk_add_account (desk, "a.rather.long.name.of.a.person@office.example.com");
  GtkWindow *window = test_window (page);

  g_assert_cmpstr (test_shown_page (page, "list"), ==, "empty");
  test_picture (window, "voicemail-empty");
  tell (alice, "Messages-Waiting: yes\r\nMessage-Account: sip:vm@example.org\r\n"
               "Voice-Message: 2/8 (1/0)\r\n");
  g_assert_cmpstr (test_shown_page (page, "list"), ==, "list");
  g_assert_cmpuint (test_count (page, BW_TYPE_MAILBOX_CARD), ==, 1);
  g_assert_cmpuint (count_new (page), ==, 2);
  change (desk->phone, office, "mailbox", "*97");
  g_assert_cmpuint (test_count (page, BW_TYPE_MAILBOX_CARD), ==, 2);
  tell (office, "Messages-Waiting: yes\r\nVoice-Message: 0/3\r\nFax-Message: 1/2\r\n");
  g_assert_cmpuint (count_new (page), ==, 3);
  test_picture (window, "voicemail");
  tell (alice, "Messages-Waiting: no\r\nVoice-Message: 0/10\r\n");
  g_assert_cmpuint (count_new (page), ==, 1);
  gtk_window_destroy (window);
  g_assert_finalize_object (page);
}

static AdwViewStackPage *
voicemail_tab (GtkWidget *sidebar)
{
  AdwViewStack *lists = ADW_VIEW_STACK (test_find (sidebar, ADW_TYPE_VIEW_STACK, NULL));

  return adw_view_stack_get_page (lists, adw_view_stack_get_child_by_name (lists, "voicemail"));
}

/* No tab without a mailbox, but who asks for the list by its key is told what to do. */
static void
test_tab (Desk *desk, gconstpointer data)
{
  BwSidebar *sidebar =
      g_object_ref_sink (g_object_new (BW_TYPE_SIDEBAR, "phone", desk->phone, NULL));
  BwAccount *account = desk->account;
  AdwViewStackPage *tab = voicemail_tab (GTK_WIDGET (sidebar));
  GtkWindow *window = test_window (GTK_WIDGET (sidebar));

  g_assert_false (adw_view_stack_page_get_visible (tab));
  bw_sidebar_show_list (sidebar, "voicemail");
  g_assert_true (adw_view_stack_page_get_visible (tab));
  test_settle ();
  g_assert_true (test_shows (GTK_WIDGET (sidebar), "No Mailbox"));
  bw_sidebar_show_list (sidebar, "chats");
  g_assert_false (adw_view_stack_page_get_visible (tab));

  tell (account, "Messages-Waiting: yes\r\nVoice-Message: 2/0\r\n");
  g_assert_true (adw_view_stack_page_get_visible (tab));
  g_assert_cmpuint (adw_view_stack_page_get_badge_number (tab), ==, 2);
  g_assert_true (adw_view_stack_page_get_needs_attention (tab));
  tell (account, "Messages-Waiting: no\r\nVoice-Message: 0/2\r\n");
  g_assert_cmpuint (adw_view_stack_page_get_badge_number (tab), ==, 0);
  g_assert_false (adw_view_stack_page_get_needs_attention (tab));
  gtk_window_destroy (window);
  g_assert_finalize_object (sidebar);
}

typedef struct {
  TestPhone *alice;
  TestPhone *mailbox;
  GtkWidget *page;
  GtkWindow *window;
} Call;

static void
call_set_up (Call *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->alice = test_phone_new ("alice", 1000);
  self->mailbox = test_phone_new ("mailbox", 400);
  uri = test_phone_uri (self->mailbox);
  change (self->alice->phone, self->alice->account, "mailbox", uri);
  tell (self->alice->account, "Messages-Waiting: yes\r\nVoice-Message: 2/0\r\n");
  self->page = bw_call_page_new (self->alice->phone);
  self->window = test_window (self->page);
}

static void
call_tear_down (Call *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  test_phone_free (self->alice);
  test_phone_free (self->mailbox);
}

static BwCall *
dial_mailbox (Call *self)
{
  GtkWidget *card = bw_mailbox_card_new (self->alice->phone, self->alice->account);
  GtkWindow *window = test_window (card);
  BwCall *there;

  test_click (card, "Call the Mailbox");
  gtk_window_destroy (window);
  there = test_phone_call (self->mailbox, 0);
  g_assert_true (bw_call_answer (there, FALSE, NULL));
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  test_wait_state (test_phone_call (self->alice, 0), BW_CALL_STATE_ACTIVE);
  test_settle ();

  return there;
}

static void
remember (Call *self, const char *pin)
{
  GtkWidget *entry = test_find (self->page, GTK_TYPE_PASSWORD_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), pin);
  g_signal_emit_by_name (entry, "activate");
}

/* Listen dials, the pad is open, a PIN that is none is refused, and a real one is sent on demand,
 * and only then. */
static void
test_listen (Call *self, gconstpointer data)
{
  BwCall *there = dial_mailbox (self);

  g_assert_cmpuint (test_count (self->page, BW_TYPE_DIAL_PAD), ==, 1);
  g_assert_false (is_shown (self->page, "_Send PIN"));
  remember (self, "12a4");
  test_settle ();
  g_assert_false (is_shown (self->page, "_Send PIN"));
  remember (self, "4711#");
  test_wait (is_shown (self->page, "Types the mailbox PIN that is kept in the keyring"));
  g_assert_cmpstr (bw_call_get_received_digits (there), ==, "");
  test_picture (self->window, "listen");
  test_click (self->page, "_Send PIN");
  test_wait (g_strcmp0 (bw_call_get_received_digits (there), "4711#") == 0);

  g_assert_true (bw_call_hang_up (there, NULL));
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (self->alice->phone)) == 0);
  dial_mailbox (self); /* it is remembered, until it is to be forgotten */
  test_wait (is_shown (self->page, "Types the mailbox PIN that is kept in the keyring"));
  test_click (self->page, "_Forget PIN");
  test_wait (!is_shown (self->page, "Types the mailbox PIN that is kept in the keyring"));
}

/* A call to anybody else has no pad open, and no word of a PIN. */
static void
test_other_call (Call *self, gconstpointer data)
{
  BwCall *out, *in;

  change (self->alice->phone, self->alice->account, "mailbox", "*97");
  test_connect (self->alice, self->mailbox, &out, &in);
  test_settle ();
  g_assert_cmpuint (test_count (self->page, BW_TYPE_DIAL_PAD), ==, 0);
  g_assert_false (is_shown (self->page, "_Send PIN"));
  g_assert_cmpuint (test_count (self->page, GTK_TYPE_PASSWORD_ENTRY), ==, 0);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/voicemail/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("words", test_words);
  ADD ("doubt", test_doubt);
  ADD ("number", test_number);
  ADD ("page", test_page);
  ADD ("tab", test_tab);
  g_test_add ("/ui/voicemail/listen", Call, NULL, call_set_up, test_listen, call_tear_down);
  g_test_add ("/ui/voicemail/other-call", Call, NULL, call_set_up, test_other_call, call_tear_down);

  return g_test_run ();
}
