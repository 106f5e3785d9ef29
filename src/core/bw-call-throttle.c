/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much picture a call sends: BwVideoThrottle says it, the engine does it, as if the peer had
 * asked for it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

static gboolean
may_throttle (BwCall *self, const LinphoneCallStats *stats)
{
  return linphone_call_stats_get_type (stats) == LinphoneStreamTypeVideo &&
         (self->video.direction & BW_VIDEO_DIRECTION_SEND) &&
         linphone_core_adaptive_rate_control_enabled (bw_engine_get_core (self->engine));
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
  limit = bw_video_throttle_hear (
      &self->video.throttle, g_get_monotonic_time (), loss,
      (guint) rtp_session_get_target_upload_bandwidth (media_stream_get_rtp_session (stream)),
      (guint) sent);
  if (limit == 0)
    return;

  g_debug ("The picture may take %u kbit/s", limit / 1000);
  media_stream_process_tmmbr (stream, (int) limit);
}
