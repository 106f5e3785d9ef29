/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions before a call that another program wants, and before a call is ended by quitting. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-questions.h"

#include "bw-toasts.h"

#include <glib/gi18n.h>

typedef struct {
  BwPhone *phone;
  char *address;
} DialQuestion;

static void
dial_question_free (gpointer data)
{
  DialQuestion *question = data;

  g_clear_object (&question->phone);
  g_free (question->address);
  g_free (question);
}

static void
dial_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  DialQuestion *question = data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  g_autoptr (GError) error = NULL;

  if (!bw_phone_dial (question->phone, NULL, question->address, FALSE, &error))
    bw_toasts_say_error (gtk_window_get_child (parent), error);
}

static void
refuse (GtkWindow *parent, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("This cannot be called"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
present_dial (GtkWindow *parent, DialQuestion *question, const char *label, BwAccount *account)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *heading = g_strdup_printf (_ ("Call %s?"), label);
  g_autofree char *body =
      g_strdup_printf (_ ("The call would be made with %s."), bw_account_get_address (account));

  adw_message_dialog_set_heading (message, heading);
  adw_message_dialog_set_body (message, body);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "call", _ ("C_all"), NULL);
  adw_message_dialog_set_response_appearance (message, "call", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "call");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "bw-question", question, dial_question_free);
  g_signal_connect (dialog, "response::call", G_CALLBACK (dial_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
bw_ask_to_dial (GtkWindow *parent, BwPhone *phone, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *label = NULL;
  BwAccount *account;
  DialQuestion *question;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (BW_IS_PHONE (phone));

  account = bw_phone_get_default_account (phone);
  if (!account)
    g_set_error (&error, BW_ERROR, BW_ERROR_NO_ACCOUNT, _ ("Sign in with an account first."));
  else
    address = bw_address_parse (text, bw_account_get_domain (account), &error);
  if (!address) {
    refuse (parent, error);
    return;
  }

  question = g_new0 (DialQuestion, 1);
  question->phone = g_object_ref (phone);
  question->address = g_strdup (text);
  label = bw_address_to_label (address, bw_account_get_domain (account));
  present_dial (parent, question, label, account);
}

void
bw_ask_to_quit (GtkWindow *parent, GCallback callback, gpointer data)
{
  GtkWidget *dialog =
      adw_message_dialog_new (parent, _ ("A call is going on"), _ ("Quitting Bellwire hangs up."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (message, "keep", _ ("_Keep"), "quit", _ ("_End Call and Quit"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "quit", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "keep");
  adw_message_dialog_set_close_response (message, "keep");
  g_signal_connect_object (dialog, "response::quit", callback, data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
