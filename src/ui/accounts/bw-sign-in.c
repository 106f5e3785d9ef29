/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a filled-in form to a registered account; it draws nothing but the certificate dialog that
 * it opens. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sign-in.h"

#include "bw-certificate-dialog.h"
#include "bw-words.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_FORM,
  PROP_ACCOUNT,
  PROP_BUSY,
  PROP_FAILED,
  N_PROPS,
};

enum {
  DONE,
  N_SIGNALS,
};

struct _BwSignIn {
  GObject parent_instance;

  BwPhone *phone;
  BwAccountForm *form; /* borrowed: it owns the window that owns us */
  GSignalGroup *watch;

  gboolean is_new;
  gboolean busy;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (BwSignIn, bw_sign_in, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_flags (BwSignIn *self, gboolean busy, gboolean failed)
{
  if (self->busy != busy) {
    self->busy = busy;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  }
  if (self->failed != failed) {
    self->failed = failed;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
  }
}

static void
finish (BwSignIn *self)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);

  self->is_new = FALSE;
  set_flags (self, FALSE, FALSE);
  g_signal_emit (self, signals[DONE], 0, account);
}

static void
show_failure (BwSignIn *self, BwAccount *account)
{
  BwReason reason = bw_account_get_reason (account);
  gboolean has_server = bw_account_settings_get_server (bw_account_get_settings (account)) != NULL;
  BwAccountField field = bw_account_get_password_missing (account)
                             ? BW_ACCOUNT_FIELD_PASSWORD
                             : bw_account_field_for_reason (reason, has_server);

  bw_account_form_offer_certificate (self->form, bw_account_get_certificate (account) != NULL);
  bw_account_form_show_trouble (self->form, field, bw_words_reason (reason));
}

static void
judge (BwSignIn *self, BwAccount *account)
{
  switch (bw_account_get_state (account)) {
  case BW_ACCOUNT_STATE_REGISTERING:
    break;
  case BW_ACCOUNT_STATE_FAILED:
    set_flags (self, FALSE, TRUE);
    show_failure (self, account);
    break;
  case BW_ACCOUNT_STATE_DISABLED:
  case BW_ACCOUNT_STATE_REGISTERED:
    finish (self);
    break;
  }
}

static void
state_cb (BwSignIn *self, GParamSpec *pspec, BwAccount *account)
{
  if (self->busy)
    judge (self, account);
}

/* Adds the account, or changes the one that is there; NULL with an error. */
static BwAccount *
hand_over (BwSignIn *self, BwAccountSettings *settings, GError **error)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  const char *password = bw_account_form_get_password (self->form);

  if (!account) {
    self->is_new = TRUE;
    return bw_phone_add_account (self->phone, settings, password, error);
  }
  if (!bw_phone_change_account (self->phone, account, settings, password, error))
    return NULL;

  return account; /* the phone holds it */
}

static void
apply_settings (BwSignIn *self, BwAccountSettings *settings)
{
  g_autoptr (GError) error = NULL;
  BwAccount *account;

  bw_account_form_clear_trouble (self->form);
  set_flags (self, FALSE, FALSE);
  account = hand_over (self, settings, &error);
  if (!account) {
    bw_account_form_show_trouble (self->form, bw_account_field_for_error (error, settings),
                                  error->message);
    return;
  }

  bw_sign_in_set_account (self, account);
  set_flags (self, TRUE, FALSE);
  judge (self, account);
}

static void
trusted_cb (BwSignIn *self, const char *pem)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  g_autoptr (BwAccountSettings) settings = NULL;

  if (!account)
    return;

  settings = bw_account_form_dup_settings (self->form, bw_account_get_settings (account));
  g_object_set (settings, "trusted-certificate", pem, NULL);
  apply_settings (self, settings);
}

static void
certificate_cb (BwSignIn *self)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->form));
  BwCertificateDialog *dialog;

  if (!account || !bw_account_get_certificate (account))
    return;

  dialog = bw_certificate_dialog_new (GTK_WINDOW (root), bw_account_get_certificate (account),
                                      bw_account_get_address (account));
  g_signal_connect_object (dialog, "trusted", G_CALLBACK (trusted_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_form (BwSignIn *self, BwAccountForm *form)
{
  if (!g_set_weak_pointer (&self->form, form))
    return;

  if (form) {
    g_signal_connect_object (form, "submitted", G_CALLBACK (bw_sign_in_apply), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (form, "certificate-requested", G_CALLBACK (certificate_cb), self,
                             G_CONNECT_SWAPPED);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORM]);
}

static void
bw_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwSignIn *self = BW_SIGN_IN (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_FORM:
    g_value_set_object (value, self->form);
    break;
  case PROP_ACCOUNT:
    g_value_take_object (value, g_signal_group_dup_target (self->watch));
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_FAILED:
    g_value_set_boolean (value, self->failed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_sign_in_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwSignIn *self = BW_SIGN_IN (object);

  switch (id) {
  case PROP_PHONE:
    if (g_set_object (&self->phone, g_value_get_object (value)))
      g_object_notify_by_pspec (object, pspec);
    break;
  case PROP_FORM:
    set_form (self, g_value_get_object (value));
    break;
  case PROP_ACCOUNT:
    bw_sign_in_set_account (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_sign_in_dispose (GObject *object)
{
  BwSignIn *self = BW_SIGN_IN (object);

  g_clear_weak_pointer (&self->form);
  g_clear_object (&self->phone);
  g_signal_group_set_target (self->watch, NULL);

  G_OBJECT_CLASS (bw_sign_in_parent_class)->dispose (object);
}

static void
bw_sign_in_finalize (GObject *object)
{
  g_clear_object (&BW_SIGN_IN (object)->watch);

  G_OBJECT_CLASS (bw_sign_in_parent_class)->finalize (object);
}

static void
bw_sign_in_class_init (BwSignInClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_sign_in_dispose;
  object_class->finalize = bw_sign_in_finalize;
  object_class->get_property = bw_sign_in_get_property;
  object_class->set_property = bw_sign_in_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, writable);
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, BW_TYPE_ACCOUNT_FORM, writable);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, writable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[DONE] = g_signal_new ("done", BW_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, BW_TYPE_ACCOUNT);
}

static void
bw_sign_in_init (BwSignIn *self)
{
  self->watch = g_signal_group_new (BW_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (state_cb), self);
}

void
bw_sign_in_apply (BwSignIn *self)
{
  g_autoptr (BwAccount) account = NULL;
  g_autoptr (BwAccountSettings) settings = NULL;

  g_return_if_fail (BW_IS_SIGN_IN (self));

  if (self->busy || !bw_account_form_get_complete (self->form))
    return;

  account = g_signal_group_dup_target (self->watch);
  settings =
      bw_account_form_dup_settings (self->form, account ? bw_account_get_settings (account) : NULL);
  apply_settings (self, settings);
}

void
bw_sign_in_keep (BwSignIn *self)
{
  g_return_if_fail (BW_IS_SIGN_IN (self));

  finish (self);
}

void
bw_sign_in_give_up (BwSignIn *self)
{
  g_autoptr (BwAccount) account = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (BW_IS_SIGN_IN (self));

  set_flags (self, FALSE, FALSE);
  account = g_signal_group_dup_target (self->watch);
  if (!account || !self->is_new)
    return;

  bw_sign_in_set_account (self, NULL);
  self->is_new = FALSE;
  id = g_strdup (bw_account_get_id (account));
  bw_phone_remove_account (self->phone, account);
  bw_phone_forget_account (self->phone, id);
}

void
bw_sign_in_set_account (BwSignIn *self, BwAccount *account)
{
  g_autoptr (BwAccount) old = NULL;

  g_return_if_fail (BW_IS_SIGN_IN (self));

  old = g_signal_group_dup_target (self->watch);
  if (old == account)
    return;

  g_signal_group_set_target (self->watch, account);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

void
bw_sign_in_show_state (BwSignIn *self)
{
  g_autoptr (BwAccount) account = NULL;

  g_return_if_fail (BW_IS_SIGN_IN (self));

  account = g_signal_group_dup_target (self->watch);
  if (account && bw_account_get_state (account) == BW_ACCOUNT_STATE_FAILED)
    show_failure (self, account);
}
