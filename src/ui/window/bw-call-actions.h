/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_ACTIONS (bw_call_actions_get_type ())

/**
 * BwCallActions:
 *
 * What can be done by keyboard to the call that most wants attention: the actions `answer`,
 * `hang-up` (which also declines), `mute` and `hold` (which also resumes), each enabled where the
 * call is in a state for it.
 *
 * Signal `failed` (string): one could not be carried out, with a sentence.
 */
G_DECLARE_FINAL_TYPE (BwCallActions, bw_call_actions, BW, CALL_ACTIONS, GObject)

BwCallActions *bw_call_actions_new (BwPhone *phone);
/** bw_call_actions_get_group: Returns: (transfer none): for gtk_widget_insert_action_group() */
GActionGroup *bw_call_actions_get_group (BwCallActions *self);

G_END_DECLS
