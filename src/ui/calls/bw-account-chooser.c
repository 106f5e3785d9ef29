/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which account a call or message goes out by. A choice holds until the default account changes or
 * the chosen one goes.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-chooser.h"

enum { PROP_0, PROP_PHONE, PROP_ACCOUNT, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwAccountChooser {
  AdwBin parent_instance;

  /* template widgets */
  GtkDropDown *drop_down;
  GtkFilterListModel *enabled;

  /* owned */
  BwPhone *phone;
  GSignalGroup *phone_signals;
};

G_DEFINE_FINAL_TYPE (BwAccountChooser, bw_account_chooser, ADW_TYPE_BIN)

static void
choose_default_cb (BwAccountChooser *self)
{
  GListModel *model = G_LIST_MODEL (self->enabled);
  BwAccount *wanted = self->phone != NULL ? bw_phone_get_default_account (self->phone) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (model, i);

    if (account == wanted)
      gtk_drop_down_set_selected (self->drop_down, i);
  }
}

static void
enabled_changed_cb (BwAccountChooser *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->drop_down),
                          g_list_model_get_n_items (G_LIST_MODEL (self->enabled)) > 1);
}

static void
selected_cb (BwAccountChooser *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
bw_account_chooser_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwAccountChooser *self = BW_ACCOUNT_CHOOSER (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_ACCOUNT:
    g_value_set_object (value, bw_account_chooser_get_account (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_account_chooser_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  BwAccountChooser *self = BW_ACCOUNT_CHOOSER (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_account_chooser_set_phone (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_account_chooser_dispose (GObject *object)
{
  BwAccountChooser *self = BW_ACCOUNT_CHOOSER (object);

  g_clear_object (&self->phone_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_account_chooser_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, read);

  object_class->get_property = bw_account_chooser_get_property;
  object_class->set_property = bw_account_chooser_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_account_chooser_class_init (BwAccountChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_account_chooser_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_ACCOUNT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-account-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountChooser, drop_down);
  gtk_widget_class_bind_template_child (widget_class, BwAccountChooser, enabled);
  gtk_widget_class_bind_template_callback (widget_class, enabled_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
bw_account_chooser_init (BwAccountChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::default-account",
                                  G_CALLBACK (choose_default_cb), self);
}

void
bw_account_chooser_set_phone (BwAccountChooser *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  gtk_filter_list_model_set_model (self->enabled,
                                   phone != NULL ? bw_phone_get_accounts (phone) : NULL);
  g_signal_group_set_target (self->phone_signals, phone);
  choose_default_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

BwAccount *
bw_account_chooser_get_account (BwAccountChooser *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->drop_down)))
    return NULL;

  return gtk_drop_down_get_selected_item (self->drop_down);
}
