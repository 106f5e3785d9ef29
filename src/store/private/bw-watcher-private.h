/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-watcher.h"

G_BEGIN_DECLS

/* What the store writes of a watcher. */

BwWatcher *bw_watcher_new (gint64 id, const char *account, const char *address);
void bw_watcher_set_name (BwWatcher *self, const char *name);
void bw_watcher_set_decision (BwWatcher *self, BwWatcherDecision decision, gint64 time);

G_END_DECLS
