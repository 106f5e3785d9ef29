/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WATCHER_QUESTION (bw_watcher_question_get_type ())

/**
 * BwWatcherQuestion:
 *
 * Asks whether somebody may see the person, one after the other; hidden where there is nothing to
 * ask. It lies over the window, and takes no keyboard from anybody.
 *
 * Property `phone` (BwPhone, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwWatcherQuestion, bw_watcher_question, BW, WATCHER_QUESTION, AdwBin)

G_END_DECLS
