/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwVideoThrottle makes of a peer's reports. */

#include "bw-video-throttle.h"

#define REPORT_SECONDS 3
#define TARGET 2500000

typedef struct {
  BwVideoThrottle throttle;
  gint64 now;
  guint target; /* what the engine allows */
} Way;

static Way
way_new (void)
{
  return (Way){ .now = G_USEC_PER_SEC, .target = TARGET };
}

/* The engine does as it is told. */
static guint
report (Way *way, double loss, guint sent)
{
  guint limit;

  way->now += REPORT_SECONDS * G_USEC_PER_SEC;
  limit = bw_video_throttle_hear (&way->throttle, way->now, loss, way->target, sent);
  if (limit > 0)
    way->target = limit;

  return limit;
}

static void
test_fine (void)
{
  Way way = way_new ();

  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (report (&way, i % 2 ? 0.03 : 0, 800000), ==, 0);
}

static void
test_lower (void)
{
  static const struct {
    double loss;
    guint sent;
    guint least;
    guint most;
  } cases[] = {
    { 0.05, 1000000, 800000, 900000 },  /* a little less than came through */
    { 0.5, 1000000, 400000, 500000 },   /* what came through */
    { 0.8, 100000, 64000, 64000 },      /* never nothing */
    { 0.1, 70000, 80000, 80000 },       /* small pictures lose no less */
    { 1, 1000000, 64000, 64000 },       /* nothing came through */
    { 0.5, 10000000, 900000, 1250000 }, /* more than is allowed is what was sent again */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Way way = way_new ();
    guint limit;

    g_assert_cmpuint (report (&way, cases[i].loss, cases[i].sent), ==, 0); /* of what, since when */
    limit = report (&way, cases[i].loss, cases[i].sent);
    g_assert_cmpuint (limit, >=, cases[i].least);
    g_assert_cmpuint (limit, <=, cases[i].most);
  }
}

/* With every NACK comes a report of a handful of packets. */
static void
test_hasty_reports (void)
{
  Way way = way_new ();
  guint n = 0;

  for (guint i = 0; i < 10; i++, way.now += G_USEC_PER_SEC / 10)
    n += bw_video_throttle_hear (&way.throttle, way.now, i % 2, way.target, 800000) > 0;
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (report (&way, 0.5, 800000), >, 0);
}

static void
test_again_and_up (void)
{
  Way way = way_new ();
  guint first, second, now, steps = 0;

  report (&way, 0, 800000);
  first = report (&way, 0.4, 800000);
  second = report (&way, 0.3, 800000);
  g_assert_cmpuint (second, <, first);

  for (now = second; way.throttle.limit > 0 && steps < 1000; steps++) {
    guint limit = report (&way, 0, 300000);

    g_assert_true (limit == 0 || limit > now);
    now = MAX (now, limit);
  }
  g_assert_cmpuint (steps, >, 10); /* not at once */
  g_assert_cmpuint (way.target, ==, TARGET);
  g_assert_cmpuint (report (&way, 0, 300000), ==, 0);
}

/* Returns: how many seconds of calm it takes until more than @tried is tried. */
static guint
climb (Way *way, guint tried)
{
  gint64 begun = way->now;

  while (way->target <= tried)
    report (way, 0, way->target);

  return (guint) ((way->now - begun) / G_USEC_PER_SEC);
}

/* What the way does not bear is tried less and less often, what it bears is had soon; and once it
 * is wide there is no hurry lost. */
static void
test_too_much (void)
{
  const guint bearable = 200000;
  Way way = way_new ();
  guint first, second, third;

  report (&way, 0, 800000);
  report (&way, 0.8, 800000);
  first = climb (&way, bearable);
  report (&way, 0.4, way.target);
  second = climb (&way, bearable);
  report (&way, 0.4, way.target);
  third = climb (&way, bearable);
  g_assert_cmpuint (second, >, first);
  g_assert_cmpuint (third, >, second);

  g_assert_cmpuint (climb (&way, 4 * bearable), <, 2 * third);
}

/* What the peer asks for itself (TMMBR) the engine obeys before we hear of it. */
static void
test_peer_asks (void)
{
  Way way = way_new ();
  guint limit;

  report (&way, 0, 800000);
  limit = report (&way, 0.4, 800000);
  way.target = 10 * TARGET;
  g_assert_cmpuint (report (&way, 0.03, 300000), ==, limit);
  way.target = limit / 2;
  g_assert_cmpuint (report (&way, 0.03, 300000), ==, 0);
  g_assert_cmpuint (way.throttle.limit, ==, 0);
}

/* What was lost before a hold is not lost after it. */
static void
test_pause (void)
{
  Way way = way_new ();

  report (&way, 0, 800000);
  way.now += 600 * G_USEC_PER_SEC;
  g_assert_cmpuint (report (&way, 1, 800000), ==, 0);
  g_assert_cmpuint (report (&way, 0, 800000), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/video-throttle/fine", test_fine);
  g_test_add_func ("/video-throttle/lower", test_lower);
  g_test_add_func ("/video-throttle/hasty-reports", test_hasty_reports);
  g_test_add_func ("/video-throttle/again-and-up", test_again_and_up);
  g_test_add_func ("/video-throttle/too-much", test_too_much);
  g_test_add_func ("/video-throttle/peer-asks", test_peer_asks);
  g_test_add_func ("/video-throttle/pause", test_pause);

  return g_test_run ();
}
