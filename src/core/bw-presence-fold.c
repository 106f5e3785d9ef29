/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One light of all that is known of somebody, and one of all that is known of oneself. Pure: tables
 * with code around them. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-presence-fold.h"

static BwPresence
presence_of_activity (BwActivity activity)
{
  switch (activity) {
  case BW_ACTIVITY_NONE:
  case BW_ACTIVITY_LOOKING_FOR_WORK:
  case BW_ACTIVITY_PLAYING:
  case BW_ACTIVITY_TV:
  case BW_ACTIVITY_WORKING:
    return BW_PRESENCE_ONLINE;
  case BW_ACTIVITY_AWAY:
  case BW_ACTIVITY_BREAKFAST:
  case BW_ACTIVITY_DINNER:
  case BW_ACTIVITY_HOLIDAY:
  case BW_ACTIVITY_IN_TRANSIT:
  case BW_ACTIVITY_LUNCH:
  case BW_ACTIVITY_MEAL:
  case BW_ACTIVITY_PERMANENT_ABSENCE:
  case BW_ACTIVITY_SHOPPING:
  case BW_ACTIVITY_SLEEPING:
  case BW_ACTIVITY_TRAVEL:
  case BW_ACTIVITY_VACATION:
    return BW_PRESENCE_AWAY;
  case BW_ACTIVITY_APPOINTMENT:
  case BW_ACTIVITY_BUSY:
  case BW_ACTIVITY_MEETING:
  case BW_ACTIVITY_PERFORMANCE:
  case BW_ACTIVITY_PRESENTATION:
  case BW_ACTIVITY_SPECTATOR:
  case BW_ACTIVITY_STEERING:
  case BW_ACTIVITY_WORSHIP:
    return BW_PRESENCE_BUSY;
  case BW_ACTIVITY_ON_THE_PHONE:
    return BW_PRESENCE_IN_CALL;
  }

  return BW_PRESENCE_ONLINE;
}

/* Asterisk says "closed" of a telephone that is busy or holds a call: nobody does that offline. */
static BwPresence
presence_of_pidf (const BwPidf *pidf)
{
  BwPresence presence;

  if (!pidf)
    return BW_PRESENCE_UNKNOWN;
  if (pidf->do_not_disturb)
    return BW_PRESENCE_DO_NOT_DISTURB;
  if (pidf->ringing)
    return BW_PRESENCE_RINGING;

  presence = presence_of_activity (pidf->activity);
  if (pidf->silent)
    return pidf->activity == BW_ACTIVITY_NONE ? BW_PRESENCE_UNKNOWN : presence;

  return pidf->open || pidf->activity == BW_ACTIVITY_BUSY || presence == BW_PRESENCE_IN_CALL
             ? presence
             : BW_PRESENCE_OFFLINE;
}

static BwPresence
presence_of_dialog (const BwDialog *dialog)
{
  switch (dialog->state) {
  case BW_DIALOG_TRYING:
  case BW_DIALOG_PROCEEDING:
  case BW_DIALOG_EARLY:
    return dialog->recipient ? BW_PRESENCE_RINGING : BW_PRESENCE_IN_CALL;
  case BW_DIALOG_CONFIRMED:
    return BW_PRESENCE_IN_CALL;
  case BW_DIALOG_TERMINATED:
    return BW_PRESENCE_ONLINE;
  }

  return BW_PRESENCE_ONLINE;
}

static BwPresence
presence_of_dialogs (const BwDialogInfo *dialogs)
{
  BwPresence best = dialogs ? BW_PRESENCE_ONLINE : BW_PRESENCE_UNKNOWN;

  for (guint i = 0; dialogs && i < dialogs->dialogs->len; i++) {
    BwPresence presence = presence_of_dialog (g_ptr_array_index (dialogs->dialogs, i));

    if (bw_presence_rank (presence) > bw_presence_rank (best))
      best = presence;
  }

  return best;
}

static gboolean
is_used (BwPresence phone)
{
  return phone == BW_PRESENCE_RINGING || phone == BW_PRESENCE_IN_CALL;
}

static BwPresence
choose (BwPresence status, BwPresence phone)
{
  if (status == BW_PRESENCE_DO_NOT_DISTURB)
    return status;

  return is_used (phone) || status == BW_PRESENCE_UNKNOWN ? phone : status;
}

BwLight
bw_presence_fold (const BwPidf *pidf, const BwDialogInfo *dialogs)
{
  BwPresence status = presence_of_pidf (pidf);
  BwPresence phone = presence_of_dialogs (dialogs);
  BwLight light = {
    .presence = choose (status, phone),
    .activity = pidf ? pidf->activity : BW_ACTIVITY_NONE,
    .note = pidf ? pidf->note : NULL,
  };

  if (status != BW_PRESENCE_UNKNOWN && status == light.presence)
    light.source |= BW_PRESENCE_SOURCE_STATUS;
  if (dialogs && phone == light.presence)
    light.source |= BW_PRESENCE_SOURCE_PHONE;
  if (light.presence == BW_PRESENCE_IN_CALL && light.activity == BW_ACTIVITY_NONE)
    light.activity = BW_ACTIVITY_ON_THE_PHONE;

  return light;
}

BwPresence
bw_presence_fold_mine (const BwMySituation *situation)
{
  gboolean gone = situation->idle || situation->locked;

  if (situation->status == BW_STATUS_OFFLINE)
    return BW_PRESENCE_OFFLINE;
  if (situation->status == BW_STATUS_DO_NOT_DISTURB || situation->desktop_do_not_disturb)
    return BW_PRESENCE_DO_NOT_DISTURB;
  if (situation->status == BW_STATUS_BUSY)
    return BW_PRESENCE_BUSY;
  if (situation->in_call)
    return BW_PRESENCE_IN_CALL;

  return gone || situation->status == BW_STATUS_AWAY ? BW_PRESENCE_AWAY : BW_PRESENCE_ONLINE;
}

int
bw_presence_rank (BwPresence presence)
{
  switch (presence) {
  case BW_PRESENCE_UNKNOWN:
    return 0;
  case BW_PRESENCE_OFFLINE:
    return 1;
  case BW_PRESENCE_DO_NOT_DISTURB:
    return 2;
  case BW_PRESENCE_AWAY:
    return 3;
  case BW_PRESENCE_BUSY:
    return 4;
  case BW_PRESENCE_ONLINE:
    return 5;
  case BW_PRESENCE_IN_CALL:
    return 6;
  case BW_PRESENCE_RINGING:
    return 7;
  }

  return -1;
}
