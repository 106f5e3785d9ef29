/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-dialog-info.h"
#include "bw-pidf.h"

G_BEGIN_DECLS

/** BwLight: what one sees of a person. */
typedef struct {
  BwPresence presence;
  BwActivity activity;
  const char *note; /* (nullable): borrowed from the document */
  BwPresenceSource source;
} BwLight;

/**
 * bw_presence_fold:
 * @pidf: (nullable): what the person publishes
 * @dialogs: (nullable): what the telephone does
 *
 * One pure function: a telephone that rings or is in a call goes before what was published, but for
 * do-not-disturb; "open" alone is online; a closed status with a telephone that is there is offline
 * with the phone's light only while it is used; neither: unknown.
 */
BwLight bw_presence_fold (const BwPidf *pidf, const BwDialogInfo *dialogs);

/** BwMySituation: what my own presence is made of */
typedef struct {
  BwStatus status;
  gboolean in_call, idle, locked, desktop_do_not_disturb; /* only those that are followed */
} BwMySituation;

/** bw_presence_fold_mine: what others see; what was chosen as do-not-disturb or offline is never
 * weakened, a call makes of online and away "in a call", idleness and a locked screen "away" */
BwPresence bw_presence_fold_mine (const BwMySituation *situation);

/** bw_presence_rank: how well somebody can be reached: the order by which one of several addresses
 * is chosen; ringing and in a call say the most */
int bw_presence_rank (BwPresence presence);

G_END_DECLS
