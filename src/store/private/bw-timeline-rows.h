/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store-private.h"

G_BEGIN_DECLS

/* What stands in a timeline: the messages and calls of a conversation, as keys, oldest first. */

/**
 * bw_timeline_rows_load:
 * @bound: (nullable): where to begin: the key itself is left out; NULL: at the end (or the
 * beginning)
 * @backwards: from there towards the oldest
 * @skip: so many are passed over first
 *
 * Returns: (transfer full) (element-type BwEventKey): up to @limit keys, oldest first
 */
GArray *bw_timeline_rows_load (sqlite3 *db,
                               BwConversation *conversation,
                               const BwEventKey *bound,
                               gboolean backwards,
                               guint skip,
                               guint limit);

/** bw_timeline_rows_count_after: how many are younger than @key */
guint
bw_timeline_rows_count_after (sqlite3 *db, BwConversation *conversation, const BwEventKey *key);

/** bw_timeline_rows_find_message: Returns: whether the message is there; @key: (out) */
gboolean bw_timeline_rows_find_message (sqlite3 *db,
                                        BwConversation *conversation,
                                        gint64 id,
                                        BwEventKey *key);
/** bw_timeline_rows_find_unread: Returns: whether there is one; @key: (out): the oldest */
gboolean bw_timeline_rows_find_unread (sqlite3 *db, BwConversation *conversation, BwEventKey *key);

/** bw_timeline_rows_read: Returns: (transfer full) (element-type GObject): the messages and calls
 * of
 * @keys, as many as there are */
GPtrArray *bw_timeline_rows_read (BwStore *store, GArray *keys);

G_END_DECLS
