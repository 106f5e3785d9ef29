/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message-verbs.h"
#include "bw-picture-loader.h"

G_BEGIN_DECLS

#define BW_TYPE_TIMELINE_ITEM (bw_timeline_item_get_type ())

/**
 * BwTimelineItem:
 *
 * A place in a timeline: a message or a call, with what stands above it. It speaks for itself to a
 * screen reader through the list's own widget around it.
 *
 * Properties (read and write): `event` (GObject, nullable: a BwMessage or a BwCallRecord), `day`
 * (string, nullable: the heading above the first of a day), `unread-line` (gboolean: what is below
 * has not been looked at), `pointed-out` (gboolean: it is what was looked for).
 */
G_DECLARE_FINAL_TYPE (BwTimelineItem, bw_timeline_item, BW, TIMELINE_ITEM, AdwBin)

/** bw_timeline_item_new: see bw_call_row_new() and bw_message_row_new() */
GtkWidget *bw_timeline_item_new (BwPhone *phone, BwMessageVerbs *verbs, BwPictureLoader *pictures);
/** bw_timeline_item_set_event: @peer: what a person reads for the other side */
void bw_timeline_item_set_event (BwTimelineItem *self, GObject *event, const char *peer);
/** bw_timeline_item_set_above: @above: (nullable): the event before it */
void bw_timeline_item_set_above (BwTimelineItem *self, GObject *above);
void bw_timeline_item_set_unread_line (BwTimelineItem *self, gboolean unread_line);
void bw_timeline_item_set_pointed_out (BwTimelineItem *self, gboolean pointed_out);
/** bw_timeline_item_get_event: Returns: (transfer none) (nullable) */
GObject *bw_timeline_item_get_event (BwTimelineItem *self);
/** bw_timeline_item_popup: opens the menu of a message */
void bw_timeline_item_popup (BwTimelineItem *self);

G_END_DECLS
