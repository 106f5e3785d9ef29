/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of accounts in the preferences, and how one goes and comes back. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-accounts-page.h"

#include "bw-account-dialog.h"
#include "bw-account-row.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  N_PROPS,
};

struct _BwAccountsPage {
  AdwPreferencesPage parent_instance;

  GtkListBox *list;

  BwPhone *phone;
};

/* An account that was removed, for as long as it can come back. */
typedef struct {
  BwPhone *phone;
  BwAccountSettings *settings;
  gboolean was_default;
  gboolean undone;
} Removal;

G_DEFINE_FINAL_TYPE (BwAccountsPage, bw_accounts_page, ADW_TYPE_PREFERENCES_PAGE)

static GParamSpec *properties[N_PROPS];

static Removal *
removal_new (BwPhone *phone, BwAccount *account)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->phone = g_object_ref (phone);
  removal->settings = bw_account_settings_copy (bw_account_get_settings (account));
  removal->was_default = bw_account_get_is_default (account);

  return removal;
}

/* The toast is gone: without undo, the password goes as well. */
static void
removal_free (gpointer data)
{
  Removal *removal = data;

  if (!removal->undone)
    bw_phone_forget_account (removal->phone, bw_account_settings_get_id (removal->settings));
  g_clear_object (&removal->phone);
  g_clear_object (&removal->settings);
  g_free (removal);
}

static void
undo_cb (Removal *removal)
{
  g_autoptr (GError) error = NULL;
  BwAccount *account = bw_phone_add_account (removal->phone, removal->settings, NULL, &error);

  if (!account) {
    g_warning ("An account could not be brought back: %s", error->message);
    return;
  }

  removal->undone = TRUE;
  if (removal->was_default)
    bw_phone_set_default_account (removal->phone, account);
}

static AdwPreferencesWindow *
get_window (BwAccountsPage *self)
{
  return ADW_PREFERENCES_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
remove_cb (BwAccountsPage *self, BwAccountRow *row)
{
  BwAccount *account = bw_account_row_get_account (row);
  Removal *removal = removal_new (self->phone, account);
  g_autofree char *address = g_markup_escape_text (bw_account_get_address (account), -1);
  g_autofree char *title = g_strdup_printf (_ ("%s was removed"), address);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (undo_cb), removal);
  g_object_set_data_full (G_OBJECT (toast), "bw-removal", removal, removal_free);
  bw_phone_remove_account (self->phone, account);
  adw_preferences_window_add_toast (get_window (self), toast);
}

static void
edit (BwAccountsPage *self, BwAccount *account)
{
  BwAccountDialog *dialog =
      bw_account_dialog_new (GTK_WINDOW (get_window (self)), self->phone, account);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (BwAccountsPage *self)
{
  edit (self, NULL);
}

static void
edit_cb (BwAccountsPage *self, BwAccountRow *row)
{
  edit (self, bw_account_row_get_account (row));
}

static void
make_default_cb (BwAccountsPage *self, BwAccountRow *row)
{
  bw_phone_set_default_account (self->phone, bw_account_row_get_account (row));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = bw_account_row_new (item, TRUE);

  g_signal_connect_object (row, "edit", G_CALLBACK (edit_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "make-default", G_CALLBACK (make_default_cb), data,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
set_phone (BwAccountsPage *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;

  gtk_list_box_bind_model (self->list, phone ? bw_phone_get_accounts (phone) : NULL, create_row,
                           self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_accounts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_ACCOUNTS_PAGE (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_accounts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_ACCOUNTS_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_accounts_page_dispose (GObject *object)
{
  set_phone (BW_ACCOUNTS_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_ACCOUNTS_PAGE);

  G_OBJECT_CLASS (bw_accounts_page_parent_class)->dispose (object);
}

static void
bw_accounts_page_class_init (BwAccountsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_accounts_page_dispose;
  object_class->get_property = bw_accounts_page_get_property;
  object_class->set_property = bw_accounts_page_set_property;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
bw_accounts_page_init (BwAccountsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
