/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-reason.h"

G_BEGIN_DECLS

/**
 * bw_retry_delay:
 * @reason: why the registration or the message failed
 * @attempt: how many times in a row it has failed, from 1
 * @retry_after: seconds that the server asked for (Retry-After, RFC 3261 20.33), 0 for none
 *
 * Pure. Failures that only a person can mend (a wrong password, an unknown user) are not tried
 * again; the others are, at 2, 4, 8, … 60 seconds, and never sooner than the server asked.
 *
 * Returns: seconds to wait, 0 for never
 */
guint bw_retry_delay (BwReason reason, guint attempt, guint retry_after);

G_END_DECLS
