/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

G_BEGIN_DECLS

/** bw_message_icon: Returns: (nullable): the name of the icon for where a message of ours is; NULL
 * for a received one */
const char *bw_message_icon (BwMessage *message);

G_END_DECLS
