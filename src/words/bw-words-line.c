/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line about an account or a call as it stands: the words of its state, reason and time put
 * together. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

static char *
failed_account (BwAccount *account, const char *since)
{
  const char *reason = bw_words_reason (bw_account_get_reason (account));

  if (bw_account_get_password_missing (account))
    return g_strdup (_ ("A password is needed. Enter it in the account’s settings."));

  /* Translators: “Not reachable since 14:05: The server does not answer.” */
  if (*reason)
    return g_strdup_printf (_ ("Not reachable since %s: %s"), since, reason);

  return g_strdup_printf (_ ("Not reachable since %s"), since);
}

char *
bw_words_account (BwAccount *account)
{
  BwAccountState state = bw_account_get_state (account);
  g_autofree char *since =
      bw_words_moment_at (bw_account_get_since (account) * G_USEC_PER_SEC, g_get_real_time ());

  switch (state) {
  case BW_ACCOUNT_STATE_DISABLED:
  case BW_ACCOUNT_STATE_REGISTERING:
    break;
  case BW_ACCOUNT_STATE_REGISTERED:
    return g_strdup_printf (_ ("Registered since %s"), since);
  case BW_ACCOUNT_STATE_FAILED:
    return failed_account (account, since);
  }

  return g_strdup (bw_words_account_state (state));
}

static char *
ended_call (BwCall *call)
{
  const char *reason = bw_words_call_reason (bw_call_get_reason (call));

  return g_strdup (*reason ? reason : bw_words_call_state (BW_CALL_STATE_ENDED));
}

static gboolean
is_on_network_loss (BwCall *call)
{
  gboolean loss;

  g_object_get (call, "on-network-loss", &loss, NULL);

  return loss;
}

char *
bw_words_call (BwCall *call)
{
  BwCallState state = bw_call_get_state (call);
  g_autofree char *duration = bw_words_duration (bw_call_get_duration (call));

  if (state != BW_CALL_STATE_ENDED && is_on_network_loss (call))
    return g_strdup (_ ("No connection. The call is being kept."));

  switch (state) {
  case BW_CALL_STATE_INCOMING:
    if (bw_call_get_video_offered (call))
      return g_strdup (_ ("Incoming video call"));
    break;
  case BW_CALL_STATE_DIALING:
  case BW_CALL_STATE_RINGING:
    break;
  case BW_CALL_STATE_ACTIVE:
    return g_steal_pointer (&duration);
  case BW_CALL_STATE_HELD:
  case BW_CALL_STATE_HELD_BY_PEER:
    return g_strdup_printf ("%s · %s", bw_words_call_state (state), duration);
  case BW_CALL_STATE_ENDED:
    return ended_call (call);
  }

  return g_strdup (bw_words_call_state (state));
}
