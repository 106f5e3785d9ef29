/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for whether people can be reached, since when, and why nobody knows. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

#define MAX_NOTE 500 /* characters */

const char *
bw_words_presence (BwPresence presence)
{
  switch (presence) {
  case BW_PRESENCE_UNKNOWN:
    /* Translators: nobody knows whether somebody can be reached */
    return C_ ("presence", "Unknown");
  case BW_PRESENCE_OFFLINE:
    return C_ ("presence", "Offline");
  case BW_PRESENCE_AWAY:
    return C_ ("presence", "Away");
  case BW_PRESENCE_BUSY:
    return C_ ("presence", "Busy");
  case BW_PRESENCE_DO_NOT_DISTURB:
    return C_ ("presence", "Do not disturb");
  case BW_PRESENCE_IN_CALL:
    return C_ ("presence", "In a call");
  case BW_PRESENCE_RINGING:
    return C_ ("presence", "Ringing");
  case BW_PRESENCE_ONLINE:
    return C_ ("presence", "Online");
  }

  return "";
}

const char *
bw_words_status (BwStatus status)
{
  switch (status) {
  case BW_STATUS_ONLINE:
    return bw_words_presence (BW_PRESENCE_ONLINE);
  case BW_STATUS_AWAY:
    return bw_words_presence (BW_PRESENCE_AWAY);
  case BW_STATUS_BUSY:
    return bw_words_presence (BW_PRESENCE_BUSY);
  case BW_STATUS_DO_NOT_DISTURB:
    return bw_words_presence (BW_PRESENCE_DO_NOT_DISTURB);
  case BW_STATUS_OFFLINE:
    return _ ("Appear offline");
  }

  return "";
}

static const char *const activities[] = {
  [BW_ACTIVITY_APPOINTMENT] = N_ ("At an appointment"),
  [BW_ACTIVITY_AWAY] = N_ ("Away"),
  [BW_ACTIVITY_BREAKFAST] = N_ ("At breakfast"),
  [BW_ACTIVITY_BUSY] = N_ ("Busy"),
  [BW_ACTIVITY_DINNER] = N_ ("At dinner"),
  [BW_ACTIVITY_HOLIDAY] = N_ ("On a public holiday"),
  [BW_ACTIVITY_IN_TRANSIT] = N_ ("On the way"),
  [BW_ACTIVITY_LOOKING_FOR_WORK] = N_ ("Looking for work"),
  [BW_ACTIVITY_LUNCH] = N_ ("At lunch"),
  [BW_ACTIVITY_MEAL] = N_ ("Eating"),
  [BW_ACTIVITY_MEETING] = N_ ("In a meeting"),
  [BW_ACTIVITY_ON_THE_PHONE] = N_ ("On the phone"),
  [BW_ACTIVITY_PERFORMANCE] = N_ ("At a performance"),
  [BW_ACTIVITY_PERMANENT_ABSENCE] = N_ ("Away for good"),
  [BW_ACTIVITY_PLAYING] = N_ ("Playing"),
  [BW_ACTIVITY_PRESENTATION] = N_ ("In a presentation"),
  [BW_ACTIVITY_SHOPPING] = N_ ("Shopping"),
  [BW_ACTIVITY_SLEEPING] = N_ ("Sleeping"),
  [BW_ACTIVITY_SPECTATOR] = N_ ("Watching an event"),
  [BW_ACTIVITY_STEERING] = N_ ("Driving"),
  [BW_ACTIVITY_TRAVEL] = N_ ("Travelling"),
  [BW_ACTIVITY_TV] = N_ ("Watching television"),
  [BW_ACTIVITY_VACATION] = N_ ("On vacation"),
  [BW_ACTIVITY_WORKING] = N_ ("Working"),
  [BW_ACTIVITY_WORSHIP] = N_ ("At worship"),
};

const char *
bw_words_activity (BwActivity activity)
{
  if ((guint) activity >= G_N_ELEMENTS (activities) || !activities[activity])
    return "";

  return _ (activities[activity]);
}

/* What the light says already is not said again. */
static gboolean
is_told (BwPresence presence, BwActivity activity)
{
  return activity == BW_ACTIVITY_AWAY || activity == BW_ACTIVITY_BUSY ||
         (activity == BW_ACTIVITY_ON_THE_PHONE && presence == BW_PRESENCE_IN_CALL);
}

char *
bw_words_light (BwPresence presence, BwActivity activity, const char *note)
{
  const char *doing = is_told (presence, activity) ? "" : bw_words_activity (activity);
  g_autofree char *clean = bw_text_clean_line (note, MAX_NOTE);
  const char *parts[4] = { bw_words_presence (presence) };
  guint n = 1;

  if (*doing)
    parts[n++] = doing;
  if (clean)
    parts[n++] = clean;

  return g_strjoinv (" · ", (char **) parts);
}

static const char *const reasons[] = {
  [BW_REASON_WRONG_PASSWORD] =
      N_ ("The server did not accept your password. Check it in the account’s settings."),
  [BW_REASON_FORBIDDEN] = N_ ("You are not allowed to see whether this person can be reached."),
  [BW_REASON_NOT_FOUND] =
      N_ ("The server does not know this number or address. Check it for a typing error."),
  [BW_REASON_GONE] = N_ ("This number or address is no longer in use."),
  [BW_REASON_UNAVAILABLE] = N_ ("The person’s phone cannot be reached just now."),
  [BW_REASON_BUSY] = N_ ("The server is busy."),
  [BW_REASON_DECLINED] = N_ ("The person does not want to be seen by you."),
  [BW_REASON_NO_ANSWER] = N_ ("Nobody answers the question whether this person can be reached."),
  [BW_REASON_CANCELLED] = N_ ("The question was taken back."),
  [BW_REASON_ANSWERED_ELSEWHERE] = N_ ("Another device took over."),
  [BW_REASON_NOT_ACCEPTABLE] = N_ ("The server tells it in a form that Bellwire does not know."),
  [BW_REASON_ENCRYPTION_REQUIRED] =
      N_ ("Encryption is required, but the server does not offer it."),
  [BW_REASON_INTERVAL_TOO_BRIEF] = N_ ("The server wants to be asked less often."),
  [BW_REASON_SERVER_ERROR] = N_ ("The server has a problem of its own."),
  [BW_REASON_SERVER_BUSY] = N_ ("The server is overloaded."),
  [BW_REASON_NOT_SUPPORTED] = N_ ("The server does not tell who can be reached."),
  [BW_REASON_BAD_REQUEST] = N_ ("The server did not understand the question."),
  [BW_REASON_MOVED] = N_ ("The person is at another address now."),
  [BW_REASON_TIMEOUT] = N_ ("The server does not answer."),
  [BW_REASON_UNKNOWN_HOST] =
      N_ ("There is no server of that name. Check the address for a typing error."),
  [BW_REASON_REFUSED] = N_ ("The server does not take connections there."),
  [BW_REASON_CERTIFICATE] =
      N_ ("The certificate of the server is not trusted. Look at it in the account’s settings."),
  [BW_REASON_NETWORK] = N_ ("There is no way to the server. Check your network connection."),
  [BW_REASON_MEDIA_LOST] = N_ ("The connection was lost on the way."),
  [BW_REASON_SIGNED_OUT] =
      N_ ("The account is signed out. Switch it on to see who can be reached."),
  [BW_REASON_INTERRUPTED] = N_ ("Bellwire ended before the server had answered."),
  [BW_REASON_TOO_LARGE] = N_ ("The question is larger than the server takes."),
  [BW_REASON_UNSUPPORTED_TYPE] = N_ ("The server does not understand the question."),
  [BW_REASON_UPLOAD] = N_ ("The server does not answer."),
};

static const char *
get_reason (BwReason reason)
{
  if ((guint) reason >= G_N_ELEMENTS (reasons) || !reasons[reason])
    return _ ("The server does not say why.");

  return _ (reasons[reason]);
}

char *
bw_words_unknown (BwSubscriptionState state, BwReason reason)
{
  switch (state) {
  case BW_SUBSCRIPTION_NONE:
    if (reason != BW_REASON_NONE)
      break;
    return g_strdup (_ ("The account is switched off. Switch it on to see who can be reached."));
  case BW_SUBSCRIPTION_PENDING:
    return g_strdup (_ ("There is no answer yet. The person may have to allow it first."));
  case BW_SUBSCRIPTION_ACTIVE:
    return g_strdup (_ ("The server has not said anything about this person yet."));
  case BW_SUBSCRIPTION_WAITING:
    /* Translators: %s is a sentence: “The server does not answer. Bellwire keeps trying.” */
    return g_strdup_printf (_ ("%s Bellwire keeps trying."), get_reason (reason));
  case BW_SUBSCRIPTION_REFUSED:
    break;
  }

  return g_strdup (get_reason (reason));
}

char *
bw_words_since_at (gint64 time, gint64 now)
{
  g_autofree char *moment = bw_words_moment_at (time, now);

  /* Translators: “since 14:02”, “since Tuesday, 14:02” */
  return *moment ? g_strdup_printf (_ ("since %s"), moment) : g_strdup ("");
}

char *
bw_words_since (gint64 time)
{
  return bw_words_since_at (time, g_get_real_time ());
}
