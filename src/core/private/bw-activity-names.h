/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-presence.h"

G_BEGIN_DECLS

/** bw_activity_from_name: @name: as a document writes it, with a prefix or without, in any case;
 * Returns: BW_ACTIVITY_NONE for what there is no word for */
BwActivity bw_activity_from_name (const char *name);

/** bw_activity_name_is_do_not_disturb: RPID has no name for it, but others have */
gboolean bw_activity_name_is_do_not_disturb (const char *name);

/** bw_activity_weigh: how much an activity tells of somebody; 0 for none */
guint bw_activity_weigh (BwActivity activity);

G_END_DECLS
