/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The current call in one line, for while one looks elsewhere. When it is to be seen is decided by
 * the window.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-bar.h"

#include "bw-peer-avatar.h"
#include "bw-recording-light.h"
#include "bw-sharing-strip.h"
#include "bw-toasts.h"
#include "bw-video-question.h"
#include "bw-video-tile.h"
#include "bw-video-verbs.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ACTIVATED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCallBar {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  BwVideoTile *picture;
  GtkWidget *avatar;
  GtkLabel *status;
  GtkToggleButton *mute_button;
  GtkToggleButton *hold_button;
  GtkWidget *answer_button;
  GtkWidget *answer_video_button;
  GtkWidget *hang_up_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *phone_signals;
  GSignalGroup *call_signals;
  GSignalGroup *picture_signals;
  GBindingGroup *call_bindings;
};

G_DEFINE_FINAL_TYPE (BwCallBar, bw_call_bar, ADW_TYPE_BIN)

static void
name_button (GtkWidget *button, const char *icon, const char *text)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_buttons (BwCallBar *self, BwCallState state)
{
  gboolean muted = bw_call_get_muted (self->call);
  gboolean held = state == BW_CALL_STATE_HELD;
  gboolean incoming = state == BW_CALL_STATE_INCOMING;
  gboolean up = held || state == BW_CALL_STATE_ACTIVE || state == BW_CALL_STATE_HELD_BY_PEER;

  gtk_widget_set_visible (GTK_WIDGET (self->mute_button), up);
  gtk_widget_set_visible (GTK_WIDGET (self->hold_button), up);
  gtk_widget_set_visible (self->answer_button, incoming);
  gtk_widget_set_visible (self->answer_video_button,
                          incoming && bw_call_get_video_offered (self->call));
  bw_video_name_button (self->answer_video_button, bw_video_answer_words (self->phone));
  gtk_widget_set_visible (self->hang_up_button, bw_call_is_live (self->call));
  name_button (GTK_WIDGET (self->mute_button),
               muted ? "microphone-disabled-symbolic" : "audio-input-microphone-symbolic",
               muted ? _ ("Switch the microphone on") : _ ("Mute the microphone"));
  name_button (GTK_WIDGET (self->hold_button),
               held ? "media-playback-start-symbolic" : "media-playback-pause-symbolic",
               held ? _ ("Resume the call") : _ ("Hold the call"));
  name_button (self->hang_up_button, "call-stop-symbolic",
               incoming ? _ ("Decline") : _ ("Hang up"));
  gtk_toggle_button_set_active (self->hold_button, held);
}

/* The small picture of a call with video stands where the avatar is without. */
static void
show_picture (BwCallBar *self, BwCallState state)
{
  BwVideoSink *picture = bw_call_get_picture (self->call);
  gboolean held = state == BW_CALL_STATE_HELD || state == BW_CALL_STATE_HELD_BY_PEER;
  gboolean live = bw_video_sink_get_live (picture) && !held;
  gboolean up = held || state == BW_CALL_STATE_ACTIVE;
  gboolean came = bw_video_sink_get_width (picture) > 0;
  gboolean any = live || (up && came) ||
                 (up && bw_call_get_video_direction (self->call) & BW_VIDEO_DIRECTION_RECEIVE);

  bw_video_tile_set_picture (self->picture, held ? NULL : picture, FALSE);
  bw_video_tile_set_look (
      self->picture, self->peer,
      live ? NULL
           : bw_words_no_picture (state, bw_call_get_video_direction (self->call), came, FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), any);
  gtk_widget_set_visible (self->avatar, !any);
}

static void
update_cb (BwCallBar *self)
{
  g_autofree char *words = self->call ? bw_words_call (self->call) : NULL;

  if (!self->call)
    return;
  gtk_label_set_label (self->status, words);
  show_buttons (self, bw_call_get_state (self->call));
  show_picture (self, bw_call_get_state (self->call));
}

static void
show_call (BwCallBar *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  g_signal_group_set_target (self->picture_signals, call ? bw_call_get_picture (call) : NULL);
  g_binding_group_set_source (self->call_bindings, call);
  if (call != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static void
follow_cb (BwCallBar *self)
{
  show_call (self, self->phone != NULL ? bw_phone_get_current_call (self->phone) : NULL);
}

static void
report (BwCallBar *self, const GError *error)
{
  if (error != NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
  if (self->call != NULL)
    update_cb (self);
}

static void
hold_cb (BwCallBar *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_get_state (self->call) == BW_CALL_STATE_HELD)
    bw_call_resume (self->call, &error);
  else
    bw_call_hold (self->call, &error);
  report (self, error);
}

static void
answer_cb (BwCallBar *self)
{
  g_autoptr (GError) error = NULL;

  bw_video_answer (self->phone, self->call, &error);
  report (self, error);
}

static void
answer_video_cb (BwCallBar *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_answer (self->call, TRUE, &error);
  report (self, error);
}

static void
hang_up_cb (BwCallBar *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_get_state (self->call) == BW_CALL_STATE_INCOMING)
    bw_call_decline (self->call, &error);
  else
    bw_call_hang_up (self->call, &error);
  report (self, error);
}

static void
activate_cb (BwCallBar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
bw_call_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallBar *self = BW_CALL_BAR (object);

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
bw_call_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwCallBar *self = BW_CALL_BAR (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_call_bar_set_phone (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_bar_dispose (GObject *object)
{
  BwCallBar *self = BW_CALL_BAR (object);

  g_clear_object (&self->phone_signals);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->picture_signals);
  g_clear_object (&self->call_bindings);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_bar_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, read);

  object_class->get_property = bw_call_bar_get_property;
  object_class->set_property = bw_call_bar_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_RECORDING_LIGHT);
  g_type_ensure (BW_TYPE_SHARING_STRIP);
  g_type_ensure (BW_TYPE_VIDEO_QUESTION);
  g_type_ensure (BW_TYPE_VIDEO_TILE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/calls/bw-call-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, peer);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, picture);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, status);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, mute_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, hold_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, answer_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, answer_video_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallBar, hang_up_button);
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_video_cb);
  gtk_widget_class_bind_template_callback (widget_class, hang_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bw_call_bar_class_init (BwCallBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_bar_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  signals[ACTIVATED] = g_signal_new ("activated", BW_TYPE_CALL_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
}

static void
bw_call_bar_init (BwCallBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::current-call",
                                  G_CALLBACK (follow_cb), self);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  self->picture_signals = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->picture_signals, "notify", G_CALLBACK (update_cb), self);
  self->call_bindings = g_binding_group_new ();
  g_binding_group_bind (self->call_bindings, "muted", self->mute_button, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

GtkWidget *
bw_call_bar_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CALL_BAR, "phone", phone, NULL);
}

void
bw_call_bar_set_phone (BwCallBar *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->phone_signals, phone);
  follow_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

BwCall *
bw_call_bar_get_call (BwCallBar *self)
{
  return self->call;
}
