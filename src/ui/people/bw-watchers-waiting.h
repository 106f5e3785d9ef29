/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WATCHERS_WAITING (bw_watchers_waiting_get_type ())

/**
 * BwWatchersWaiting:
 *
 * "2 people ask to see you": whoever was told "Later", or asked while nobody looked, is a button
 * away. Hidden where nobody waits.
 *
 * Property `phone` (BwPhone, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwWatchersWaiting, bw_watchers_waiting, BW, WATCHERS_WAITING, AdwBin)

G_END_DECLS
