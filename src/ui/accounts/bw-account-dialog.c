/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window around the account form; the work is BwSignIn's. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-dialog.h"

#include "bw-sign-in.h"

#include <glib/gi18n.h>

struct _BwAccountDialog {
  AdwWindow parent_instance;

  GtkButton *apply_button;
  BwAccountForm *form;
  BwSignIn *sign_in;
};

G_DEFINE_FINAL_TYPE (BwAccountDialog, bw_account_dialog, ADW_TYPE_WINDOW)

static void
update_cb (BwAccountDialog *self)
{
  gboolean busy;

  g_object_get (self->sign_in, "busy", &busy, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button),
                            !busy && bw_account_form_get_complete (self->form));
}

static gboolean
bw_account_dialog_close_request (GtkWindow *window)
{
  bw_sign_in_give_up (BW_ACCOUNT_DIALOG (window)->sign_in);

  return GTK_WINDOW_CLASS (bw_account_dialog_parent_class)->close_request (window);
}

static void
bw_account_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_ACCOUNT_DIALOG);

  G_OBJECT_CLASS (bw_account_dialog_parent_class)->dispose (object);
}

static void
bw_account_dialog_class_init (BwAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_account_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bw_account_dialog_close_request;

  g_type_ensure (BW_TYPE_ACCOUNT_FORM);
  g_type_ensure (BW_TYPE_SIGN_IN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, BwAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, BwAccountDialog, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, bw_sign_in_apply);
  gtk_widget_class_bind_template_callback (widget_class, bw_sign_in_keep);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_destroy);
}

static void
bw_account_dialog_init (BwAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

BwAccountDialog *
bw_account_dialog_new (GtkWindow *parent, BwPhone *phone, BwAccount *account)
{
  BwAccountDialog *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);
  g_object_set (self->sign_in, "phone", phone, NULL);
  if (account) {
    gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Account"));
    gtk_button_set_label (self->apply_button, _ ("_Save"));
    bw_account_form_load (self->form, bw_account_get_settings (account));
    bw_sign_in_set_account (self->sign_in, account);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  bw_sign_in_show_state (self->sign_in);

  return self;
}
