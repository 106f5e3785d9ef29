/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line about a light as it stands: what it says, or why it says nothing. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

char *
bw_words_buddy (BwBuddy *buddy)
{
  BwPresence presence = bw_buddy_get_presence (buddy);
  g_autofree char *why = NULL;

  if (presence != BW_PRESENCE_UNKNOWN)
    return bw_words_light (presence, bw_buddy_get_activity (buddy), bw_buddy_get_note (buddy));
  why = bw_words_unknown (bw_buddy_get_subscription (buddy), bw_buddy_get_reason (buddy));

  /* Translators: why it is not known whether somebody can be reached: “Unknown: The server does not
   * answer.” */
  return g_strdup_printf (_ ("Unknown: %s"), why);
}
