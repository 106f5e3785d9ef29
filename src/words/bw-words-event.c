/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of what a message holds, and of the latest event of a conversation. What strangers wrote
 * is made fit to stand in it. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

#define MAX_LINE 200 /* characters */

/* A cut may fall on a space, which is left out: two more show whether there was more. Returns:
 * (transfer full) (nullable): NULL where there is nothing to see */
static char *
dup_line (const char *text)
{
  g_autofree char *line = bw_text_clean_line (text, MAX_LINE + 2);

  if (!line || g_utf8_strlen (line, -1) <= MAX_LINE)
    return g_steal_pointer (&line);

  *g_utf8_offset_to_pointer (line, MAX_LINE) = '\0';

  return g_strconcat (line, "…", NULL);
}

static gboolean
is_picture (BwMessage *message)
{
  const char *type = bw_message_get_content_type (message);

  return type && g_str_has_prefix (type, "image/");
}

char *
bw_words_message (BwMessage *message)
{
  g_autofree char *line = dup_line (bw_message_get_text (message));
  g_autofree char *name = dup_line (bw_message_get_file_name (message));

  if (line)
    return g_steal_pointer (&line);
  if (is_picture (message))
    return g_strdup (_ ("Picture"));
  if (name)
    /* Translators: a file that was sent as a message */
    return g_strdup_printf (_ ("File: %s"), name);
  if (bw_message_get_has_body (message) || bw_message_get_url (message))
    return g_strdup (_ ("File"));

  return g_strdup (_ ("Message without text"));
}

static char *
dup_message_line (BwMessage *message)
{
  g_autofree char *line = bw_words_message (message);

  if (bw_message_get_direction (message) == BW_DIRECTION_INCOMING)
    return g_steal_pointer (&line);

  /* Translators: what oneself has written: “You: Yes, gladly” */
  return g_strdup_printf (_ ("You: %s"), line);
}

char *
bw_words_event (GObject *event)
{
  if (BW_IS_MESSAGE (event))
    return dup_message_line (BW_MESSAGE (event));
  if (BW_IS_CALL_RECORD (event))
    return g_strdup (bw_words_outcome (bw_call_record_get_direction (BW_CALL_RECORD (event)),
                                       bw_call_record_get_outcome (BW_CALL_RECORD (event))));

  return g_strdup ("");
}
