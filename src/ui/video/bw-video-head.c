/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said over the picture of a call. When it is to be seen the page decides. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-head.h"

#include "bw-call-tools.h"
#include "bw-peer.h"
#include "bw-words.h"

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwVideoHead {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *status;
  BwCallTools *tools;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwVideoHead, bw_video_head, ADW_TYPE_BIN)

static void
update_cb (BwVideoHead *self)
{
  g_autofree char *words = self->call ? bw_words_call (self->call) : NULL;

  gtk_label_set_label (self->status, words ? words : "");
}

static void
set_phone (BwVideoHead *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_call (BwVideoHead *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static void
bw_video_head_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwVideoHead *self = BW_VIDEO_HEAD (object);

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
bw_video_head_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwVideoHead *self = BW_VIDEO_HEAD (object);

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
bw_video_head_dispose (GObject *object)
{
  BwVideoHead *self = BW_VIDEO_HEAD (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_video_head_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_video_head_get_property;
  object_class->set_property = bw_video_head_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_head_class_init (BwVideoHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_video_head_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_CALL_TOOLS);
  g_type_ensure (BW_TYPE_PEER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/video/bw-video-head.ui");
  gtk_widget_class_bind_template_child (widget_class, BwVideoHead, peer);
  gtk_widget_class_bind_template_child (widget_class, BwVideoHead, status);
  gtk_widget_class_bind_template_child (widget_class, BwVideoHead, tools);
}

static void
bw_video_head_init (BwVideoHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
}

gboolean
bw_video_head_get_open (BwVideoHead *self)
{
  return bw_call_tools_get_open (self->tools);
}
