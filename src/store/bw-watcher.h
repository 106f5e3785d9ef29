/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwWatcherDecision: what a person has said to somebody who wants to see them. Stored: append
 * only. */
typedef enum {
  BW_WATCHER_ASKED, /* nothing yet, or "Later" */
  BW_WATCHER_ALLOWED,
  BW_WATCHER_BLOCKED,
} BwWatcherDecision;

#define BW_TYPE_WATCHER (bw_watcher_get_type ())

/**
 * BwWatcher:
 *
 * Somebody who asked to see a person's presence (RFC 3856 6.6). One object as long as the store is
 * open.
 *
 * Properties (read, notify; written by the store): `account` (string, the id of the account),
 * `address` (string: bw_address_to_key()), `name` (string, nullable: untrusted text), `decision`
 * (BwWatcherDecision), `time` (gint64, Unix microseconds of the decision, or of the first
 * question).
 */
G_DECLARE_FINAL_TYPE (BwWatcher, bw_watcher, BW, WATCHER, GObject)

gint64 bw_watcher_get_id (BwWatcher *self);
const char *bw_watcher_get_account (BwWatcher *self);
const char *bw_watcher_get_address (BwWatcher *self);
const char *bw_watcher_get_name (BwWatcher *self);
BwWatcherDecision bw_watcher_get_decision (BwWatcher *self);
gint64 bw_watcher_get_time (BwWatcher *self);

G_END_DECLS
