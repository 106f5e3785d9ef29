/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What stands next to each other in a timeline, and what belongs together. It must not know how it
 * is shown.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-event.h"

#include "bw-peer-label.h"
#include "bw-words.h"

#include <glib/gi18n.h>

/* What follows within this is one turn of a talk. */
#define TURN (5 * 60 * G_USEC_PER_SEC)

gint64
bw_event_get_time (GObject *event)
{
  if (BW_IS_MESSAGE (event))
    return bw_message_get_time (BW_MESSAGE (event));

  return BW_IS_CALL_RECORD (event) ? bw_call_record_get_started (BW_CALL_RECORD (event)) : 0;
}

gboolean
bw_event_is_of_another_day (GObject *above, GObject *event)
{
  return above == NULL ||
         !bw_words_is_same_day (bw_event_get_time (above), bw_event_get_time (event));
}

gboolean
bw_event_continues (GObject *above, GObject *event)
{
  gint64 between = bw_event_get_time (event) - bw_event_get_time (above);

  if (!BW_IS_MESSAGE (above) || !BW_IS_MESSAGE (event) ||
      bw_message_get_direction (BW_MESSAGE (above)) !=
          bw_message_get_direction (BW_MESSAGE (event)))
    return FALSE;

  return between >= 0 && between <= TURN && !bw_event_is_of_another_day (above, event);
}

static char *
describe_message (BwMessage *message, const char *peer)
{
  g_autofree char *time = bw_words_time_of_day (bw_message_get_time (message));
  g_autofree char *words = bw_words_message (message);
  g_autofree char *state = bw_words_message_state (message);

  if (state == NULL)
    /* Translators: who wrote, when, and what: "Bob, 14:02: Hello" */
    return g_strdup_printf (_ ("%s, %s: %s"), peer, time, words);

  /* Translators: a message of one's own: when, how it stands, and what */
  return g_strdup_printf (_ ("You, %s, %s: %s"), time, state, words);
}

char *
bw_event_describe (GObject *event, const char *peer)
{
  g_autofree char *time = bw_words_time_of_day (bw_event_get_time (event));
  g_autofree char *words = NULL;

  if (BW_IS_MESSAGE (event))
    return describe_message (BW_MESSAGE (event), peer);

  words = bw_call_record_words (BW_CALL_RECORD (event));

  /* Translators: a call in a timeline: how it ended, and when */
  return g_strdup_printf (_ ("%s, %s"), words, time);
}
