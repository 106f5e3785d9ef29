/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads from an ended call of the engine why it ended. */

#include "bw-call-end.h"

#include "bw-engine-error.h"

static BwReason
from_engine_reason (LinphoneReason reason, BwReason fallback)
{
  switch (reason) {
  case LinphoneReasonNoResponse:
    return BW_REASON_TIMEOUT;
  case LinphoneReasonIOError:
    return fallback == BW_REASON_NONE ? BW_REASON_NETWORK : fallback;
  case LinphoneReasonNotAcceptable:
  case LinphoneReasonUnsupportedContent:
    return BW_REASON_NOT_ACCEPTABLE;
  case LinphoneReasonUnauthorized:
    return BW_REASON_WRONG_PASSWORD;
  case LinphoneReasonNotAnswered:
    return fallback == BW_REASON_NONE ? BW_REASON_NO_ANSWER : fallback;
  case LinphoneReasonNone:
  case LinphoneReasonForbidden:
  case LinphoneReasonDeclined:
  case LinphoneReasonNotFound:
  case LinphoneReasonBusy:
  case LinphoneReasonDoNotDisturb:
  case LinphoneReasonBadEvent:
  case LinphoneReasonNotImplemented:
  case LinphoneReasonGone:
  case LinphoneReasonTemporarilyUnavailable:
  case LinphoneReasonMovedPermanently:
  case LinphoneReasonAddressIncomplete:
  case LinphoneReasonBadGateway:
  case LinphoneReasonSessionIntervalTooSmall:
  case LinphoneReasonServerTimeout:
  case LinphoneReasonUnknown:
  case LinphoneReasonTransferred:
  case LinphoneReasonNoMatch:
    return fallback;
  }

  return fallback;
}

static gboolean
was_answered_elsewhere (LinphoneCall *call)
{
  LinphoneCallStatus status = linphone_call_log_get_status (linphone_call_get_call_log (call));

  return status == LinphoneCallAcceptedElsewhere || status == LinphoneCallDeclinedElsewhere;
}

/* The Reason header stands beside the status line, or, in a CANCEL or BYE, in its place. */
static BwReason
from_header (const LinphoneErrorInfo *info, BwReason fallback)
{
  const char *protocol = linphone_error_info_get_protocol (info);
  int cause = linphone_error_info_get_protocol_code (info);

  return protocol && cause > 0 ? bw_reason_from_header (protocol, (guint) cause, fallback)
                               : fallback;
}

BwReason
bw_call_end_read (LinphoneCall *call, guint *code)
{
  const LinphoneErrorInfo *info = linphone_call_get_error_info (call);
  const LinphoneErrorInfo *header = info ? linphone_error_info_get_sub_error_info (info) : NULL;
  int status = info ? linphone_error_info_get_protocol_code (info) : 0;
  BwReason reason;

  *code = CLAMP (status, 0, 699);
  if (was_answered_elsewhere (call))
    return BW_REASON_ANSWERED_ELSEWHERE;
  if (!info)
    return BW_REASON_NONE;

  /* So the engine tells that the caller gave up before the answer. */
  if (linphone_call_get_dir (call) == LinphoneCallIncoming && status == 0 &&
      linphone_error_info_get_reason (info) == LinphoneReasonNotAnswered)
    return BW_REASON_CANCELLED;

  /* A challenge that could not be met means a wrong password; a plain 403 says nothing of it. */
  reason = *code >= 300 && !bw_engine_error_is_silence (info)
               ? bw_reason_from_sip (*code, *code == 401 || *code == 407)
               : BW_REASON_NONE;
  reason = from_engine_reason (linphone_error_info_get_reason (info), reason);
  if (*code < 300 || g_strcmp0 (linphone_error_info_get_protocol (info), "SIP") != 0)
    reason = from_header (info, reason);

  return header ? from_header (header, reason) : reason;
}
