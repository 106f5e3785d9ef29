/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks at the phone for what lasts and says the weightiest thing of it; mends nothing itself. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-status-strip.h"

#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  PROP_NOTICE,
  N_PROPS,
};

/* What the button does about it. */
typedef enum {
  REMEDY_NONE,
  REMEDY_FIX,
  REMEDY_RETRY,
  REMEDY_DISMISS,
} Remedy;

typedef struct {
  char *text;
  gboolean is_error;
  Remedy remedy;
  BwAccount *account;
} Trouble;

struct _BwStatusStrip {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  BwPhone *phone;
  GListModel *accounts; /* of the phone, watched */
  char *notice;
  Trouble trouble;
  gboolean passwords_dismissed;
};

G_DEFINE_FINAL_TYPE (BwStatusStrip, bw_status_strip, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static void
trouble_clear (Trouble *trouble)
{
  g_clear_pointer (&trouble->text, g_free);
  g_clear_object (&trouble->account);
  trouble->remedy = REMEDY_NONE;
  trouble->is_error = FALSE;
}

/* What a person can mend in the account; the rest may pass by itself. */
static gboolean
is_fixable (BwAccount *account)
{
  switch ((int) bw_account_get_reason (account)) {
  case BW_REASON_WRONG_PASSWORD:
  case BW_REASON_FORBIDDEN:
  case BW_REASON_NOT_FOUND:
  case BW_REASON_UNKNOWN_HOST:
  case BW_REASON_CERTIFICATE:
  case BW_REASON_INTERVAL_TOO_BRIEF:
  case BW_REASON_NOT_SUPPORTED:
    return TRUE;
  default:
    return bw_account_get_password_missing (account);
  }
}

static gboolean
find_network (BwStatusStrip *self, Trouble *trouble)
{
  gboolean available;

  g_object_get (self->phone, "network-available", &available, NULL);
  if (available)
    return FALSE;

  trouble->text = g_strdup (_ ("No network. Calls work again as soon as it is back."));

  return TRUE;
}

/* One account alone needs no name. */
static char *
dup_account_trouble (BwStatusStrip *self, BwAccount *account)
{
  const char *reason = bw_words_reason (bw_account_get_reason (account));

  if (g_list_model_get_n_items (self->accounts) == 1)
    return g_strdup (reason);

  /* Translators: an account and why it cannot be reached, "alice@example.org: Wrong password." */
  return g_strdup_printf (_ ("%s: %s"), bw_account_get_address (account), reason);
}

static gboolean
find_failed_account (BwStatusStrip *self, Trouble *trouble)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (bw_account_get_state (account) != BW_ACCOUNT_STATE_FAILED)
      continue;

    trouble->text = dup_account_trouble (self, account);
    trouble->is_error = TRUE;
    trouble->remedy = is_fixable (account) ? REMEDY_FIX : REMEDY_RETRY;
    trouble->account = g_steal_pointer (&account);
    return TRUE;
  }

  return FALSE;
}

static gboolean
find_notice (BwStatusStrip *self, Trouble *trouble)
{
  if (!self->notice)
    return FALSE;

  trouble->text = g_strdup (self->notice);
  trouble->is_error = TRUE;
  trouble->remedy = REMEDY_DISMISS;

  return TRUE;
}

static gboolean
find_unkept_password (BwStatusStrip *self, Trouble *trouble)
{
  for (guint i = 0; !self->passwords_dismissed && i < g_list_model_get_n_items (self->accounts);
       i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (bw_account_get_password_kept (account))
      continue;

    trouble->text =
        g_strdup_printf (_ ("No keyring keeps the password of %s: Bellwire has it for this run "
                            "only. Install or unlock a keyring to keep it."),
                         bw_account_get_address (account));
    trouble->remedy = REMEDY_DISMISS;
    return TRUE;
  }

  return FALSE;
}

static const char *
remedy_label (Remedy remedy)
{
  switch (remedy) {
  case REMEDY_FIX:
    return _ ("_Fix…");
  case REMEDY_RETRY:
    return _ ("_Try Again");
  case REMEDY_DISMISS:
    return _ ("_Dismiss");
  case REMEDY_NONE:
    return "";
  }

  g_return_val_if_reached ("");
}

static void
show_trouble (BwStatusStrip *self)
{
  const Trouble *trouble = &self->trouble;

  gtk_revealer_set_reveal_child (self->revealer, trouble->text != NULL);
  if (!trouble->text)
    return;

  gtk_label_set_label (self->label, trouble->text);
  gtk_image_set_from_icon_name (self->icon, trouble->is_error ? "dialog-warning-symbolic"
                                                              : "dialog-information-symbolic");
  gtk_button_set_label (self->button, remedy_label (trouble->remedy));
  gtk_widget_set_visible (GTK_WIDGET (self->button), trouble->remedy != REMEDY_NONE);
  if (trouble->is_error)
    gtk_widget_add_css_class (self->box, "error");
  else
    gtk_widget_remove_css_class (self->box, "error");
}

static void
update_cb (BwStatusStrip *self)
{
  trouble_clear (&self->trouble);
  if (self->phone && !find_network (self, &self->trouble) &&
      !find_failed_account (self, &self->trouble) && !find_notice (self, &self->trouble))
    find_unkept_password (self, &self->trouble);
  show_trouble (self);
}

static void
dismiss (BwStatusStrip *self)
{
  if (self->notice)
    g_object_set (self, "notice", NULL, NULL);
  else
    self->passwords_dismissed = TRUE;
  update_cb (self);
}

static void
clicked_cb (BwStatusStrip *self)
{
  switch (self->trouble.remedy) {
  case REMEDY_FIX:
    gtk_widget_activate_action (GTK_WIDGET (self), "app.edit-account", "s",
                                bw_account_get_id (self->trouble.account));
    break;
  case REMEDY_RETRY:
    bw_account_refresh (self->trouble.account);
    break;
  case REMEDY_DISMISS:
    dismiss (self);
    break;
  case REMEDY_NONE:
    break;
  }
}

static void
items_changed_cb (BwStatusStrip *self,
                  guint position,
                  guint removed,
                  guint added,
                  GListModel *accounts)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    g_signal_connect_object (account, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  }
  update_cb (self);
}

static void
set_phone (BwStatusStrip *self, BwPhone *phone)
{
  gpointer accounts = phone ? bw_phone_get_accounts (phone) : NULL;

  if (self->phone == phone)
    return;

  if (self->phone) {
    g_signal_handlers_disconnect_by_data (self->phone, self);
    g_signal_handlers_disconnect_by_data (self->accounts, self);
  }
  g_set_object (&self->phone, phone);
  g_set_object (&self->accounts, accounts);
  if (phone) {
    g_signal_connect_object (phone, "notify::network-available", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (items_changed_cb), self,
                             G_CONNECT_SWAPPED);
    items_changed_cb (self, 0, 0, g_list_model_get_n_items (self->accounts), self->accounts);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_notice (BwStatusStrip *self, const char *notice)
{
  if (g_strcmp0 (self->notice, notice) == 0)
    return;

  g_free (self->notice);
  self->notice = g_strdup (notice);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
bw_status_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwStatusStrip *self = BW_STATUS_STRIP (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_NOTICE:
    g_value_set_string (value, self->notice);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_status_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwStatusStrip *self = BW_STATUS_STRIP (object);

  switch (id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_NOTICE:
    set_notice (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_status_strip_dispose (GObject *object)
{
  BwStatusStrip *self = BW_STATUS_STRIP (object);

  trouble_clear (&self->trouble);
  g_clear_object (&self->phone);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (bw_status_strip_parent_class)->dispose (object);
}

static void
bw_status_strip_finalize (GObject *object)
{
  g_free (BW_STATUS_STRIP (object)->notice);

  G_OBJECT_CLASS (bw_status_strip_parent_class)->finalize (object);
}

static void
bw_status_strip_class_init (BwStatusStripClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_status_strip_dispose;
  object_class->finalize = bw_status_strip_finalize;
  object_class->get_property = bw_status_strip_get_property;
  object_class->set_property = bw_status_strip_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/window/bw-status-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BwStatusStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, BwStatusStrip, box);
  gtk_widget_class_bind_template_child (widget_class, BwStatusStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, BwStatusStrip, label);
  gtk_widget_class_bind_template_child (widget_class, BwStatusStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
bw_status_strip_init (BwStatusStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
