/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Short words for states, outcomes and kinds of encryption. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

const char *
bw_words_account_state (BwAccountState state)
{
  switch (state) {
  case BW_ACCOUNT_STATE_DISABLED:
    return _ ("Switched off");
  case BW_ACCOUNT_STATE_REGISTERING:
    return _ ("Registering…");
  case BW_ACCOUNT_STATE_REGISTERED:
    return _ ("Registered");
  case BW_ACCOUNT_STATE_FAILED:
    return _ ("Not reachable");
  }

  return "";
}

const char *
bw_words_call_state (BwCallState state)
{
  switch (state) {
  case BW_CALL_STATE_INCOMING:
    return _ ("Incoming call");
  case BW_CALL_STATE_DIALING:
    return _ ("Calling…");
  case BW_CALL_STATE_RINGING:
    return _ ("Ringing…");
  case BW_CALL_STATE_ACTIVE:
    return _ ("In a call");
  case BW_CALL_STATE_HELD:
    return _ ("On hold");
  case BW_CALL_STATE_HELD_BY_PEER:
    return _ ("Put on hold by the other side");
  case BW_CALL_STATE_ENDED:
    return _ ("Call ended");
  }

  return "";
}

static const char *
incoming_outcome (BwCallOutcome outcome)
{
  switch (outcome) {
  case BW_CALL_OUTCOME_ONGOING:
    return _ ("Incoming call, still going on");
  case BW_CALL_OUTCOME_ANSWERED:
    return _ ("Incoming call");
  case BW_CALL_OUTCOME_MISSED:
  case BW_CALL_OUTCOME_CANCELLED:
    return _ ("Missed call");
  case BW_CALL_OUTCOME_DECLINED:
    return _ ("You declined");
  case BW_CALL_OUTCOME_BUSY:
    return _ ("You were busy");
  case BW_CALL_OUTCOME_FAILED:
    return _ ("Incoming call failed");
  case BW_CALL_OUTCOME_ELSEWHERE:
    return _ ("Answered on another device");
  case BW_CALL_OUTCOME_REDIRECTED:
    return _ ("You sent the call on");
  case BW_CALL_OUTCOME_INTERRUPTED:
    return _ ("Incoming call, interrupted");
  }

  return "";
}

static const char *
outgoing_outcome (BwCallOutcome outcome)
{
  switch (outcome) {
  case BW_CALL_OUTCOME_ONGOING:
    return _ ("Outgoing call, still going on");
  case BW_CALL_OUTCOME_ANSWERED:
    return _ ("You called");
  case BW_CALL_OUTCOME_MISSED:
    return _ ("Not answered");
  case BW_CALL_OUTCOME_DECLINED:
    return _ ("Declined");
  case BW_CALL_OUTCOME_CANCELLED:
    return _ ("You hung up before the answer");
  case BW_CALL_OUTCOME_BUSY:
    return _ ("Busy");
  case BW_CALL_OUTCOME_FAILED:
    return _ ("Call failed");
  case BW_CALL_OUTCOME_ELSEWHERE:
    return _ ("Answered on another device");
  case BW_CALL_OUTCOME_REDIRECTED:
    return _ ("Sent on to another address");
  case BW_CALL_OUTCOME_INTERRUPTED:
    return _ ("Outgoing call, interrupted");
  }

  return "";
}

const char *
bw_words_outcome (BwDirection direction, BwCallOutcome outcome)
{
  switch (direction) {
  case BW_DIRECTION_INCOMING:
    return incoming_outcome (outcome);
  case BW_DIRECTION_OUTGOING:
    return outgoing_outcome (outcome);
  }

  return "";
}

const char *
bw_words_encryption (BwEncryption encryption)
{
  switch (encryption) {
  case BW_ENCRYPTION_NONE:
    return _ ("Not encrypted");
  case BW_ENCRYPTION_SRTP:
    return _ ("Encrypted (SRTP)");
  case BW_ENCRYPTION_ZRTP:
    return _ ("Encrypted end to end (ZRTP)");
  case BW_ENCRYPTION_DTLS_SRTP:
    return _ ("Encrypted (DTLS-SRTP)");
  }

  return "";
}
