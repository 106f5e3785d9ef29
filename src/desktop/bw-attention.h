/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-my-presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_ATTENTION (bw_attention_get_type ())

/**
 * BwAttention:
 *
 * Tells one's presence what the desktop knows of it: `idle`, `locked` and `desktop-do-not-disturb`,
 * as long as it lives. What is made of it is said by the other properties of BwMyPresence.
 */
G_DECLARE_FINAL_TYPE (BwAttention, bw_attention, BW, ATTENTION, GObject)

/** bw_attention_new: @settings: of the schema io.github.bellwire.Bellwire: `idle-minutes` is
 * followed */
BwAttention *bw_attention_new (BwMyPresence *presence, GSettings *settings);

G_END_DECLS
