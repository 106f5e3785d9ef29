/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwPhone and the engine's callbacks do with a call; names liblinphone types. */

#pragma once

#include "bw-call-media.h"
#include "bw-call-recording.h"
#include "bw-call-video.h"
#include "bw-call.h"
#include "bw-engine.h"
#include "bw-store.h"
#include "bw-video-private.h"

G_BEGIN_DECLS

struct _BwCall {
  GObject parent_instance;

  BwEngine *engine;
  LinphoneCall *call;
  BwAccount *account;
  BwStore *store;
  BwVideo *sender; /* what there is to be sent */
  BwCallRecord *record;

  char *id;
  char *label;
  char *door_digits;
  GString *received_digits;
  guint tick_id;
  BwCallMedia media;
  BwCallVideo video;
  BwCallRecording recording;

  BwCallState state;
  BwReason reason;
  guint code;
  double volume;
  gboolean muted;
  gboolean early_media;
  gboolean on_network_loss;
  gboolean hung_up; /* the person here ended it */
};

/** bw_call_new: @call: the engine's call, a reference is taken; @account: (nullable); @store: keeps
 * the record from now on; @sender: what there is of pictures to be sent */
BwCall *bw_call_new (BwEngine *engine,
                     LinphoneCall *call,
                     BwAccount *account,
                     BwStore *store,
                     BwVideo *sender);

/** bw_call_params_new: Returns: (transfer full): what we want of a call on @account; @call:
 * (nullable): the one that is answered or changed; @video: which way pictures shall go */
LinphoneCallParams *bw_call_params_new (LinphoneCore *core,
                                        LinphoneCall *call,
                                        BwAccount *account,
                                        BwVideoDirection video);

/* What every verb begins and ends with: is this a state in which it can be done; has the engine
 * taken the order. */
gboolean bw_call_require (BwCall *self, gboolean allowed, GError **error);
gboolean bw_call_settle (BwCall *self, LinphoneStatus status, GError **error);

/** bw_call_begin_record: reads who it is, and puts the record into the store */
void bw_call_begin_record (BwCall *self);
/** bw_call_save: writes the record to the store */
void bw_call_save (BwCall *self);
void bw_call_set_door_digits (BwCall *self, const char *digits);
/** bw_call_choose_dtmf: makes the engine fit for how digits travel in this call; Returns: for
 * bw_dtmf_restore() */
bctbx_list_t *bw_call_choose_dtmf (BwCall *self);

/** bw_call_is_up: whether the two sides are connected, on hold or not */
gboolean bw_call_is_up (BwCall *self);

LinphoneCall *bw_call_get_engine_call (BwCall *self);
void bw_call_set_network_available (BwCall *self, gboolean available);

/** bw_call_refuse: turns an incoming call away with @reason; the history says missed, for the
 * person did not choose it for this call */
void bw_call_refuse (BwCall *self, LinphoneReason reason);

/* Called by the engine's callbacks. */
void bw_call_handle_state (BwCall *self, LinphoneCallState state);
void bw_call_handle_dtmf (BwCall *self, int digit);
void bw_call_handle_media (BwCall *self);
/** bw_call_handle_stats: the peer has reported what it got of a stream */
void bw_call_handle_stats (BwCall *self, const LinphoneCallStats *stats);
/** bw_call_limit_video: pictures are sent, and may take @limit bit/s */
void bw_call_limit_video (BwCall *self, guint limit);
/** bw_call_handle_transfer: @state: where the call stands that the peer makes in our place */
void bw_call_handle_transfer (BwCall *self, LinphoneCallState state);

/* Pure: what an engine's state is for us; @now is what it was. */
BwCallState bw_call_state_from_engine (LinphoneCallState state, BwCallState now);

/** bw_call_outcome: Pure: how the history names the end of a call. @hung_up: the person here ended
 * it */
BwCallOutcome
bw_call_outcome (BwDirection direction, gboolean answered, gboolean hung_up, BwReason reason);

G_END_DECLS
