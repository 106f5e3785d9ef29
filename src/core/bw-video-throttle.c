/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Less picture on a way that loses packets. The engine lowers what it sends where the peer asks for
 * that (TMMBR, RFC 5104), which needs a peer that does, and packets that come late rather than
 * never: what most phones do, and what a full router does, it does not see. So what every peer
 * reports is heard here. It knows no call and no engine.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-video-throttle.h"

#define SECONDS(n) ((n) *G_USEC_PER_SEC)

/* Reports come with every NACK, of a handful of packets each: only some together mean anything.
 * Between reports that are further apart than SILENCE is a hold, or another stream. */
#define SPAN SECONDS (2)
#define SILENCE SECONDS (12)

/* What is mended by asking again is no reason; what loses this much fills the way. */
#define BEARABLE 0.05
#define HARDLY 0.02
#define HEAVY 0.2

/* Below what came through, so that what waits on the way gets through as well. */
#define MARGIN 0.85
/* A picture of one packet gains nothing by becoming smaller, unless the way is that narrow. */
#define LEAST 80000
#define LEAST_OF_ALL 64000

/* After so much calm more is tried; what was too much for the way within TRIAL, after twice the
 * time each time that it was. */
#define CALM SECONDS (5)
#define MOST_CALM SECONDS (80)
#define TRIAL SECONDS (12)
#define STEP 1.5

static void
begin_to_count (BwVideoThrottle *self, gint64 now)
{
  self->begun = now;
  self->heard = now;
  self->lost_time = 0;
}

/* Returns whether there is enough to judge by. */
static gboolean
count (BwVideoThrottle *self, gint64 now, double loss)
{
  if (self->heard == 0 || now - self->heard > SILENCE) {
    begin_to_count (self, now);
    return FALSE;
  }

  self->lost_time += loss * (double) (now - self->heard);
  self->heard = now;

  return now - self->begun >= SPAN;
}

static guint
lower (BwVideoThrottle *self, double loss, guint sent)
{
  guint base = self->limit > 0 ? self->limit : self->ceiling;
  guint least = MIN (loss < HEAVY ? LEAST : LEAST_OF_ALL, base);
  guint wanted = (guint) (MIN (base, MAX (sent, least)) * (1 - loss) * MARGIN);

  self->calm = 0;
  self->limit = MAX (wanted, least);

  return self->limit;
}

static void
forget_failure (BwVideoThrottle *self)
{
  self->failed = 0;
  self->patience = CALM;
}

/* There is loss: was it the last step up that was too much? */
static void
learn (BwVideoThrottle *self, gint64 now)
{
  guint reached = self->limit > 0 ? self->limit : self->ceiling;

  if (self->lifted > 0 && now - self->lifted < TRIAL) {
    self->failed = reached;
    self->patience = CLAMP (2 * self->patience, 2 * CALM, MOST_CALM);
  } else if (reached >= self->failed) {
    forget_failure (self);
  }
  self->lifted = 0;
}

static guint
lift (BwVideoThrottle *self, gint64 now)
{
  guint wanted = (guint) (self->limit * STEP);

  if (self->calm == 0)
    self->calm = now;
  if (now - self->calm < (self->failed > 0 && wanted >= self->failed ? self->patience : CALM))
    return 0;

  if (self->lifted > 0 && self->limit >= self->failed)
    forget_failure (self);
  self->calm = now;
  self->lifted = now;
  self->limit = wanted < self->ceiling ? wanted : 0;

  return MIN (wanted, self->ceiling);
}

/* What the engine allows and we have not said, the peer has asked for, or a new stream began with.
 */
static guint
heed_engine (BwVideoThrottle *self, guint target)
{
  if (self->limit > 0 && target == self->limit)
    return 0;

  self->ceiling = target;
  if (self->limit >= target)
    self->limit = 0;

  return self->limit;
}

static guint
judge (BwVideoThrottle *self, gint64 now, guint sent)
{
  double loss = self->lost_time / (double) (now - self->begun);

  begin_to_count (self, now);
  if (loss >= BEARABLE) {
    learn (self, now);
    return lower (self, loss, sent);
  }
  if (loss < HARDLY && self->limit > 0)
    return lift (self, now);
  self->calm = 0;

  return 0;
}

guint
bw_video_throttle_hear (BwVideoThrottle *self, gint64 now, double loss, guint target, guint sent)
{
  guint kept = heed_engine (self, target);
  guint wanted;

  /* A peer asks many times over: one answer is enough. */
  if (!count (self, now, loss))
    return 0;
  wanted = judge (self, now, sent);

  return wanted > 0 ? wanted : kept;
}
