/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line about a message as it stands, and about the latest event of a conversation. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE 200

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
  [BW_REASON_NOT_ACCEPTABLE] = N_ ("The other side does not take this message."),
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
  [BW_REASON_SIGNED_OUT] = N_ ("The account is signed out."),
  [BW_REASON_INTERRUPTED] = N_ ("Bellwire ended while this was being sent. It may have arrived."),
  [BW_REASON_TOO_LARGE] =
      N_ ("It is larger than the way there bears. Send it in parts, or as a file."),
  [BW_REASON_UNSUPPORTED_TYPE] = N_ ("The other side does not take this kind of message."),
  [BW_REASON_UPLOAD] = N_ ("The file server did not take the file."),
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
  const char *reason = bw_words_message_reason (bw_message_get_reason (message));
  g_autofree char *answer = dup_answer (message);

  if (*reason && answer)
    /* Translators: why a message was not sent, and what the server said: “… (404 Not Found)” */
    return g_strdup_printf (_ ("Not sent: %s (%s)"), reason, answer);

  return g_strdup_printf (_ ("Not sent: %s"), *reason ? reason : answer ? answer : "");
}

static char *
pending (BwMessage *message)
{
  const char *reason = bw_words_message_reason (bw_message_get_reason (message));

  if (bw_message_is_held (message))
    return g_strdup_printf (_ ("May not have been sent: %s"), reason);
  if (*reason)
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

/* One line without what would turn or break the words around it. */
static char *
dup_line (const char *text)
{
  const char *end = g_utf8_strlen (text, -1) > MAX_LINE ? g_utf8_offset_to_pointer (text, MAX_LINE)
                                                        : text + strlen (text);
  GString *line = g_string_new (NULL);

  for (const char *c = text; c < end; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);
    gboolean space = g_unichar_isspace (character);

    if (space && line->len > 0 && line->str[line->len - 1] != ' ')
      g_string_append_c (line, ' ');
    else if (!space && g_unichar_type (character) != G_UNICODE_CONTROL &&
             !(character >= 0x202A && character <= 0x202E) &&
             !(character >= 0x2066 && character <= 0x2069))
      g_string_append_unichar (line, character);
  }
  if (*end)
    g_string_append (line, "…");

  return g_string_free (line, FALSE);
}

char *
bw_words_message (BwMessage *message)
{
  const char *text = bw_message_get_text (message);
  const char *name = bw_message_get_file_name (message);
  g_autofree char *line = text ? dup_line (text) : NULL;
  g_autofree char *clean = name ? dup_line (name) : NULL;

  if (line && *g_strstrip (line))
    return g_steal_pointer (&line);
  if (g_str_has_prefix (bw_message_get_content_type (message), "image/"))
    return g_strdup (_ ("Picture"));
  if (clean)
    /* Translators: a file that was sent as a message */
    return g_strdup_printf (_ ("File: %s"), clean);
  if (bw_message_get_has_body (message))
    return g_strdup (_ ("File"));

  return g_strdup (_ ("Message without text"));
}

static char *
dup_call_line (BwCallRecord *record)
{
  return g_strdup (bw_words_outcome (bw_call_record_get_direction (record),
                                     bw_call_record_get_outcome (record)));
}

char *
bw_words_event (GObject *event)
{
  g_autofree char *line = NULL;

  if (!event)
    return g_strdup ("");
  if (BW_IS_CALL_RECORD (event))
    return dup_call_line (BW_CALL_RECORD (event));

  line = bw_words_message (BW_MESSAGE (event));
  if (bw_message_get_direction (BW_MESSAGE (event)) == BW_DIRECTION_INCOMING)
    return g_steal_pointer (&line);

  /* Translators: what oneself has written: “You: Yes, gladly” */
  return g_strdup_printf (_ ("You: %s"), line);
}
