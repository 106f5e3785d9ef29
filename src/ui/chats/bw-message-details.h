/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_DETAILS (bw_message_details_get_type ())

/**
 * BwMessageDetails:
 *
 * All that is known of a message: when it was sent, taken and stored, how it stands and what the
 * server said, of what kind it is, and the headers that came with it. It follows the message.
 */
G_DECLARE_FINAL_TYPE (BwMessageDetails, bw_message_details, BW, MESSAGE_DETAILS, AdwWindow)

/** bw_message_details_new: @parent: (nullable) */
GtkWidget *bw_message_details_new (GtkWindow *parent, BwMessage *message);

G_END_DECLS
