/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The one order in which messages and calls stand. It must not know who sorts them.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-event-key.h"

static int
compare_long (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b ? 1 : 0;
}

BwEventKey
bw_event_key_get (GObject *event)
{
  if (BW_IS_MESSAGE (event))
    return (BwEventKey){ bw_message_get_time (BW_MESSAGE (event)),
                         bw_message_get_id (BW_MESSAGE (event)), BW_EVENT_MESSAGE };
  return (BwEventKey){ bw_call_record_get_started (BW_CALL_RECORD (event)),
                       bw_call_record_get_id (BW_CALL_RECORD (event)), BW_EVENT_CALL };
}

int
bw_event_key_compare (const BwEventKey *a, const BwEventKey *b)
{
  int result = compare_long (a->time, b->time);

  if (result == 0)
    result = compare_long (a->id, b->id);
  return result != 0 ? result : compare_long (a->kind, b->kind);
}
