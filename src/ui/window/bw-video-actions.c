/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The verbs of pictures in a call, and what is kept of one, as actions. Sharing a screen is not
 * among them: that is for who knows the desktop.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-actions.h"

#include "bw-peer.h"
#include "bw-snapshot.h"
#include "bw-video-folders.h"
#include "bw-video-verbs.h"

#include <glib/gi18n.h>

enum { SAID, SAVED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwVideoActions {
  GObject parent_instance;

  BwPhone *phone;
  GActionMap *actions;
  GSettings *settings;
  GSignalGroup *call_signals;
  GSignalGroup *video_signals;
  GSignalGroup *picture_signals;
  GHashTable *recordings; /* BwCall to GFile, while it is being written */
};

G_DEFINE_FINAL_TYPE (BwVideoActions, bw_video_actions, G_TYPE_OBJECT)

static BwCall *
get_call (BwVideoActions *self)
{
  return bw_phone_get_current_call (self->phone);
}

static void
report (BwVideoActions *self, const GError *error)
{
  if (error)
    g_signal_emit (self, signals[SAID], 0, error->message);
}

static void
answer_video_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  BwCall *call = bw_video_find_ringing (self->phone);
  g_autoptr (GError) error = NULL;

  if (call)
    bw_call_answer (call, TRUE, &error);
  report (self, error);
}

static void
camera_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  BwCall *call = get_call (self);
  g_autoptr (GError) error = NULL;

  if (bw_call_get_video_direction (call) & BW_VIDEO_DIRECTION_SEND)
    bw_call_set_camera_on (call, !bw_call_get_camera_on (call));
  else
    bw_call_add_video (call, &error);
  report (self, error);
}

static void
stop_video_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  g_autoptr (GError) error = NULL;

  bw_call_drop_video (get_call (self), &error);
  report (self, error);
}

static void
choose_camera_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  BwVideoActions *self = data;

  bw_video_set_camera (bw_phone_get_video (self->phone), g_variant_get_string (id, NULL));
}

static void
open_door_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  g_autoptr (GError) error = NULL;

  if (bw_call_open_door (get_call (self), &error))
    g_signal_emit (self, signals[SAID], 0, _ ("The digits that open the door were sent"));
  report (self, error);
}

static void
tell_saved (BwVideoActions *self, const char *format, GFile *file)
{
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", name, 1);
  g_signal_emit (self, signals[SAVED], 0, text->str, file);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwVideoActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bw_snapshot_save_finish (result, &error);

  if (file)
    /* Translators: the name of a file */
    tell_saved (self, _ ("Picture saved as “%s”"), file);
  report (self, error);
}

static void
snapshot_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  BwCall *call = get_call (self);
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (bw_call_get_picture (call));
  g_autoptr (GFile) folder = bw_video_folders_dup_pictures (self->settings);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  g_autofree char *who = bw_peer_name (self->phone, call);
  g_autofree char *name = g_strconcat (time, " ", who, NULL);

  if (frame)
    bw_snapshot_save_async (frame, folder, name, NULL, snapshot_cb, g_object_ref (self));
}

static void
record_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwVideoActions *self = data;
  BwCall *call = get_call (self);
  g_autoptr (GFile) folder = bw_phone_dup_recordings_folder (self->phone);
  g_autoptr (GError) error = NULL;

  if (bw_call_get_recording (call))
    bw_call_stop_recording (call, &error);
  else
    bw_call_start_recording (call, folder, &error);
  report (self, error);
}

/* It ends with the call as well, or by another's word: the file is named whoever ended it. */
static void
recording_cb (BwVideoActions *self, GParamSpec *pspec, BwCall *call)
{
  GFile *file = bw_call_get_recording (call);
  gpointer key = NULL;
  gpointer done = NULL;

  if (file) {
    g_hash_table_insert (self->recordings, g_object_ref (call), g_object_ref (file));
    return;
  }
  if (!g_hash_table_steal_extended (self->recordings, call, &key, &done))
    return;
  /* Translators: the name of a file */
  tell_saved (self, _ ("Recording saved as “%s”"), done);
  g_object_unref (done);
  g_object_unref (key);
}

static void
failed_cb (BwVideoActions *self, const GError *error, BwCall *call)
{
  g_hash_table_remove (self->recordings, call);
  report (self, error);
}

static void
refused_cb (BwVideoActions *self, BwCall *call)
{
  g_autofree char *name = bw_peer_name (self->phone, call);
  /* Translators: the name of the other side of a call */
  g_autofree char *text = g_strdup_printf (_ ("%s goes on without video"), name);

  g_signal_emit (self, signals[SAID], 0, text);
}

static void
set_enabled (BwVideoActions *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)),
                               enabled);
}

static void
set_state (BwVideoActions *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)),
                             state);
}

static void
update_video (BwVideoActions *self, BwCall *call)
{
  BwVideo *video = bw_phone_get_video (self->phone);
  BwCamera *camera = bw_video_get_camera_in_use (video);
  BwVideoDirection direction = call ? bw_call_get_video_direction (call) : 0;
  gboolean up = bw_video_is_up (call);
  gboolean sends = up && direction & BW_VIDEO_DIRECTION_SEND;
  gboolean shared = bw_video_get_shared (video) != NULL;

  set_enabled (self, "camera", up && (sends || camera || direction == BW_VIDEO_DIRECTION_NONE));
  set_enabled (self, "stop-video", up && direction != BW_VIDEO_DIRECTION_NONE);
  set_enabled (self, "choose-camera", sends && !shared);
  set_state (self, "choose-camera", g_variant_new_string (camera ? bw_camera_get_id (camera) : ""));
}

static void
update_cb (BwVideoActions *self)
{
  BwCall *call = get_call (self);
  BwCallState state = call ? bw_call_get_state (call) : BW_CALL_STATE_ENDED;
  BwCall *ringing = bw_video_find_ringing (self->phone);
  gboolean recording = call && bw_call_get_recording (call);
  gboolean sound = state == BW_CALL_STATE_ACTIVE || (call && bw_call_get_early_media (call));

  set_enabled (self, "answer-video", ringing && bw_call_get_video_offered (ringing));
  set_enabled (self, "record", recording || state == BW_CALL_STATE_ACTIVE);
  set_state (self, "record", g_variant_new_boolean (recording));
  set_enabled (self, "snapshot",
               bw_video_is_up (call) && bw_video_sink_get_live (bw_call_get_picture (call)));
  set_enabled (self, "open-door",
               call && (sound || call == ringing) && bw_call_get_door_digits (call) != NULL);
  update_video (self, call);
}

static void
current_cb (BwVideoActions *self)
{
  BwCall *call = get_call (self);

  g_signal_group_set_target (self->call_signals, call);
  g_signal_group_set_target (self->picture_signals, call ? bw_call_get_picture (call) : NULL);
  update_cb (self);
}

static void
calls_changed_cb (BwVideoActions *self,
                  guint position,
                  guint removed,
                  guint added,
                  GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    g_signal_connect_object (call, "notify::recording", G_CALLBACK (recording_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (call, "recording-failed", G_CALLBACK (failed_cb), self,
                             G_CONNECT_SWAPPED);
    recording_cb (self, NULL, call); /* it may be recorded already */
    g_signal_connect_object (call, "video-refused", G_CALLBACK (refused_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
bw_video_actions_dispose (GObject *object)
{
  BwVideoActions *self = BW_VIDEO_ACTIONS (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->video_signals);
  g_clear_object (&self->picture_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->recordings, g_hash_table_unref);

  G_OBJECT_CLASS (bw_video_actions_parent_class)->dispose (object);
}

static void
bw_video_actions_class_init (BwVideoActionsClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_video_actions_dispose;

  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_FILE);
}

static void
bw_video_actions_init (BwVideoActions *self)
{
  self->recordings = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  self->picture_signals = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->picture_signals, "notify::live", G_CALLBACK (update_cb),
                                  self);
  self->video_signals = g_signal_group_new (BW_TYPE_VIDEO);
  g_signal_group_connect_swapped (self->video_signals, "notify", G_CALLBACK (update_cb), self);
}

static void
add_actions (BwVideoActions *self)
{
  const GActionEntry entries[] = {
    { .name = "answer-video", .activate = answer_video_action },
    { .name = "camera", .activate = camera_action },
    { .name = "stop-video", .activate = stop_video_action },
    { .name = "choose-camera",
      .activate = choose_camera_action,
      .parameter_type = "s",
      .state = "''" },
    { .name = "open-door", .activate = open_door_action },
    { .name = "snapshot", .activate = snapshot_action },
    { .name = "record", .activate = record_action, .state = "false" },
  };

  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
}

static void
follow_phone (BwVideoActions *self)
{
  GListModel *calls = bw_phone_get_calls (self->phone);

  g_signal_connect_object (self->phone, "notify::current-call", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::live-calls", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
  g_signal_group_set_target (self->video_signals, bw_phone_get_video (self->phone));
  current_cb (self);
}

BwVideoActions *
bw_video_actions_new (BwPhone *phone, GActionMap *actions, GSettings *settings)
{
  BwVideoActions *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_VIDEO_ACTIONS, NULL);
  self->phone = g_object_ref (phone);
  self->actions = g_object_ref (actions);
  self->settings = settings ? g_object_ref (settings) : NULL;
  add_actions (self);
  follow_phone (self);

  return self;
}
