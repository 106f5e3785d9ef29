/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records a call, each time into a new file. The engine can be told one file before a call begins;
 * here its stream is told a new one for each recording. Where streams begin anew (a hold, video
 * that comes or goes) a new file begins, too: a file has the tracks that it began with. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

#include "bw-recording.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Never opened: a call whose parameters name a file gets streams that can be recorded. */
#define NO_FILE_YET "no-file-yet.wav"
/* What a picture's end and its index need, and what makes a recording worth to begin. */
#define LEAST_ROOM (2 * 1024 * 1024)

static AudioStream *
stream_of (BwCall *self)
{
  return (AudioStream *) linphone_call_get_stream (self->call, LinphoneStreamTypeAudio);
}

/* A stream that began anew has forgotten the file, and closed it. */
static gboolean
is_being_written (BwCall *self)
{
  AudioStream *stream = self->recording.engine_path ? stream_of (self) : NULL;

  return stream && g_strcmp0 (stream->recorder_file, self->recording.engine_path) == 0;
}

static gboolean
set_file_error (GError **error, const char *detail)
{
  g_set_error (error, BW_ERROR, BW_ERROR_FILE,
               _ ("The recording could not be written: %s. Choose another folder in the "
                  "preferences, or make room."),
               detail);

  return FALSE;
}

static gboolean
has_room (BwCall *self)
{
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (
      self->recording.folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  return !info || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
         g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >=
             self->recording.least_room;
}

static void
set_file (BwCall *self, GFile *file)
{
  if (g_set_object (&self->recording.file, file))
    g_object_notify (G_OBJECT (self), "recording");
}

static gboolean
open_in_engine (BwCall *self, const char *path)
{
  AudioStream *stream = stream_of (self);

  if (!stream)
    return FALSE;

  /* The engine does not let go of the name that it had. */
  g_clear_pointer (&stream->recorder_file, ms_free);
  return audio_stream_mixed_record_open (stream, path) == 0 &&
         audio_stream_mixed_record_start (stream) == 0;
}

/*
 * The engine appends to files that are there, and may die of them: it opens one in the same folder
 * with a name that nobody else can have. The file's real name is reserved before, exclusively, and
 * taken over by the one that is open then.
 */
static gboolean
write_to (BwCall *self, GFile *file, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name =
      g_strdup_printf (".%s.%s", unique, self->recording.picture ? "mkv" : "wav");
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), name, NULL);

  if (!open_in_engine (self, path)) {
    g_unlink (path);
    return set_file_error (error, g_strerror (EIO));
  }
  if (g_rename (path, g_file_peek_path (file)) != 0) {
    set_file_error (error, g_strerror (errno));
    audio_stream_mixed_record_stop (stream_of (self));
    g_unlink (path);
    return FALSE;
  }

  self->recording.engine_path = g_steal_pointer (&path);

  return TRUE;
}

static gboolean
begin (BwCall *self, GError **error)
{
  gboolean picture = (self->video.direction & BW_VIDEO_DIRECTION_RECEIVE) != 0;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFile) file = bw_recording_make_file (
      self->recording.folder, self->label, g_get_real_time (), picture ? "mkv" : "wav", &reason);

  if (!file)
    return set_file_error (error, reason->message);

  self->recording.picture = picture;
  if ((!has_room (self) && !set_file_error (error, g_strerror (ENOSPC))) ||
      !write_to (self, file, error)) {
    g_file_delete (file, NULL, NULL);
    return FALSE;
  }
  set_file (self, file);

  return TRUE;
}

static void
finish (BwCall *self)
{
  if (is_being_written (self)) {
    AudioStream *stream = stream_of (self);

    audio_stream_mixed_record_stop (stream);
    g_clear_pointer (&stream->recorder_file, ms_free);
    stream->recorder_file = ms_strdup (NO_FILE_YET);
  }
  g_clear_pointer (&self->recording.engine_path, g_free);
  set_file (self, NULL);
}

/* Why it has ended is said before that it has. */
static void
give_up (BwCall *self, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  bw_call_clear_recording (self);
  g_signal_emit_by_name (self, "recording-failed", error);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
has_other_tracks (BwCall *self)
{
  return self->recording.picture != ((self->video.direction & BW_VIDEO_DIRECTION_RECEIVE) != 0);
}

void
bw_call_init_recording (BwCall *self)
{
  self->recording.least_room = LEAST_ROOM;
}

void
bw_call_set_least_room (BwCall *self, guint64 bytes)
{
  self->recording.least_room = bytes;
}

void
bw_call_allow_recording (LinphoneCallParams *params)
{
  linphone_call_params_set_record_file (params, NO_FILE_YET);
}

void
bw_call_follow_recording (BwCall *self, LinphoneCallState state)
{
  g_autoptr (GError) error = NULL;

  if (!self->recording.folder)
    return;
  if (state == LinphoneCallStateEnd || state == LinphoneCallStateError) {
    bw_call_clear_recording (self);
    return;
  }

  if (self->recording.file &&
      (state == LinphoneCallStatePaused || !is_being_written (self) ||
       (state == LinphoneCallStateStreamsRunning && has_other_tracks (self))))
    finish (self);
  if (state == LinphoneCallStateStreamsRunning && !self->recording.file && !begin (self, &error))
    give_up (self, error);
}

void
bw_call_tick_recording (BwCall *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->recording.file || has_room (self))
    return;

  set_file_error (&error, g_strerror (ENOSPC));
  give_up (self, error);
}

void
bw_call_clear_recording (BwCall *self)
{
  if (self->call)
    finish (self);
  g_clear_object (&self->recording.folder);
}

GFile *
bw_call_get_recording (BwCall *self)
{
  return self->recording.file;
}

GFile *
bw_call_start_recording (BwCall *self, GFile *folder, GError **error)
{
  if (!bw_call_require (self, self->state == BW_CALL_STATE_ACTIVE && !self->recording.folder,
                        error))
    return NULL;

  if (!g_file_peek_path (folder)) { /* the engine writes to paths */
    set_file_error (error, g_strerror (ENOTSUP));
    return NULL;
  }

  self->recording.folder = g_object_ref (folder);
  if (begin (self, error))
    return self->recording.file;

  g_clear_object (&self->recording.folder);

  return NULL;
}

gboolean
bw_call_stop_recording (BwCall *self, GError **error)
{
  if (!bw_call_require (self, self->recording.folder != NULL, error))
    return FALSE;

  bw_call_clear_recording (self);

  return TRUE;
}
