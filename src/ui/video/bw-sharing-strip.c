/* SPDX-License-Identifier: GPL-3.0-or-later */

/* That one's screen is being seen must not be forgotten: this says so and ends it. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sharing-strip.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwSharingStrip {
  AdwBin parent_instance;

  GtkLabel *label; /* template widget */

  /* owned */
  BwPhone *phone;
  GSignalGroup *video_signals;
};

G_DEFINE_FINAL_TYPE (BwSharingStrip, bw_sharing_strip, ADW_TYPE_BIN)

static void
update_cb (BwSharingStrip *self)
{
  BwVideoSource *shared =
      self->phone ? bw_video_get_shared (bw_phone_get_video (self->phone)) : NULL;
  const char *words = _ ("You are sharing your screen");

  gtk_label_set_label (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label),
                               shared ? bw_video_source_get_label (shared) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), shared != NULL);
}

static void
stop_cb (BwSharingStrip *self)
{
  bw_video_share (bw_phone_get_video (self->phone), NULL);
}

static void
bw_sharing_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_SHARING_STRIP (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_sharing_strip_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    bw_sharing_strip_set_phone (BW_SHARING_STRIP (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_sharing_strip_dispose (GObject *object)
{
  BwSharingStrip *self = BW_SHARING_STRIP (object);

  g_clear_object (&self->video_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_sharing_strip_parent_class)->dispose (object);
}

static void
bw_sharing_strip_class_init (BwSharingStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_sharing_strip_dispose;
  object_class->get_property = bw_sharing_strip_get_property;
  object_class->set_property = bw_sharing_strip_set_property;
  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/video/bw-sharing-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BwSharingStrip, label);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
bw_sharing_strip_init (BwSharingStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->video_signals = g_signal_group_new (BW_TYPE_VIDEO);
  g_signal_group_connect_swapped (self->video_signals, "notify::shared", G_CALLBACK (update_cb),
                                  self);
}

void
bw_sharing_strip_set_phone (BwSharingStrip *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->video_signals, phone ? bw_phone_get_video (phone) : NULL);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}
