/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much picture a call sends: BwVideoThrottle says it, the engine does it, as if the peer had
 * asked for it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

#define MORE 2

/* bit/s that the engine allows right now */
static guint
get_target (MediaStream *stream)
{
  RtpSession *session = media_stream_get_rtp_session (stream);

  return (guint) rtp_session_get_target_upload_bandwidth (session);
}

static gboolean
may_throttle (BwCall *self, const LinphoneCallStats *stats)
{
  return linphone_call_stats_get_type (stats) == LinphoneStreamTypeVideo &&
         (self->video.direction & BW_VIDEO_DIRECTION_SEND) &&
         linphone_core_adaptive_rate_control_enabled (bw_engine_get_core (self->engine));
}

/*
 * The engine goes by steps: more bits than before make pictures more only, and larger after ten
 * seconds; fewer make them smaller, or larger, and leave their number as it was; and the same once
 * more it does not hear. So it is told of a bit too much first, and comes down to it: then size,
 * number and bits are what belongs to @limit, whatever they were.
 */
void
bw_call_limit_video (BwCall *self, guint limit)
{
  MediaStream *stream = linphone_call_get_stream (self->call, LinphoneStreamTypeVideo);
  int bits = (int) MIN (limit, G_MAXINT - MORE);

  if (get_target (stream) == limit)
    return;

  for (int more = MORE; more >= 0; more--)
    media_stream_process_tmmbr (stream, bits + more);
}

void
bw_call_handle_stats (BwCall *self, const LinphoneCallStats *stats)
{
  MediaStream *stream = linphone_call_get_stream (self->call, LinphoneStreamTypeVideo);
  double loss, sent;
  guint limit;

  if (!stream || !may_throttle (self, stats))
    return;

  loss = linphone_call_stats_get_receiver_loss_rate (stats) / 100;
  sent = linphone_call_stats_get_upload_bandwidth (stats) * 1000;
  limit = bw_video_throttle_hear (&self->video.throttle, g_get_monotonic_time (), loss,
                                  get_target (stream), (guint) sent);
  if (limit == 0)
    return;

  g_debug ("The picture may take %u kbit/s", limit / 1000);
  bw_call_limit_video (self, limit);
}
