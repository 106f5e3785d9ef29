/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A card for each call that rings here. Calls are few: they are followed one by one.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-incoming-banner.h"

#include "bw-incoming-card.h"

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ANSWERED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwIncomingBanner {
  AdwBin parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkBox *cards;

  /* owned */
  BwPhone *phone;
  GSignalGroup *calls_signals;
  GPtrArray *followed; /* of BwCall, those that ring */
};

G_DEFINE_FINAL_TYPE (BwIncomingBanner, bw_incoming_banner, ADW_TYPE_BIN)

static void
answered_cb (BwIncomingBanner *self, BwIncomingCard *card)
{
  g_autoptr (BwCall) call = g_object_ref (bw_incoming_card_get_call (card));

  g_signal_emit (self, signals[ANSWERED], 0, call);
}

static GtkWidget *
find_card (BwIncomingBanner *self, BwCall *call)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  while (card != NULL && bw_incoming_card_get_call (BW_INCOMING_CARD (card)) != call)
    card = gtk_widget_get_next_sibling (card);

  return card;
}

static gboolean
has_several_accounts (BwIncomingBanner *self)
{
  return g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1;
}

static void
add_card (BwIncomingBanner *self, BwCall *call)
{
  GtkWidget *card = bw_incoming_card_new (self->phone, call);

  bw_incoming_card_set_account_shown (BW_INCOMING_CARD (card), has_several_accounts (self));
  g_signal_connect_object (card, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cards, card);
}

static void
sync_call (BwIncomingBanner *self, BwCall *call)
{
  gboolean rings = bw_call_get_state (call) == BW_CALL_STATE_INCOMING;
  GtkWidget *card = find_card (self, call);

  if (rings && card == NULL)
    add_card (self, call);
  else if (!rings && card != NULL)
    gtk_box_remove (self->cards, card);
  gtk_revealer_set_reveal_child (self->revealer,
                                 gtk_widget_get_first_child (GTK_WIDGET (self->cards)) != NULL);
}

static void
state_changed_cb (BwIncomingBanner *self, GParamSpec *pspec, BwCall *call)
{
  sync_call (self, call);
}

static void
follow (BwIncomingBanner *self, BwCall *call)
{
  if (g_ptr_array_find (self->followed, call, NULL))
    return;
  g_ptr_array_add (self->followed, g_object_ref (call));
  g_signal_connect_object (call, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sync_call (self, call);
}

static gboolean
is_listed (GListModel *calls, BwCall *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    if (call == wanted)
      return TRUE;
  }

  return FALSE;
}

static void
unfollow (BwIncomingBanner *self, guint i)
{
  BwCall *call = g_ptr_array_index (self->followed, i);
  GtkWidget *card = find_card (self, call);

  g_signal_handlers_disconnect_by_func (call, state_changed_cb, self);
  if (card != NULL)
    gtk_box_remove (self->cards, card);
  g_ptr_array_remove_index (self->followed, i);
}

static void
calls_changed_cb (BwIncomingBanner *self)
{
  GListModel *calls = self->phone != NULL ? bw_phone_get_calls (self->phone) : NULL;

  for (guint i = self->followed->len; i > 0; i--)
    if (calls == NULL || !is_listed (calls, g_ptr_array_index (self->followed, i - 1)))
      unfollow (self, i - 1);
  for (guint i = 0; calls != NULL && i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    follow (self, call);
  }
}

static void
bw_incoming_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwIncomingBanner *self = BW_INCOMING_BANNER (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_incoming_banner_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  BwIncomingBanner *self = BW_INCOMING_BANNER (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_incoming_banner_set_phone (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_incoming_banner_dispose (GObject *object)
{
  BwIncomingBanner *self = BW_INCOMING_BANNER (object);

  bw_incoming_banner_set_phone (self, NULL);

  G_OBJECT_CLASS (bw_incoming_banner_parent_class)->dispose (object);
}

static void
bw_incoming_banner_finalize (GObject *object)
{
  BwIncomingBanner *self = BW_INCOMING_BANNER (object);

  g_object_unref (self->calls_signals);
  g_ptr_array_unref (self->followed);

  G_OBJECT_CLASS (bw_incoming_banner_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);

  object_class->get_property = bw_incoming_banner_get_property;
  object_class->set_property = bw_incoming_banner_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_incoming_banner_class_init (BwIncomingBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_incoming_banner_dispose;
  object_class->finalize = bw_incoming_banner_finalize;
  install_properties (object_class);

  signals[ANSWERED] = g_signal_new ("answered", BW_TYPE_INCOMING_BANNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-incoming-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, BwIncomingBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingBanner, cards);
}

static void
bw_incoming_banner_init (BwIncomingBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->calls_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->calls_signals, "items-changed",
                                  G_CALLBACK (calls_changed_cb), self);
}

GtkWidget *
bw_incoming_banner_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_INCOMING_BANNER, "phone", phone, NULL);
}

void
bw_incoming_banner_set_phone (BwIncomingBanner *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->calls_signals,
                             phone != NULL ? bw_phone_get_calls (phone) : NULL);
  calls_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}
