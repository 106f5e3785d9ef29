/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The corner of the window that says who one is, and how others see that. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-button.h"

#include "bw-account-light.h"
#include "bw-account-row.h"
#include "bw-directory.h"
#include "bw-person-avatar.h"
#include "bw-presence-light.h"
#include "bw-status-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  N_PROPS,
};

struct _BwAccountButton {
  AdwBin parent_instance;

  GtkMenuButton *button;
  BwPersonAvatar *avatar;
  BwAccountLight *account_light;
  BwPresenceLight *light;
  GtkListBox *list;

  BwPhone *phone;
  GSignalGroup *watch; /* the default account */
  GSignalGroup *presence_signals;
  GSignalGroup *directory_signals;
};

G_DEFINE_FINAL_TYPE (BwAccountButton, bw_account_button, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static const char *
account_name (BwAccount *account)
{
  const char *name = bw_account_settings_get_display_name (bw_account_get_settings (account));

  return name && *name ? name : bw_account_get_address (account);
}

/* Nobody sees the status of an account that is not registered: then that is what is shown. */
static gboolean
show_light (BwAccountButton *self, BwAccount *account)
{
  gboolean seen = account && bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED;

  gtk_widget_set_visible (GTK_WIDGET (self->light), seen);
  gtk_widget_set_visible (GTK_WIDGET (self->account_light), account && !seen);
  if (self->phone)
    bw_presence_light_set_presence (self->light,
                                    bw_my_presence_get_shown (bw_phone_get_presence (self->phone)));

  return seen;
}

static char *
make_words (BwAccountButton *self, BwAccount *account, gboolean seen)
{
  BwMyPresence *presence = seen ? bw_phone_get_presence (self->phone) : NULL;
  const char *note = presence ? bw_my_presence_get_note (presence) : NULL;
  const char *status = presence ? bw_words_presence (bw_my_presence_get_shown (presence)) : NULL;

  if (!presence)
    return account ? bw_words_account (account) : NULL;
  if (!note)
    return g_strdup (status);

  /* Translators: a status and the note beside it: “Away: back at 15:00” */
  return g_strdup_printf (_ ("%s: %s"), status, note);
}

static void
update_cb (BwAccountButton *self)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  const char *address = account ? bw_account_get_address (account) : _ ("Accounts");
  gboolean seen = show_light (self, account);
  g_autofree char *words = make_words (self, account, seen);
  g_autofree char *tooltip = g_strjoin ("\n", address, words, NULL);
  g_autofree char *label = g_strjoin (", ", address, words, NULL);

  g_object_set (self->avatar, "name", account ? account_name (account) : NULL, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* One's own picture is that of the person who has one's own address. */
static void
picture_cb (BwAccountButton *self)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *key = NULL;
  BwPerson *person = NULL;

  if (account)
    address = bw_address_parse (bw_account_get_address (account), NULL, NULL);
  if (address && self->phone) {
    key = bw_address_to_key (address);
    person = bw_directory_find (bw_phone_get_directory (self->phone), key);
  }
  g_object_set (self->avatar, "phone", self->phone, "person", person, NULL);
}

static void
default_cb (BwAccountButton *self)
{
  BwAccount *account = self->phone ? bw_phone_get_default_account (self->phone) : NULL;

  g_signal_group_set_target (self->watch, account);
  bw_account_light_set_account (self->account_light, account);
  update_cb (self);
  picture_cb (self);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return bw_account_row_new (item, FALSE);
}

static void
set_phone (BwAccountButton *self, BwPhone *phone)
{
  if (self->phone == phone)
    return;

  if (self->phone)
    g_signal_handlers_disconnect_by_data (self->phone, self);
  g_set_object (&self->phone, phone);
  g_signal_group_set_target (self->presence_signals, phone ? bw_phone_get_presence (phone) : NULL);
  g_signal_group_set_target (self->directory_signals,
                             phone ? bw_phone_get_directory (phone) : NULL);
  gtk_list_box_bind_model (self->list, phone ? bw_phone_get_accounts (phone) : NULL, create_row,
                           NULL, NULL);
  if (phone)
    g_signal_connect_object (phone, "notify::default-account", G_CALLBACK (default_cb), self,
                             G_CONNECT_SWAPPED);
  default_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_account_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_ACCOUNT_BUTTON (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_ACCOUNT_BUTTON (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_button_dispose (GObject *object)
{
  BwAccountButton *self = BW_ACCOUNT_BUTTON (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->presence_signals);
  g_clear_object (&self->directory_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_account_button_parent_class)->dispose (object);
}

static void
bw_account_button_class_init (BwAccountButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_account_button_dispose;
  object_class->get_property = bw_account_button_get_property;
  object_class->set_property = bw_account_button_set_property;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BW_TYPE_ACCOUNT_LIGHT);
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  g_type_ensure (BW_TYPE_PRESENCE_LIGHT);
  g_type_ensure (BW_TYPE_STATUS_MENU);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/window/bw-account-button.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountButton, button);
  gtk_widget_class_bind_template_child (widget_class, BwAccountButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwAccountButton, account_light);
  gtk_widget_class_bind_template_child (widget_class, BwAccountButton, light);
  gtk_widget_class_bind_template_child (widget_class, BwAccountButton, list);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
bw_account_button_init (BwAccountButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->watch = g_signal_group_new (BW_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->watch, "notify", G_CALLBACK (update_cb), self);
  self->presence_signals = g_signal_group_new (BW_TYPE_MY_PRESENCE);
  g_signal_group_connect_swapped (self->presence_signals, "notify", G_CALLBACK (update_cb), self);
  self->directory_signals = g_signal_group_new (BW_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->directory_signals, "changed", G_CALLBACK (picture_cb),
                                  self);
}

void
bw_account_button_popup (BwAccountButton *self)
{
  g_return_if_fail (BW_IS_ACCOUNT_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
