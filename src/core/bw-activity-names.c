/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of what a person does (RPID, RFC 4480 3.2), and which of several says the most. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-activity-names.h"

#include <string.h>

#define MAX_NAME 64

static const struct {
  const char *name; /* without what separates its words */
  BwActivity activity;
} names[] = {
  { "appointment", BW_ACTIVITY_APPOINTMENT },
  { "away", BW_ACTIVITY_AWAY },
  { "berightback", BW_ACTIVITY_AWAY },
  { "breakfast", BW_ACTIVITY_BREAKFAST },
  { "brb", BW_ACTIVITY_AWAY },
  { "busy", BW_ACTIVITY_BUSY },
  { "dinner", BW_ACTIVITY_DINNER },
  { "dnd", BW_ACTIVITY_BUSY },
  { "donotdisturb", BW_ACTIVITY_BUSY },
  { "holiday", BW_ACTIVITY_HOLIDAY },
  { "inmeeting", BW_ACTIVITY_MEETING },
  { "intransit", BW_ACTIVITY_IN_TRANSIT },
  { "lookingforwork", BW_ACTIVITY_LOOKING_FOR_WORK },
  { "lunch", BW_ACTIVITY_LUNCH },
  { "meal", BW_ACTIVITY_MEAL },
  { "meeting", BW_ACTIVITY_MEETING },
  { "onthephone", BW_ACTIVITY_ON_THE_PHONE },
  { "performance", BW_ACTIVITY_PERFORMANCE },
  { "permanentabsence", BW_ACTIVITY_PERMANENT_ABSENCE },
  { "playing", BW_ACTIVITY_PLAYING },
  { "presentation", BW_ACTIVITY_PRESENTATION },
  { "shopping", BW_ACTIVITY_SHOPPING },
  { "sleeping", BW_ACTIVITY_SLEEPING },
  { "spectator", BW_ACTIVITY_SPECTATOR },
  { "steering", BW_ACTIVITY_STEERING },
  { "travel", BW_ACTIVITY_TRAVEL },
  { "tv", BW_ACTIVITY_TV },
  { "vacation", BW_ACTIVITY_VACATION },
  { "working", BW_ACTIVITY_WORKING },
  { "worship", BW_ACTIVITY_WORSHIP },
};

/* `on-the-phone`, `onThePhone` and `ep:on_the_phone` are one. Returns: FALSE where it is no name */
static gboolean
normalise (const char *name, char normal[MAX_NAME])
{
  const char *colon = strrchr (name, ':');
  gsize n = 0;

  for (name = colon ? colon + 1 : name; *name && n < MAX_NAME - 1; name++)
    if (!strchr ("-_ ", *name))
      normal[n++] = g_ascii_tolower (*name);
  normal[n] = '\0';

  return !*name;
}

BwActivity
bw_activity_from_name (const char *name)
{
  char normal[MAX_NAME];

  if (normalise (name, normal))
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_str_equal (normal, names[i].name))
        return names[i].activity;

  return BW_ACTIVITY_NONE;
}

gboolean
bw_activity_name_is_do_not_disturb (const char *name)
{
  char normal[MAX_NAME];

  return normalise (name, normal) &&
         (g_str_equal (normal, "donotdisturb") || g_str_equal (normal, "dnd"));
}

guint
bw_activity_weigh (BwActivity activity)
{
  switch (activity) {
  case BW_ACTIVITY_NONE:
    return 0;
  case BW_ACTIVITY_LOOKING_FOR_WORK:
  case BW_ACTIVITY_WORKING:
    return 1;
  case BW_ACTIVITY_AWAY:
    return 2;
  case BW_ACTIVITY_BUSY:
    return 3;
  case BW_ACTIVITY_APPOINTMENT:
  case BW_ACTIVITY_BREAKFAST:
  case BW_ACTIVITY_DINNER:
  case BW_ACTIVITY_HOLIDAY:
  case BW_ACTIVITY_IN_TRANSIT:
  case BW_ACTIVITY_LUNCH:
  case BW_ACTIVITY_MEAL:
  case BW_ACTIVITY_MEETING:
  case BW_ACTIVITY_PERFORMANCE:
  case BW_ACTIVITY_PERMANENT_ABSENCE:
  case BW_ACTIVITY_PLAYING:
  case BW_ACTIVITY_PRESENTATION:
  case BW_ACTIVITY_SHOPPING:
  case BW_ACTIVITY_SLEEPING:
  case BW_ACTIVITY_SPECTATOR:
  case BW_ACTIVITY_STEERING:
  case BW_ACTIVITY_TRAVEL:
  case BW_ACTIVITY_TV:
  case BW_ACTIVITY_VACATION:
  case BW_ACTIVITY_WORSHIP:
    return 4;
  case BW_ACTIVITY_ON_THE_PHONE:
    return 5;
  }

  return 0;
}
