/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A file as sound and pictures. Each file gets a pipeline of its own, which is let go of on another
 * thread: a broken file may keep its decoders busy, but not a person waiting.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-player.h"

#include "private/bw-container.h"
#include "private/bw-picture-sink.h"

#include <glib/gi18n.h>
#include <gst/gst.h>
#include <gst/pbutils/pbutils.h>

#define TICK_MS 100
#define LONGEST_WAIT 10 /* seconds until a pipeline that does not get ready never will */

enum {
  PROP_0,
  PROP_FILE,
  PROP_PLAYING,
  PROP_POSITION,
  PROP_DURATION,
  PROP_HAS_VIDEO,
  PROP_PICTURE,
  PROP_ERROR,
  N_PROPS,
};

struct _BwPlayer {
  GObject parent_instance;

  GFile *file;
  BwVideoSink *picture;
  GCancellable *cancellable;
  GstElement *pipeline; /* NULL until the file was looked at, and after an error */
  GstElement *painter;
  char *missing; /* what GStreamer lacks, in its words */
  GError *error;

  gint64 position;
  gint64 duration;
  gint64 wanted; /* where to seek when the last seek is done; -1 for nowhere */
  guint bus_source;
  guint tick_source;
  guint wait_source; /* while it seeks or gets ready */
  gboolean playing;
  gboolean seeking; /* or getting ready, when it cannot seek either */
  gboolean has_video;
};

G_DEFINE_FINAL_TYPE (BwPlayer, bw_player, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
notify (BwPlayer *self, int id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_position (BwPlayer *self, gint64 position)
{
  if (self->position == position)
    return;

  self->position = position;
  notify (self, PROP_POSITION);
}

static void
set_duration (BwPlayer *self, gint64 duration)
{
  if (self->duration == duration)
    return;

  self->duration = duration;
  notify (self, PROP_DURATION);
}

static void
set_has_video (BwPlayer *self, gboolean has_video)
{
  if (self->has_video == has_video)
    return;

  self->has_video = has_video;
  notify (self, PROP_HAS_VIDEO);
}

static void
set_error (BwPlayer *self, GError *error)
{
  if (!self->error && !error)
    return;

  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static void
read_position (BwPlayer *self)
{
  gint64 position;

  if (!self->seeking && gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position))
    set_position (self, position / GST_USECOND);
}

static void
read_duration (BwPlayer *self)
{
  gint64 duration;

  if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
    set_duration (self, duration / GST_USECOND);
}

static gboolean
tick_cb (gpointer user_data)
{
  read_position (user_data);

  return G_SOURCE_CONTINUE;
}

/* The pipeline does what is wished. */
static void
run (BwPlayer *self)
{
  gboolean runs = self->pipeline && self->playing;

  if (self->pipeline)
    gst_element_set_state (self->pipeline, runs ? GST_STATE_PLAYING : GST_STATE_PAUSED);
  if (!runs)
    g_clear_handle_id (&self->tick_source, g_source_remove);
  else if (!self->tick_source)
    self->tick_source = g_timeout_add (TICK_MS, tick_cb, self);
}

static void
set_playing (BwPlayer *self, gboolean playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  run (self);
  notify (self, PROP_PLAYING);
}

static void
stop_cb (GstElement *pipeline, gpointer user_data)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
unload (BwPlayer *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_handle_id (&self->bus_source, g_source_remove);
  g_clear_pointer (&self->missing, g_free);
  self->seeking = FALSE;
  self->wanted = -1;
  if (!self->pipeline)
    return;

  bw_picture_sink_close (self->painter);
  gst_element_call_async (self->pipeline, stop_cb, NULL, NULL);
  g_clear_object (&self->painter);
  g_clear_object (&self->pipeline);
}

static void
fail (BwPlayer *self, GError *error)
{
  unload (self);
  bw_video_sink_clear (self->picture);
  set_playing (self, FALSE);
  set_error (self, error);
}

static GError *
make_damage (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                              _ ("This file is damaged, or it is no recording."));
}

/* A file may end where it has only said what will come: GStreamer then waits for good. */
static gboolean
waited_cb (gpointer user_data)
{
  BwPlayer *self = user_data;

  self->wait_source = 0;
  fail (self, make_damage ());

  return G_SOURCE_REMOVE;
}

static void
set_seeking (BwPlayer *self, gboolean seeking)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (seeking)
    self->wait_source = g_timeout_add_seconds (LONGEST_WAIT, waited_cb, self);
  self->seeking = seeking;
}

static void
seek (BwPlayer *self, gint64 position)
{
  const GstSeekFlags flags = GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE;

  self->wanted = -1;
  set_seeking (self, gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME, flags,
                                              position * (gint64) GST_USECOND));
  if (self->seeking)
    set_position (self, position);
}

static void
read_streams (BwPlayer *self)
{
  int n_video = 0;

  g_object_get (self->pipeline, "n-video", &n_video, NULL);
  set_has_video (self, n_video > 0);
}

/* Only now does the pipeline know what it plays, and take a seek. */
static void
settled (BwPlayer *self)
{
  set_seeking (self, FALSE);
  read_streams (self);
  read_duration (self);
  if (self->wanted >= 0)
    seek (self, self->wanted);
  else
    read_position (self);
}

/* A file that was not ended in order does not say how long it is: now it is known. */
static void
end (BwPlayer *self)
{
  read_position (self);
  if (self->duration < 0)
    set_duration (self, self->position);
  set_playing (self, FALSE);
  seek (self, 0);
}

static GError *
make_error (const GError *cause, const char *missing)
{
  if (missing)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                        /* Translators: %s is what GStreamer calls it: "H.264 decoder" */
                        _ ("A part of GStreamer is not installed that this needs: %s"), missing);
  if (cause->domain == GST_RESOURCE_ERROR)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                        _ ("The file or the sound device cannot be used: %s"), cause->message);

  return make_damage ();
}

static void
handle_error (BwPlayer *self, GstMessage *message)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *debug = NULL;

  gst_message_parse_error (message, &cause, &debug);
  g_debug ("%s (%s)", cause->message, debug);
  fail (self, make_error (cause, self->missing));
}

/* What can be played goes on: a picture may be missing, and the voices are heard. */
static void
handle_missing (BwPlayer *self, GstMessage *message)
{
  if (!gst_is_missing_plugin_message (message))
    return;

  g_free (self->missing);
  self->missing = gst_missing_plugin_message_get_description (message);
  set_error (self, make_error (NULL, self->missing));
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (BwPlayer) self = g_object_ref (user_data);
  GstMessageType type = GST_MESSAGE_TYPE (message);

  if (type == GST_MESSAGE_ERROR)
    handle_error (self, message);
  else if (type == GST_MESSAGE_EOS)
    end (self);
  else if (type == GST_MESSAGE_ASYNC_DONE)
    settled (self);
  else if (type == GST_MESSAGE_DURATION_CHANGED)
    read_duration (self);
  else if (type == GST_MESSAGE_ELEMENT)
    handle_missing (self, message);

  return G_SOURCE_CONTINUE;
}

static void
set_up (BwPlayer *self)
{
  g_autofree char *uri = g_file_get_uri (self->file);
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  gst_util_set_object_arg (G_OBJECT (self->pipeline), "flags", "video+audio");
  g_object_set (self->pipeline, "uri", uri, "video-sink", self->painter, NULL);
  set_seeking (self, TRUE);
  self->bus_source = gst_bus_add_watch (bus, message_cb, self);
  run (self);
}

static void
load (BwPlayer *self)
{
  GstElement *pipeline = gst_element_factory_make ("playbin", NULL);
  GstElement *painter = bw_picture_sink_new (self->picture);

  g_set_object (&self->pipeline, pipeline ? gst_object_ref_sink (pipeline) : NULL);
  g_set_object (&self->painter, painter ? gst_object_ref_sink (painter) : NULL);
  g_clear_object (&pipeline);
  g_clear_object (&painter);
  if (self->pipeline && self->painter)
    set_up (self);
  else
    fail (self, make_error (NULL, "playbin, appsink"));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwPlayer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bw_container_check_finish (result, &error))
    load (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (self, g_steal_pointer (&error));
}

static void
look (BwPlayer *self)
{
  g_autoptr (GError) error = NULL;

  if (!gst_init_check (NULL, NULL, &error)) {
    set_error (self, g_steal_pointer (&error));
    return;
  }

  self->cancellable = g_cancellable_new ();
  bw_container_check_async (self->file, self->cancellable, checked_cb, g_object_ref (self));
}

static void
bw_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPlayer *self = BW_PLAYER (object);

  switch (id) {
  case PROP_FILE:
    g_value_set_object (value, self->file);
    break;
  case PROP_PLAYING:
    g_value_set_boolean (value, self->playing);
    break;
  case PROP_POSITION:
    g_value_set_int64 (value, self->position);
    break;
  case PROP_DURATION:
    g_value_set_int64 (value, self->duration);
    break;
  case PROP_HAS_VIDEO:
    g_value_set_boolean (value, self->has_video);
    break;
  case PROP_PICTURE:
    g_value_set_object (value, self->picture);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_player_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPlayer *self = BW_PLAYER (object);

  switch (id) {
  case PROP_FILE:
    bw_player_set_file (self, g_value_get_object (value));
    break;
  case PROP_PLAYING:
    bw_player_set_playing (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_player_dispose (GObject *object)
{
  unload (BW_PLAYER (object));

  G_OBJECT_CLASS (bw_player_parent_class)->dispose (object);
}

static void
bw_player_finalize (GObject *object)
{
  BwPlayer *self = BW_PLAYER (object);

  g_clear_error (&self->error);
  g_clear_object (&self->file);
  g_object_unref (self->picture);

  G_OBJECT_CLASS (bw_player_parent_class)->finalize (object);
}

static void
bw_player_class_init (BwPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = flags | G_PARAM_WRITABLE;

  object_class->dispose = bw_player_dispose;
  object_class->finalize = bw_player_finalize;
  object_class->get_property = bw_player_get_property;
  object_class->set_property = bw_player_set_property;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, writable);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, writable);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] =
      g_param_spec_int64 ("duration", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_HAS_VIDEO] = g_param_spec_boolean ("has-video", NULL, NULL, FALSE, flags);
  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, BW_TYPE_VIDEO_SINK, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_player_init (BwPlayer *self)
{
  self->picture = bw_video_sink_new ();
  self->duration = -1;
  self->wanted = -1;
}

BwPlayer *
bw_player_new (void)
{
  return g_object_new (BW_TYPE_PLAYER, NULL);
}

void
bw_player_set_file (BwPlayer *self, GFile *file)
{
  g_return_if_fail (BW_IS_PLAYER (self));

  if (!g_set_object (&self->file, file))
    return;

  unload (self);
  bw_video_sink_clear (self->picture);
  set_playing (self, FALSE);
  set_error (self, NULL);
  set_position (self, 0);
  set_duration (self, -1);
  set_has_video (self, FALSE);
  if (file)
    look (self);
  notify (self, PROP_FILE);
}

gboolean
bw_player_get_playing (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), FALSE);

  return self->playing;
}

/* It may be wished before the file was looked at; not after that has failed. */
void
bw_player_set_playing (BwPlayer *self, gboolean playing)
{
  g_return_if_fail (BW_IS_PLAYER (self));

  if (!playing || self->pipeline || self->cancellable)
    set_playing (self, playing);
}

gint64
bw_player_get_position (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), 0);

  return self->position;
}

gint64
bw_player_get_duration (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), -1);

  return self->duration;
}

gboolean
bw_player_get_has_video (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), FALSE);

  return self->has_video;
}

BwVideoSink *
bw_player_get_picture (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), NULL);

  return self->picture;
}

const GError *
bw_player_get_error (BwPlayer *self)
{
  g_return_val_if_fail (BW_IS_PLAYER (self), NULL);

  return self->error;
}

void
bw_player_seek (BwPlayer *self, gint64 position)
{
  g_return_if_fail (BW_IS_PLAYER (self));

  if (!self->pipeline)
    return;

  position = MAX (position, 0);
  if (self->duration >= 0)
    position = MIN (position, self->duration);
  if (self->seeking)
    self->wanted = position;
  else
    seek (self, position);
}
