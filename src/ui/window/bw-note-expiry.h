/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwNoteExpiry: how long a note is to be seen, as a person chooses it. */
typedef enum {
  BW_NOTE_EXPIRY_NEVER,
  BW_NOTE_EXPIRY_HALF_HOUR,
  BW_NOTE_EXPIRY_HOUR,
  BW_NOTE_EXPIRY_FOUR_HOURS,
  BW_NOTE_EXPIRY_TODAY, /* to the end of the day by the calendar */
  BW_NOTE_EXPIRY_AT,    /* a time of day, the next one that comes */
} BwNoteExpiry;

/**
 * bw_note_expiry:
 * @now: the local time
 * @hour: for BW_NOTE_EXPIRY_AT, 0 to 23
 * @minute: for BW_NOTE_EXPIRY_AT, 0 to 59
 *
 * Pure.
 *
 * Returns: Unix seconds, 0 for never
 */
gint64 bw_note_expiry (BwNoteExpiry choice, GDateTime *now, guint hour, guint minute);

G_END_DECLS
