/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-echo-presence.h"

G_BEGIN_DECLS

#define BW_TYPE_ECHO_LETTERS (bw_echo_letters_get_type ())

/**
 * BwEchoLetters:
 *
 * Answers the messages of a phone as a person would: it looks at each (and says so, where its
 * sender asked), is seen to type for a while, and writes back. What is not one of its words comes
 * back as "Echo: …"; what begins so is not answered, so that two friends do not write for ever.
 *
 * Its words: `help` (which words there are), `picture` (a PNG), `html` (a text with markup), `long`
 * (a text too long for a datagram), `many` (ten messages), `hush` (no answer), `call` (a call
 * back), and those of bw_echo_presence_answer().
 *
 * It says on standard output, a line each: `message PEER TYPE TEXT` for what comes (line ends as
 * spaces) and `message-state PEER STATE CODE` for what becomes of its own.
 */
G_DECLARE_FINAL_TYPE (BwEchoLetters, bw_echo_letters, BW, ECHO_LETTERS, GObject)

/**
 * bw_echo_letters_new:
 * @write_ms: how long it types; 0: it reads and says what comes, and never writes back
 */
BwEchoLetters *bw_echo_letters_new (BwPhone *phone, BwEchoPresence *presence, guint write_ms);

/**
 * bw_echo_letters_obey:
 * @command: `write ADDRESS TEXT`, `type ADDRESS`, `stop-typing ADDRESS` or `picture ADDRESS`
 * @handled: (out): whether it is one of these
 */
gboolean
bw_echo_letters_obey (BwEchoLetters *self, const char *command, gboolean *handled, GError **error);

G_END_DECLS
