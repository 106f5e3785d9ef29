/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the keyring to the mailbox, by a person's press and no sooner. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-pin-bar.h"

#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPinBar {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkWidget *send_button;
  GtkMenuButton *edit_button;
  GtkEditable *entry;
  GtkWidget *remember_button;
  GtkWidget *forget_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;
  GCancellable *cancellable; /* of what is asked for this call */
};

G_DEFINE_FINAL_TYPE (BwPinBar, bw_pin_bar, ADW_TYPE_BIN)

static const char *
get_account_id (BwPinBar *self)
{
  return bw_account_get_id (bw_call_get_account (self->call));
}

static BwSecrets *
get_secrets (BwPinBar *self)
{
  return bw_phone_get_secrets (self->phone);
}

/* Whether there is one is shown; which one it is, is forgotten at once. */
static void
show_known (BwPinBar *self, gboolean known)
{
  gtk_widget_set_visible (self->send_button, known);
  gtk_widget_set_visible (self->forget_button, known);
  gtk_menu_button_set_label (self->edit_button, known ? _ ("_Change PIN…") : _ ("_Remember PIN…"));
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
wipe (char *pin)
{
  if (pin)
    memset (pin, 0, strlen (pin));
  g_free (pin);
}

static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *pin = bw_secrets_lookup_pin_finish (BW_SECRETS (source), result, &error);

  if (!is_cancelled (error))
    show_known (user_data, pin && *pin);
  wipe (pin);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *pin = bw_secrets_lookup_pin_finish (BW_SECRETS (source), result, &error);
  BwPinBar *self = user_data;

  if (is_cancelled (error))
    return;
  if (pin)
    bw_call_send_dtmf (self->call, pin, &error);
  wipe (pin);
  if (error)
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean stored = bw_secrets_store_pin_finish (BW_SECRETS (source), result, &error);

  if (is_cancelled (error))
    return;
  show_known (user_data, stored);
  if (!stored)
    bw_toasts_say_error (user_data, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean cleared = bw_secrets_clear_pin_finish (BW_SECRETS (source), result, &error);

  if (is_cancelled (error))
    return;
  show_known (user_data, !cleared);
  if (!cleared)
    bw_toasts_say_error (user_data, error);
}

static void
send_cb (BwPinBar *self)
{
  bw_secrets_lookup_pin_async (get_secrets (self), get_account_id (self), self->cancellable,
                               looked_up_cb, self);
}

static gboolean
is_pin (const char *text)
{
  return text[0] != '\0' && strspn (text, "0123456789*#") == strlen (text);
}

static void
changed_cb (BwPinBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  gboolean wrong = text[0] != '\0' && !is_pin (text);

  gtk_widget_set_sensitive (self->remember_button, is_pin (text));
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
remember_cb (BwPinBar *self)
{
  BwAccount *account = bw_call_get_account (self->call);
  /* Translators: what the keyring shows for it; %s is the address of an account */
  g_autofree char *label =
      g_strdup_printf (_ ("PIN of the mailbox of %s"), bw_account_get_address (account));
  g_autofree char *pin = g_strdup (gtk_editable_get_text (self->entry));

  if (!is_pin (pin))
    return;
  gtk_editable_set_text (self->entry, "");
  gtk_menu_button_popdown (self->edit_button);
  bw_secrets_store_pin_async (get_secrets (self), get_account_id (self), label, pin,
                              self->cancellable, stored_cb, self);
}

static void
forget_cb (BwPinBar *self)
{
  gtk_menu_button_popdown (self->edit_button);
  bw_secrets_clear_pin_async (get_secrets (self), get_account_id (self), self->cancellable,
                              cleared_cb, self);
}

static void
update_cb (BwPinBar *self)
{
  gtk_widget_set_visible (self->box, self->phone && self->call && bw_call_is_live (self->call) &&
                                         bw_call_is_to_mailbox (self->call));
}

static void
stop_asking (BwPinBar *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
set_call (BwPinBar *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  g_signal_group_set_target (self->call_signals, call);
  show_known (self, FALSE);
  update_cb (self);
  if (self->phone && call && bw_call_is_to_mailbox (call))
    bw_secrets_lookup_pin_async (get_secrets (self), get_account_id (self), self->cancellable,
                                 known_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static void
set_phone (BwPinBar *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_pin_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPinBar *self = BW_PIN_BAR (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_pin_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_PIN_BAR (object), g_value_get_object (value));
    break;
  case PROP_CALL:
    set_call (BW_PIN_BAR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_pin_bar_dispose (GObject *object)
{
  BwPinBar *self = BW_PIN_BAR (object);

  stop_asking (self);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_pin_bar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/voicemail/bw-pin-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, box);
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, send_button);
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, edit_button);
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, entry);
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, remember_button);
  gtk_widget_class_bind_template_child (widget_class, BwPinBar, forget_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, remember_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
bw_pin_bar_class_init (BwPinBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = bw_pin_bar_dispose;
  object_class->get_property = bw_pin_bar_get_property;
  object_class->set_property = bw_pin_bar_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_pin_bar_init (BwPinBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::state", G_CALLBACK (update_cb),
                                  self);
  show_known (self, FALSE);
}

gboolean
bw_call_is_to_mailbox (BwCall *call)
{
  BwAccount *account = bw_call_get_account (call);
  const char *number = account ? bw_mailbox_get_address (bw_account_get_mailbox (account)) : NULL;
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *key = NULL;

  if (!number || bw_call_get_direction (call) != BW_DIRECTION_OUTGOING)
    return FALSE;
  address = bw_address_parse (number, bw_account_get_domain (account), NULL);
  key = address ? bw_address_to_key (address) : NULL;

  return g_strcmp0 (key, bw_call_get_peer (call)) == 0;
}
