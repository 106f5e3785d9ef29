/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pure half of a call: what the engine's states and endings mean to us. */

#include "bw-call-private.h"

BwCallState
bw_call_state_from_engine (LinphoneCallState state, BwCallState now)
{
  switch (state) {
  case LinphoneCallStateIncomingReceived:
  case LinphoneCallStatePushIncomingReceived:
  case LinphoneCallStateIncomingEarlyMedia:
    return BW_CALL_STATE_INCOMING;
  case LinphoneCallStateIdle:
  case LinphoneCallStateOutgoingInit:
  case LinphoneCallStateOutgoingProgress:
    return BW_CALL_STATE_DIALING;
  case LinphoneCallStateOutgoingRinging:
  case LinphoneCallStateOutgoingEarlyMedia:
    return BW_CALL_STATE_RINGING;
  case LinphoneCallStateConnected:
  case LinphoneCallStateStreamsRunning:
    return BW_CALL_STATE_ACTIVE;
  case LinphoneCallStatePaused:
    return BW_CALL_STATE_HELD;
  case LinphoneCallStatePausedByRemote:
    return BW_CALL_STATE_HELD_BY_PEER;
  case LinphoneCallStateError:
  case LinphoneCallStateEnd:
  case LinphoneCallStateReleased:
    return BW_CALL_STATE_ENDED;
  /* On the way from one to another: what it was holds until the peer has answered. */
  case LinphoneCallStatePausing:
  case LinphoneCallStateResuming:
  case LinphoneCallStateReferred:
  case LinphoneCallStateUpdatedByRemote:
  case LinphoneCallStateUpdating:
  case LinphoneCallStateEarlyUpdatedByRemote:
  case LinphoneCallStateEarlyUpdating:
    return now;
  }

  return now;
}

static BwCallOutcome
incoming_outcome (gboolean hung_up, BwReason reason)
{
  if (reason == BW_REASON_ANSWERED_ELSEWHERE)
    return BW_CALL_OUTCOME_ELSEWHERE;
  if (hung_up)
    return BW_CALL_OUTCOME_DECLINED;

  return BW_CALL_OUTCOME_MISSED;
}

static BwCallOutcome
outgoing_outcome (gboolean hung_up, BwReason reason)
{
  if (hung_up)
    return BW_CALL_OUTCOME_CANCELLED;
  if (reason == BW_REASON_BUSY)
    return BW_CALL_OUTCOME_BUSY;
  if (reason == BW_REASON_DECLINED)
    return BW_CALL_OUTCOME_DECLINED;

  return BW_CALL_OUTCOME_FAILED;
}

BwCallOutcome
bw_call_outcome (BwDirection direction, gboolean answered, gboolean hung_up, BwReason reason)
{
  if (answered)
    return BW_CALL_OUTCOME_ANSWERED;
  if (reason == BW_REASON_MOVED && direction == BW_DIRECTION_INCOMING)
    return BW_CALL_OUTCOME_REDIRECTED;

  return direction == BW_DIRECTION_INCOMING ? incoming_outcome (hung_up, reason)
                                            : outgoing_outcome (hung_up, reason);
}
