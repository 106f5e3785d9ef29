/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-compat-engine.h"

G_BEGIN_DECLS

/**
 * bw_engine_error_is_silence:
 * @info: (nullable): how a registration or a call ended
 *
 * The engine tells of its own troubles with the connection with a 503 that no server has sent: only
 * the phrase says so.
 *
 * Returns: whether no server has said anything
 */
gboolean bw_engine_error_is_silence (const LinphoneErrorInfo *info);

G_END_DECLS
