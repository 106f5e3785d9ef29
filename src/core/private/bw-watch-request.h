/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <belle-sip/belle-sip.h>
#include <glib.h>

G_BEGIN_DECLS

/* What a SUBSCRIBE to our presence asks for. Pure. */

#define BW_WATCH_MIN_EXPIRES 10

/** bw_watch_request_check: Returns: 0 where it can be served, else the code to answer with: 489,
 * 406 or 423 */
guint bw_watch_request_check (belle_sip_message_t *message);

/** bw_watch_request_get_expires: of one that can be served; Returns: seconds: what is asked for, an
 * hour at most; 0 for one answer and no more */
guint bw_watch_request_get_expires (belle_sip_message_t *message);

/** bw_watch_request_dup_watcher: @name: (out) (nullable): what they call themselves; Returns:
 * (transfer full) (nullable): who asks, as bw_address_to_key() */
char *bw_watch_request_dup_watcher (belle_sip_message_t *message, char **name);

G_END_DECLS
