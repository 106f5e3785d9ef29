/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small pure rules of calls and accounts: outcomes, states, retries, digits, the order of
 * codecs' names. */

#include "bw-call-private.h"
#include "bw-dtmf.h"
#include "bw-retry.h"

#include <glib.h>

static void
test_outcome (void)
{
  static const struct {
    BwDirection direction;
    gboolean answered;
    gboolean hung_up;
    BwReason reason;
    BwCallOutcome outcome;
  } cases[] = {
    { BW_DIRECTION_INCOMING, TRUE, FALSE, BW_REASON_NONE, BW_CALL_OUTCOME_ANSWERED },
    { BW_DIRECTION_OUTGOING, TRUE, TRUE, BW_REASON_MEDIA_LOST, BW_CALL_OUTCOME_ANSWERED },
    { BW_DIRECTION_INCOMING, FALSE, FALSE, BW_REASON_CANCELLED, BW_CALL_OUTCOME_MISSED },
    { BW_DIRECTION_INCOMING, FALSE, FALSE, BW_REASON_NONE, BW_CALL_OUTCOME_MISSED },
    { BW_DIRECTION_INCOMING, FALSE, TRUE, BW_REASON_DECLINED, BW_CALL_OUTCOME_DECLINED },
    { BW_DIRECTION_INCOMING, FALSE, FALSE, BW_REASON_ANSWERED_ELSEWHERE,
      BW_CALL_OUTCOME_ELSEWHERE },
    { BW_DIRECTION_INCOMING, FALSE, FALSE, BW_REASON_MOVED, BW_CALL_OUTCOME_REDIRECTED },
    { BW_DIRECTION_OUTGOING, FALSE, TRUE, BW_REASON_CANCELLED, BW_CALL_OUTCOME_CANCELLED },
    { BW_DIRECTION_OUTGOING, FALSE, FALSE, BW_REASON_BUSY, BW_CALL_OUTCOME_BUSY },
    { BW_DIRECTION_OUTGOING, FALSE, FALSE, BW_REASON_DECLINED, BW_CALL_OUTCOME_DECLINED },
    { BW_DIRECTION_OUTGOING, FALSE, FALSE, BW_REASON_NOT_FOUND, BW_CALL_OUTCOME_FAILED },
    { BW_DIRECTION_OUTGOING, FALSE, FALSE, BW_REASON_MOVED, BW_CALL_OUTCOME_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        bw_call_outcome (cases[i].direction, cases[i].answered, cases[i].hung_up, cases[i].reason),
        ==, cases[i].outcome);
}

static void
test_states (void)
{
  static const struct {
    LinphoneCallState engine;
    BwCallState now;
    BwCallState next;
  } cases[] = {
    { LinphoneCallStateIncomingReceived, BW_CALL_STATE_INCOMING, BW_CALL_STATE_INCOMING },
    { LinphoneCallStateOutgoingInit, BW_CALL_STATE_DIALING, BW_CALL_STATE_DIALING },
    { LinphoneCallStateOutgoingRinging, BW_CALL_STATE_DIALING, BW_CALL_STATE_RINGING },
    { LinphoneCallStateOutgoingEarlyMedia, BW_CALL_STATE_DIALING, BW_CALL_STATE_RINGING },
    { LinphoneCallStateConnected, BW_CALL_STATE_RINGING, BW_CALL_STATE_ACTIVE },
    { LinphoneCallStateStreamsRunning, BW_CALL_STATE_HELD, BW_CALL_STATE_ACTIVE },
    { LinphoneCallStatePausing, BW_CALL_STATE_ACTIVE, BW_CALL_STATE_ACTIVE },
    { LinphoneCallStatePaused, BW_CALL_STATE_ACTIVE, BW_CALL_STATE_HELD },
    { LinphoneCallStateResuming, BW_CALL_STATE_HELD, BW_CALL_STATE_HELD },
    { LinphoneCallStatePausedByRemote, BW_CALL_STATE_ACTIVE, BW_CALL_STATE_HELD_BY_PEER },
    { LinphoneCallStateUpdatedByRemote, BW_CALL_STATE_HELD_BY_PEER, BW_CALL_STATE_HELD_BY_PEER },
    { LinphoneCallStateError, BW_CALL_STATE_DIALING, BW_CALL_STATE_ENDED },
    { LinphoneCallStateEnd, BW_CALL_STATE_ACTIVE, BW_CALL_STATE_ENDED },
    { LinphoneCallStateReleased, BW_CALL_STATE_ENDED, BW_CALL_STATE_ENDED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (bw_call_state_from_engine (cases[i].engine, cases[i].now), ==, cases[i].next);
}

static void
test_retry (void)
{
  g_assert_cmpuint (bw_retry_delay (BW_REASON_WRONG_PASSWORD, 1, 0), ==, 0);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_CERTIFICATE, 1, 30), ==, 0);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_TIMEOUT, 1, 0), ==, 2);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_TIMEOUT, 2, 0), ==, 4);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_REFUSED, 5, 0), ==, 32);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_REFUSED, 6, 0), ==, 60);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_NETWORK, G_MAXUINT, 0), ==, 60);
  g_assert_cmpuint (bw_retry_delay (BW_REASON_SERVER_BUSY, 1, 120), ==, 120);
}

/* Every reason has an answer, and no delay is longer than a minute unless the server asked for it.
 */
static void
test_retry_is_total (void)
{
  for (BwReason reason = BW_REASON_NONE; reason <= BW_REASON_SIGNED_OUT; reason++)
    for (guint attempt = 0; attempt < 40; attempt++)
      g_assert_cmpuint (bw_retry_delay (reason, attempt, 0), <=, 60);
}

static void
test_digits (void)
{
  static const struct {
    const char *typed;
    const char *clean;
  } cases[] = {
    { "1", "1" },    { " 12 3\t", "123" }, { "*#abcd", "*#ABCD" }, { "0123456789", "0123456789" },
    { "", NULL },    { "  ", NULL },       { "12x", NULL },        { "+49", NULL },
    { "1,2", NULL }, { "\xc3\xa9", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *clean = bw_dtmf_clean (cases[i].typed, &error);

    g_assert_cmpstr (clean, ==, cases[i].clean);
    if (cases[i].clean)
      g_assert_no_error (error);
    else
      g_assert_error (error, BW_ERROR, BW_ERROR_DTMF);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/rules/outcome", test_outcome);
  g_test_add_func ("/core/rules/states", test_states);
  g_test_add_func ("/core/rules/retry", test_retry);
  g_test_add_func ("/core/rules/retry-is-total", test_retry_is_total);
  g_test_add_func ("/core/rules/digits", test_digits);

  return g_test_run ();
}
