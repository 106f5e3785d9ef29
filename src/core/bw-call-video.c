/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of a call: which way they go, as offered, asked for and agreed on. Nobody's camera
 * is sent without their word: what the peer asks for in mid-call waits for the person. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

#include "bw-dtmf.h"

/* As long as a person may look at the question; the peer's INVITE waits. */
#define QUESTION_MS 30000

static void
notify (BwCall *self, const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

static void
set_camera_on (BwCall *self, gboolean on)
{
  if (self->video.camera_on == on)
    return;

  self->video.camera_on = on;
  notify (self, "camera-on");
}

static void
set_asked (BwCall *self, gboolean asked)
{
  if (self->video.asked == asked)
    return;

  self->video.asked = asked;
  notify (self, "video-asked");
}

static void
set_offered (BwCall *self, gboolean offered)
{
  if (self->video.offered == offered)
    return;

  self->video.offered = offered;
  notify (self, "video-offered");
}

static void
take_codec (BwCall *self, char *codec)
{
  gboolean changed = g_strcmp0 (self->video.codec, codec) != 0;

  g_free (self->video.codec);
  self->video.codec = codec;
  if (changed)
    notify (self, "video-codec");
}

static void
mark_in_history (BwCall *self)
{
  if (bw_call_record_get_video (self->record))
    return;

  g_object_set (self->record, "video", TRUE, NULL);
  bw_call_save (self);
  notify (self, "video");
}

static void
set_direction (BwCall *self, BwVideoDirection direction)
{
  if (self->video.direction == direction)
    return;

  self->video.direction = direction;
  if (!(direction & BW_VIDEO_DIRECTION_RECEIVE))
    bw_video_sink_clear (self->video.picture);
  if (direction != BW_VIDEO_DIRECTION_NONE)
    mark_in_history (self);
  notify (self, "video-direction");
}

static void
size_cb (BwCall *self)
{
  guint width = bw_video_sink_get_width (self->video.picture);
  guint height = bw_video_sink_get_height (self->video.picture);
  g_autofree char *size = width > 0 && height > 0 ? g_strdup_printf ("%u×%u", width, height) : NULL;

  if (g_strcmp0 (self->video.size, size) == 0)
    return;

  g_free (self->video.size);
  self->video.size = g_steal_pointer (&size);
  notify (self, "video-size");
}

static BwVideoDirection
agreed_direction (const LinphoneCallParams *params)
{
  return linphone_call_params_video_enabled (params)
             ? bw_video_direction_from_engine (linphone_call_params_get_video_direction (params))
             : BW_VIDEO_DIRECTION_NONE;
}

static char *
agreed_codec (const LinphoneCallParams *params)
{
  LinphonePayloadType *type = linphone_call_params_get_used_video_payload_type (params);

  return type ? g_strdup (linphone_payload_type_get_mime_type (type)) : NULL;
}

/* What the engine offers and takes by itself, in a re-INVITE that is about something else. */
static void
set_wish (BwCall *self, BwVideoDirection direction)
{
  LinphoneCallParams *wish = (LinphoneCallParams *) linphone_call_get_params (self->call);

  linphone_call_params_enable_video (wish, direction != BW_VIDEO_DIRECTION_NONE);
  if (direction != BW_VIDEO_DIRECTION_NONE)
    linphone_call_params_set_video_direction (wish, bw_video_direction_to_engine (direction));
}

static void
settle_offer (BwCall *self, BwVideoDirection asked_for, BwVideoDirection before)
{
  if (asked_for == BW_VIDEO_DIRECTION_NONE || asked_for == before ||
      self->video.direction != before)
    return;

  set_wish (self, self->video.direction);
  if (before != BW_VIDEO_DIRECTION_NONE)
    set_camera_on (self, (before & BW_VIDEO_DIRECTION_SEND) != 0);
  g_signal_emit_by_name (self, "video-refused");
}

/* Whoever hears of the direction asks what we send: that is settled before. */
static void
run (BwCall *self, BwVideoDirection direction)
{
  BwVideoDirection before = self->video.direction;
  BwVideoDirection asked_for = self->video.asked_for;

  self->video.running = direction;
  self->video.asked_for = BW_VIDEO_DIRECTION_NONE;
  set_direction (self, direction);
  set_offered (self, FALSE);
  settle_offer (self, asked_for, before);
  if (self->video.hushed)
    linphone_call_set_speaker_muted (self->call, FALSE);
  self->video.hushed = FALSE;
}

static void
read_agreement (BwCall *self, LinphoneCallState state)
{
  const LinphoneCallParams *params = linphone_call_get_current_params (self->call);

  take_codec (self, agreed_codec (params));
  if (state == LinphoneCallStateStreamsRunning)
    run (self, agreed_direction (params));
  else
    set_direction (self, agreed_direction (params));
  /* The engine forgets over the peer's hold what was agreed on. */
  if (state == LinphoneCallStatePausedByRemote)
    set_wish (self, self->video.running);
}

/* Of early media the engine tells before it has come to the agreement. */
static gboolean
read_early_cb (gpointer user_data)
{
  BwCall *self = user_data;

  self->video.early_id = 0;
  read_agreement (self, linphone_call_get_state (self->call));

  return G_SOURCE_REMOVE;
}

static LinphoneStatus
accept_update (BwCall *self, BwVideoDirection direction)
{
  LinphoneCallParams *params =
      bw_call_params_new (bw_engine_get_core (self->engine), self->call, self->account, direction);
  LinphoneStatus status = linphone_call_accept_update (self->call, params);

  linphone_call_params_unref (params);

  return status;
}

static gboolean
question_over_cb (gpointer user_data)
{
  BwCall *self = user_data;

  self->video.question_id = 0;
  bw_call_settle_video (self, BW_VIDEO_CONSENT_REFUSE, NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
peer_offers_video (BwCall *self)
{
  const LinphoneCallParams *theirs = linphone_call_get_remote_params (self->call);

  return theirs && linphone_call_params_video_enabled (theirs);
}

/* A held call is answered at once by the engine, and with what we want already: no video. */
static void
consider_question (BwCall *self)
{
  if (self->state != BW_CALL_STATE_ACTIVE || self->video.asked ||
      self->video.direction != BW_VIDEO_DIRECTION_NONE || !peer_offers_video (self) ||
      linphone_call_defer_update (self->call) != 0)
    return;

  self->video.question_id = g_timeout_add (self->video.question_ms, question_over_cb, self);
  set_asked (self, TRUE);
}

static void
withdraw_question (BwCall *self)
{
  g_clear_handle_id (&self->video.question_id, g_source_remove);
  set_asked (self, FALSE);
}

static void
end (BwCall *self)
{
  g_clear_handle_id (&self->video.early_id, g_source_remove);
  withdraw_question (self);
  set_offered (self, FALSE);
  self->video.running = BW_VIDEO_DIRECTION_NONE;
  self->video.asked_for = BW_VIDEO_DIRECTION_NONE;
  linphone_call_set_native_video_window_id (self->call, NULL);
  bw_video_sink_clear (self->video.picture);
  set_direction (self, BW_VIDEO_DIRECTION_NONE);
}

BwVideoDirection
bw_video_direction_from_engine (LinphoneMediaDirection direction)
{
  switch (direction) {
  case LinphoneMediaDirectionSendOnly:
    return BW_VIDEO_DIRECTION_SEND;
  case LinphoneMediaDirectionRecvOnly:
    return BW_VIDEO_DIRECTION_RECEIVE;
  case LinphoneMediaDirectionSendRecv:
    return BW_VIDEO_DIRECTION_BOTH;
  case LinphoneMediaDirectionInvalid:
  case LinphoneMediaDirectionInactive:
    return BW_VIDEO_DIRECTION_NONE;
  }

  return BW_VIDEO_DIRECTION_NONE;
}

LinphoneMediaDirection
bw_video_direction_to_engine (BwVideoDirection direction)
{
  switch (direction) {
  case BW_VIDEO_DIRECTION_NONE:
    return LinphoneMediaDirectionInactive;
  case BW_VIDEO_DIRECTION_SEND:
    return LinphoneMediaDirectionSendOnly;
  case BW_VIDEO_DIRECTION_RECEIVE:
    return LinphoneMediaDirectionRecvOnly;
  case BW_VIDEO_DIRECTION_BOTH:
    return LinphoneMediaDirectionSendRecv;
  }

  return LinphoneMediaDirectionInactive;
}

void
bw_call_init_video (BwCall *self)
{
  self->video.picture = bw_video_sink_new ();
  self->video.camera_on = TRUE;
  self->video.question_ms = QUESTION_MS;
  g_signal_connect_object (self->video.picture, "notify::width", G_CALLBACK (size_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->video.picture, "notify::height", G_CALLBACK (size_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bw_call_dispose_video (BwCall *self)
{
  g_clear_handle_id (&self->video.question_id, g_source_remove);
  g_clear_handle_id (&self->video.early_id, g_source_remove);
  if (self->call)
    linphone_call_set_native_video_window_id (self->call, NULL);
}

void
bw_call_finalize_video (BwCall *self)
{
  g_clear_object (&self->video.picture);
  g_clear_pointer (&self->video.codec, g_free);
  g_clear_pointer (&self->video.size, g_free);
}

void
bw_call_begin_video (BwCall *self)
{
  const LinphoneCallParams *ours = linphone_call_get_params (self->call);

  if (bw_call_get_direction (self) == BW_DIRECTION_INCOMING)
    set_offered (self, peer_offers_video (self));
  else
    bw_call_mark_offer (self, agreed_direction (ours));
}

void
bw_call_follow_video (BwCall *self, LinphoneCallState state)
{
  if (state == LinphoneCallStateReleased || self->state == BW_CALL_STATE_ENDED)
    return;
  if (state == LinphoneCallStateEnd || state == LinphoneCallStateError) {
    end (self);
    return;
  }

  /* The engine's stream is made only when pictures come into the call. */
  linphone_call_set_native_video_window_id (self->call, self->video.picture);
  if (state == LinphoneCallStateUpdatedByRemote)
    consider_question (self);
  else
    withdraw_question (self);
  if (state == LinphoneCallStateStreamsRunning || state == LinphoneCallStatePausedByRemote ||
      state == LinphoneCallStatePaused)
    read_agreement (self, state);
  if ((state == LinphoneCallStateIncomingEarlyMedia ||
       state == LinphoneCallStateOutgoingEarlyMedia) &&
      self->video.early_id == 0)
    self->video.early_id = g_idle_add (read_early_cb, self);
}

void
bw_call_mark_offer (BwCall *self, BwVideoDirection direction)
{
  self->video.asked_for = direction;
  if (direction != BW_VIDEO_DIRECTION_NONE)
    set_camera_on (self, (direction & BW_VIDEO_DIRECTION_SEND) != 0);
}

BwVideoDirection
bw_call_choose_answer (BwCall *self, gboolean video)
{
  if (!self->video.offered)
    return BW_VIDEO_DIRECTION_NONE;
  if (!video)
    return self->early_media ? BW_VIDEO_DIRECTION_RECEIVE : BW_VIDEO_DIRECTION_NONE;

  return bw_video_has_picture (self->sender) ? BW_VIDEO_DIRECTION_BOTH : BW_VIDEO_DIRECTION_RECEIVE;
}

/* What is described in the 183 is what the answer describes, too: peers take the first and need not
 * look at the second (RFC 3261 13.2.1). The sound is only heard once the call is answered. */
void
bw_call_show_early (BwCall *self)
{
  LinphoneCallParams *params;
  bctbx_list_t *left_out;

  if (!self->video.offered || self->state != BW_CALL_STATE_INCOMING || self->early_media)
    return;

  self->video.hushed = TRUE;
  params = bw_call_params_new (bw_engine_get_core (self->engine), self->call, self->account,
                               BW_VIDEO_DIRECTION_RECEIVE);
  left_out = bw_call_choose_dtmf (self);
  if (linphone_call_accept_early_media_with_params (self->call, params) == 0)
    linphone_call_set_speaker_muted (self->call, TRUE);
  bw_dtmf_restore (left_out);
  linphone_call_params_unref (params);
}

gboolean
bw_call_is_early (BwCall *self)
{
  return !bw_call_is_up (self) && (self->early_media || self->video.hushed);
}

gboolean
bw_call_sends_video (BwCall *self)
{
  return bw_call_is_live (self) &&
         ((self->video.running | self->video.asked_for) & BW_VIDEO_DIRECTION_SEND) != 0;
}

void
bw_call_set_question_time (BwCall *self, guint ms)
{
  self->video.question_ms = ms;
}

gboolean
bw_call_get_video (BwCall *self)
{
  return bw_call_record_get_video (self->record);
}

BwVideoDirection
bw_call_get_video_direction (BwCall *self)
{
  return self->video.direction;
}

gboolean
bw_call_get_video_offered (BwCall *self)
{
  return self->video.offered;
}

gboolean
bw_call_get_video_asked (BwCall *self)
{
  return self->video.asked;
}

gboolean
bw_call_get_camera_on (BwCall *self)
{
  return self->video.camera_on;
}

void
bw_call_set_camera_on (BwCall *self, gboolean on)
{
  gboolean only_receives = self->video.direction == BW_VIDEO_DIRECTION_RECEIVE;

  if (self->video.camera_on == !!on || !bw_call_is_live (self))
    return;

  /* Where only they were to be seen, it takes their word as well. */
  if (on && only_receives && self->state == BW_CALL_STATE_ACTIVE)
    bw_call_add_video (self, NULL);
  else
    set_camera_on (self, !!on);
}

BwVideoSink *
bw_call_get_picture (BwCall *self)
{
  return self->video.picture;
}

const char *
bw_call_get_video_codec (BwCall *self)
{
  return self->video.codec;
}

const char *
bw_call_get_video_size (BwCall *self)
{
  return self->video.size;
}

static gboolean
update (BwCall *self, BwVideoDirection direction, GError **error)
{
  LinphoneCallParams *params =
      bw_call_params_new (bw_engine_get_core (self->engine), self->call, self->account, direction);
  LinphoneStatus status = linphone_call_update (self->call, params);

  linphone_call_params_unref (params);

  return bw_call_settle (self, status, error);
}

gboolean
bw_call_add_video (BwCall *self, GError **error)
{
  if (self->video.asked)
    return bw_call_settle_video (self, BW_VIDEO_CONSENT_SEND, error);
  if (!bw_call_require (self,
                        self->state == BW_CALL_STATE_ACTIVE &&
                            !(self->video.direction & BW_VIDEO_DIRECTION_SEND),
                        error) ||
      !update (self, BW_VIDEO_DIRECTION_BOTH, error))
    return FALSE;

  bw_call_mark_offer (self, BW_VIDEO_DIRECTION_BOTH);

  return TRUE;
}

gboolean
bw_call_drop_video (BwCall *self, GError **error)
{
  if (!bw_call_require (self,
                        self->state == BW_CALL_STATE_ACTIVE &&
                            self->video.direction != BW_VIDEO_DIRECTION_NONE,
                        error))
    return FALSE;

  return update (self, BW_VIDEO_DIRECTION_NONE, error);
}

static BwVideoDirection
direction_of (BwVideoConsent consent)
{
  switch (consent) {
  case BW_VIDEO_CONSENT_REFUSE:
    return BW_VIDEO_DIRECTION_NONE;
  case BW_VIDEO_CONSENT_RECEIVE:
    return BW_VIDEO_DIRECTION_RECEIVE;
  case BW_VIDEO_CONSENT_SEND:
    return BW_VIDEO_DIRECTION_BOTH;
  }

  return BW_VIDEO_DIRECTION_NONE;
}

gboolean
bw_call_settle_video (BwCall *self, BwVideoConsent consent, GError **error)
{
  BwVideoDirection direction = direction_of (consent);

  if (!bw_call_require (self, self->video.asked, error))
    return FALSE;

  if (direction != BW_VIDEO_DIRECTION_NONE)
    set_camera_on (self, consent == BW_VIDEO_CONSENT_SEND);
  withdraw_question (self);

  return bw_call_settle (self, accept_update (self, direction), error);
}
