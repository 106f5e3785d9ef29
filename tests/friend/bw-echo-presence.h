/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_ECHO_PRESENCE (bw_echo_presence_get_type ())

/**
 * BwEchoPresence:
 *
 * How the echo friend is seen, whom it looks at, and the voice messages that it leaves. Everybody
 * may see it. It says on standard output, a line each: `light ADDRESS PRESENCE` whenever the light
 * of somebody whom it watches is another one.
 */
G_DECLARE_FINAL_TYPE (BwEchoPresence, bw_echo_presence, BW, ECHO_PRESENCE, GObject)

/**
 * bw_echo_presence_new:
 * @direct: (nullable): what stands before a user whose own phone is asked, and not the server's
 * presence agent, where the server knows such a thing
 */
BwEchoPresence *bw_echo_presence_new (BwPhone *phone, const char *direct);

/**
 * bw_echo_presence_answer:
 * @peer: who has written it
 * @text: `free`, `away`, `busy`, `dnd` or `offline` (what it is from now on), `note TEXT` or `note`
 * (what stands beside it), `voicemail` (the server is to say that one more voice message waits for
 * @peer) or `voicemail NEW[/OLD]` (so many), `watch` (it asks to see @peer), in any case
 *
 * Returns: (transfer full) (nullable): what it answers; NULL where @text is none of these
 */
char *bw_echo_presence_answer (BwEchoPresence *self, const char *peer, const char *text);

/**
 * bw_echo_presence_obey:
 * @command: `status WORD`, `note [TEXT]`, `voicemail ADDRESS NEW[/OLD]`, `watch ADDRESS` or
 * `unwatch ADDRESS`
 * @handled: (out): whether it is one of these
 */
gboolean bw_echo_presence_obey (BwEchoPresence *self,
                                const char *command,
                                gboolean *handled,
                                GError **error);

G_END_DECLS
