/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The controls of a BwPlayer. Where files come from, and what else becomes of them, it must not
 * know. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recording-player.h"

#include "bw-player.h"
#include "bw-video-view.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_RECORDING,
  PROP_PLAYER,
  N_PROPS,
};

struct _BwRecordingPlayer {
  AdwBin parent_instance;

  /* template widgets */
  GtkStack *stage;
  BwVideoView *view;
  AdwStatusPage *trouble;
  GtkWidget *controls;
  GtkButton *play;
  GtkAdjustment *position;
  GtkRange *scale;
  GtkLabel *times;

  /* owned */
  BwRecording *recording;
  BwPlayer *player;
};

G_DEFINE_FINAL_TYPE (BwRecordingPlayer, bw_recording_player, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static const char *
find_page (BwRecordingPlayer *self)
{
  if (!self->recording)
    return "nothing";
  if (bw_player_get_error (self->player))
    return "trouble";

  return bw_player_get_has_video (self->player) ? "picture" : "sound";
}

static void
update_stage_cb (BwRecordingPlayer *self)
{
  const GError *error = bw_player_get_error (self->player);

  adw_status_page_set_description (self->trouble, NULL);
  if (error) {
    g_autofree char *words = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->trouble, words);
  }
  gtk_stack_set_visible_child_name (self->stage, find_page (self));
}

static void
update_play_cb (BwRecordingPlayer *self)
{
  gboolean playing = bw_player_get_playing (self->player);
  const char *words = playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static char *
dup_times (gint64 position, gint64 duration)
{
  g_autofree char *here = bw_words_duration ((guint) (position / G_USEC_PER_SEC));
  g_autofree char *end = bw_words_duration ((guint) (duration / G_USEC_PER_SEC));

  /* Translators: where one is in a recording, and how long it is: "0:12 / 3:40" */
  return g_strdup_printf (_ ("%s / %s"), here, end);
}

static void
update_position_cb (BwRecordingPlayer *self)
{
  gint64 position = bw_player_get_position (self->player);
  gint64 duration = bw_player_get_duration (self->player);
  g_autofree char *times = dup_times (position, MAX (duration, position));
  g_autofree char *spoken = bw_words_duration ((guint) (position / G_USEC_PER_SEC));

  gtk_label_set_label (self->times, times);
  gtk_adjustment_set_value (self->position, (double) position / G_USEC_PER_SEC);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  spoken, -1);
}

static void
update_duration_cb (BwRecordingPlayer *self)
{
  gint64 duration = bw_player_get_duration (self->player);

  gtk_adjustment_set_upper (self->position, duration > 0 ? (double) duration / G_USEC_PER_SEC : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), duration > 0);
  update_position_cb (self);
}

/* Part of a file may be played while another part of it cannot. */
static void
update_controls_cb (BwRecordingPlayer *self)
{
  gboolean lost = bw_player_get_error (self->player) && bw_player_get_duration (self->player) < 0;

  gtk_widget_set_visible (self->controls, self->recording && !lost);
}

static gboolean
change_value_cb (BwRecordingPlayer *self, GtkScrollType scroll, double value)
{
  bw_player_seek (self->player, (gint64) (value * G_USEC_PER_SEC));

  return GDK_EVENT_STOP;
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwPlayer *player = BW_RECORDING_PLAYER (widget)->player;

  bw_player_set_playing (player, !bw_player_get_playing (player));
}

static void
seek_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwPlayer *player = BW_RECORDING_PLAYER (widget)->player;

  bw_player_seek (player, bw_player_get_position (player) +
                              g_variant_get_int32 (parameter) * G_USEC_PER_SEC);
}

static void
bw_recording_player_unmap (GtkWidget *widget)
{
  bw_recording_player_pause (BW_RECORDING_PLAYER (widget));

  GTK_WIDGET_CLASS (bw_recording_player_parent_class)->unmap (widget);
}

static gboolean
bw_recording_player_grab_focus (GtkWidget *widget)
{
  BwRecordingPlayer *self = BW_RECORDING_PLAYER (widget);

  /* who has the focus and is not to be seen swallows all keys of the window */
  return gtk_widget_get_mapped (self->controls) && gtk_widget_grab_focus (GTK_WIDGET (self->play));
}

static void
bw_recording_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwRecordingPlayer *self = BW_RECORDING_PLAYER (object);

  switch (id) {
  case PROP_RECORDING:
    g_value_set_object (value, self->recording);
    break;
  case PROP_PLAYER:
    g_value_set_object (value, self->player);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_player_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_RECORDING:
    bw_recording_player_set_recording (BW_RECORDING_PLAYER (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_player_dispose (GObject *object)
{
  BwRecordingPlayer *self = BW_RECORDING_PLAYER (object);

  bw_player_set_file (self->player, NULL);
  g_clear_object (&self->recording);

  G_OBJECT_CLASS (bw_recording_player_parent_class)->dispose (object);
}

static void
bw_recording_player_finalize (GObject *object)
{
  g_object_unref (BW_RECORDING_PLAYER (object)->player);

  G_OBJECT_CLASS (bw_recording_player_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/recordings/bw-recording-player.ui");
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, stage);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, view);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, trouble);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, controls);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, play);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, position);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, scale);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingPlayer, times);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "player.toggle", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "player.seek", "i", seek_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_CONTROL_MASK,
                                       "player.toggle", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_AudioPlay, 0, "player.toggle", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, "player.seek",
                                       "i", -10);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, "player.seek",
                                       "i", 10);
}

static void
bw_recording_player_class_init (BwRecordingPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = bw_recording_player_dispose;
  object_class->finalize = bw_recording_player_finalize;
  object_class->get_property = bw_recording_player_get_property;
  object_class->set_property = bw_recording_player_set_property;
  widget_class->unmap = bw_recording_player_unmap;
  widget_class->grab_focus = bw_recording_player_grab_focus;

  properties[PROP_RECORDING] =
      g_param_spec_object ("recording", NULL, NULL, BW_TYPE_RECORDING, flags | G_PARAM_WRITABLE);
  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, BW_TYPE_PLAYER, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_keys (widget_class);
  bind_template (widget_class);
}

static void
watch (BwRecordingPlayer *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->player, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
bw_recording_player_init (BwRecordingPlayer *self)
{
  self->player = bw_player_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_video_view_set_sink (self->view, bw_player_get_picture (self->player));
  watch (self, "notify::error", G_CALLBACK (update_stage_cb));
  watch (self, "notify::error", G_CALLBACK (update_controls_cb));
  watch (self, "notify::has-video", G_CALLBACK (update_stage_cb));
  watch (self, "notify::playing", G_CALLBACK (update_play_cb));
  watch (self, "notify::position", G_CALLBACK (update_position_cb));
  watch (self, "notify::duration", G_CALLBACK (update_duration_cb));
  watch (self, "notify::duration", G_CALLBACK (update_controls_cb));
  update_play_cb (self);
  update_duration_cb (self);
  update_controls_cb (self);
}

void
bw_recording_player_set_recording (BwRecordingPlayer *self, BwRecording *recording)
{
  g_return_if_fail (BW_IS_RECORDING_PLAYER (self));

  if (!g_set_object (&self->recording, recording))
    return;

  bw_player_set_file (self->player, recording ? bw_recording_get_file (recording) : NULL);
  update_stage_cb (self);
  update_controls_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORDING]);
}

void
bw_recording_player_pause (BwRecordingPlayer *self)
{
  g_return_if_fail (BW_IS_RECORDING_PLAYER (self));

  bw_player_set_playing (self->player, FALSE);
}
