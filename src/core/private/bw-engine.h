/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-compat-engine.h"
#include "bw-error.h"
#include "bw-stack-tap.h"
#include "bw-video-feed.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_ENGINE (bw_engine_get_type ())

/**
 * BwEngine:
 *
 * Owns the LinphoneCore: makes it with our settings, drives its loop from one main-context source
 * and ends it. It knows nothing of calls and accounts; who wants its events registers callbacks on
 * the core.
 */
G_DECLARE_FINAL_TYPE (BwEngine, bw_engine, BW, ENGINE, GObject)

/** bw_engine_new: @data_dir: the folder of the engine's own small files */
BwEngine *bw_engine_new (GFile *data_dir);

/**
 * bw_engine_start:
 * @feed: stands behind the engine's one camera
 * @callbacks: (transfer none): registered before the engine starts, so that nothing is missed
 */
gboolean
bw_engine_start (BwEngine *self, BwVideoFeed *feed, LinphoneCoreCbs *callbacks, GError **error);

/** bw_engine_stop_async: ends calls and registrations; done when the engine is off, after 5 s at
 * most. */
void bw_engine_stop_async (BwEngine *self, GAsyncReadyCallback callback, gpointer user_data);
/** bw_engine_stop_finish: lets go of the engine: its objects must have been let go of before */
gboolean bw_engine_stop_finish (BwEngine *self, GAsyncResult *result, GError **error);

/** bw_engine_get_core: Returns: (nullable): NULL before the start and after the stop */
LinphoneCore *bw_engine_get_core (BwEngine *self);

/** bw_engine_get_tap: Returns: (transfer none) (nullable): the SIP stack beneath the engine; NULL
 * before the start and after the stop */
BwStackTap *bw_engine_get_tap (BwEngine *self);

/** bw_engine_set_in_call: the loop runs every 20 ms while calls are up, else every 100 ms but
 * around our own commands */
void bw_engine_set_in_call (BwEngine *self, gboolean in_call);

/** bw_engine_hurry: something was asked of the engine: for some seconds the loop runs as fast as in
 * a call */
void bw_engine_hurry (BwEngine *self);

/** bw_engine_expect_more: a packet has come, and others may wait behind it: the stack reads one of
 * them in each turn of its loop, so the next turn comes at once */
void bw_engine_expect_more (BwEngine *self);

/** bw_engine_set_trusted_certificates: @pem: (nullable): certificates trusted besides the system's
 */
void bw_engine_set_trusted_certificates (BwEngine *self, const char *pem);

G_END_DECLS
