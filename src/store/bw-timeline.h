/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation.h"
#include "bw-store.h"

G_BEGIN_DECLS

#define BW_TYPE_TIMELINE (bw_timeline_get_type ())

/**
 * BwTimeline:
 *
 * A GListModel of BwMessage and BwCallRecord: what happened in a conversation, oldest first, the
 * newest at the end. It loads pages as the view asks for them and keeps the last few only: a
 * hundred thousand messages cost no more to open than a hundred, and scrolling through them takes
 * no more memory. It follows the store by itself; a message that changes tells so itself, by
 * notify.
 *
 * Property `n-items` (guint, notify).
 */
G_DECLARE_FINAL_TYPE (BwTimeline, bw_timeline, BW, TIMELINE, GObject)

BwTimeline *bw_timeline_new (BwStore *store, BwConversation *conversation);

BwConversation *bw_timeline_get_conversation (BwTimeline *self);

/** bw_timeline_find_message: the position of a message, GTK_INVALID_LIST_POSITION (G_MAXUINT) where
 * it is not here */
guint bw_timeline_find_message (BwTimeline *self, gint64 message_id);
/** bw_timeline_find_first_unread: the position of the first message that nobody has looked at,
 * G_MAXUINT where there is none */
guint bw_timeline_find_first_unread (BwTimeline *self);

G_END_DECLS
