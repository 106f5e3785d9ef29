/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-echo-video.h"

G_BEGIN_DECLS

/** BwEchoFriendManner: what the friend does with a call once it has rung for long enough. */
typedef enum {
  BW_ECHO_FRIEND_ANSWERS,
  BW_ECHO_FRIEND_IS_BUSY,
  BW_ECHO_FRIEND_DECLINES,
  BW_ECHO_FRIEND_LETS_RING,
} BwEchoFriendManner;

#define BW_TYPE_ECHO_FRIEND (bw_echo_friend_get_type ())

/**
 * BwEchoFriend:
 *
 * Takes the calls of a phone as a person would, and says on standard output what happens, a line
 * each, for tests to wait on: `registered ADDRESS`, `failed ADDRESS REASON CODE`, `STATE PEER` for
 * each new state of a call by the names of D-Bus (`incoming`, `dialing`, `ringing`, `active`,
 * `held`, `held-by-peer`), `ended PEER REASON CODE`, `digit D PEER`.
 */
G_DECLARE_FINAL_TYPE (BwEchoFriend, bw_echo_friend, BW, ECHO_FRIEND, GObject)

/**
 * bw_echo_friend_new:
 * @phone: not started yet, so that nothing is missed
 * @video: what answers
 * @ring_ms: how long a call rings before anything is done
 * @holds: a call is held a second after it was answered, and taken back a second later
 */
BwEchoFriend *bw_echo_friend_new (BwPhone *phone,
                                  BwEchoVideo *video,
                                  BwEchoFriendManner manner,
                                  guint ring_ms,
                                  gboolean holds);

/**
 * bw_echo_friend_obey:
 * @command: `call ADDRESS`, `answer`, `decline`, `hang-up`, `hold`, `resume` or `dtmf DIGITS`: for
 * the call that is current
 */
gboolean bw_echo_friend_obey (BwEchoFriend *self, const char *command, GError **error);

G_END_DECLS
