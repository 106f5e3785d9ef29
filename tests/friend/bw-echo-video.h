/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_ECHO_VIDEO (bw_echo_video_get_type ())

/**
 * BwEchoVideo:
 *
 * What the echo friend shows and sees. Its camera is the moving test pattern; it takes video that
 * is offered, and consents to video that is asked for in mid-call. It says on standard output, a
 * line each: `video DIRECTION PEER` whenever pictures go another way (`none`, `send`, `receive`,
 * `both`), `asked PEER` when the peer asks for video, `video-refused PEER`; and where it was told
 * to, `frames N WIDTHxHEIGHT MICROSECONDS` (how many pictures have come so far, and when that was
 * counted) and `colours Y,U,V …` (the means of the fields of the newest picture, BT.601).
 */
G_DECLARE_FINAL_TYPE (BwEchoVideo, bw_echo_video, BW, ECHO_VIDEO, GObject)

#define BW_ECHO_VIDEO_COLUMNS 8
#define BW_ECHO_VIDEO_ROWS 2

/**
 * bw_echo_video_new:
 * @phone: not started yet
 * @takes: whether video that is offered is taken; else it answers with its voice alone, and refuses
 * to be asked
 */
BwEchoVideo *bw_echo_video_new (BwPhone *phone, gboolean takes);

/** bw_echo_video_answer: answers @call, with video where it is offered and taken */
gboolean bw_echo_video_answer (BwEchoVideo *self, BwCall *call, GError **error);

/**
 * bw_echo_video_obey:
 * @command: `video-call ADDRESS`; of the call that is current: `answer video`, `video on|off` (a
 * re-INVITE), `camera on|off` (none), `direction`, `frames`, `colours`; `ask` (from now on the
 * peer's wish for video waits for `settle refuse|receive|send`); `codecs NAME…` (only these, best
 * first); `loss in|out PERCENT` (of the packets of calls to come)
 * @handled: (out): whether it is one of these
 */
gboolean
bw_echo_video_obey (BwEchoVideo *self, const char *command, gboolean *handled, GError **error);

G_END_DECLS
