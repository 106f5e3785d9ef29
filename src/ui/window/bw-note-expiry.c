/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a note ends: by the calendar of whoever reads the clock, where a day may have 23 hours. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-note-expiry.h"

static GDateTime *
at_time (GDateTime *day, guint hour, guint minute)
{
  int year;
  int month;
  int date;

  g_date_time_get_ymd (day, &year, &month, &date);

  return g_date_time_new (g_date_time_get_timezone (day), year, month, date, (int) hour,
                          (int) minute, 0);
}

/* A time that the clock has passed today is meant for tomorrow. */
static gint64
next_time (GDateTime *now, guint hour, guint minute)
{
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) first = at_time (now, hour, minute);
  g_autoptr (GDateTime) second = at_time (tomorrow, hour, minute);

  return g_date_time_to_unix (g_date_time_compare (first, now) > 0 ? first : second);
}

gint64
bw_note_expiry (BwNoteExpiry choice, GDateTime *now, guint hour, guint minute)
{
  g_return_val_if_fail (now, 0);
  g_return_val_if_fail (hour < 24 && minute < 60, 0);

  switch (choice) {
  case BW_NOTE_EXPIRY_NEVER:
    return 0;
  case BW_NOTE_EXPIRY_HALF_HOUR:
    return g_date_time_to_unix (now) + 30 * 60;
  case BW_NOTE_EXPIRY_HOUR:
    return g_date_time_to_unix (now) + 60 * 60;
  case BW_NOTE_EXPIRY_FOUR_HOURS:
    return g_date_time_to_unix (now) + 4 * 60 * 60;
  case BW_NOTE_EXPIRY_TODAY:
    return next_time (now, 0, 0);
  case BW_NOTE_EXPIRY_AT:
    return next_time (now, hour, minute);
  }

  return 0;
}
