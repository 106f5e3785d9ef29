/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_ACTIONS (bw_video_actions_get_type ())

/**
 * BwVideoActions:
 *
 * What can be done to the pictures of the current call, as actions: `answer-video`, `camera` (turns
 * video on where there is none, else one's camera off and on), `stop-video`, `choose-camera`
 * (string: its id), `snapshot`, `record` (state: whether it does), `open-door`; each enabled where
 * it can be done.
 *
 * Signals: `said` (string): a sentence to show; `saved` (string, GFile): a file is there, with a
 * sentence that names it.
 */
G_DECLARE_FINAL_TYPE (BwVideoActions, bw_video_actions, BW, VIDEO_ACTIONS, GObject)

/** bw_video_actions_new: @actions: where they are added; @settings: (nullable): of the folders */
BwVideoActions *bw_video_actions_new (BwPhone *phone, GActionMap *actions, GSettings *settings);

G_END_DECLS
