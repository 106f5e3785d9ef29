/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the numbers of SIP (RFC 3261 21 and its extensions) and of Q.850 mean for a person. Pure:
 * knows no call and no words. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-reason.h"

typedef struct {
  guint code;
  BwReason reason;
} Entry;

/* What is not here has the reason of its class. */
static const Entry sip_codes[] = {
  { 403, BW_REASON_FORBIDDEN },
  { 404, BW_REASON_NOT_FOUND },
  { 405, BW_REASON_NOT_SUPPORTED },
  { 406, BW_REASON_NOT_ACCEPTABLE },
  { 408, BW_REASON_TIMEOUT },
  { 410, BW_REASON_GONE },
  { 415, BW_REASON_NOT_ACCEPTABLE },
  { 416, BW_REASON_NOT_SUPPORTED },
  { 420, BW_REASON_NOT_SUPPORTED },
  { 421, BW_REASON_NOT_SUPPORTED },
  { 423, BW_REASON_INTERVAL_TOO_BRIEF },
  { 428, BW_REASON_FORBIDDEN }, /* use identity header, RFC 8224 */
  { 430, BW_REASON_NETWORK },   /* flow failed, RFC 5626 */
  { 433, BW_REASON_FORBIDDEN }, /* anonymity disallowed, RFC 5079 */
  { 436, BW_REASON_FORBIDDEN }, /* identity that cannot be checked, RFC 8224 */
  { 437, BW_REASON_FORBIDDEN },
  { 438, BW_REASON_FORBIDDEN },
  { 439, BW_REASON_NOT_SUPPORTED }, /* no outbound, RFC 5626 */
  { 480, BW_REASON_UNAVAILABLE },
  { 484, BW_REASON_NOT_FOUND },
  { 485, BW_REASON_NOT_FOUND },
  { 486, BW_REASON_BUSY },
  { 487, BW_REASON_CANCELLED },
  { 488, BW_REASON_NOT_ACCEPTABLE },
  { 489, BW_REASON_NOT_SUPPORTED },
  { 493, BW_REASON_NOT_ACCEPTABLE }, /* undecipherable */
  { 494, BW_REASON_NOT_ACCEPTABLE }, /* security agreement required, RFC 3329 */
  { 501, BW_REASON_NOT_SUPPORTED },
  { 503, BW_REASON_SERVER_BUSY },
  { 505, BW_REASON_NOT_SUPPORTED },
  { 600, BW_REASON_BUSY },
  { 603, BW_REASON_DECLINED },
  { 604, BW_REASON_NOT_FOUND },
  { 606, BW_REASON_NOT_ACCEPTABLE },
  { 607, BW_REASON_DECLINED }, /* unwanted, RFC 8197 */
  { 608, BW_REASON_DECLINED }, /* rejected, RFC 8688 */
};

/* ITU-T Q.850, read as RFC 3398 8.2.6.1 does. Normal clearing (16), normal unspecified (31) and
 * interworking (127) say nothing. */
static const Entry q850_causes[] = {
  { 1, BW_REASON_NOT_FOUND },           /* unallocated number */
  { 2, BW_REASON_NOT_FOUND },           /* no route to the transit network */
  { 3, BW_REASON_NOT_FOUND },           /* no route to the destination */
  { 5, BW_REASON_NOT_FOUND },           /* misdialled trunk prefix */
  { 17, BW_REASON_BUSY },               /* user busy */
  { 18, BW_REASON_NO_ANSWER },          /* no user responding */
  { 19, BW_REASON_NO_ANSWER },          /* no answer from the user, who was alerted */
  { 20, BW_REASON_UNAVAILABLE },        /* subscriber absent */
  { 21, BW_REASON_DECLINED },           /* call rejected */
  { 22, BW_REASON_GONE },               /* number changed */
  { 23, BW_REASON_MOVED },              /* redirected to a new destination */
  { 25, BW_REASON_SERVER_ERROR },       /* exchange routing error */
  { 26, BW_REASON_ANSWERED_ELSEWHERE }, /* non-selected user clearing */
  { 27, BW_REASON_UNAVAILABLE },        /* destination out of order */
  { 28, BW_REASON_NOT_FOUND },          /* invalid or incomplete number */
  { 29, BW_REASON_NOT_SUPPORTED },      /* facility rejected */
  { 34, BW_REASON_SERVER_BUSY },        /* no circuit available */
  { 38, BW_REASON_SERVER_ERROR },       /* network out of order */
  { 41, BW_REASON_SERVER_ERROR },       /* temporary failure */
  { 42, BW_REASON_SERVER_BUSY },        /* congestion */
  { 43, BW_REASON_SERVER_ERROR },       /* access information discarded */
  { 44, BW_REASON_SERVER_BUSY },        /* requested circuit not available */
  { 46, BW_REASON_BUSY },               /* precedence call blocked */
  { 47, BW_REASON_SERVER_BUSY },        /* resource unavailable */
  { 49, BW_REASON_SERVER_BUSY },        /* quality of service not available */
  { 50, BW_REASON_FORBIDDEN },          /* facility not subscribed */
  { 52, BW_REASON_FORBIDDEN },          /* outgoing calls barred */
  { 53, BW_REASON_FORBIDDEN },          /* outgoing calls barred in the closed user group */
  { 54, BW_REASON_FORBIDDEN },          /* incoming calls barred */
  { 55, BW_REASON_FORBIDDEN },          /* incoming calls barred in the closed user group */
  { 57, BW_REASON_FORBIDDEN },          /* bearer capability not authorised */
  { 58, BW_REASON_NOT_ACCEPTABLE },     /* bearer capability not available */
  { 63, BW_REASON_SERVER_ERROR },       /* service not available */
  { 65, BW_REASON_NOT_ACCEPTABLE },     /* bearer capability not implemented */
  { 66, BW_REASON_NOT_SUPPORTED },      /* channel type not implemented */
  { 69, BW_REASON_NOT_SUPPORTED },      /* facility not implemented */
  { 70, BW_REASON_NOT_ACCEPTABLE },     /* only restricted digital information */
  { 79, BW_REASON_NOT_SUPPORTED },      /* service not implemented */
  { 87, BW_REASON_FORBIDDEN },          /* not a member of the closed user group */
  { 88, BW_REASON_NOT_ACCEPTABLE },     /* incompatible destination */
  { 90, BW_REASON_FORBIDDEN },          /* no such closed user group */
  { 91, BW_REASON_NOT_FOUND },          /* invalid transit network */
  { 95, BW_REASON_BAD_REQUEST },        /* invalid message */
  { 96, BW_REASON_BAD_REQUEST },        /* mandatory element missing */
  { 97, BW_REASON_NOT_SUPPORTED },      /* message type not known */
  { 98, BW_REASON_BAD_REQUEST },        /* message not fit for the state */
  { 99, BW_REASON_NOT_SUPPORTED },      /* element not known */
  { 100, BW_REASON_BAD_REQUEST },       /* invalid element contents */
  { 101, BW_REASON_BAD_REQUEST },       /* message not fit for the state */
  { 102, BW_REASON_TIMEOUT },           /* recovery on timer expiry */
  { 103, BW_REASON_NOT_SUPPORTED },     /* parameter not known */
  { 110, BW_REASON_NOT_SUPPORTED },     /* message with a parameter not known */
  { 111, BW_REASON_SERVER_ERROR },      /* protocol error */
};

static BwReason
find (const Entry *entries, gsize n_entries, guint code, BwReason fallback)
{
  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].code == code)
      return entries[i].reason;

  return fallback;
}

static BwReason
reason_of_class (guint code)
{
  if (code < 300)
    return BW_REASON_NONE;

  if (code < 400)
    return BW_REASON_MOVED;

  if (code >= 500 && code < 600)
    return BW_REASON_SERVER_ERROR;

  return BW_REASON_BAD_REQUEST;
}

BwReason
bw_reason_from_sip (guint code, gboolean with_credentials)
{
  if (code == 401 || code == 403 || code == 407)
    return with_credentials ? BW_REASON_WRONG_PASSWORD : BW_REASON_FORBIDDEN;

  return find (sip_codes, G_N_ELEMENTS (sip_codes), code, reason_of_class (code));
}

/* In a Reason header a code tells of the call as a whole, not of the request that carries it. */
static BwReason
reason_from_sip_cause (guint cause, BwReason fallback)
{
  if (cause == 200)
    return BW_REASON_ANSWERED_ELSEWHERE;

  if (cause == 408)
    return BW_REASON_NO_ANSWER;

  if (cause < 300 || cause >= 700)
    return fallback;

  return bw_reason_from_sip (cause, FALSE);
}

BwReason
bw_reason_from_message_response (guint code)
{
  switch (code) {
  case 401:
  case 407:
    return BW_REASON_WRONG_PASSWORD;
  case 413:
  case 513:
    return BW_REASON_TOO_LARGE;
  case 415:
    return BW_REASON_UNSUPPORTED_TYPE;
  default:
    /* Here a 403 speaks of the message: who we are was settled when the account registered. */
    return bw_reason_from_sip (code, FALSE);
  }
}

BwReason
bw_reason_from_header (const char *protocol, guint cause, BwReason fallback)
{
  if (!protocol)
    return fallback;

  if (g_ascii_strcasecmp (protocol, "SIP") == 0)
    return reason_from_sip_cause (cause, fallback);

  if (g_ascii_strcasecmp (protocol, "Q.850") == 0)
    return find (q850_causes, G_N_ELEMENTS (q850_causes), cause, fallback);

  return fallback;
}
