/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words: none is missing, and times and durations read right at their edges. */

#include "bw-words.h"

#include "bw-core-enums.h"
#include "bw-store-enums.h"

#include <locale.h>
#include <string.h>

typedef const char *(*Words) (int value);

/* Every value has words, no two the same unless @may_repeat; numbers that are no value have none.
 */
static void
check_enum (GType type, Words words, gboolean may_repeat, int silent)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < klass->n_values; i++) {
    int value = klass->values[i].value;

    if (value == silent) {
      g_assert_cmpstr (words (value), ==, "");
      continue;
    }

    g_assert_cmpuint (strlen (words (value)), >, 3);
    g_assert_true (g_utf8_validate (words (value), -1, NULL));
    g_assert_true (g_hash_table_add (seen, (gpointer) words (value)) || may_repeat);
  }

  g_assert_cmpstr (words (-1), ==, "");
  g_assert_cmpstr (words (4711), ==, "");
}

static const char *
account_reason (int value)
{
  return bw_words_reason ((BwReason) value);
}

static const char *
call_reason (int value)
{
  return bw_words_call_reason ((BwReason) value);
}

static const char *
message_reason (int value)
{
  return bw_words_message_reason ((BwReason) value);
}

static const char *
account_state (int value)
{
  return bw_words_account_state ((BwAccountState) value);
}

static const char *
call_state (int value)
{
  return bw_words_call_state ((BwCallState) value);
}

static const char *
incoming (int value)
{
  return bw_words_outcome (BW_DIRECTION_INCOMING, (BwCallOutcome) value);
}

static const char *
outgoing (int value)
{
  return bw_words_outcome (BW_DIRECTION_OUTGOING, (BwCallOutcome) value);
}

static const char *
encryption (int value)
{
  return bw_words_encryption ((BwEncryption) value);
}

static void
test_enums (void)
{
  check_enum (BW_TYPE_REASON, account_reason, TRUE, BW_REASON_NONE);
  check_enum (BW_TYPE_REASON, call_reason, FALSE, BW_REASON_NONE);
  check_enum (BW_TYPE_REASON, message_reason, FALSE, BW_REASON_NONE);
  check_enum (BW_TYPE_ACCOUNT_STATE, account_state, FALSE, -1);
  check_enum (BW_TYPE_CALL_STATE, call_state, FALSE, -1);
  check_enum (BW_TYPE_CALL_OUTCOME, incoming, TRUE, -1);
  check_enum (BW_TYPE_CALL_OUTCOME, outgoing, FALSE, -1);
  check_enum (BW_TYPE_ENCRYPTION, encryption, FALSE, -1);
  g_assert_cmpstr (bw_words_outcome ((BwDirection) 7, BW_CALL_OUTCOME_MISSED), ==, "");
}

/* A reason is a whole sentence. */
static void
test_sentences (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BW_TYPE_REASON);

  for (guint i = 1; i < klass->n_values; i++) {
    g_assert_true (g_str_has_suffix (account_reason (klass->values[i].value), "."));
    g_assert_true (g_str_has_suffix (call_reason (klass->values[i].value), "."));
    g_assert_true (g_str_has_suffix (message_reason (klass->values[i].value), "."));
  }
}

static void
test_durations (void)
{
  static const struct {
    guint seconds;
    const char *clock;
    const char *words;
  } durations[] = {
    { 0, "0:00", "0 s" },
    { 1, "0:01", "1 s" },
    { 59, "0:59", "59 s" },
    { 60, "1:00", "1 min" },
    { 192, "3:12", "3 min" },
    { 599, "9:59", "9 min" },
    { 600, "10:00", "10 min" },
    { 3599, "59:59", "59 min" },
    { 3600, "1:00:00", "1 h 0 min" },
    { 3765, "1:02:45", "1 h 2 min" },
    { 86400, "24:00:00", "24 h 0 min" },
    { G_MAXUINT, "1193046:28:15", "1193046 h 28 min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++) {
    g_autofree char *clock = bw_words_duration (durations[i].seconds);
    g_autofree char *words = bw_words_duration_long (durations[i].seconds);

    g_assert_cmpstr (clock, ==, durations[i].clock);
    g_assert_cmpstr (words, ==, durations[i].words);
  }
}

static gint64
microseconds (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* In Berlin the clocks went back in the night of 2026-10-25, a Sunday, and forth in that of
 * 2026-03-29. */
static void
test_times (void)
{
  static const struct {
    const char *time;
    const char *now;
    const char *words;
    const char *moment;
  } times[] = {
    { "2026-11-20T14:05:59", "2026-11-20T14:06:00", "14:05", "14:05" },
    { "2026-11-20T00:00:00", "2026-11-20T23:59:59", "00:00", "00:00" },
    { "2026-11-19T23:59:59", "2026-11-20T00:00:00", "Yesterday", "Thursday, 23:59" },
    { "2026-11-19T00:00:00", "2026-11-20T23:59:59", "Yesterday", "Thursday, 00:00" },
    { "2026-11-18T23:59:59", "2026-11-20T00:00:00", "Wednesday", "Wednesday, 23:59" },
    { "2026-11-14T00:00:00", "2026-11-20T23:59:59", "Saturday", "Saturday, 00:00" },
    { "2026-11-13T23:59:59", "2026-11-20T00:00:00", "11/13/26", "11/13/26, 23:59" },
    { "2025-11-20T14:05:00", "2026-11-20T14:05:00", "11/20/25", "11/20/25, 14:05" },
    { "2026-12-31T23:59:59", "2027-01-01T00:00:00", "Yesterday", "Thursday, 23:59" },
    { "2024-02-28T12:00:00", "2024-02-29T12:00:00", "Yesterday", "Wednesday, 12:00" },
    { "2026-10-25T00:00:00", "2026-10-25T23:59:59", "00:00", "00:00" },
    { "2026-10-25T00:00:00", "2026-10-26T00:00:00", "Yesterday", "Sunday, 00:00" },
    { "2026-03-28T23:59:59", "2026-03-29T23:59:59", "Yesterday", "Saturday, 23:59" },
    { "2026-11-20T14:10:00", "2026-11-20T14:05:00", "14:10", "14:10" },
    { "2026-11-21T00:00:00", "2026-11-20T23:59:59", "11/21/26", "11/21/26, 00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *words =
        bw_words_time_at (microseconds (times[i].time), microseconds (times[i].now));
    g_autofree char *moment =
        bw_words_moment_at (microseconds (times[i].time), microseconds (times[i].now));

    g_assert_cmpstr (words, ==, times[i].words);
    g_assert_cmpstr (moment, ==, times[i].moment);
  }
}

static void
test_days (void)
{
  static const struct {
    const char *time;
    const char *now;
    const char *words;
  } days[] = {
    { "2026-11-20T00:00:00", "2026-11-20T23:59:59", "Today" },
    { "2026-11-20T23:59:59", "2026-11-20T00:00:00", "Today" },
    { "2026-11-19T23:59:59", "2026-11-20T00:00:00", "Yesterday" },
    { "2026-11-18T23:59:59", "2026-11-20T00:00:00", "Wednesday, 18 November" },
    { "2026-03-01T12:00:00", "2026-11-20T00:00:00", "Sunday, 1 March" },
    { "2026-01-01T00:00:00", "2026-12-31T23:59:59", "Thursday, 1 January" },
    { "2026-12-31T23:59:59", "2027-01-01T00:00:00", "Yesterday" },
    { "2026-12-30T23:59:59", "2027-01-01T00:00:00", "30 December 2026" },
    { "2025-11-20T14:05:00", "2026-11-20T14:05:00", "20 November 2025" },
    { "2026-10-25T00:00:00", "2026-10-26T00:00:00", "Yesterday" },
    { "2026-11-21T00:00:00", "2026-11-20T23:59:59", "Saturday, 21 November" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *words =
        bw_words_day_at (microseconds (days[i].time), microseconds (days[i].now));

    g_assert_cmpstr (words, ==, days[i].words);
  }
}

static void
test_odd_times (void)
{
  static const gint64 odd[] = { 0, -1, G_MININT64, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (odd); j++) {
      g_autofree char *words = bw_words_time_at (odd[i], odd[j]);
      g_autofree char *moment = bw_words_moment_at (odd[i], odd[j]);
      g_autofree char *day = bw_words_day_at (odd[i], odd[j]);

      g_assert_nonnull (words);
      g_assert_nonnull (moment);
      g_assert_true (odd[i] > 0 || *words == '\0');
      g_assert_nonnull (day);
      g_assert_true (odd[i] > 0 || *day == '\0');
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/enums", test_enums);
  g_test_add_func ("/words/sentences", test_sentences);
  g_test_add_func ("/words/durations", test_durations);
  g_test_add_func ("/words/times", test_times);
  g_test_add_func ("/words/days", test_days);
  g_test_add_func ("/words/odd-times", test_odd_times);

  return g_test_run ();
}
