/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small buttons of a call, below its name or over its picture. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-tools.h"

#include "bw-call-details.h"
#include "bw-video-menu.h"
#include "bw-video-verbs.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_OPEN, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwCallTools {
  AdwBin parent_instance;

  /* template widgets */
  GtkAdjustment *volume;
  GtkMenuButton *volume_button;
  GtkMenuButton *details_button;
  GtkMenuButton *more_button;
  GtkImage *lock_icon;
  GtkImage *signal_icon;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  BwVideoMenu *menu;
  GSignalGroup *call_signals;
  GBindingGroup *call_bindings;
};

G_DEFINE_FINAL_TYPE (BwCallTools, bw_call_tools, ADW_TYPE_BIN)

static const char *
signal_icon_name (double quality)
{
  if (quality >= 4)
    return "network-cellular-signal-excellent-symbolic";
  if (quality >= 3)
    return "network-cellular-signal-good-symbolic";
  if (quality >= 2)
    return "network-cellular-signal-ok-symbolic";

  return "network-cellular-signal-weak-symbolic";
}

static void
update_cb (BwCallTools *self)
{
  double quality = bw_call_get_quality (self->call);
  gboolean secure = bw_call_get_encryption (self->call) != BW_ENCRYPTION_NONE;
  g_autofree char *tooltip = g_strdup_printf (
      _ ("%s. Details of the call"), bw_words_encryption (bw_call_get_encryption (self->call)));

  gtk_image_set_from_icon_name (self->lock_icon,
                                secure ? "channel-secure-symbolic" : "channel-insecure-symbolic");
  gtk_image_set_from_icon_name (self->signal_icon, signal_icon_name (quality));
  gtk_widget_set_visible (GTK_WIDGET (self->signal_icon), quality >= 0);
  bw_video_name_button (GTK_WIDGET (self->details_button), tooltip);
}

static void
open_cb (BwCallTools *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
bw_call_tools_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallTools *self = BW_CALL_TOOLS (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  case PROP_OPEN:
    g_value_set_boolean (value, bw_call_tools_get_open (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_tools_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwCallTools *self = BW_CALL_TOOLS (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_call_tools_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_call_tools_set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_tools_dispose (GObject *object)
{
  BwCallTools *self = BW_CALL_TOOLS (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call_bindings);
  g_clear_object (&self->menu);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_tools_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, read);

  object_class->get_property = bw_call_tools_get_property;
  object_class->set_property = bw_call_tools_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_call_tools_class_init (BwCallToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_tools_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_CALL_DETAILS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, volume);
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, volume_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, details_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, more_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, lock_icon);
  gtk_widget_class_bind_template_child (widget_class, BwCallTools, signal_icon);
}

static void
bw_call_tools_init (BwCallTools *self)
{
  GtkMenuButton *buttons[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = bw_video_menu_new ();
  gtk_menu_button_set_menu_model (self->more_button, bw_video_menu_get_model (self->menu));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  self->call_bindings = g_binding_group_new ();
  g_binding_group_bind (self->call_bindings, "volume", self->volume, "value",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  buttons[0] = self->volume_button;
  buttons[1] = self->details_button;
  buttons[2] = self->more_button;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_object (gtk_menu_button_get_popover (buttons[i]), "notify::visible",
                             G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
}

void
bw_call_tools_set_phone (BwCallTools *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_video_menu_set_phone (self->menu, phone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_call_tools_set_call (BwCallTools *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  g_binding_group_set_source (self->call_bindings, call);
  if (call)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static gboolean
is_open (GtkMenuButton *button)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button)));
}

gboolean
bw_call_tools_get_open (BwCallTools *self)
{
  return is_open (self->volume_button) || is_open (self->details_button) ||
         is_open (self->more_button);
}
