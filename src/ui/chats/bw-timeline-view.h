/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_TIMELINE_VIEW (bw_timeline_view_get_type ())

/**
 * BwTimelineView:
 *
 * What happened in a conversation, to be scrolled through: it opens at the first message that
 * nobody has looked at, else at the end, and stays at the end while one is there. Otherwise a
 * button that counts what has come leads there.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `empty` (gboolean, read, notify: nothing
 * has happened in the conversation).
 */
G_DECLARE_FINAL_TYPE (BwTimelineView, bw_timeline_view, BW, TIMELINE_VIEW, AdwBin)

void bw_timeline_view_set_phone (BwTimelineView *self, BwPhone *phone);
/** bw_timeline_view_show: @conversation: (nullable) */
void bw_timeline_view_show (BwTimelineView *self, BwConversation *conversation);
/** bw_timeline_view_point_out: brings a message into view and marks it for a moment; FALSE where it
 * is not here */
gboolean bw_timeline_view_point_out (BwTimelineView *self, gint64 message_id);
void bw_timeline_view_scroll_to_end (BwTimelineView *self);
/** bw_timeline_view_mark_unread: draws the line above the first message that nobody has looked at;
 * it stays where it is when they have been looked at */
void bw_timeline_view_mark_unread (BwTimelineView *self);
gboolean bw_timeline_view_get_empty (BwTimelineView *self);

G_END_DECLS
