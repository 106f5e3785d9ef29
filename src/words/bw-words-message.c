/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a message of ours stands, and why it was not sent. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

static const char *const reasons[] = {
  [BW_REASON_WRONG_PASSWORD] =
      N_ ("The server did not accept your password. Check it in the account’s settings."),
  [BW_REASON_FORBIDDEN] = N_ ("The server does not allow this message."),
  [BW_REASON_NOT_FOUND] =
      N_ ("This number or address does not exist. Check it for a typing error."),
  [BW_REASON_GONE] = N_ ("This number or address is no longer in use."),
  [BW_REASON_UNAVAILABLE] = N_ ("The person cannot be reached just now. Try again later."),
  [BW_REASON_BUSY] = N_ ("The person is busy. Try again later."),
  [BW_REASON_DECLINED] = N_ ("The message was declined."),
  [BW_REASON_NO_ANSWER] = N_ ("Nobody took the message."),
  [BW_REASON_CANCELLED] = N_ ("Sending was cancelled."),
  [BW_REASON_ANSWERED_ELSEWHERE] = N_ ("Another device of the person took the message."),
  [BW_REASON_NOT_ACCEPTABLE] = N_ ("The other side does not take this message."),
  [BW_REASON_ENCRYPTION_REQUIRED] =
      N_ ("Encryption is required, but the other side does not offer it."),
  [BW_REASON_INTERVAL_TOO_BRIEF] = N_ ("The server wants to be asked less often."),
  [BW_REASON_SERVER_ERROR] = N_ ("The server has a problem of its own."),
  [BW_REASON_SERVER_BUSY] = N_ ("The server is overloaded."),
  [BW_REASON_NOT_SUPPORTED] = N_ ("The other side does not take messages."),
  [BW_REASON_BAD_REQUEST] = N_ ("The other side did not understand the message."),
  [BW_REASON_MOVED] = N_ ("The person is at another address now."),
  [BW_REASON_TIMEOUT] = N_ ("The server does not answer."),
  [BW_REASON_UNKNOWN_HOST] =
      N_ ("There is no server of that name. Check the address for a typing error."),
  [BW_REASON_REFUSED] = N_ ("The server does not take connections there."),
  [BW_REASON_CERTIFICATE] =
      N_ ("The certificate of the server is not trusted. Look at it in the account’s settings."),
  [BW_REASON_NETWORK] = N_ ("There is no way to the server."),
  [BW_REASON_MEDIA_LOST] = N_ ("The connection was lost on the way."),
  [BW_REASON_SIGNED_OUT] = N_ ("The account is signed out. Switch it on to write."),
  [BW_REASON_INTERRUPTED] = N_ ("Bellwire ended while this was being sent. It may have arrived."),
  [BW_REASON_TOO_LARGE] =
      N_ ("The message is larger than the way there bears. Send it in parts, or as a file."),
  [BW_REASON_UNSUPPORTED_TYPE] = N_ ("The other side does not take this kind of message."),
  [BW_REASON_UPLOAD] = N_ ("The file server of the account did not take the file."),
};

const char *
bw_words_message_reason (BwReason reason)
{
  if ((guint) reason >= G_N_ELEMENTS (reasons) || !reasons[reason])
    return "";

  return _ (reasons[reason]);
}

/* "404 Not Found", or what a file server has said. */
static char *
dup_answer (BwMessage *message)
{
  const char *phrase = bw_message_get_phrase (message);
  g_autofree char *clean = bw_display_name_clean (phrase);
  guint code = bw_message_get_code (message);

  if (code == 0)
    return g_steal_pointer (&clean);

  return clean ? g_strdup_printf ("%u %s", code, clean) : g_strdup_printf ("%u", code);
}

static char *
failed (BwMessage *message)
{
  const char *reason = bw_words_message_reason ((BwReason) bw_message_get_reason (message));
  g_autofree char *answer = dup_answer (message);

  if (*reason && answer)
    /* Translators: why a message was not sent, and what the server said: “… (404 Not Found)” */
    return g_strdup_printf (_ ("Not sent: %s (%s)"), reason, answer);

  if (*reason || answer)
    return g_strdup_printf (_ ("Not sent: %s"), *reason ? reason : answer);

  return g_strdup (_ ("Not sent"));
}

static char *
pending (BwMessage *message)
{
  const char *reason = bw_words_message_reason ((BwReason) bw_message_get_reason (message));

  if (bw_message_is_held (message))
    return g_strdup (_ ("May not have been sent: Bellwire ended while sending it"));
  if (*reason)
    /* Translators: “Waiting to be sent again: The server does not answer.” */
    return g_strdup_printf (_ ("Waiting to be sent again: %s"), reason);

  return g_strdup (_ ("Waiting to be sent"));
}

char *
bw_words_message_state (BwMessage *message)
{
  switch (bw_message_get_state (message)) {
  case BW_MESSAGE_STATE_RECEIVED:
    return NULL;
  case BW_MESSAGE_STATE_PENDING:
    return pending (message);
  case BW_MESSAGE_STATE_SENDING:
    return g_strdup (_ ("Sending…"));
  case BW_MESSAGE_STATE_SENT:
    return g_strdup (_ ("Sent"));
  case BW_MESSAGE_STATE_DELIVERED:
    return g_strdup (_ ("Delivered"));
  case BW_MESSAGE_STATE_READ:
    return g_strdup (_ ("Read"));
  case BW_MESSAGE_STATE_FAILED:
    return failed (message);
  }

  return NULL;
}
