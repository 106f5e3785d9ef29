/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The mailbox of an account. Counts that may be stale are never shown as if they were not. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-mailbox-card.h"

#include "bw-mailbox-words.h"
#include "bw-mailboxes.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_ACCOUNT, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwMailboxCard {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *address;
  GtkLabel *headline;
  GtkLabel *old;
  GtkLabel *others;
  GtkWidget *doubt;
  GtkLabel *doubt_label;
  GtkWidget *again_button;
  GtkWidget *listen_button;
  GtkWidget *no_number;

  /* owned */
  BwPhone *phone;
  BwAccount *account;
};

G_DEFINE_FINAL_TYPE (BwMailboxCard, bw_mailbox_card, ADW_TYPE_BIN)

static void
show_line (GtkLabel *label, char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

static void
set_class (gpointer widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
update_cb (BwMailboxCard *self)
{
  BwMailbox *mailbox = bw_account_get_mailbox (self->account);
  const char *number = bw_mailbox_get_address (mailbox);
  gboolean on = bw_account_get_enabled (self->account);
  gboolean any_new = bw_mailbox_count_new (mailbox) > 0;
  char *doubt = bw_mailbox_dup_doubt (mailbox, on);

  gtk_label_set_label (self->address, bw_account_get_address (self->account));
  show_line (self->headline, bw_mailbox_dup_headline (mailbox));
  show_line (self->old, bw_mailbox_dup_old (mailbox));
  show_line (self->others, bw_mailbox_dup_others (mailbox));
  gtk_widget_set_visible (self->doubt, doubt != NULL);
  set_class (self, "unconfirmed", doubt != NULL);
  set_class (self, "new", any_new);
  show_line (self->doubt_label, doubt);
  gtk_widget_set_visible (self->again_button, on);
  set_class (self->listen_button, "suggested-action", any_new);
  gtk_widget_set_visible (self->listen_button, number != NULL);
  gtk_widget_set_sensitive (self->listen_button, on);
  gtk_widget_set_visible (self->no_number, number == NULL);
}

static void
listen_cb (BwMailboxCard *self)
{
  const char *number = bw_mailbox_get_address (bw_account_get_mailbox (self->account));
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (self->phone, self->account, number, FALSE, &error);

  if (call)
    g_signal_emit (self, signals[DIALLED], 0, call);
  else
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
again_cb (BwMailboxCard *self)
{
  bw_account_refresh (self->account);
  bw_mailbox_refresh (bw_account_get_mailbox (self->account));
}

static void
edit_cb (BwMailboxCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-account", "s",
                              bw_account_get_id (self->account));
}

static void
bw_mailbox_card_constructed (GObject *object)
{
  BwMailboxCard *self = BW_MAILBOX_CARD (object);

  G_OBJECT_CLASS (bw_mailbox_card_parent_class)->constructed (object);

  g_signal_connect_object (bw_account_get_mailbox (self->account), "notify", G_CALLBACK (update_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
bw_mailbox_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMailboxCard *self = BW_MAILBOX_CARD (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_mailbox_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwMailboxCard *self = BW_MAILBOX_CARD (object);

  switch (id) {
  case PROP_PHONE:
    self->phone = g_value_dup_object (value);
    break;
  case PROP_ACCOUNT:
    self->account = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_mailbox_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_MAILBOX_CARD);

  G_OBJECT_CLASS (bw_mailbox_card_parent_class)->dispose (object);
}

static void
bw_mailbox_card_finalize (GObject *object)
{
  BwMailboxCard *self = BW_MAILBOX_CARD (object);

  g_clear_object (&self->account);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_mailbox_card_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bw_mailbox_card_get_property;
  object_class->set_property = bw_mailbox_card_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_mailbox_card_class_init (BwMailboxCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bw_mailbox_card_constructed;
  object_class->dispose = bw_mailbox_card_dispose;
  object_class->finalize = bw_mailbox_card_finalize;
  install_properties (object_class);

  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_MAILBOX_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/voicemail/bw-mailbox-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, address);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, headline);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, old);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, others);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, doubt);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, again_button);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, listen_button);
  gtk_widget_class_bind_template_child (widget_class, BwMailboxCard, no_number);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, listen_cb);
}

static void
bw_mailbox_card_init (BwMailboxCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_mailbox_card_new (BwPhone *phone, BwAccount *account)
{
  return g_object_new (BW_TYPE_MAILBOX_CARD, "phone", phone, "account", account, NULL);
}
