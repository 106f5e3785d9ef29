/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-presence.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define BW_TYPE_MY_PRESENCE (bw_my_presence_get_type ())

/**
 * BwMyPresence:
 *
 * How a person is seen: what was chosen, and what calls, idleness, a locked screen and the
 * desktop's own do-not-disturb make of it. PUBLISHed by the accounts that do (RFC 3903), and told
 * to the watchers that were allowed. Owned by BwPhone, see bw_phone_get_presence().
 *
 * Properties, read and write: `status` (BwStatus, what was chosen), `note` (string, nullable, at
 * most 140 characters), `note-expires` (gint64, Unix seconds, 0: never; then the note goes by
 * itself); what the desktop says: `idle`, `locked`, `desktop-do-not-disturb` (gboolean); the
 * preferences `follow-calls`, `follow-idle`, `follow-lock`, `follow-desktop` (gboolean, TRUE),
 * `favourites-ring` (gboolean, TRUE: favourites ring through do-not-disturb), `busy-answer` (guint,
 * 480 or 486: what callers get meanwhile).
 * Read, notify: `shown` (BwPresence: what others see), `do-not-disturb` (gboolean: calls and
 * messages are silent; BwPhone:do-not-disturb follows).
 */
G_DECLARE_FINAL_TYPE (BwMyPresence, bw_my_presence, BW, MY_PRESENCE, GObject)

BwStatus bw_my_presence_get_status (BwMyPresence *self);
void bw_my_presence_set_status (BwMyPresence *self, BwStatus status);
const char *bw_my_presence_get_note (BwMyPresence *self);
gint64 bw_my_presence_get_note_expires (BwMyPresence *self);
/** bw_my_presence_set_note: @note: (nullable): cleaned to one line */
void bw_my_presence_set_note (BwMyPresence *self, const char *note, gint64 expires);
BwPresence bw_my_presence_get_shown (BwMyPresence *self);
gboolean bw_my_presence_get_do_not_disturb (BwMyPresence *self);

G_END_DECLS
