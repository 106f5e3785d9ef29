/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A gentle strip that says which side of a call cannot be heard and what to do.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-strip.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwCallStrip {
  AdwBin parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *label;

  /* owned */
  BwCall *call;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwCallStrip, bw_call_strip, ADW_TYPE_BIN)

typedef struct {
  const char *property;
  const char *icon;
  const char *text;
} Warning;

/* The worst first: without a connection nothing else matters. */
static const Warning warnings[] = {
  { "on-network-loss", "network-error-symbolic",
    N_ ("The connection is lost. The call is kept and goes on as soon as the network is back.") },
  { "microphone-silent", "microphone-disabled-symbolic",
    N_ ("You cannot be heard: nothing comes from your microphone. See whether it is switched off, "
        "or choose "
        "another one in the preferences.") },
  { "no-sound-from-peer", "audio-volume-muted-symbolic",
    N_ ("No sound comes from the other side. Their microphone or network may be the reason; hold "
        "and resume "
        "often brings it back.") },
};

static const Warning *
find_warning (BwCall *call)
{
  if (call == NULL || !bw_call_is_live (call))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++) {
    gboolean on = FALSE;

    g_object_get (call, warnings[i].property, &on, NULL);
    if (on)
      return &warnings[i];
  }

  return NULL;
}

static void
update_cb (BwCallStrip *self)
{
  const Warning *warning = find_warning (self->call);

  if (warning != NULL) {
    gtk_image_set_from_icon_name (self->icon, warning->icon);
    gtk_label_set_label (self->label, _ (warning->text));
  }
  gtk_revealer_set_reveal_child (self->revealer, warning != NULL);
}

static void
bw_call_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallStrip *self = BW_CALL_STRIP (object);

  switch (prop_id) {
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_strip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwCallStrip *self = BW_CALL_STRIP (object);

  switch (prop_id) {
  case PROP_CALL:
    bw_call_strip_set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_strip_dispose (GObject *object)
{
  BwCallStrip *self = BW_CALL_STRIP (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_call_strip_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_call_strip_get_property;
  object_class->set_property = bw_call_strip_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_call_strip_class_init (BwCallStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_strip_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, BwCallStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, BwCallStrip, label);
}

static void
bw_call_strip_init (BwCallStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
}

void
bw_call_strip_set_call (BwCallStrip *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

const char *
bw_call_strip_get_text (BwCallStrip *self)
{
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
