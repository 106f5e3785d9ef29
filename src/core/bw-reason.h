/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BwReason:
 *
 * Why a call, a registration or a message ended as it did. Pure numbers: the sentence for a person
 * is made by bw_words_reason(). The history stores the values: append only.
 */
typedef enum {
  BW_REASON_NONE,
  BW_REASON_WRONG_PASSWORD,      /* digest failed: 401/407 again, or 403 to credentials */
  BW_REASON_FORBIDDEN,           /* 403 */
  BW_REASON_NOT_FOUND,           /* 404, 484, 604, Q.850 1 */
  BW_REASON_GONE,                /* 410, Q.850 22 */
  BW_REASON_UNAVAILABLE,         /* 480, Q.850 20 */
  BW_REASON_BUSY,                /* 486, 600, Q.850 17 */
  BW_REASON_DECLINED,            /* 603, Q.850 21 */
  BW_REASON_NO_ANSWER,           /* 408 after ringing, 487 by timer, Q.850 18, 19 */
  BW_REASON_CANCELLED,           /* 487: the caller hung up */
  BW_REASON_ANSWERED_ELSEWHERE,  /* Reason: SIP;cause=200 */
  BW_REASON_NOT_ACCEPTABLE,      /* 415, 488, 606: no codec or encryption in common, Q.850 88 */
  BW_REASON_ENCRYPTION_REQUIRED, /* we insist on it, the peer cannot */
  BW_REASON_INTERVAL_TOO_BRIEF,  /* 423 that could not be settled */
  BW_REASON_SERVER_ERROR,        /* 500, 502, 504, other 5xx */
  BW_REASON_SERVER_BUSY,         /* 503, with or without Retry-After, Q.850 34, 42 */
  BW_REASON_NOT_SUPPORTED,       /* 405, 420, 489, 501, 505 */
  BW_REASON_BAD_REQUEST,         /* 400 and other 4xx, 6xx */
  BW_REASON_MOVED,               /* 301, 302 */
  BW_REASON_TIMEOUT,             /* no answer from the server */
  BW_REASON_UNKNOWN_HOST,        /* the name cannot be resolved */
  BW_REASON_REFUSED,             /* the host refuses connections on that port */
  BW_REASON_CERTIFICATE,         /* TLS: the certificate is not trusted */
  BW_REASON_NETWORK,             /* no network, or the connection broke */
  BW_REASON_MEDIA_LOST,          /* no sound came for long, the call was given up */
  BW_REASON_SIGNED_OUT,          /* we un-registered */
  BW_REASON_INTERRUPTED,         /* the program ended while it was being sent */
  BW_REASON_TOO_LARGE,           /* 413, 513, or larger than the way there bears */
  BW_REASON_UNSUPPORTED_TYPE,    /* 415: the peer takes no message of that type */
  BW_REASON_UPLOAD,              /* the file-transfer server did not take the file */
} BwReason;

/**
 * bw_reason_from_sip:
 * @code: a SIP status code (RFC 3261 21), 0 for none
 * @with_credentials: the request carried credentials, so that 401, 403 and 407 mean a wrong
 * password
 *
 * Pure and total: any number has an answer.
 */
BwReason bw_reason_from_sip (guint code, gboolean with_credentials);

/** bw_reason_from_message_response: the same for a MESSAGE (RFC 3428), where 413 and 513 mean that
 * it is too large and 415 that its type is not taken */
BwReason bw_reason_from_message_response (guint code);

/**
 * bw_reason_from_header:
 * @protocol: the protocol of a Reason header (RFC 3326), "SIP" or "Q.850", in any case
 * @cause: its cause
 * @fallback: what holds where the header says nothing known
 */
BwReason bw_reason_from_header (const char *protocol, guint cause, BwReason fallback);

G_END_DECLS
