/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_VERBS (bw_message_verbs_get_type ())

/**
 * BwMessageVerbs:
 *
 * What can be done with a message of a timeline, as actions for menus and buttons: `copy`, `open`,
 * `save-as`, `fetch`, `send-again`, `details`, `delete`, each with the id of a message (gint64),
 * and `follow-link` (string). The widget that shows the timeline inserts the group under the name
 * `message`; questions and toasts appear near it.
 *
 * Signal `fetching-changed` (gint64): the file of a message is being fetched, or no longer.
 */
G_DECLARE_FINAL_TYPE (BwMessageVerbs, bw_message_verbs, BW, MESSAGE_VERBS, GObject)

/** bw_message_verbs_new: @widget: it must outlive what is returned */
BwMessageVerbs *bw_message_verbs_new (GtkWidget *widget, BwPhone *phone);

GActionGroup *bw_message_verbs_get_group (BwMessageVerbs *self);
gboolean bw_message_verbs_is_fetching (BwMessageVerbs *self, BwMessage *message);

/** bw_message_verbs_make_menu: Returns: (transfer full): what can be done with @message now */
GMenuModel *bw_message_verbs_make_menu (BwMessage *message);

/** bw_message_can_send_again: whether @message is one of ours that has failed or is held */
gboolean bw_message_can_send_again (BwMessage *message);

/** bw_message_is_file: whether there is more to @message than a text: a file, here or to be fetched
 */
gboolean bw_message_is_file (BwMessage *message);

G_END_DECLS
