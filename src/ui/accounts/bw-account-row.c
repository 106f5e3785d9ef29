/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line about an account; what its menu asks for is done by who holds the list. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-account-row.h"

#include "bw-account-light.h"
#include "bw-words.h"

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_MANAGE,
  N_PROPS,
};

enum {
  EDIT,
  REMOVE,
  MAKE_DEFAULT,
  N_SIGNALS,
};

struct _BwAccountRow {
  AdwActionRow parent_instance;

  GtkWidget *default_mark;
  GtkWidget *retry;
  GtkSwitch *enabled;
  GtkWidget *menu;

  BwAccount *account;
  gboolean manage;
};

G_DEFINE_FINAL_TYPE (BwAccountRow, bw_account_row, ADW_TYPE_ACTION_ROW)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_cb (BwAccountRow *self)
{
  g_autofree char *words = bw_words_account (self->account);
  gboolean failed = bw_account_get_state (self->account) == BW_ACCOUNT_STATE_FAILED;
  gboolean is_default = bw_account_get_is_default (self->account);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 bw_account_get_address (self->account));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_visible (self->retry, failed);
  gtk_widget_set_visible (self->default_mark, self->manage && is_default);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.retry",
                                 bw_account_get_enabled (self->account));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.make-default", !is_default);
}

static void
emit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, name + strlen ("row."));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bw_account_refresh (BW_ACCOUNT_ROW (widget)->account);
}

static void
bw_account_row_activate (AdwActionRow *row)
{
  if (BW_ACCOUNT_ROW (row)->manage)
    g_signal_emit (row, signals[EDIT], 0);
}

static void
bw_account_row_constructed (GObject *object)
{
  BwAccountRow *self = BW_ACCOUNT_ROW (object);

  G_OBJECT_CLASS (bw_account_row_parent_class)->constructed (object);

  gtk_widget_set_visible (GTK_WIDGET (self->enabled), self->manage);
  gtk_widget_set_visible (self->menu, self->manage);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), self->manage);
  if (self->manage)
    g_object_bind_property (self->account, "enabled", self->enabled, "active",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->account, "notify", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
bw_account_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwAccountRow *self = BW_ACCOUNT_ROW (object);

  switch (id) {
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  case PROP_MANAGE:
    g_value_set_boolean (value, self->manage);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwAccountRow *self = BW_ACCOUNT_ROW (object);

  switch (id) {
  case PROP_ACCOUNT:
    self->account = g_value_dup_object (value);
    break;
  case PROP_MANAGE:
    self->manage = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_ACCOUNT_ROW);

  G_OBJECT_CLASS (bw_account_row_parent_class)->dispose (object);
}

static void
bw_account_row_finalize (GObject *object)
{
  g_clear_object (&BW_ACCOUNT_ROW (object)->account);

  G_OBJECT_CLASS (bw_account_row_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.edit", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "row.make-default", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "row.retry", NULL, retry_action);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, BW_TYPE_ACCOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bw_account_row_class_init (BwAccountRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bw_account_row_constructed;
  object_class->dispose = bw_account_row_dispose;
  object_class->finalize = bw_account_row_finalize;
  object_class->get_property = bw_account_row_get_property;
  object_class->set_property = bw_account_row_set_property;
  ADW_ACTION_ROW_CLASS (klass)->activate = bw_account_row_activate;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, flags);
  properties[PROP_MANAGE] = g_param_spec_boolean ("manage", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDIT] = new_signal ("edit");
  signals[REMOVE] = new_signal ("remove");
  signals[MAKE_DEFAULT] = new_signal ("make-default");

  g_type_ensure (BW_TYPE_ACCOUNT_LIGHT);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAccountRow, default_mark);
  gtk_widget_class_bind_template_child (widget_class, BwAccountRow, retry);
  gtk_widget_class_bind_template_child (widget_class, BwAccountRow, enabled);
  gtk_widget_class_bind_template_child (widget_class, BwAccountRow, menu);
}

static void
bw_account_row_init (BwAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_account_row_new (BwAccount *account, gboolean manage)
{
  g_return_val_if_fail (BW_IS_ACCOUNT (account), NULL);

  return g_object_new (BW_TYPE_ACCOUNT_ROW, "account", account, "manage", manage, NULL);
}

BwAccount *
bw_account_row_get_account (BwAccountRow *self)
{
  g_return_val_if_fail (BW_IS_ACCOUNT_ROW (self), NULL);

  return self->account;
}
