/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When what failed is tried again: one pure function. */

#include "bw-retry.h"

#define MAX_DELAY 60

static gboolean
may_heal_by_itself (BwReason reason)
{
  switch (reason) {
  case BW_REASON_TIMEOUT:
  case BW_REASON_UNKNOWN_HOST:
  case BW_REASON_REFUSED:
  case BW_REASON_NETWORK:
  case BW_REASON_SERVER_ERROR:
  case BW_REASON_SERVER_BUSY:
  case BW_REASON_UNAVAILABLE:
    return TRUE;
  case BW_REASON_NONE:
  case BW_REASON_WRONG_PASSWORD:
  case BW_REASON_FORBIDDEN:
  case BW_REASON_NOT_FOUND:
  case BW_REASON_GONE:
  case BW_REASON_BUSY:
  case BW_REASON_DECLINED:
  case BW_REASON_NO_ANSWER:
  case BW_REASON_CANCELLED:
  case BW_REASON_ANSWERED_ELSEWHERE:
  case BW_REASON_NOT_ACCEPTABLE:
  case BW_REASON_ENCRYPTION_REQUIRED:
  case BW_REASON_INTERVAL_TOO_BRIEF:
  case BW_REASON_NOT_SUPPORTED:
  case BW_REASON_BAD_REQUEST:
  case BW_REASON_MOVED:
  case BW_REASON_CERTIFICATE:
  case BW_REASON_MEDIA_LOST:
  case BW_REASON_SIGNED_OUT:
  case BW_REASON_INTERRUPTED:
  case BW_REASON_TOO_LARGE:
  case BW_REASON_UNSUPPORTED_TYPE:
  case BW_REASON_UPLOAD:
    return FALSE;
  }

  return FALSE;
}

guint
bw_retry_delay (BwReason reason, guint attempt, guint retry_after)
{
  guint delay;

  if (!may_heal_by_itself (reason))
    return 0;

  delay = attempt < 6 ? 1u << MAX (attempt, 1) : MAX_DELAY;

  return MAX (MIN (delay, MAX_DELAY), retry_after);
}
