/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Another live call beside the current one. The engine holds the others when one is taken or
 * resumed; this only asks for it.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-tile.h"

#include "bw-peer-avatar.h"
#include "bw-toasts.h"
#include "bw-words.h"

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwCallTile {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *status;
  GtkWidget *swap_button;
  GtkWidget *hold_button;
  GtkWidget *hang_up_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwCallTile, bw_call_tile, ADW_TYPE_BIN)

static void
update_cb (BwCallTile *self)
{
  BwCallState state = bw_call_get_state (self->call);
  g_autofree char *words = bw_words_call (self->call);

  gtk_label_set_label (self->status, words);
  gtk_widget_set_visible (self->swap_button, state == BW_CALL_STATE_HELD);
  gtk_widget_set_visible (self->hold_button,
                          state == BW_CALL_STATE_ACTIVE || state == BW_CALL_STATE_HELD_BY_PEER);
  gtk_widget_set_sensitive (self->hang_up_button, bw_call_is_live (self->call));
}

static void
report (BwCallTile *self, const GError *error)
{
  if (error != NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
swap_cb (BwCallTile *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_resume (self->call, &error);
  report (self, error);
}

static void
hold_cb (BwCallTile *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_hold (self->call, &error);
  report (self, error);
}

static void
hang_up_cb (BwCallTile *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_hang_up (self->call, &error);
  report (self, error);
}

static void
set_phone (BwCallTile *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_call (BwCallTile *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  if (call != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static void
bw_call_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallTile *self = BW_CALL_TILE (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwCallTile *self = BW_CALL_TILE (object);

  switch (prop_id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_tile_dispose (GObject *object)
{
  BwCallTile *self = BW_CALL_TILE (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_tile_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_call_tile_get_property;
  object_class->set_property = bw_call_tile_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallTile, peer);
  gtk_widget_class_bind_template_child (widget_class, BwCallTile, status);
  gtk_widget_class_bind_template_child (widget_class, BwCallTile, swap_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallTile, hold_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallTile, hang_up_button);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, hang_up_cb);
}

static void
bw_call_tile_class_init (BwCallTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_tile_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  bind_template (widget_class);
}

static void
bw_call_tile_init (BwCallTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_call_tile_new (BwPhone *phone, BwCall *call)
{
  return g_object_new (BW_TYPE_CALL_TILE, "phone", phone, "call", call, NULL);
}
