/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The light of an account: a style class for its state; the drawing is left to style.css. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-light.h"

#include "bw-words.h"

enum {
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS,
};

struct _BwAccountLight {
  AdwBin parent_instance;

  GSignalGroup *watch;
};

G_DEFINE_FINAL_TYPE (BwAccountLight, bw_account_light, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static const char *
state_class (BwAccountState state)
{
  switch (state) {
  case BW_ACCOUNT_STATE_DISABLED:
    return "disabled";
  case BW_ACCOUNT_STATE_REGISTERING:
    return "registering";
  case BW_ACCOUNT_STATE_REGISTERED:
    return "registered";
  case BW_ACCOUNT_STATE_FAILED:
    return "failed";
  }

  g_return_val_if_reached ("disabled");
}

static void
update_cb (BwAccountLight *self)
{
  g_autoptr (BwAccount) account = g_signal_group_dup_target (self->watch);
  BwAccountState state = account ? bw_account_get_state (account) : BW_ACCOUNT_STATE_DISABLED;
  const char *classes[] = { "account-light", state_class (state), NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), bw_words_account_state (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bw_words_account_state (state), -1);
}

static void
bw_account_light_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwAccountLight *self = BW_ACCOUNT_LIGHT (object);

  switch (id) {
  case PROP_ACCOUNT:
    g_value_take_object (value, g_signal_group_dup_target (self->watch));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_light_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwAccountLight *self = BW_ACCOUNT_LIGHT (object);

  switch (id) {
  case PROP_ACCOUNT:
    bw_account_light_set_account (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_light_dispose (GObject *object)
{
  g_clear_object (&BW_ACCOUNT_LIGHT (object)->watch);

  G_OBJECT_CLASS (bw_account_light_parent_class)->dispose (object);
}

static void
bw_account_light_class_init (BwAccountLightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_account_light_dispose;
  object_class->get_property = bw_account_light_get_property;
  object_class->set_property = bw_account_light_set_property;

  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bw_account_light_init (BwAccountLight *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  self->watch = g_signal_group_new (BW_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (update_cb), self);
  update_cb (self);
}

void
bw_account_light_set_account (BwAccountLight *self, BwAccount *account)
{
  g_autoptr (BwAccount) old = NULL;

  g_return_if_fail (BW_IS_ACCOUNT_LIGHT (self));
  g_return_if_fail (!account || BW_IS_ACCOUNT (account));

  old = g_signal_group_dup_target (self->watch);
  if (old == account)
    return;

  g_signal_group_set_target (self->watch, account);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}
