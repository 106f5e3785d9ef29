/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The round controls under a call. They are always the same and never move; only what they can do
 * comes and goes.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-controls.h"

#include "bw-dial-entry.h"
#include "bw-toasts.h"
#include "bw-transfer-panel.h"
#include "bw-video-verbs.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_PAD_SHOWN, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCallControls {
  AdwBin parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkToggleButton *mute_button;
  GtkLabel *mute_caption;
  GtkToggleButton *hold_button;
  GtkLabel *hold_caption;
  GtkToggleButton *video_button;
  GtkLabel *video_caption;
  GtkToggleButton *pad_button;
  GtkMenuButton *add_button;
  GtkMenuButton *more_button;
  GtkMenuButton *redirect_button;
  GtkWidget *answer_video;
  GtkWidget *answer_video_button;
  GtkWidget *door_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;
  GBindingGroup *call_bindings;
  GSignalGroup *video_signals;

  gboolean pad_shown;
};

G_DEFINE_FINAL_TYPE (BwCallControls, bw_call_controls, ADW_TYPE_BIN)

static gboolean
is_up (BwCallState state)
{
  return state == BW_CALL_STATE_ACTIVE || state == BW_CALL_STATE_HELD ||
         state == BW_CALL_STATE_HELD_BY_PEER;
}

static void
name_button (GtkWidget *button,
             const char *icon,
             GtkLabel *caption_label,
             const char *caption,
             const char *text)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_label_set_label (caption_label, caption);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_toggles (BwCallControls *self, BwCallState state)
{
  gboolean muted = bw_call_get_muted (self->call);
  gboolean held = state == BW_CALL_STATE_HELD;

  name_button (GTK_WIDGET (self->mute_button),
               muted ? "microphone-disabled-symbolic" : "audio-input-microphone-symbolic",
               self->mute_caption,
               muted ? C_ ("call control", "Muted") : C_ ("call control", "Mute"),
               muted ? _ ("Switch the microphone on") : _ ("Mute the microphone"));
  name_button (GTK_WIDGET (self->hold_button),
               held ? "media-playback-start-symbolic" : "media-playback-pause-symbolic",
               self->hold_caption,
               held ? C_ ("call control", "Resume") : C_ ("call control", "Hold"),
               held ? _ ("Resume the call") : _ ("Hold the call"));
  gtk_toggle_button_set_active (self->hold_button, held);
}

/* What the button of the picture does just now; NULL where it can do nothing. */
static const char *
video_words (BwCallControls *self, const char **why_not)
{
  BwVideoDirection direction = bw_call_get_video_direction (self->call);
  gboolean camera = bw_video_has_camera (self->phone);

  *why_not = _ ("Video can only be changed while you talk");
  if (!bw_video_is_up (self->call))
    return NULL;
  if (direction & BW_VIDEO_DIRECTION_SEND)
    return bw_call_get_camera_on (self->call) ? _ ("Switch the camera off")
                                              : _ ("Switch the camera on");
  *why_not = _ ("There is no camera: you see the other side, they do not see you");
  if (direction != BW_VIDEO_DIRECTION_NONE)
    return camera ? _ ("Send your picture, too") : NULL;

  return camera ? _ ("Turn video on")
                : _ ("Ask for video: you have no camera, they will not see you");
}

static void
show_video (BwCallControls *self)
{
  gboolean sends = bw_call_get_video_direction (self->call) & BW_VIDEO_DIRECTION_SEND;
  gboolean off = sends && !bw_call_get_camera_on (self->call);
  const char *why_not;
  const char *words = video_words (self, &why_not);

  name_button (GTK_WIDGET (self->video_button),
               off ? "camera-disabled-symbolic" : "camera-video-symbolic", self->video_caption,
               sends ? C_ ("call control", "Camera") : C_ ("call control", "Video"),
               words ? words : why_not);
  gtk_widget_set_sensitive (GTK_WIDGET (self->video_button), words != NULL);
  gtk_toggle_button_set_active (self->video_button, off);
}

/* A door is opened before the answer as well as after it. */
static void
show_door (BwCallControls *self)
{
  BwCallState state = bw_call_get_state (self->call);
  gboolean open = state == BW_CALL_STATE_INCOMING || state == BW_CALL_STATE_ACTIVE ||
                  (bw_call_is_live (self->call) && bw_call_get_early_media (self->call));

  gtk_widget_set_visible (self->door_button, open && bw_call_get_door_digits (self->call) != NULL);
}

static const char *
page_name (BwCallState state)
{
  if (state == BW_CALL_STATE_INCOMING)
    return "incoming";

  return state == BW_CALL_STATE_ENDED ? "ended" : "talking";
}

static void
video_changed_cb (BwCallControls *self)
{
  if (self->call)
    show_video (self);
}

static void
update_cb (BwCallControls *self)
{
  BwCallState state = bw_call_get_state (self->call);
  gboolean up = is_up (state);

  gtk_stack_set_visible_child_name (self->stack, page_name (state));
  gtk_widget_set_sensitive (GTK_WIDGET (self->mute_button), up);
  gtk_widget_set_sensitive (GTK_WIDGET (self->hold_button), up);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pad_button),
                            up || bw_call_get_early_media (self->call));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), up);
  gtk_widget_set_sensitive (GTK_WIDGET (self->more_button), up);
  show_toggles (self, state);
  show_video (self);
  show_door (self);
  gtk_widget_set_visible (self->answer_video, bw_call_get_video_offered (self->call));
  bw_video_name_button (self->answer_video_button, bw_video_answer_words (self->phone));
  if (!bw_call_is_live (self->call))
    gtk_toggle_button_set_active (self->pad_button, FALSE);
}

static void
report (BwCallControls *self, const GError *error)
{
  if (error != NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
  update_cb (self);
}

static void
hold_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_get_state (self->call) == BW_CALL_STATE_HELD)
    bw_call_resume (self->call, &error);
  else
    bw_call_hold (self->call, &error);
  report (self, error);
}

static void
hang_up_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_hang_up (self->call, &error);
  report (self, error);
}

static void
answer_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  bw_video_answer (self->phone, self->call, &error);
  report (self, error);
}

static void
answer_video_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_answer (self->call, TRUE, &error);
  report (self, error);
}

static void
video_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_get_video_direction (self->call) & BW_VIDEO_DIRECTION_SEND)
    bw_call_set_camera_on (self->call, !bw_call_get_camera_on (self->call));
  else
    bw_call_add_video (self->call, &error);
  report (self, error);
}

static void
door_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_open_door (self->call, &error))
    bw_toasts_say (GTK_WIDGET (self), _ ("The digits that open the door were sent"));
  report (self, error);
}

static void
decline_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  bw_call_decline (self->call, &error);
  report (self, error);
}

static void
again_cb (BwCallControls *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_phone_dial (self->phone, bw_call_get_account (self->call), bw_call_get_peer (self->call),
                     bw_call_get_video (self->call), &error) == NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
close_cb (BwCallControls *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
popover_done_cb (BwCallControls *self)
{
  gtk_menu_button_popdown (self->add_button);
  gtk_menu_button_popdown (self->more_button);
  gtk_menu_button_popdown (self->redirect_button);
}

static void
set_pad_shown (BwCallControls *self, gboolean pad_shown)
{
  if (self->pad_shown == pad_shown)
    return;
  self->pad_shown = pad_shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAD_SHOWN]);
}

static void
bw_call_controls_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallControls *self = BW_CALL_CONTROLS (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  case PROP_PAD_SHOWN:
    g_value_set_boolean (value, self->pad_shown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_controls_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BwCallControls *self = BW_CALL_CONTROLS (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_call_controls_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_call_controls_set_call (self, g_value_get_object (value));
    break;
  case PROP_PAD_SHOWN:
    set_pad_shown (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_controls_dispose (GObject *object)
{
  BwCallControls *self = BW_CALL_CONTROLS (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call_bindings);
  g_clear_object (&self->video_signals);
  g_clear_object (&self->phone);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_call_controls_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  properties[PROP_PAD_SHOWN] = g_param_spec_boolean ("pad-shown", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_call_controls_get_property;
  object_class->set_property = bw_call_controls_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, stack);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, mute_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, mute_caption);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, hold_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, hold_caption);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, pad_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, add_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, more_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, redirect_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, door_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, answer_video_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, answer_video);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, video_caption);
  gtk_widget_class_bind_template_child (widget_class, BwCallControls, video_button);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, hang_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_video_cb);
  gtk_widget_class_bind_template_callback (widget_class, video_cb);
  gtk_widget_class_bind_template_callback (widget_class, door_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_done_cb);
}

static void
bw_call_controls_class_init (BwCallControlsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_controls_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  signals[DONE] = g_signal_new ("done", BW_TYPE_CALL_CONTROLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (BW_TYPE_DIAL_ENTRY);
  g_type_ensure (BW_TYPE_TRANSFER_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-controls.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
bw_call_controls_init (BwCallControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  self->video_signals = g_signal_group_new (BW_TYPE_VIDEO);
  g_signal_group_connect_swapped (self->video_signals, "notify::camera-in-use",
                                  G_CALLBACK (video_changed_cb), self);
  self->call_bindings = g_binding_group_new ();
  g_binding_group_bind (self->call_bindings, "muted", self->mute_button, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

void
bw_call_controls_set_phone (BwCallControls *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->video_signals, phone ? bw_phone_get_video (phone) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_call_controls_set_call (BwCallControls *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  popover_done_cb (self);
  g_signal_group_set_target (self->call_signals, call);
  g_binding_group_set_source (self->call_bindings, call);
  if (call != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

static gboolean
is_open (GtkMenuButton *button)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button)));
}

gboolean
bw_call_controls_get_open (BwCallControls *self)
{
  return is_open (self->add_button) || is_open (self->more_button) ||
         is_open (self->redirect_button);
}
