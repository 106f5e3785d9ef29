/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of an account, and the way from a thing that went wrong to its field; knows no phone.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-form.h"

#include "bw-address.h"
#include "bw-door.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum {
  SUBMITTED,
  CERTIFICATE_REQUESTED,
  N_SIGNALS,
};

struct _BwAccountForm {
  AdwBin parent_instance;

  GtkEditable *address;
  GtkLabel *address_text;
  GtkEditable *password;
  GtkLabel *password_text;
  AdwExpanderRow *more;
  AdwExpanderRow *people;
  GtkEditable *display_name;
  GtkEditable *auth_user;
  GtkEditable *server;
  GtkLabel *server_text;
  GtkWidget *certificate_button;
  AdwComboRow *transport;
  GtkSpinButton *expires;
  GtkLabel *expires_text;
  AdwComboRow *encryption;
  GtkWidget *require_row;
  GtkSwitch *require;
  AdwComboRow *dtmf;
  GtkEditable *door_digits;
  GtkLabel *door_digits_text;
  GtkEditable *file_server;
  GtkLabel *file_server_text;
  GtkEditable *mailbox;
  GtkLabel *mailbox_text;
  GtkSwitch *publish;
  GtkSwitch *dialogs;
  GtkEditable *resource_list;
  GtkLabel *resource_list_text;
  GtkEditable *pick_up_code;
  GtkLabel *pick_up_code_text;

  gboolean complete;
};

G_DEFINE_FINAL_TYPE (BwAccountForm, bw_account_form, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GtkWidget *
field_widget (BwAccountForm *self, BwAccountField field)
{
  switch (field) {
  case BW_ACCOUNT_FIELD_ADDRESS:
    return GTK_WIDGET (self->address);
  case BW_ACCOUNT_FIELD_PASSWORD:
    return GTK_WIDGET (self->password);
  case BW_ACCOUNT_FIELD_SERVER:
    return GTK_WIDGET (self->server);
  case BW_ACCOUNT_FIELD_EXPIRES:
    return GTK_WIDGET (self->expires);
  case BW_ACCOUNT_FIELD_FILE_SERVER:
    return GTK_WIDGET (self->file_server);
  case BW_ACCOUNT_FIELD_MAILBOX:
    return GTK_WIDGET (self->mailbox);
  case BW_ACCOUNT_FIELD_RESOURCE_LIST:
    return GTK_WIDGET (self->resource_list);
  case BW_ACCOUNT_FIELD_PICK_UP_CODE:
    return GTK_WIDGET (self->pick_up_code);
  case BW_ACCOUNT_FIELD_DOOR_DIGITS:
    return GTK_WIDGET (self->door_digits);
  }

  g_return_val_if_reached (NULL);
}

static GtkLabel *
field_text (BwAccountForm *self, BwAccountField field)
{
  switch (field) {
  case BW_ACCOUNT_FIELD_ADDRESS:
    return self->address_text;
  case BW_ACCOUNT_FIELD_PASSWORD:
    return self->password_text;
  case BW_ACCOUNT_FIELD_SERVER:
    return self->server_text;
  case BW_ACCOUNT_FIELD_EXPIRES:
    return self->expires_text;
  case BW_ACCOUNT_FIELD_FILE_SERVER:
    return self->file_server_text;
  case BW_ACCOUNT_FIELD_MAILBOX:
    return self->mailbox_text;
  case BW_ACCOUNT_FIELD_RESOURCE_LIST:
    return self->resource_list_text;
  case BW_ACCOUNT_FIELD_PICK_UP_CODE:
    return self->pick_up_code_text;
  case BW_ACCOUNT_FIELD_DOOR_DIGITS:
    return self->door_digits_text;
  }

  g_return_val_if_reached (NULL);
}

static GtkWidget *
field_note (BwAccountForm *self, BwAccountField field)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (field_text (self, field)), ADW_TYPE_PREFERENCES_ROW);
}

static void
set_trouble (BwAccountForm *self, BwAccountField field, const char *text)
{
  GtkWidget *widget = field_widget (self, field);

  gtk_label_set_label (field_text (self, field), text ? text : "");
  gtk_widget_set_visible (field_note (self, field), text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               text ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (text)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

/* The text of an entry without the white space around it; NULL where nothing is left. */
static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text ? g_steal_pointer (&text) : NULL;
}

static void
set_text (GtkEditable *editable, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (editable), text ? text : "") != 0)
    gtk_editable_set_text (editable, text ? text : "");
}

static void
changed_cb (BwAccountForm *self)
{
  g_autofree char *address = dup_text (self->address);
  gboolean complete = address != NULL;

  if (self->complete == complete)
    return;

  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
submitted_cb (BwAccountForm *self)
{
  g_signal_emit (self, signals[SUBMITTED], 0);
}

static void
certificate_clicked_cb (BwAccountForm *self)
{
  g_signal_emit (self, signals[CERTIFICATE_REQUESTED], 0);
}

static void
encryption_cb (BwAccountForm *self)
{
  gtk_widget_set_sensitive (self->require_row,
                            adw_combo_row_get_selected (self->encryption) != BW_ENCRYPTION_NONE);
}

static gboolean
bw_account_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BW_ACCOUNT_FORM (widget)->address));
}

static void
bw_account_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwAccountForm *self = BW_ACCOUNT_FORM (object);

  switch (id) {
  case PROP_COMPLETE:
    g_value_set_boolean (value, self->complete);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_ACCOUNT_FORM);

  G_OBJECT_CLASS (bw_account_form_parent_class)->dispose (object);
}

static void
bind_people (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, people);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, mailbox);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, mailbox_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, publish);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, dialogs);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, resource_list);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, resource_list_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, pick_up_code);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, pick_up_code_text);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, address);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, address_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, password);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, password_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, more);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, display_name);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, auth_user);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, server);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, server_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, certificate_button);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, transport);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, expires);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, expires_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, encryption);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, require_row);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, require);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, dtmf);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, door_digits);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, door_digits_text);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, file_server);
  gtk_widget_class_bind_template_child (widget_class, BwAccountForm, file_server_text);
  bind_people (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, certificate_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, encryption_cb);
}

static void
bw_account_form_class_init (BwAccountFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_account_form_dispose;
  object_class->get_property = bw_account_form_get_property;
  widget_class->grab_focus = bw_account_form_grab_focus;

  properties[PROP_COMPLETE] =
      g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SUBMITTED] = g_signal_new ("submitted", BW_TYPE_ACCOUNT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[CERTIFICATE_REQUESTED] =
      g_signal_new ("certificate-requested", BW_TYPE_ACCOUNT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
}

static void
bw_account_form_init (BwAccountForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_account_form_clear (self); /* what a new account has unless it is said otherwise */
}

BwAccountField
bw_account_field_for_reason (BwReason reason, gboolean has_server)
{
  switch (reason) {
  case BW_REASON_WRONG_PASSWORD:
  case BW_REASON_FORBIDDEN:
    return BW_ACCOUNT_FIELD_PASSWORD;
  case BW_REASON_INTERVAL_TOO_BRIEF:
    return BW_ACCOUNT_FIELD_EXPIRES;
  case BW_REASON_CERTIFICATE:
    return BW_ACCOUNT_FIELD_SERVER;
  case BW_REASON_UNKNOWN_HOST:
  case BW_REASON_REFUSED:
  case BW_REASON_TIMEOUT:
  case BW_REASON_NETWORK:
  case BW_REASON_SERVER_ERROR:
  case BW_REASON_SERVER_BUSY:
  case BW_REASON_NOT_SUPPORTED:
  case BW_REASON_MOVED:
    return has_server ? BW_ACCOUNT_FIELD_SERVER : BW_ACCOUNT_FIELD_ADDRESS;
  case BW_REASON_NONE:
  case BW_REASON_NOT_FOUND:
  case BW_REASON_GONE:
  case BW_REASON_UNAVAILABLE:
  case BW_REASON_BUSY:
  case BW_REASON_DECLINED:
  case BW_REASON_NO_ANSWER:
  case BW_REASON_CANCELLED:
  case BW_REASON_ANSWERED_ELSEWHERE:
  case BW_REASON_NOT_ACCEPTABLE:
  case BW_REASON_ENCRYPTION_REQUIRED:
  case BW_REASON_BAD_REQUEST:
  case BW_REASON_MEDIA_LOST:
  case BW_REASON_SIGNED_OUT:
  case BW_REASON_INTERRUPTED:
  case BW_REASON_TOO_LARGE:
  case BW_REASON_UNSUPPORTED_TYPE:
  case BW_REASON_UPLOAD:
    return BW_ACCOUNT_FIELD_ADDRESS;
  }

  return BW_ACCOUNT_FIELD_ADDRESS;
}

/* Two of the settings are addresses: it is the one that is none. */
static BwAccountField
field_for_address (BwAccountSettings *settings)
{
  const char *mailbox = bw_account_settings_get_mailbox (settings);
  g_autofree char *domain = bw_account_settings_dup_domain (settings);
  g_autoptr (BwAddress) address = mailbox ? bw_address_parse (mailbox, domain, NULL) : NULL;

  return mailbox && !address ? BW_ACCOUNT_FIELD_MAILBOX : BW_ACCOUNT_FIELD_RESOURCE_LIST;
}

/* So are two of them digits. */
static BwAccountField
field_for_digits (BwAccountSettings *settings)
{
  const char *text = bw_account_settings_get_door_digits (settings);
  g_autofree char *digits = NULL;

  return bw_door_clean_digits (text, &digits, NULL) ? BW_ACCOUNT_FIELD_PICK_UP_CODE
                                                    : BW_ACCOUNT_FIELD_DOOR_DIGITS;
}

BwAccountField
bw_account_field_for_error (const GError *error, BwAccountSettings *settings)
{
  if (g_error_matches (error, BW_ERROR, BW_ERROR_SERVER))
    return BW_ACCOUNT_FIELD_SERVER;
  if (g_error_matches (error, BW_ERROR, BW_ERROR_EXPIRES))
    return BW_ACCOUNT_FIELD_EXPIRES;
  if (g_error_matches (error, BW_ERROR, BW_ERROR_FILE_SERVER))
    return BW_ACCOUNT_FIELD_FILE_SERVER;
  if (g_error_matches (error, BW_ERROR, BW_ERROR_DTMF))
    return field_for_digits (settings);
  if (g_error_matches (error, BW_ERROR, BW_ERROR_ADDRESS))
    return field_for_address (settings);

  return BW_ACCOUNT_FIELD_ADDRESS;
}

static void
load_people (BwAccountForm *self, BwAccountSettings *settings)
{
  set_text (self->mailbox, bw_account_settings_get_mailbox (settings));
  gtk_switch_set_active (self->publish, bw_account_settings_get_presence_publish (settings));
  gtk_switch_set_active (self->dialogs, bw_account_settings_get_watch_dialogs (settings));
  set_text (self->resource_list, bw_account_settings_get_resource_list (settings));
  set_text (self->pick_up_code, bw_account_settings_get_pick_up_code (settings));
}

void
bw_account_form_load (BwAccountForm *self, BwAccountSettings *settings)
{
  g_autofree char *auth_user = NULL;

  g_return_if_fail (BW_IS_ACCOUNT_FORM (self));

  g_object_get (settings, "auth-user", &auth_user, NULL);
  set_text (self->address, bw_account_settings_get_address (settings));
  set_text (self->password, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 bw_account_settings_get_address (settings)
                                     ? _ ("New password, if it has changed")
                                     : _ ("Password"));
  set_text (self->display_name, bw_account_settings_get_display_name (settings));
  set_text (self->auth_user, auth_user);
  set_text (self->server, bw_account_settings_get_server (settings));
  adw_combo_row_set_selected (self->transport, bw_account_settings_get_transport (settings));
  gtk_spin_button_set_value (self->expires, bw_account_settings_get_expires (settings));
  adw_combo_row_set_selected (self->encryption,
                              bw_account_settings_get_media_encryption (settings));
  gtk_switch_set_active (self->require, bw_account_settings_get_require_encryption (settings));
  adw_combo_row_set_selected (self->dtmf, bw_account_settings_get_dtmf_method (settings));
  set_text (self->door_digits, bw_account_settings_get_door_digits (settings));
  set_text (self->file_server, bw_account_settings_get_file_server (settings));
  load_people (self, settings);
}

static void
save_people (BwAccountForm *self, BwAccountSettings *settings)
{
  g_autofree char *mailbox = dup_text (self->mailbox);
  g_autofree char *resource_list = dup_text (self->resource_list);
  g_autofree char *pick_up_code = dup_text (self->pick_up_code);

  g_object_set (settings, "mailbox", mailbox, "presence-publish",
                gtk_switch_get_active (self->publish), "watch-dialogs",
                gtk_switch_get_active (self->dialogs), "resource-list", resource_list,
                "pick-up-code", pick_up_code, NULL);
}

BwAccountSettings *
bw_account_form_dup_settings (BwAccountForm *self, BwAccountSettings *base)
{
  BwAccountSettings *settings;
  g_autofree char *address = NULL;
  g_autofree char *display_name = NULL;
  g_autofree char *auth_user = NULL;
  g_autofree char *server = NULL;
  g_autofree char *door_digits = NULL;
  g_autofree char *file_server = NULL;
  guint encryption;

  g_return_val_if_fail (BW_IS_ACCOUNT_FORM (self), NULL);

  settings = base ? bw_account_settings_copy (base) : bw_account_settings_new ();
  address = dup_text (self->address);
  display_name = dup_text (self->display_name);
  auth_user = dup_text (self->auth_user);
  server = dup_text (self->server);
  door_digits = dup_text (self->door_digits);
  file_server = dup_text (self->file_server);
  encryption = adw_combo_row_get_selected (self->encryption);

  g_object_set (settings, "address", address, "display-name", display_name, "auth-user", auth_user,
                "server", server, "transport", adw_combo_row_get_selected (self->transport),
                "expires", (guint) gtk_spin_button_get_value_as_int (self->expires),
                "media-encryption", encryption, "require-encryption",
                encryption != BW_ENCRYPTION_NONE && gtk_switch_get_active (self->require),
                "dtmf-method", adw_combo_row_get_selected (self->dtmf), "door-digits", door_digits,
                "file-server", file_server, NULL);
  save_people (self, settings);

  return settings;
}

const char *
bw_account_form_get_password (BwAccountForm *self)
{
  const char *password;

  g_return_val_if_fail (BW_IS_ACCOUNT_FORM (self), NULL);

  password = gtk_editable_get_text (self->password);

  return *password ? password : NULL;
}

void
bw_account_form_show_trouble (BwAccountForm *self, BwAccountField field, const char *text)
{
  GtkWidget *fold;

  g_return_if_fail (BW_IS_ACCOUNT_FORM (self));

  fold = gtk_widget_get_ancestor (field_widget (self, field), ADW_TYPE_EXPANDER_ROW);
  if (fold)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
  set_trouble (self, field, text);
  gtk_widget_grab_focus (field_widget (self, field));
}

void
bw_account_form_offer_certificate (BwAccountForm *self, gboolean offer)
{
  g_return_if_fail (BW_IS_ACCOUNT_FORM (self));

  gtk_widget_set_visible (self->certificate_button, offer);
}

void
bw_account_form_clear_trouble (BwAccountForm *self)
{
  g_return_if_fail (BW_IS_ACCOUNT_FORM (self));

  for (BwAccountField field = BW_ACCOUNT_FIELD_ADDRESS; field <= BW_ACCOUNT_FIELD_DOOR_DIGITS;
       field++)
    set_trouble (self, field, NULL);
  bw_account_form_offer_certificate (self, FALSE);
}

void
bw_account_form_clear (BwAccountForm *self)
{
  g_autoptr (BwAccountSettings) defaults = bw_account_settings_new ();

  g_return_if_fail (BW_IS_ACCOUNT_FORM (self));

  bw_account_form_clear_trouble (self);
  bw_account_form_load (self, defaults);
  adw_expander_row_set_expanded (self->more, FALSE);
  adw_expander_row_set_expanded (self->people, FALSE);
}

gboolean
bw_account_form_get_complete (BwAccountForm *self)
{
  g_return_val_if_fail (BW_IS_ACCOUNT_FORM (self), FALSE);

  return self->complete;
}
