/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Asks before one's camera is sent to a peer who wants video in mid-call. What is agreed on then
 * the call knows.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-question.h"

#include "bw-peer.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwVideoQuestion {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkLabel *see_label;
  GtkWidget *refuse_button;
  GtkWidget *send_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwVideoQuestion, bw_video_question, ADW_TYPE_BIN)

static gboolean
has_camera (BwVideoQuestion *self)
{
  return self->phone && bw_video_get_camera_in_use (bw_phone_get_video (self->phone));
}

/* Whoever just presses Enter says no: the focus goes to that button, unless somebody writes. */
static void
focus_safely (BwVideoQuestion *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !GTK_IS_EDITABLE (focus))
    gtk_widget_grab_focus (self->refuse_button);
}

static void
update_cb (BwVideoQuestion *self)
{
  gboolean asked = self->call && bw_call_get_video_asked (self->call);
  gboolean new = asked && !bw_video_question_is_asked (self);
  const char *name = bw_peer_get_name (self->peer);
  /* Translators: the name of the other side of a call */
  g_autofree char *text = g_strdup_printf (_ ("%s would like to turn on video"), name);
  /* Translators: a button: one sees that person, without being seen */
  g_autofree char *see = g_strdup_printf (_ ("See %s"), name);

  if (asked) {
    gtk_label_set_label (self->label, text);
    gtk_label_set_label (self->see_label, see);
    gtk_widget_set_visible (self->send_button, has_camera (self));
  }
  gtk_revealer_set_reveal_child (self->revealer, asked);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          asked || gtk_revealer_get_child_revealed (self->revealer));
  if (new)
    focus_safely (self);
}

static void
settle (BwVideoQuestion *self, BwVideoConsent consent)
{
  g_autoptr (GError) error = NULL;

  if (!bw_call_settle_video (self->call, consent, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
refuse_cb (BwVideoQuestion *self)
{
  settle (self, BW_VIDEO_CONSENT_REFUSE);
}

static void
see_cb (BwVideoQuestion *self)
{
  settle (self, BW_VIDEO_CONSENT_RECEIVE);
}

static void
send_cb (BwVideoQuestion *self)
{
  settle (self, BW_VIDEO_CONSENT_SEND);
}

static void
bw_video_question_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwVideoQuestion *self = BW_VIDEO_QUESTION (object);

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
bw_video_question_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BwVideoQuestion *self = BW_VIDEO_QUESTION (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_video_question_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_video_question_set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_video_question_dispose (GObject *object)
{
  BwVideoQuestion *self = BW_VIDEO_QUESTION (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_video_question_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_video_question_get_property;
  object_class->set_property = bw_video_question_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_question_class_init (BwVideoQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_video_question_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_PEER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/video/bw-video-question.ui");
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, peer);
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, revealer);
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, label);
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, see_label);
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, refuse_button);
  gtk_widget_class_bind_template_child (widget_class, BwVideoQuestion, send_button);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, refuse_cb);
  gtk_widget_class_bind_template_callback (widget_class, see_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
bw_video_question_init (BwVideoQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::video-asked", G_CALLBACK (update_cb),
                                  self);
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

void
bw_video_question_set_phone (BwVideoQuestion *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_video_question_set_call (BwVideoQuestion *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
  update_cb (self);
}

gboolean
bw_video_question_is_asked (BwVideoQuestion *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}
