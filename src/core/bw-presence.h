/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwPresence: a person's light. */
typedef enum {
  BW_PRESENCE_UNKNOWN, /* nobody has said anything, or not for long: see the reason; never "offline"
                        */
  BW_PRESENCE_OFFLINE,
  BW_PRESENCE_AWAY,
  BW_PRESENCE_BUSY,
  BW_PRESENCE_DO_NOT_DISTURB,
  BW_PRESENCE_IN_CALL,
  BW_PRESENCE_RINGING,
  BW_PRESENCE_ONLINE,
} BwPresence;

/** BwActivity: what a person does (RPID, RFC 4480 3.2), as far as there is a word for it. */
typedef enum {
  BW_ACTIVITY_NONE,
  BW_ACTIVITY_APPOINTMENT,
  BW_ACTIVITY_AWAY,
  BW_ACTIVITY_BREAKFAST,
  BW_ACTIVITY_BUSY,
  BW_ACTIVITY_DINNER,
  BW_ACTIVITY_HOLIDAY,
  BW_ACTIVITY_IN_TRANSIT,
  BW_ACTIVITY_LOOKING_FOR_WORK,
  BW_ACTIVITY_LUNCH,
  BW_ACTIVITY_MEAL,
  BW_ACTIVITY_MEETING,
  BW_ACTIVITY_ON_THE_PHONE,
  BW_ACTIVITY_PERFORMANCE,
  BW_ACTIVITY_PERMANENT_ABSENCE,
  BW_ACTIVITY_PLAYING,
  BW_ACTIVITY_PRESENTATION,
  BW_ACTIVITY_SHOPPING,
  BW_ACTIVITY_SLEEPING,
  BW_ACTIVITY_SPECTATOR,
  BW_ACTIVITY_STEERING,
  BW_ACTIVITY_TRAVEL,
  BW_ACTIVITY_TV,
  BW_ACTIVITY_VACATION,
  BW_ACTIVITY_WORKING,
  BW_ACTIVITY_WORSHIP,
} BwActivity;

/** BwPresenceSource: who has said so; flags. */
typedef enum {
  BW_PRESENCE_SOURCE_NONE = 0,
  BW_PRESENCE_SOURCE_STATUS = 1 << 0, /* PIDF: what the person publishes */
  BW_PRESENCE_SOURCE_PHONE = 1 << 1,  /* dialog-info: what the telephone does */
} BwPresenceSource;

/** BwSubscriptionState: how one is told of changes (RFC 6665). */
typedef enum {
  BW_SUBSCRIPTION_NONE,    /* not asked for, or the account is off */
  BW_SUBSCRIPTION_PENDING, /* asked, and not answered, or waiting for the person's word */
  BW_SUBSCRIPTION_ACTIVE,
  BW_SUBSCRIPTION_WAITING, /* refused or broken for now; it is tried again */
  BW_SUBSCRIPTION_REFUSED, /* refused for good: not found, forbidden, not supported */
} BwSubscriptionState;

/** BwStatus: what a person chooses for itself. Stored in the preferences by its nick. */
typedef enum {
  BW_STATUS_ONLINE,
  BW_STATUS_AWAY,
  BW_STATUS_BUSY,
  BW_STATUS_DO_NOT_DISTURB,
  BW_STATUS_OFFLINE, /* appear offline */
} BwStatus;

G_END_DECLS
