/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One light of what a person publishes and what the telephone does: every pair of them that makes a
 * difference; and the light that oneself shows. */

#include "bw-presence-fold.h"

#include <string.h>

#define STATUS BW_PRESENCE_SOURCE_STATUS
#define PHONE BW_PRESENCE_SOURCE_PHONE
#define BOTH (BW_PRESENCE_SOURCE_STATUS | BW_PRESENCE_SOURCE_PHONE)

/* What may be published */
typedef enum {
  NOTHING,
  CLOSED,
  CLOSED_AWAY,
  CLOSED_VACATION,
  CLOSED_BUSY,
  CLOSED_PHONE,
  OPEN,
  OPEN_AWAY,
  OPEN_BUSY,
  OPEN_MEETING,
  OPEN_WORKING,
  OPEN_PHONE,
  RINGS,
  DND,
  DND_CLOSED,
  N_PUBLISHED,
} Published;

static const BwPidf published[N_PUBLISHED] = {
  [CLOSED] = { FALSE },
  [CLOSED_AWAY] = { FALSE, .activity = BW_ACTIVITY_AWAY },
  [CLOSED_VACATION] = { FALSE, .activity = BW_ACTIVITY_VACATION },
  [CLOSED_BUSY] = { FALSE, .activity = BW_ACTIVITY_BUSY },
  [CLOSED_PHONE] = { FALSE, .activity = BW_ACTIVITY_ON_THE_PHONE },
  [OPEN] = { TRUE },
  [OPEN_AWAY] = { TRUE, .activity = BW_ACTIVITY_AWAY },
  [OPEN_BUSY] = { TRUE, .activity = BW_ACTIVITY_BUSY },
  [OPEN_MEETING] = { TRUE, .activity = BW_ACTIVITY_MEETING },
  [OPEN_WORKING] = { TRUE, .activity = BW_ACTIVITY_WORKING },
  [OPEN_PHONE] = { TRUE, .activity = BW_ACTIVITY_ON_THE_PHONE },
  [RINGS] = { TRUE, .ringing = TRUE, .activity = BW_ACTIVITY_BUSY },
  [DND] = { TRUE, .do_not_disturb = TRUE, .activity = BW_ACTIVITY_BUSY },
  [DND_CLOSED] = { FALSE, .do_not_disturb = TRUE },
};

/* What a telephone may do, as dialogs: t, p, e, c, x for their states, capitals for those that
 * somebody else began. NULL: nothing is said of it. */
static const char *const phones[] = { NULL, "",  "x", "t",  "p",  "e",  "c",
                                      "T",  "P", "E", "cE", "Ec", "ce", "xX" };

static BwDialogInfo *
create_dialogs (const char *states)
{
  g_autoptr (GString) text = g_string_new ("<dialog-info>");
  g_autoptr (GBytes) document = NULL;
  static const char letters[] = "tpecx";
  static const char *const names[] = { "trying", "proceeding", "early", "confirmed", "terminated" };

  for (const char *c = states; *c; c++)
    g_string_append_printf (text, "<dialog id=\"%c\" direction=\"%s\"><state>%s</state></dialog>",
                            *c, g_ascii_isupper (*c) ? "recipient" : "initiator",
                            names[strchr (letters, g_ascii_tolower (*c)) - letters]);
  g_string_append (text, "</dialog-info>");
  document = g_bytes_new (text->str, text->len);

  return bw_dialog_info_read (document);
}

static BwLight
fold (Published what, const char *phone)
{
  g_autoptr (BwDialogInfo) dialogs = phone ? create_dialogs (phone) : NULL;

  return bw_presence_fold (what == NOTHING ? NULL : &published[what], dialogs);
}

/* The light of each alone */
static const struct {
  Published what;
  BwPresence presence;
  BwActivity activity;
} statuses[] = {
  { CLOSED, BW_PRESENCE_OFFLINE, BW_ACTIVITY_NONE },
  { CLOSED_AWAY, BW_PRESENCE_OFFLINE, BW_ACTIVITY_AWAY },
  { CLOSED_VACATION, BW_PRESENCE_OFFLINE, BW_ACTIVITY_VACATION },
  { CLOSED_BUSY, BW_PRESENCE_BUSY, BW_ACTIVITY_BUSY },
  { CLOSED_PHONE, BW_PRESENCE_IN_CALL, BW_ACTIVITY_ON_THE_PHONE },
  { OPEN, BW_PRESENCE_ONLINE, BW_ACTIVITY_NONE },
  { OPEN_AWAY, BW_PRESENCE_AWAY, BW_ACTIVITY_AWAY },
  { OPEN_BUSY, BW_PRESENCE_BUSY, BW_ACTIVITY_BUSY },
  { OPEN_MEETING, BW_PRESENCE_BUSY, BW_ACTIVITY_MEETING },
  { OPEN_WORKING, BW_PRESENCE_ONLINE, BW_ACTIVITY_WORKING },
  { OPEN_PHONE, BW_PRESENCE_IN_CALL, BW_ACTIVITY_ON_THE_PHONE },
  { RINGS, BW_PRESENCE_RINGING, BW_ACTIVITY_BUSY },
  { DND, BW_PRESENCE_DO_NOT_DISTURB, BW_ACTIVITY_BUSY },
  { DND_CLOSED, BW_PRESENCE_DO_NOT_DISTURB, BW_ACTIVITY_NONE },
};

static void
test_status_alone (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    BwLight light = fold (statuses[i].what, NULL);

    g_test_message ("%d", statuses[i].what);
    g_assert_cmpint (light.presence, ==, statuses[i].presence);
    g_assert_cmpint (light.activity, ==, statuses[i].activity);
    g_assert_cmpint (light.source, ==, STATUS);
  }
}

static const struct {
  const char *phone;
  BwPresence presence;
} telephones[] = {
  { "", BW_PRESENCE_ONLINE },    { "x", BW_PRESENCE_ONLINE },   { "X", BW_PRESENCE_ONLINE },
  { "t", BW_PRESENCE_IN_CALL },  { "p", BW_PRESENCE_IN_CALL },  { "e", BW_PRESENCE_IN_CALL },
  { "c", BW_PRESENCE_IN_CALL },  { "C", BW_PRESENCE_IN_CALL },  { "T", BW_PRESENCE_RINGING },
  { "P", BW_PRESENCE_RINGING },  { "E", BW_PRESENCE_RINGING },  { "cE", BW_PRESENCE_RINGING },
  { "Ec", BW_PRESENCE_RINGING }, { "xE", BW_PRESENCE_RINGING }, { "xc", BW_PRESENCE_IN_CALL },
  { "ce", BW_PRESENCE_IN_CALL }, { "xX", BW_PRESENCE_ONLINE },  { "ccc", BW_PRESENCE_IN_CALL },
};

static void
test_phone_alone (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (telephones); i++) {
    BwLight light = fold (NOTHING, telephones[i].phone);

    g_test_message ("%s", telephones[i].phone);
    g_assert_cmpint (light.presence, ==, telephones[i].presence);
    g_assert_cmpint (light.activity, ==,
                     light.presence == BW_PRESENCE_IN_CALL ? BW_ACTIVITY_ON_THE_PHONE
                                                           : BW_ACTIVITY_NONE);
    g_assert_cmpint (light.source, ==, PHONE);
    g_assert_null (light.note);
  }
}

static void
test_nothing (void)
{
  BwLight light = fold (NOTHING, NULL);

  g_assert_cmpint (light.presence, ==, BW_PRESENCE_UNKNOWN);
  g_assert_cmpint (light.activity, ==, BW_ACTIVITY_NONE);
  g_assert_cmpint (light.source, ==, BW_PRESENCE_SOURCE_NONE);
  g_assert_null (light.note);
}

/* A document that says neither open nor closed: unknown, and never offline; what is done says more.
 */
static void
test_silent (void)
{
  static const struct {
    BwActivity activity;
    const char *phone;
    BwPresence presence;
    BwPresenceSource source;
  } rows[] = {
    { BW_ACTIVITY_NONE, NULL, BW_PRESENCE_UNKNOWN, BW_PRESENCE_SOURCE_NONE },
    { BW_ACTIVITY_NONE, "", BW_PRESENCE_ONLINE, PHONE },
    { BW_ACTIVITY_NONE, "E", BW_PRESENCE_RINGING, PHONE },
    { BW_ACTIVITY_VACATION, NULL, BW_PRESENCE_AWAY, STATUS },
    { BW_ACTIVITY_MEETING, "c", BW_PRESENCE_IN_CALL, PHONE },
    { BW_ACTIVITY_WORKING, NULL, BW_PRESENCE_ONLINE, STATUS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    BwPidf pidf = { .silent = TRUE, .activity = rows[i].activity };
    g_autoptr (BwDialogInfo) dialogs = rows[i].phone ? create_dialogs (rows[i].phone) : NULL;
    BwLight light = bw_presence_fold (&pidf, dialogs);

    g_assert_cmpint (light.presence, ==, rows[i].presence);
    g_assert_cmpint (light.source, ==, rows[i].source);
  }
}

#define O BW_PRESENCE_ONLINE
#define F BW_PRESENCE_OFFLINE
#define A BW_PRESENCE_AWAY
#define B BW_PRESENCE_BUSY
#define D BW_PRESENCE_DO_NOT_DISTURB
#define C BW_PRESENCE_IN_CALL
#define R BW_PRESENCE_RINGING

/* All of what is published (down) with all that a telephone does: idle, in a call, ringing */
static const struct {
  Published what;
  struct {
    BwPresence presence;
    BwPresenceSource source;
  } idle, in_call, ringing;
} pairs[] = {
  { CLOSED, { F, STATUS }, { C, PHONE }, { R, PHONE } },
  { CLOSED_AWAY, { F, STATUS }, { C, PHONE }, { R, PHONE } },
  { CLOSED_VACATION, { F, STATUS }, { C, PHONE }, { R, PHONE } },
  { CLOSED_BUSY, { B, STATUS }, { C, PHONE }, { R, PHONE } },
  { CLOSED_PHONE, { C, STATUS }, { C, BOTH }, { R, PHONE } },
  { OPEN, { O, BOTH }, { C, PHONE }, { R, PHONE } },
  { OPEN_AWAY, { A, STATUS }, { C, PHONE }, { R, PHONE } },
  { OPEN_BUSY, { B, STATUS }, { C, PHONE }, { R, PHONE } },
  { OPEN_MEETING, { B, STATUS }, { C, PHONE }, { R, PHONE } },
  { OPEN_WORKING, { O, BOTH }, { C, PHONE }, { R, PHONE } },
  { OPEN_PHONE, { C, STATUS }, { C, BOTH }, { R, PHONE } },
  { RINGS, { R, STATUS }, { C, PHONE }, { R, BOTH } },
  { DND, { D, STATUS }, { D, STATUS }, { D, STATUS } },
  { DND_CLOSED, { D, STATUS }, { D, STATUS }, { D, STATUS } },
};

static void
test_pairs (void)
{
  static const char *const idle[] = { "", "x", "xX" };
  static const char *const in_call[] = { "c", "C", "e", "t", "p", "cx" };
  static const char *const ringing[] = { "E", "T", "P", "cE", "Ex" };

  G_STATIC_ASSERT (G_N_ELEMENTS (pairs) == N_PUBLISHED - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (idle); j++) {
      BwLight light = fold (pairs[i].what, idle[j]);

      g_assert_cmpint (light.presence, ==, pairs[i].idle.presence);
      g_assert_cmpint (light.source, ==, pairs[i].idle.source);
    }
    for (gsize j = 0; j < G_N_ELEMENTS (in_call); j++) {
      BwLight light = fold (pairs[i].what, in_call[j]);

      g_assert_cmpint (light.presence, ==, pairs[i].in_call.presence);
      g_assert_cmpint (light.source, ==, pairs[i].in_call.source);
    }
    for (gsize j = 0; j < G_N_ELEMENTS (ringing); j++) {
      BwLight light = fold (pairs[i].what, ringing[j]);

      g_assert_cmpint (light.presence, ==, pairs[i].ringing.presence);
      g_assert_cmpint (light.source, ==, pairs[i].ringing.source);
    }
  }
}

/* Over all pairs: what somebody said is never lost, and the light is never one of its own making.
 */
static void
test_laws (void)
{
  char note[] = "back at 15:00";

  for (guint what = 0; what < N_PUBLISHED; what++)
    for (gsize i = 0; i < G_N_ELEMENTS (phones); i++) {
      g_autoptr (BwDialogInfo) dialogs = phones[i] ? create_dialogs (phones[i]) : NULL;
      BwPidf pidf = published[what];
      BwLight light;

      pidf.note = note;
      light = bw_presence_fold (what == NOTHING ? NULL : &pidf, dialogs);
      g_assert_true ((light.presence == BW_PRESENCE_UNKNOWN) == (what == NOTHING && !phones[i]));
      g_assert_true ((light.source == BW_PRESENCE_SOURCE_NONE) ==
                     (light.presence == BW_PRESENCE_UNKNOWN));
      g_assert_true (light.presence != BW_PRESENCE_OFFLINE || (what != NOTHING && !pidf.open));
      g_assert_true (light.note == (what == NOTHING ? NULL : note));
      if (pidf.activity != BW_ACTIVITY_NONE && what != NOTHING)
        g_assert_cmpint (light.activity, ==, pidf.activity);
    }
}

/* Every activity has a light, and an open one never shows offline or unknown. */
static void
test_activities (void)
{
  for (guint i = 0; i <= BW_ACTIVITY_WORSHIP; i++) {
    BwPidf pidf = { TRUE, .activity = (BwActivity) i };
    BwLight light = bw_presence_fold (&pidf, NULL);

    g_assert_true (light.presence == O || light.presence == A || light.presence == B ||
                   light.presence == C);
    g_assert_true ((light.presence == C) == (i == BW_ACTIVITY_ON_THE_PHONE));
  }
}

static const struct {
  BwMySituation situation; /* status, in a call, idle, locked, the desktop's do-not-disturb */
  BwPresence shown;
} mine[] = {
  { { BW_STATUS_ONLINE, FALSE, FALSE, FALSE, FALSE }, O },
  { { BW_STATUS_ONLINE, FALSE, FALSE, TRUE, FALSE }, A },
  { { BW_STATUS_ONLINE, FALSE, TRUE, FALSE, FALSE }, A },
  { { BW_STATUS_ONLINE, FALSE, TRUE, TRUE, FALSE }, A },
  { { BW_STATUS_ONLINE, TRUE, FALSE, FALSE, FALSE }, C },
  { { BW_STATUS_ONLINE, TRUE, FALSE, TRUE, FALSE }, C },
  { { BW_STATUS_ONLINE, TRUE, TRUE, FALSE, FALSE }, C },
  { { BW_STATUS_ONLINE, TRUE, TRUE, TRUE, FALSE }, C },
  { { BW_STATUS_AWAY, FALSE, FALSE, FALSE, FALSE }, A },
  { { BW_STATUS_AWAY, FALSE, TRUE, FALSE, FALSE }, A },
  { { BW_STATUS_AWAY, FALSE, FALSE, TRUE, FALSE }, A },
  { { BW_STATUS_AWAY, FALSE, TRUE, TRUE, FALSE }, A },
  { { BW_STATUS_AWAY, TRUE, FALSE, FALSE, FALSE }, C },
  { { BW_STATUS_AWAY, TRUE, TRUE, FALSE, FALSE }, C },
  { { BW_STATUS_AWAY, TRUE, FALSE, TRUE, FALSE }, C },
  { { BW_STATUS_AWAY, TRUE, TRUE, TRUE, FALSE }, C },
};

static void
test_mine (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mine); i++)
    g_assert_cmpint (bw_presence_fold_mine (&mine[i].situation), ==, mine[i].shown);
}

/* What was chosen holds in all 16 situations. */
static void
test_mine_chosen (void)
{
  static const struct {
    BwStatus status;
    BwPresence shown;
    BwPresence on_quiet_desktop;
  } chosen[] = {
    { BW_STATUS_OFFLINE, F, F },
    { BW_STATUS_DO_NOT_DISTURB, D, D },
    { BW_STATUS_BUSY, B, D },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (chosen); i++)
    for (guint bits = 0; bits < 16; bits++) {
      BwMySituation situation = { chosen[i].status, bits & 1, bits & 2, bits & 4, bits & 8 };

      g_assert_cmpint (bw_presence_fold_mine (&situation), ==,
                       bits & 8 ? chosen[i].on_quiet_desktop : chosen[i].shown);
    }
}

static void
test_mine_quiet_desktop (void)
{
  for (guint bits = 0; bits < 8; bits++) {
    BwMySituation online = { BW_STATUS_ONLINE, bits & 1, bits & 2, bits & 4, TRUE };
    BwMySituation away = { BW_STATUS_AWAY, bits & 1, bits & 2, bits & 4, TRUE };

    g_assert_cmpint (bw_presence_fold_mine (&online), ==, D);
    g_assert_cmpint (bw_presence_fold_mine (&away), ==, D);
  }
}

/* A total order: each light has a place of its own. */
static void
test_rank (void)
{
  static const BwPresence order[] = { BW_PRESENCE_UNKNOWN, F, D, A, B, O, C, R };

  G_STATIC_ASSERT (G_N_ELEMENTS (order) == BW_PRESENCE_ONLINE + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (order); j++) {
      int first = bw_presence_rank (order[i]);
      int second = bw_presence_rank (order[j]);

      g_assert_cmpint ((first > second) - (first < second), ==, (i > j) - (i < j));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/presence-fold/nothing", test_nothing);
  g_test_add_func ("/presence-fold/silent", test_silent);
  g_test_add_func ("/presence-fold/status-alone", test_status_alone);
  g_test_add_func ("/presence-fold/phone-alone", test_phone_alone);
  g_test_add_func ("/presence-fold/pairs", test_pairs);
  g_test_add_func ("/presence-fold/laws", test_laws);
  g_test_add_func ("/presence-fold/activities", test_activities);
  g_test_add_func ("/presence-fold/mine", test_mine);
  g_test_add_func ("/presence-fold/mine-chosen", test_mine_chosen);
  g_test_add_func ("/presence-fold/mine-quiet-desktop", test_mine_quiet_desktop);
  g_test_add_func ("/presence-fold/rank", test_rank);

  return g_test_run ();
}
