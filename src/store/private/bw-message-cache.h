/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

G_BEGIN_DECLS

/* The messages that somebody holds, by row: so that there is one object for each. It holds none
 * itself. */
typedef struct _BwMessageCache BwMessageCache;

BwMessageCache *bw_message_cache_new (void);
void bw_message_cache_free (BwMessageCache *self);

/** bw_message_cache_get: Returns: (transfer none) (nullable) */
BwMessage *bw_message_cache_get (BwMessageCache *self, gint64 id);
/** bw_message_cache_get_all: Returns: (transfer full) (element-type BwMessage): those that are
 * alive of a conversation */
GPtrArray *bw_message_cache_get_all (BwMessageCache *self, gint64 conversation);
void bw_message_cache_add (BwMessageCache *self, BwMessage *message);
/** bw_message_cache_clear: the rows are not those of the file any more */
void bw_message_cache_clear (BwMessageCache *self);

G_END_DECLS
