/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How much of a picture a way bears that loses packets, told by what the peer reports of it (RFC
 * 3550, 6.4). Zeroed it is new; pure, but for what it keeps.
 */
typedef struct {
  guint limit;      /* bit/s; 0 while the way bears what the engine sends */
  guint ceiling;    /* bit/s: where the limit ends */
  gint64 heard;     /* microseconds: when the last report came */
  gint64 begun;     /* when those that are counted now began */
  gint64 calm;      /* since when hardly anything is lost */
  gint64 lifted;    /* when more was tried; 0: before the last loss */
  guint failed;     /* bit/s that were too much when they were tried; 0: none */
  gint64 patience;  /* microseconds of calm until as much is tried again */
  double lost_time; /* microseconds times the share that was lost in them */
} BwVideoThrottle;

/** bw_video_throttle_hear: a report has come at @now; @loss: the share that was lost since the one
 * before, 0 to 1; @target: what the engine allows right now, and @sent: what goes out, in bit/s.
 * Returns: what is to be allowed, 0 to leave it at that */
guint
bw_video_throttle_hear (BwVideoThrottle *self, gint64 now, double loss, guint target, guint sent);

G_END_DECLS
