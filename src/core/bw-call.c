/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call: follows the engine's call, keeps its record in the store. Its verbs are in
 * bw-call-verbs.c. Knows no list and no tones. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

#include "bw-account-params.h"
#include "bw-account-private.h"
#include "bw-call-end.h"
#include "bw-call-media.h"
#include "bw-core-enums.h"
#include "bw-store-enums.h"

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_ID,
  PROP_PEER,
  PROP_PEER_NAME,
  PROP_LABEL,
  PROP_DIRECTION,
  PROP_STATE,
  PROP_REASON,
  PROP_CODE,
  PROP_OUTCOME,
  PROP_STARTED,
  PROP_ANSWERED,
  PROP_ENDED,
  PROP_DURATION,
  PROP_EARLY_MEDIA,
  PROP_MUTED,
  PROP_VOLUME,
  PROP_VIDEO,
  PROP_VIDEO_DIRECTION,
  PROP_VIDEO_OFFERED,
  PROP_VIDEO_ASKED,
  PROP_CAMERA_ON,
  PROP_PICTURE,
  PROP_VIDEO_CODEC,
  PROP_VIDEO_SIZE,
  PROP_RECORDING,
  PROP_DOOR_DIGITS,
  PROP_ENCRYPTION,
  PROP_ENCRYPTION_CODE,
  PROP_AUDIO_CODEC,
  PROP_QUALITY,
  PROP_RECEIVED_DIGITS,
  PROP_ON_NETWORK_LOSS,
  PROP_MICROPHONE_SILENT,
  PROP_NO_SOUND_FROM_PEER,
  N_PROPS,
};

enum {
  DTMF_RECEIVED,
  TRANSFER_ENDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwCall, bw_call, G_TYPE_OBJECT)

static void
notify (BwCall *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_media (BwCall *self, BwCallMediaChange changes)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (changes & BW_CALL_MEDIA_CODEC)
    notify (self, PROP_AUDIO_CODEC);
  if (changes & BW_CALL_MEDIA_ENCRYPTION)
    notify (self, PROP_ENCRYPTION);
  if (changes & BW_CALL_MEDIA_ENCRYPTION_CODE)
    notify (self, PROP_ENCRYPTION_CODE);
  if (changes & BW_CALL_MEDIA_QUALITY)
    notify (self, PROP_QUALITY);
  if (changes & BW_CALL_MEDIA_MICROPHONE)
    notify (self, PROP_MICROPHONE_SILENT);
  if (changes & BW_CALL_MEDIA_PEER)
    notify (self, PROP_NO_SOUND_FROM_PEER);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  BwCall *self = user_data;

  notify (self, PROP_DURATION);
  notify_media (self, bw_call_media_tick (&self->media, self->call,
                                          self->state == BW_CALL_STATE_ACTIVE, self->muted));
  bw_call_tick_recording (self);

  return G_SOURCE_CONTINUE;
}

static void
mark_answered (BwCall *self)
{
  if (bw_call_get_answered (self) > 0)
    return;

  g_object_set (self->record, "answered", g_get_real_time (), "outcome", BW_CALL_OUTCOME_ONGOING,
                NULL);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  bw_call_save (self);
  notify (self, PROP_ANSWERED);
}

static void
mark_ended (BwCall *self)
{
  BwCallOutcome outcome;
  gboolean answered = bw_call_get_answered (self) > 0;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->reason == BW_REASON_NONE)
    self->reason = bw_call_end_read (self->call, &self->code);
  outcome = bw_call_outcome (bw_call_get_direction (self), answered, self->hung_up, self->reason);
  if (answered && self->code < 300)
    self->reason = self->reason == BW_REASON_MEDIA_LOST ? BW_REASON_MEDIA_LOST : BW_REASON_NONE;

  g_object_set (self->record, "ended", g_get_real_time (), "outcome", outcome, "code", self->code,
                "reason", (int) self->reason, NULL);
  bw_call_save (self);
  notify (self, PROP_ENDED);
  notify (self, PROP_OUTCOME);
  notify (self, PROP_REASON);
  notify (self, PROP_CODE);
}

static void
set_state (BwCall *self, BwCallState state)
{
  if (self->state == state || self->state == BW_CALL_STATE_ENDED)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  if (bw_call_is_up (self))
    mark_answered (self);
  if (state == BW_CALL_STATE_ENDED)
    mark_ended (self);
  notify (self, PROP_STATE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_early_media (BwCall *self, gboolean early_media)
{
  if (self->early_media == early_media)
    return;

  self->early_media = early_media;
  notify (self, PROP_EARLY_MEDIA);
}

static void
bw_call_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwCall *self = BW_CALL (object);

  switch (id) {
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_PEER:
    g_value_set_string (value, bw_call_get_peer (self));
    break;
  case PROP_PEER_NAME:
    g_value_set_string (value, bw_call_get_peer_name (self));
    break;
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_DIRECTION:
    g_value_set_enum (value, bw_call_get_direction (self));
    break;
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_CODE:
    g_value_set_uint (value, self->code);
    break;
  case PROP_OUTCOME:
    g_value_set_enum (value, bw_call_get_outcome (self));
    break;
  case PROP_STARTED:
    g_value_set_int64 (value, bw_call_get_started (self));
    break;
  case PROP_ANSWERED:
    g_value_set_int64 (value, bw_call_get_answered (self));
    break;
  case PROP_ENDED:
    g_value_set_int64 (value, bw_call_get_ended (self));
    break;
  case PROP_DURATION:
    g_value_set_uint (value, bw_call_get_duration (self));
    break;
  case PROP_EARLY_MEDIA:
    g_value_set_boolean (value, self->early_media);
    break;
  case PROP_MUTED:
    g_value_set_boolean (value, self->muted);
    break;
  case PROP_VOLUME:
    g_value_set_double (value, self->volume);
    break;
  case PROP_VIDEO:
    g_value_set_boolean (value, bw_call_get_video (self));
    break;
  case PROP_VIDEO_DIRECTION:
    g_value_set_flags (value, self->video.direction);
    break;
  case PROP_VIDEO_OFFERED:
    g_value_set_boolean (value, bw_call_get_video_offered (self));
    break;
  case PROP_VIDEO_ASKED:
    g_value_set_boolean (value, self->video.asked);
    break;
  case PROP_CAMERA_ON:
    g_value_set_boolean (value, self->video.camera_on);
    break;
  case PROP_PICTURE:
    g_value_set_object (value, self->video.picture);
    break;
  case PROP_VIDEO_CODEC:
    g_value_set_string (value, self->video.codec);
    break;
  case PROP_VIDEO_SIZE:
    g_value_set_string (value, self->video.size);
    break;
  case PROP_RECORDING:
    g_value_set_object (value, self->recording.file);
    break;
  case PROP_DOOR_DIGITS:
    g_value_set_string (value, self->door_digits);
    break;
  case PROP_ENCRYPTION:
    g_value_set_enum (value, self->media.encryption);
    break;
  case PROP_ENCRYPTION_CODE:
    g_value_set_string (value, self->media.encryption_code);
    break;
  case PROP_AUDIO_CODEC:
    g_value_set_string (value, self->media.codec);
    break;
  case PROP_QUALITY:
    g_value_set_double (value, self->media.quality);
    break;
  case PROP_RECEIVED_DIGITS:
    g_value_set_string (value, self->received_digits->str);
    break;
  case PROP_ON_NETWORK_LOSS:
    g_value_set_boolean (value, self->on_network_loss);
    break;
  case PROP_MICROPHONE_SILENT:
    g_value_set_boolean (value, self->media.microphone_silent);
    break;
  case PROP_NO_SOUND_FROM_PEER:
    g_value_set_boolean (value, self->media.peer_silent);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_call_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwCall *self = BW_CALL (object);

  switch (id) {
  case PROP_MUTED:
    bw_call_set_muted (self, g_value_get_boolean (value));
    break;
  case PROP_VOLUME:
    bw_call_set_volume (self, g_value_get_double (value));
    break;
  case PROP_CAMERA_ON:
    bw_call_set_camera_on (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_call_dispose (GObject *object)
{
  BwCall *self = BW_CALL (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  bw_call_clear_recording (self);
  bw_call_dispose_video (self);
  if (self->call)
    linphone_call_set_user_data (self->call, NULL);
  g_clear_pointer (&self->call, linphone_call_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->engine);
  g_clear_object (&self->sender);

  G_OBJECT_CLASS (bw_call_parent_class)->dispose (object);
}

static void
bw_call_finalize (GObject *object)
{
  BwCall *self = BW_CALL (object);

  g_clear_object (&self->store);
  g_clear_object (&self->record);
  bw_call_media_clear (&self->media);
  g_string_free (self->received_digits, TRUE);
  g_free (self->id);
  g_free (self->label);
  g_free (self->door_digits);
  bw_call_finalize_video (self);

  G_OBJECT_CLASS (bw_call_parent_class)->finalize (object);
}

static void
install_identity_properties (GParamFlags flags)
{
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_PEER] = g_param_spec_string ("peer", NULL, NULL, NULL, flags);
  properties[PROP_PEER_NAME] = g_param_spec_string ("peer-name", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DIRECTION] =
      g_param_spec_enum ("direction", NULL, NULL, BW_TYPE_DIRECTION, BW_DIRECTION_INCOMING, flags);
}

static void
install_state_properties (GParamFlags flags)
{
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BW_TYPE_CALL_STATE, BW_CALL_STATE_INCOMING, flags);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, BW_TYPE_REASON, BW_REASON_NONE, flags);
  properties[PROP_CODE] = g_param_spec_uint ("code", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OUTCOME] = g_param_spec_enum ("outcome", NULL, NULL, BW_TYPE_CALL_OUTCOME,
                                                BW_CALL_OUTCOME_ONGOING, flags);
  properties[PROP_STARTED] = g_param_spec_int64 ("started", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ANSWERED] = g_param_spec_int64 ("answered", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ENDED] = g_param_spec_int64 ("ended", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, flags);
}

static void
install_media_properties (GParamFlags flags)
{
  properties[PROP_EARLY_MEDIA] = g_param_spec_boolean ("early-media", NULL, NULL, FALSE, flags);
  properties[PROP_MUTED] =
      g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  properties[PROP_VOLUME] =
      g_param_spec_double ("volume", NULL, NULL, 0, 2, 1, flags | G_PARAM_WRITABLE);
  properties[PROP_ENCRYPTION] =
      g_param_spec_enum ("encryption", NULL, NULL, BW_TYPE_ENCRYPTION, BW_ENCRYPTION_NONE, flags);
  properties[PROP_ENCRYPTION_CODE] =
      g_param_spec_string ("encryption-code", NULL, NULL, NULL, flags);
  properties[PROP_AUDIO_CODEC] = g_param_spec_string ("audio-codec", NULL, NULL, NULL, flags);
  properties[PROP_QUALITY] = g_param_spec_double ("quality", NULL, NULL, -1, 5, -1, flags);
  properties[PROP_RECEIVED_DIGITS] = g_param_spec_string ("received-digits", NULL, NULL, "", flags);
  properties[PROP_ON_NETWORK_LOSS] =
      g_param_spec_boolean ("on-network-loss", NULL, NULL, FALSE, flags);
  properties[PROP_MICROPHONE_SILENT] =
      g_param_spec_boolean ("microphone-silent", NULL, NULL, FALSE, flags);
  properties[PROP_NO_SOUND_FROM_PEER] =
      g_param_spec_boolean ("no-sound-from-peer", NULL, NULL, FALSE, flags);
}

static void
install_video_properties (GParamFlags flags)
{
  properties[PROP_VIDEO] = g_param_spec_boolean ("video", NULL, NULL, FALSE, flags);
  properties[PROP_VIDEO_DIRECTION] = g_param_spec_flags (
      "video-direction", NULL, NULL, BW_TYPE_VIDEO_DIRECTION, BW_VIDEO_DIRECTION_NONE, flags);
  properties[PROP_VIDEO_OFFERED] = g_param_spec_boolean ("video-offered", NULL, NULL, FALSE, flags);
  properties[PROP_VIDEO_ASKED] = g_param_spec_boolean ("video-asked", NULL, NULL, FALSE, flags);
  properties[PROP_CAMERA_ON] =
      g_param_spec_boolean ("camera-on", NULL, NULL, TRUE, flags | G_PARAM_WRITABLE);
  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, BW_TYPE_VIDEO_SINK, flags);
  properties[PROP_VIDEO_CODEC] = g_param_spec_string ("video-codec", NULL, NULL, NULL, flags);
  properties[PROP_VIDEO_SIZE] = g_param_spec_string ("video-size", NULL, NULL, NULL, flags);
  properties[PROP_RECORDING] = g_param_spec_object ("recording", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_DOOR_DIGITS] = g_param_spec_string ("door-digits", NULL, NULL, NULL, flags);
}

static void
bw_call_class_init (BwCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_call_get_property;
  object_class->set_property = bw_call_set_property;
  object_class->dispose = bw_call_dispose;
  object_class->finalize = bw_call_finalize;

  install_identity_properties (readable);
  install_state_properties (readable);
  install_media_properties (readable);
  install_video_properties (readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[DTMF_RECEIVED] = g_signal_new ("dtmf-received", BW_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TRANSFER_ENDED] = g_signal_new ("transfer-ended", BW_TYPE_CALL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_signal_new ("video-refused", BW_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_signal_new ("recording-failed", BW_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bw_call_init (BwCall *self)
{
  self->record = bw_call_record_new ();
  self->received_digits = g_string_new (NULL);
  self->volume = 1;
  bw_call_media_init (&self->media);
  bw_call_init_video (self);
  bw_call_init_recording (self);
}

BwCall *
bw_call_new (BwEngine *engine,
             LinphoneCall *call,
             BwAccount *account,
             BwStore *store,
             BwVideo *sender)
{
  BwCall *self = g_object_new (BW_TYPE_CALL, NULL);

  self->engine = g_object_ref (engine);
  self->call = linphone_call_ref (call);
  self->account = account ? g_object_ref (account) : NULL;
  self->store = g_object_ref (store);
  self->sender = g_object_ref (sender);
  self->id = g_uuid_string_random ();
  self->state = linphone_call_get_dir (call) == LinphoneCallIncoming ? BW_CALL_STATE_INCOMING
                                                                     : BW_CALL_STATE_DIALING;
  linphone_call_set_user_data (call, self);
  bw_call_begin_record (self);
  bw_call_begin_video (self);
  bw_call_handle_state (self, linphone_call_get_state (call));

  return self;
}

LinphoneCallParams *
bw_call_params_new (LinphoneCore *core,
                    LinphoneCall *call,
                    BwAccount *account,
                    BwVideoDirection video)
{
  LinphoneCallParams *params = linphone_core_create_call_params (core, call);
  BwAccountSettings *settings = account ? bw_account_get_settings (account) : NULL;

  linphone_call_params_enable_video (params, video != BW_VIDEO_DIRECTION_NONE);
  if (video != BW_VIDEO_DIRECTION_NONE)
    linphone_call_params_set_video_direction (params, bw_video_direction_to_engine (video));
  bw_call_allow_recording (params);
  if (!settings)
    return params;

  if (!call)
    bw_compat_call_params_set_account (params, bw_account_get_engine_account (account));
  /* An answer takes what the peer offers; it is only asked for more where the person insists. */
  if (!call || bw_account_settings_get_require_encryption (settings))
    linphone_call_params_set_media_encryption (
        params, bw_encryption_to_engine (bw_account_settings_get_media_encryption (settings)));
  linphone_call_params_enable_mandatory_media_encryption (
      params, bw_account_settings_get_require_encryption (settings));

  return params;
}

void
bw_call_save (BwCall *self)
{
  g_autoptr (GError) error = NULL;

  if (!bw_store_update_call (self->store, self->record, &error))
    g_warning ("The call is not in the history: %s", error->message);
}

void
bw_call_set_door_digits (BwCall *self, const char *digits)
{
  if (g_strcmp0 (self->door_digits, digits) == 0)
    return;

  g_free (self->door_digits);
  self->door_digits = g_strdup (digits);
  notify (self, PROP_DOOR_DIGITS);
}

LinphoneCall *
bw_call_get_engine_call (BwCall *self)
{
  return self->call;
}

void
bw_call_set_network_available (BwCall *self, gboolean available)
{
  if (self->on_network_loss == !available)
    return;

  self->on_network_loss = !available;
  notify (self, PROP_ON_NETWORK_LOSS);
}

void
bw_call_refuse (BwCall *self, LinphoneReason reason)
{
  linphone_call_decline (self->call, reason);
}

void
bw_call_handle_state (BwCall *self, LinphoneCallState state)
{
  bw_call_follow_video (self, state);
  bw_call_follow_recording (self, state);
  if (state == LinphoneCallStateOutgoingEarlyMedia || state == LinphoneCallStateOutgoingRinging ||
      state == LinphoneCallStateIncomingEarlyMedia)
    set_early_media (self, state != LinphoneCallStateOutgoingRinging);
  if (state == LinphoneCallStateStreamsRunning) {
    /* A stream that begins anew has forgotten both. */
    linphone_call_set_microphone_muted (self->call, self->muted);
    bw_call_media_set_volume (self->call, self->volume);
    bw_call_handle_media (self);
  }

  set_state (self, bw_call_state_from_engine (state, self->state));
}

void
bw_call_handle_dtmf (BwCall *self, int digit)
{
  if (!g_ascii_isalnum (digit) && digit != '*' && digit != '#')
    return;

  g_string_append_c (self->received_digits, (char) digit);
  notify (self, PROP_RECEIVED_DIGITS);
  g_signal_emit (self, signals[DTMF_RECEIVED], 0, (guint) digit);
}

void
bw_call_handle_media (BwCall *self)
{
  notify_media (self, bw_call_media_update (&self->media, self->call));
}

void
bw_call_handle_transfer (BwCall *self, LinphoneCallState state)
{
  BwCallState there = bw_call_state_from_engine (state, BW_CALL_STATE_DIALING);
  g_autoptr (BwCall) keep = g_object_ref (self);

  if (there != BW_CALL_STATE_ACTIVE && there != BW_CALL_STATE_ENDED)
    return;

  /* RFC 5589: who transferred hangs up once the others have each other. */
  if (there == BW_CALL_STATE_ACTIVE)
    linphone_call_terminate (self->call);
  g_signal_emit (self, signals[TRANSFER_ENDED], 0, there == BW_CALL_STATE_ACTIVE);
}

BwAccount *
bw_call_get_account (BwCall *self)
{
  return self->account;
}

const char *
bw_call_get_id (BwCall *self)
{
  return self->id;
}

const char *
bw_call_get_peer (BwCall *self)
{
  return bw_call_record_get_peer (self->record);
}

const char *
bw_call_get_peer_name (BwCall *self)
{
  return bw_call_record_get_peer_name (self->record);
}

const char *
bw_call_get_label (BwCall *self)
{
  return self->label;
}

BwDirection
bw_call_get_direction (BwCall *self)
{
  return bw_call_record_get_direction (self->record);
}

BwCallState
bw_call_get_state (BwCall *self)
{
  return self->state;
}

BwReason
bw_call_get_reason (BwCall *self)
{
  return self->reason;
}

guint
bw_call_get_code (BwCall *self)
{
  return self->code;
}

BwCallOutcome
bw_call_get_outcome (BwCall *self)
{
  return bw_call_record_get_outcome (self->record);
}

gint64
bw_call_get_started (BwCall *self)
{
  return bw_call_record_get_started (self->record);
}

gint64
bw_call_get_answered (BwCall *self)
{
  return bw_call_record_get_answered (self->record);
}

gint64
bw_call_get_ended (BwCall *self)
{
  return bw_call_record_get_ended (self->record);
}

guint
bw_call_get_duration (BwCall *self)
{
  gint64 answered = bw_call_get_answered (self);
  gint64 until = bw_call_get_ended (self) ? bw_call_get_ended (self) : g_get_real_time ();

  return answered > 0 ? (guint) (MAX (until - answered, 0) / G_USEC_PER_SEC) : 0;
}

gboolean
bw_call_get_early_media (BwCall *self)
{
  return self->early_media;
}

gboolean
bw_call_get_muted (BwCall *self)
{
  return self->muted;
}

void
bw_call_set_muted (BwCall *self, gboolean muted)
{
  if (self->muted == !!muted || !bw_call_is_live (self))
    return;

  self->muted = !!muted;
  linphone_call_set_microphone_muted (self->call, self->muted);
  notify (self, PROP_MUTED);
}

double
bw_call_get_volume (BwCall *self)
{
  return self->volume;
}

void
bw_call_set_volume (BwCall *self, double volume)
{
  volume = CLAMP (volume, 0, 2);
  if (G_APPROX_VALUE (self->volume, volume, 0.001) || !bw_call_is_live (self))
    return;

  self->volume = volume;
  bw_call_media_set_volume (self->call, volume);
  notify (self, PROP_VOLUME);
}

const char *
bw_call_get_door_digits (BwCall *self)
{
  return self->door_digits;
}

BwEncryption
bw_call_get_encryption (BwCall *self)
{
  return self->media.encryption;
}

const char *
bw_call_get_encryption_code (BwCall *self)
{
  return self->media.encryption_code;
}

const char *
bw_call_get_audio_codec (BwCall *self)
{
  return self->media.codec;
}

double
bw_call_get_quality (BwCall *self)
{
  return self->media.quality;
}

const char *
bw_call_get_received_digits (BwCall *self)
{
  return self->received_digits->str;
}

gboolean
bw_call_is_up (BwCall *self)
{
  return self->state == BW_CALL_STATE_ACTIVE || self->state == BW_CALL_STATE_HELD ||
         self->state == BW_CALL_STATE_HELD_BY_PEER;
}

gboolean
bw_call_is_live (BwCall *self)
{
  return self->state != BW_CALL_STATE_ENDED;
}
