/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"
#include "bw-compat-engine.h"
#include "bw-video-throttle.h"

G_BEGIN_DECLS

/* The pictures of one call; a part of BwCall. */
typedef struct {
  BwVideoSink *picture;
  char *codec;
  char *size;
  BwVideoDirection direction; /* as agreed on */
  BwVideoDirection running;   /* as it was before a hold */
  BwVideoDirection asked_for; /* by us, until the peer has answered; NONE where nothing is */
  guint question_id;          /* refuses what nobody answers */
  guint question_ms;
  guint early_id; /* reads what early media has agreed on */
  BwVideoThrottle throttle;
  gboolean camera_on;
  gboolean offered;
  gboolean asked;
  gboolean hushed; /* its sound is not to be heard before the answer */
} BwCallVideo;

void bw_call_init_video (BwCall *self);
void bw_call_dispose_video (BwCall *self);
void bw_call_finalize_video (BwCall *self);

/** bw_call_begin_video: reads what an incoming call offers, and remembers what we have asked for */
void bw_call_begin_video (BwCall *self);
/** bw_call_follow_video: the engine's call has got to @state */
void bw_call_follow_video (BwCall *self, LinphoneCallState state);
/** bw_call_mark_offer: what is about to be offered or answered; the peer's word on it is followed
 */
void bw_call_mark_offer (BwCall *self, BwVideoDirection direction);
/** bw_call_choose_answer: Returns: which way pictures shall go if the call is taken now */
BwVideoDirection bw_call_choose_answer (BwCall *self, gboolean video);

/** bw_call_show_early: shows the picture of a call that rings (183, RFC 3960), without its sound */
void bw_call_show_early (BwCall *self);
/** bw_call_is_early: whether sound or pictures go before the answer, or are about to */
gboolean bw_call_is_early (BwCall *self);
/** bw_call_sends_video: whether our picture goes out, or will after a hold */
gboolean bw_call_sends_video (BwCall *self);
/** bw_call_set_question_time: how long the person has for an answer; 30 s but in tests */
void bw_call_set_question_time (BwCall *self, guint ms);

/* Pure. */
BwVideoDirection bw_video_direction_from_engine (LinphoneMediaDirection direction);
LinphoneMediaDirection bw_video_direction_to_engine (BwVideoDirection direction);

G_END_DECLS
