/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-address.h"
#include "bw-call-record.h"
#include "bw-video-sink.h"

G_BEGIN_DECLS

/** BwCallState: where a call stands (the names that D-Bus uses too). */
typedef enum {
  BW_CALL_STATE_INCOMING, /* it rings here */
  BW_CALL_STATE_DIALING,  /* the INVITE is on its way */
  BW_CALL_STATE_RINGING,  /* it rings there, or early media comes */
  BW_CALL_STATE_ACTIVE,
  BW_CALL_STATE_HELD, /* by us (also when both sides hold) */
  BW_CALL_STATE_HELD_BY_PEER,
  BW_CALL_STATE_ENDED,
} BwCallState;

/** BwVideoDirection: which way pictures go in a call. */
typedef enum {
  BW_VIDEO_DIRECTION_NONE = 0,
  BW_VIDEO_DIRECTION_SEND = 1 << 0,
  BW_VIDEO_DIRECTION_RECEIVE = 1 << 1,
  BW_VIDEO_DIRECTION_BOTH = BW_VIDEO_DIRECTION_SEND | BW_VIDEO_DIRECTION_RECEIVE,
} BwVideoDirection;

/** BwVideoConsent: how a person answers a peer that asks for video in mid-call. */
typedef enum {
  BW_VIDEO_CONSENT_REFUSE,  /* the call stays as it is */
  BW_VIDEO_CONSENT_RECEIVE, /* we see them, they do not see us */
  BW_VIDEO_CONSENT_SEND,    /* both ways */
} BwVideoConsent;

#define BW_TYPE_CALL (bw_call_get_type ())

/**
 * BwCall:
 *
 * A call: what the list holds, the engine drives and widgets bind to. Made by BwPhone, in its list
 * until a few seconds after the end.
 *
 * Properties (read, notify): `account` (BwAccount, nullable: it may be removed in mid-call), `peer`
 * (string, the normalised key), `peer-name` (string, nullable, cleaned), `label` (string: the name,
 * else the address as a person reads it), `direction` (BwDirection), `state` (BwCallState),
 * `reason` (BwReason), `code` (guint), `outcome` (BwCallOutcome), `started`, `answered`, `ended`
 * (gint64, Unix microseconds, 0 for none), `duration` (guint, seconds since the answer, notified
 * each second), `early-media` (gboolean), `muted` (gboolean, read and write), `volume` (double, 0
 * to 2, what we hear of the peer, read and write), `encryption` (BwEncryption),
 * `encryption-code` (string, nullable: the ZRTP words to compare), `audio-codec` (string,
 * nullable: its name and rate, `opus/48000`), `quality` (double, 0 to 5, -1 unknown),
 * `received-digits` (string: DTMF digits heard so far), `on-network-loss` (gboolean: no connection
 * just now, the call is being kept), `microphone-silent` (gboolean: nothing at all comes from the
 * microphone), `no-sound-from-peer` (gboolean: no RTP packets come).
 *
 * Of pictures: `video` (gboolean: the call has, or had, video), `video-direction`
 * (BwVideoDirection: what is agreed on just now), `video-offered` (gboolean: an incoming call that
 * rings offers video), `video-asked` (gboolean: the peer asks for video in mid-call, see
 * bw_call_settle_video(); refused by itself after 30 s), `camera-on` (gboolean, read and write:
 * FALSE sends a dark picture without a re-INVITE), `picture` (BwVideoSink: what the peer sends;
 * `live` says whether anything comes), `video-codec` (string, nullable: `VP8`, `H264`),
 * `video-size` (string, nullable: `640×480` as received), `recording` (GFile, nullable: what is
 * being written), `door-digits` (string, nullable: the digits that open the peer's door).
 *
 * Signals: `dtmf-received`
 * (guint digit character); `transfer-ended` (gboolean: whether the others have each other now; this
 * call then hangs up by itself, else it goes on); `video-refused`; `recording-failed` (GError: the
 * recording has ended, what it has is complete; told before `recording` is notified).
 */
G_DECLARE_FINAL_TYPE (BwCall, bw_call, BW, CALL, GObject)

BwAccount *bw_call_get_account (BwCall *self);
const char *bw_call_get_id (BwCall *self); /* unique for this run */
const char *bw_call_get_peer (BwCall *self);
const char *bw_call_get_peer_name (BwCall *self);
const char *bw_call_get_label (BwCall *self);
BwDirection bw_call_get_direction (BwCall *self);
BwCallState bw_call_get_state (BwCall *self);
BwReason bw_call_get_reason (BwCall *self);
guint bw_call_get_code (BwCall *self);
BwCallOutcome bw_call_get_outcome (BwCall *self);
gint64 bw_call_get_started (BwCall *self);
gint64 bw_call_get_answered (BwCall *self);
gint64 bw_call_get_ended (BwCall *self);
guint bw_call_get_duration (BwCall *self);
gboolean bw_call_get_early_media (BwCall *self);
gboolean bw_call_get_muted (BwCall *self);
void bw_call_set_muted (BwCall *self, gboolean muted);
double bw_call_get_volume (BwCall *self);
void bw_call_set_volume (BwCall *self, double volume);
gboolean bw_call_get_video (BwCall *self);
BwVideoDirection bw_call_get_video_direction (BwCall *self);
gboolean bw_call_get_video_offered (BwCall *self);
gboolean bw_call_get_video_asked (BwCall *self);
gboolean bw_call_get_camera_on (BwCall *self);
void bw_call_set_camera_on (BwCall *self, gboolean on);
/** bw_call_get_picture: Returns: (transfer none): never NULL */
BwVideoSink *bw_call_get_picture (BwCall *self);
const char *bw_call_get_video_codec (BwCall *self);
const char *bw_call_get_video_size (BwCall *self);
GFile *bw_call_get_recording (BwCall *self);
const char *bw_call_get_door_digits (BwCall *self);
BwEncryption bw_call_get_encryption (BwCall *self);
const char *bw_call_get_encryption_code (BwCall *self);
const char *bw_call_get_audio_codec (BwCall *self);
double bw_call_get_quality (BwCall *self);
const char *bw_call_get_received_digits (BwCall *self);

/* The verbs. Each is carried out or says at once why not (BW_ERROR_STATE, BW_ERROR_ENGINE). */
/** bw_call_answer: @video: with our camera, where the call offers video; else with sound alone, and
 * their picture where it comes before the answer (a door station) */
gboolean bw_call_answer (BwCall *self, gboolean video, GError **error);
/** bw_call_decline: 603 to the caller */
gboolean bw_call_decline (BwCall *self, GError **error);
/** bw_call_hang_up: CANCEL, BYE or decline, as the state asks for */
gboolean bw_call_hang_up (BwCall *self, GError **error);
gboolean bw_call_hold (BwCall *self, GError **error);
/** bw_call_resume: takes it off hold; the engine holds the others */
gboolean bw_call_resume (BwCall *self, GError **error);
/** bw_call_send_dtmf: @digits: one or more of 0-9 A-D * #, spaces are skipped */
gboolean bw_call_send_dtmf (BwCall *self, const char *digits, GError **error);
/** bw_call_transfer: blind transfer (REFER, RFC 3515) */
gboolean bw_call_transfer (BwCall *self, const char *address, GError **error);
/** bw_call_transfer_to: attended transfer (REFER with Replaces, RFC 3891) */
gboolean bw_call_transfer_to (BwCall *self, BwCall *other, GError **error);
/** bw_call_redirect: 302 to a call that rings here */
gboolean bw_call_redirect (BwCall *self, const char *address, GError **error);

/** bw_call_add_video: asks the peer for video (re-INVITE), ours goes along; where it says no, the
 * call goes on with sound, and the signal `video-refused` comes */
gboolean bw_call_add_video (BwCall *self, GError **error);
/** bw_call_drop_video: back to sound alone (re-INVITE) */
gboolean bw_call_drop_video (BwCall *self, GError **error);
/** bw_call_settle_video: the answer where `video-asked` */
gboolean bw_call_settle_video (BwCall *self, BwVideoConsent consent, GError **error);
/** bw_call_open_door: sends `door-digits`, before the answer as well (RTP events or INFO) */
gboolean bw_call_open_door (BwCall *self, GError **error);
/**
 * bw_call_start_recording:
 * @folder: where the new file goes; made where it is not there
 *
 * Writes both voices, and the peer's picture where there is one, into a file that did not exist
 * before: Matroska (`.mkv`) with video, else `.wav`. Nothing is ever appended or overwritten.
 *
 * Returns: (transfer none): the file; NULL with BW_ERROR_STATE or BW_ERROR_FILE
 */
GFile *bw_call_start_recording (BwCall *self, GFile *folder, GError **error);
gboolean bw_call_stop_recording (BwCall *self, GError **error);

/** bw_call_is_live: whether it is anything but ended */
gboolean bw_call_is_live (BwCall *self);

G_END_DECLS
