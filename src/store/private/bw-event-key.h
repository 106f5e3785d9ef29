/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

G_BEGIN_DECLS

/** BwEventKind: what an event of a conversation is */
typedef enum {
  BW_EVENT_MESSAGE,
  BW_EVENT_CALL,
} BwEventKind;

/** BwEventKey: by which timelines are sorted, member by member; it never changes */
typedef struct {
  gint64 time;
  gint64 id;
  BwEventKind kind;
} BwEventKey;

/** bw_event_key_get: @event: a BwMessage or a BwCallRecord */
BwEventKey bw_event_key_get (GObject *event);
/** bw_event_key_compare: Returns: less than 0 where @a stands before @b */
int bw_event_key_compare (const BwEventKey *a, const BwEventKey *b);

G_END_DECLS
