/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for lights, what people do, why a light is unknown, and what waits in a mailbox. */

#include "bw-words.h"

#include <locale.h>
#include <string.h>

static void
test_presences (void)
{
  static const struct {
    BwPresence presence;
    const char *words;
  } presences[] = {
    { BW_PRESENCE_UNKNOWN, "Unknown" },
    { BW_PRESENCE_OFFLINE, "Offline" },
    { BW_PRESENCE_AWAY, "Away" },
    { BW_PRESENCE_BUSY, "Busy" },
    { BW_PRESENCE_DO_NOT_DISTURB, "Do not disturb" },
    { BW_PRESENCE_IN_CALL, "In a call" },
    { BW_PRESENCE_RINGING, "Ringing" },
    { BW_PRESENCE_ONLINE, "Online" },
    { (BwPresence) 4711, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (presences); i++)
    g_assert_cmpstr (bw_words_presence (presences[i].presence), ==, presences[i].words);
}

static void
test_statuses (void)
{
  static const struct {
    BwStatus status;
    const char *words;
  } statuses[] = {
    { BW_STATUS_ONLINE, "Online" },
    { BW_STATUS_AWAY, "Away" },
    { BW_STATUS_BUSY, "Busy" },
    { BW_STATUS_DO_NOT_DISTURB, "Do not disturb" },
    { BW_STATUS_OFFLINE, "Appear offline" },
    { (BwStatus) 4711, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_cmpstr (bw_words_status (statuses[i].status), ==, statuses[i].words);
}

/* Each has words, and no two the same. */
static void
test_activities (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpstr (bw_words_activity (BW_ACTIVITY_NONE), ==, "");
  g_assert_cmpstr (bw_words_activity ((BwActivity) 4711), ==, "");
  g_assert_cmpstr (bw_words_activity ((BwActivity) -1), ==, "");
  g_assert_cmpstr (bw_words_activity (BW_ACTIVITY_ON_THE_PHONE), ==, "On the phone");
  g_assert_cmpstr (bw_words_activity (BW_ACTIVITY_MEETING), ==, "In a meeting");
  for (guint i = BW_ACTIVITY_NONE + 1; i <= BW_ACTIVITY_WORSHIP; i++) {
    const char *words = bw_words_activity ((BwActivity) i);

    g_assert_cmpstr (words, !=, "");
    g_assert_true (g_hash_table_add (seen, (gpointer) words));
  }
}

static const struct {
  BwPresence presence;
  BwActivity activity;
  const char *note;
  const char *words;
} lights[] = {
  { BW_PRESENCE_ONLINE, BW_ACTIVITY_NONE, NULL, "Online" },
  { BW_PRESENCE_ONLINE, BW_ACTIVITY_WORKING, NULL, "Online · Working" },
  { BW_PRESENCE_BUSY, BW_ACTIVITY_BUSY, NULL, "Busy" },
  { BW_PRESENCE_BUSY, BW_ACTIVITY_MEETING, "back at 15:00", "Busy · In a meeting · back at 15:00" },
  { BW_PRESENCE_AWAY, BW_ACTIVITY_AWAY, "", "Away" },
  { BW_PRESENCE_AWAY, BW_ACTIVITY_LUNCH, NULL, "Away · At lunch" },
  { BW_PRESENCE_IN_CALL, BW_ACTIVITY_ON_THE_PHONE, NULL, "In a call" },
  { BW_PRESENCE_IN_CALL, BW_ACTIVITY_BUSY, NULL, "In a call" },
  { BW_PRESENCE_RINGING, BW_ACTIVITY_ON_THE_PHONE, NULL, "Ringing · On the phone" },
  { BW_PRESENCE_DO_NOT_DISTURB, BW_ACTIVITY_BUSY, "No calls", "Do not disturb · No calls" },
  { BW_PRESENCE_OFFLINE, BW_ACTIVITY_AWAY, NULL, "Offline" },
  { BW_PRESENCE_OFFLINE, BW_ACTIVITY_VACATION, NULL, "Offline · On vacation" },
  { BW_PRESENCE_UNKNOWN, BW_ACTIVITY_NONE, NULL, "Unknown" },
  { BW_PRESENCE_ONLINE, BW_ACTIVITY_NONE, " <b>a</b>\n\xe2\x80\xae%s ", "Online · <b>a</b> %s" },
  { BW_PRESENCE_ONLINE, BW_ACTIVITY_NONE, "\n\t", "Online" },
};

static void
test_lights (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lights); i++) {
    g_autofree char *words =
        bw_words_light (lights[i].presence, lights[i].activity, lights[i].note);

    g_assert_cmpstr (words, ==, lights[i].words);
  }
}

static const struct {
  BwSubscriptionState state;
  BwReason reason;
  const char *words;
} unknowns[] = {
  { BW_SUBSCRIPTION_NONE, BW_REASON_NONE,
    "The account is switched off. Switch it on to see who can be reached." },
  { BW_SUBSCRIPTION_NONE, BW_REASON_SIGNED_OUT,
    "The account is signed out. Switch it on to see who can be reached." },
  { BW_SUBSCRIPTION_PENDING, BW_REASON_NONE,
    "There is no answer yet. The person may have to allow it first." },
  { BW_SUBSCRIPTION_PENDING, BW_REASON_TIMEOUT,
    "There is no answer yet. The person may have to allow it first." },
  { BW_SUBSCRIPTION_ACTIVE, BW_REASON_NONE,
    "The server has not said anything about this person yet." },
  { BW_SUBSCRIPTION_WAITING, BW_REASON_TIMEOUT,
    "The server does not answer. Bellwire keeps trying." },
  { BW_SUBSCRIPTION_WAITING, BW_REASON_SERVER_BUSY,
    "The server is overloaded. Bellwire keeps trying." },
  { BW_SUBSCRIPTION_WAITING, BW_REASON_NONE,
    "The server does not say why. Bellwire keeps trying." },
  { BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_SUPPORTED,
    "The server does not tell who can be reached." },
  { BW_SUBSCRIPTION_REFUSED, BW_REASON_FORBIDDEN,
    "You are not allowed to see whether this person can be reached." },
  { BW_SUBSCRIPTION_REFUSED, (BwReason) 4711, "The server does not say why." },
};

static void
test_unknowns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unknowns); i++) {
    g_autofree char *words = bw_words_unknown (unknowns[i].state, unknowns[i].reason);

    g_assert_cmpstr (words, ==, unknowns[i].words);
  }
}

/* Whatever a server answers has a sentence of its own. */
static void
test_answers (void)
{
  for (guint code = 300; code < 700; code++) {
    g_autofree char *words =
        bw_words_unknown (BW_SUBSCRIPTION_REFUSED, bw_reason_from_sip (code, FALSE));

    g_assert_true (g_str_has_suffix (words, "."));
    g_assert_cmpstr (words, !=, "The server does not say why.");
  }
}

static gint64
at (const char *time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (time, zone);

  return g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

static void
test_times (void)
{
  static const struct {
    const char *time;
    const char *moment;
  } times[] = {
    { "2026-11-21T14:02:59", "14:02" },
    { "2026-11-20T23:59:00", "Friday, 23:59" },
    { "2025-01-02T03:04:05", "01/02/25, 03:04" },
  };
  gint64 now = at ("2026-11-21T15:00:00");

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *since = bw_words_since_at (at (times[i].time), now);
    g_autofree char *as_of = bw_words_as_of_at (at (times[i].time), now);
    g_autofree char *since_expected = g_strconcat ("since ", times[i].moment, NULL);
    g_autofree char *as_of_expected = g_strconcat ("as of ", times[i].moment, NULL);

    g_assert_cmpstr (since, ==, since_expected);
    g_assert_cmpstr (as_of, ==, as_of_expected);
  }
}

static void
test_no_times (void)
{
  g_autofree char *since = bw_words_since (0);
  g_autofree char *as_of = bw_words_as_of (0);
  g_autofree char *since_now = bw_words_since (g_get_real_time ());
  g_autofree char *as_of_now = bw_words_as_of (g_get_real_time ());

  g_assert_cmpstr (since, ==, "");
  g_assert_cmpstr (as_of, ==, "");
  g_assert_true (g_str_has_prefix (since_now, "since "));
  g_assert_true (g_str_has_prefix (as_of_now, "as of "));
}

static void
test_counts (void)
{
  static const struct {
    guint n_new;
    guint n_old;
    const char *words;
  } counts[] = {
    { 0, 0, "No messages" },
    { 1, 0, "1 new" },
    { 2, 5, "2 new, 5 old" },
    { 0, 1, "1 old" },
    { G_MAXUINT32, G_MAXUINT32, "4294967295 new, 4294967295 old" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autofree char *words = bw_words_mailbox_counts (counts[i].n_new, counts[i].n_old);

    g_assert_cmpstr (words, ==, counts[i].words);
  }
}

static const struct {
  BwMailboxKind kind;
  guint n;
  const char *words;
  const char *name;
} kinds[] = {
  { BW_MAILBOX_VOICE, 0, "New voice messages", "Voice messages" },
  { BW_MAILBOX_VOICE, 1, "1 new voice message", "Voice messages" },
  { BW_MAILBOX_VOICE, 2, "2 new voice messages", "Voice messages" },
  { BW_MAILBOX_FAX, 1, "1 new fax", "Faxes" },
  { BW_MAILBOX_FAX, 3, "3 new faxes", "Faxes" },
  { BW_MAILBOX_PAGER, 1, "1 new pager message", "Pager messages" },
  { BW_MAILBOX_MULTIMEDIA, 4, "4 new multimedia messages", "Multimedia messages" },
  { BW_MAILBOX_TEXT, 1, "1 new text message", "Text messages" },
  { BW_MAILBOX_N_KINDS, 1, "", "" },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *words = bw_words_mailbox_new (kinds[i].kind, kinds[i].n);

    g_assert_cmpstr (words, ==, kinds[i].words);
    g_assert_cmpstr (bw_words_mailbox_kind (kinds[i].kind), ==, kinds[i].name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words-presence/presences", test_presences);
  g_test_add_func ("/words-presence/statuses", test_statuses);
  g_test_add_func ("/words-presence/activities", test_activities);
  g_test_add_func ("/words-presence/lights", test_lights);
  g_test_add_func ("/words-presence/unknowns", test_unknowns);
  g_test_add_func ("/words-presence/answers", test_answers);
  g_test_add_func ("/words-presence/times", test_times);
  g_test_add_func ("/words-presence/no-times", test_no_times);
  g_test_add_func ("/words-presence/counts", test_counts);
  g_test_add_func ("/words-presence/kinds", test_kinds);

  return g_test_run ();
}
