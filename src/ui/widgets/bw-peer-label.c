/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How a peer and a call of the history read in a list. Whatever the network sent as a name is
 * cleaned before it is shown.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-peer-label.h"

#include "bw-words.h"

#include <glib/gi18n.h>

#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"

/* "+49 30" has no letter that tells its direction, and would read "30 49+" among right-to-left
 * text. */
char *
bw_label_with_direction (const char *label)
{
  if (label[0] == '\0' || strchr ("+*#0123456789", label[0]) == NULL)
    return g_strdup (label);

  return g_strconcat (LEFT_TO_RIGHT_MARK, label, NULL);
}

char *
bw_peer_label (const char *name, const char *peer)
{
  char *clean = bw_display_name_clean (name);
  g_autoptr (BwAddress) address = NULL;
  g_autofree char *label = NULL;

  if (clean != NULL)
    return clean;
  address = bw_address_parse (peer != NULL ? peer : "", NULL, NULL);
  if (address == NULL)
    return g_utf8_make_valid (peer != NULL ? peer : "", -1);

  label = bw_address_to_label (address, NULL);

  return bw_label_with_direction (label);
}

char *
bw_call_title (BwCall *call)
{
  return bw_label_with_direction (bw_call_get_label (call));
}

const char *
bw_call_record_icon (BwCallRecord *record)
{
  if (bw_call_record_get_outcome (record) == BW_CALL_OUTCOME_MISSED)
    return "call-missed-symbolic";

  return bw_call_record_get_direction (record) == BW_DIRECTION_INCOMING ? "call-incoming-symbolic"
                                                                        : "call-outgoing-symbolic";
}

char *
bw_call_record_words (BwCallRecord *record)
{
  const char *outcome =
      bw_words_outcome (bw_call_record_get_direction (record), bw_call_record_get_outcome (record));
  gint64 answered = bw_call_record_get_answered (record);
  gint64 ended = bw_call_record_get_ended (record);
  g_autofree char *duration = NULL;

  if (answered == 0 || ended < answered)
    return g_strdup (outcome);
  duration = bw_words_duration_long ((guint) ((ended - answered) / G_USEC_PER_SEC));

  /* Translators: how a call ended, and how long it was: "You called · 12 min" */
  return g_strdup_printf (_ ("%s · %s"), outcome, duration);
}
