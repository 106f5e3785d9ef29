/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times and durations as a person says them. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

#define WEEK 7

/* By the calendar, not by hours: a day may have 23 or 25 of them. */
static int
days_between (GDateTime *earlier, GDateTime *later)
{
  GDate first;
  GDate last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, (GDateDay) g_date_time_get_day_of_month (earlier),
                  g_date_time_get_month (earlier), (GDateYear) g_date_time_get_year (earlier));
  g_date_set_dmy (&last, (GDateDay) g_date_time_get_day_of_month (later),
                  g_date_time_get_month (later), (GDateYear) g_date_time_get_year (later));

  return g_date_days_between (&first, &last);
}

static GDateTime *
local_time (gint64 microseconds)
{
  return g_date_time_new_from_unix_local (microseconds / G_USEC_PER_SEC);
}

char *
bw_words_time_of_day (gint64 time)
{
  g_autoptr (GDateTime) then = local_time (time);

  /* Translators: the time of day, in the form of g_date_time_format() */
  return then ? g_date_time_format (then, _ ("%H:%M")) : g_strdup ("");
}

gboolean
bw_words_is_same_day (gint64 one, gint64 other)
{
  g_autoptr (GDateTime) a = local_time (one);
  g_autoptr (GDateTime) b = local_time (other);

  if (!a || !b)
    return a == b;

  return days_between (a, b) == 0;
}

char *
bw_words_time_at (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = time > 0 ? local_time (time) : NULL;
  g_autoptr (GDateTime) today = local_time (now);
  int days;

  if (!then || !today)
    return g_strdup ("");

  days = days_between (then, today);
  if (days == 0)
    return bw_words_time_of_day (time);

  if (days == 1)
    return g_strdup (_ ("Yesterday"));

  return g_date_time_format (then, days > 0 && days < WEEK ? "%A" : "%x");
}

char *
bw_words_time (gint64 time)
{
  return bw_words_time_at (time, g_get_real_time ());
}

char *
bw_words_moment_at (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = time > 0 ? local_time (time) : NULL;
  g_autoptr (GDateTime) today = local_time (now);
  int days;

  if (!then || !today)
    return g_strdup ("");

  days = days_between (then, today);
  if (days == 0)
    return g_date_time_format (then, _ ("%H:%M"));

  /* Translators: a weekday and the time of day, in the form of g_date_time_format() */
  if (days > 0 && days < WEEK)
    return g_date_time_format (then, _ ("%A, %H:%M"));

  /* Translators: a date and the time of day, in the form of g_date_time_format() */
  return g_date_time_format (then, _ ("%x, %H:%M"));
}

char *
bw_words_duration (guint seconds)
{
  guint hours = seconds / 3600;
  guint minutes = seconds / 60 % 60;

  if (hours > 0)
    return g_strdup_printf ("%u:%02u:%02u", hours, minutes, seconds % 60);

  return g_strdup_printf ("%u:%02u", minutes, seconds % 60);
}

char *
bw_words_duration_long (guint seconds)
{
  guint hours = seconds / 3600;
  guint minutes = seconds / 60 % 60;

  if (seconds < 60)
    /* Translators: seconds, short */
    return g_strdup_printf (ngettext ("%u s", "%u s", seconds), seconds);

  if (hours == 0)
    /* Translators: minutes, short */
    return g_strdup_printf (ngettext ("%u min", "%u min", minutes), minutes);

  /* Translators: hours and minutes, short */
  return g_strdup_printf (ngettext ("%u h %u min", "%u h %u min", hours), hours, minutes);
}

char *
bw_words_day_at (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = time > 0 ? local_time (time) : NULL;
  g_autoptr (GDateTime) today = local_time (now);
  int days;

  if (!then || !today)
    return g_strdup ("");

  days = days_between (then, today);
  if (days == 0)
    return g_strdup (_ ("Today"));

  if (days == 1)
    return g_strdup (_ ("Yesterday"));

  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: a day of this year, in the form of g_date_time_format() */
    return g_date_time_format (then, _ ("%A, %-d %B"));

  /* Translators: a day of another year, in the form of g_date_time_format() */
  return g_date_time_format (then, _ ("%-d %B %Y"));
}

char *
bw_words_day (gint64 time)
{
  return bw_words_day_at (time, g_get_real_time ());
}
