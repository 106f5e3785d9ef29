/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notifications of real calls on the real notification server of the test session, whose buttons
 * are pressed. */

#include "bw-notifier.h"
#include "bw-test-phones.h"
#include "bw-test-video.h"

#include <stdlib.h>

typedef struct {
  TestPhone *alice; /* is called, and has the notifier */
  TestPhone *bob;
  BwNotifier *notifier;
  BwCall *presented; /* (borrowed) */
  char *dialed;
  BwAccount *dialed_with;
  guint history;
} Fixture;

static void
present_call_cb (Fixture *self, BwCall *call)
{
  self->presented = call;
}

static void
dial_cb (Fixture *self, const char *address, BwAccount *account)
{
  g_free (self->dialed);
  self->dialed = g_strdup (address);
  self->dialed_with = account;
}

static void
present_history_cb (Fixture *self)
{
  self->history++;
}

static int
run (char **command, char **output)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, NULL, &status,
                &error);
  g_assert_no_error (error);

  return status;
}

static int
displayed (void)
{
  char *command[] = { (char *) "dunstctl", (char *) "count", (char *) "displayed", NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (run (command, &output), ==, 0);

  return atoi (output);
}

static void
close_all (void)
{
  char *command[] = { (char *) "dunstctl", (char *) "close-all", NULL };

  g_assert_cmpint (run (command, NULL), ==, 0);
}

static void
press (const char *label)
{
  char *command[] = { (char *) g_getenv ("BW_TEST_PRESS"), (char *) label, NULL };

  g_assert_cmpint (run (command, NULL), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  close_all ();
  self->alice = test_phone_new ("alice", 440);
  self->bob = test_phone_new ("bob", 1000);
  self->notifier = bw_notifier_new (self->alice->phone, BW_NOTIFIER_PATIENCE);
  g_signal_connect_swapped (self->notifier, "present-call", G_CALLBACK (present_call_cb), self);
  g_signal_connect_swapped (self->notifier, "dial", G_CALLBACK (dial_cb), self);
  g_signal_connect_swapped (self->notifier, "present-history", G_CALLBACK (present_history_cb),
                            self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  test_phone_free (self->bob);
  test_phone_free (self->alice);
  test_wait (displayed () == 0);
  g_free (self->dialed);
}

static void
test_answer (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);
  BwCall *here = test_phone_call (self->alice, 0);

  test_wait (displayed () == 1);
  press ("Answer");
  test_wait_state (here, BW_CALL_STATE_ACTIVE);
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (self->presented == here);
  test_wait (displayed () == 0);
}

static void
test_decline (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);

  test_wait (displayed () == 1);
  press ("Decline");
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_reason (there), ==, BW_REASON_DECLINED);
  g_assert_null (self->presented);
  test_wait (displayed () == 0);
}

static void
test_show (Fixture *self, gconstpointer data)
{
  BwCall *here;

  test_phone_dial (self->bob, self->alice);
  here = test_phone_call (self->alice, 0);
  test_wait (displayed () == 1);
  press ("Show");
  test_wait (self->presented == here);
  g_assert_cmpint (bw_call_get_state (here), ==, BW_CALL_STATE_INCOMING);
  g_assert_true (bw_call_decline (here, NULL));
  test_wait (displayed () == 0);
}

static BwCall *
ring_with_video (Fixture *self)
{
  BwCall *there;

  test_add_camera (self->alice, "red");
  test_add_camera (self->bob, "blue");
  there = test_dial_video (self->bob, self->alice);
  test_wait (displayed () == 1);

  return there;
}

static void
test_answer_with_video (Fixture *self, gconstpointer data)
{
  BwCall *there = ring_with_video (self);
  BwCall *here = test_phone_call (self->alice, 0);

  press ("Answer with Video");
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (self->presented == here);
  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_BOTH);
  test_wait (bw_call_get_video_direction (there) == BW_VIDEO_DIRECTION_BOTH);
  test_wait (displayed () == 0);
}

/* "Answer" shows one's face only to those who said that it may. */
static void
test_answer_without_video (Fixture *self, gconstpointer data)
{
  BwCall *there = ring_with_video (self);
  BwCall *here = test_phone_call (self->alice, 0);

  press ("Answer");
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  test_wait_state (here, BW_CALL_STATE_ACTIVE);
  test_let_pass (300);
  g_assert_false (bw_call_get_video_direction (here) & BW_VIDEO_DIRECTION_SEND);
  g_assert_false (
      bw_video_feed_get_in_use (bw_video_get_feed (bw_phone_get_video (self->alice->phone))));
}

static void
test_always_with_video (Fixture *self, gconstpointer data)
{
  BwCall *here;

  g_object_set (bw_phone_get_video (self->alice->phone), "always-with-video", TRUE, NULL);
  ring_with_video (self);
  here = test_phone_call (self->alice, 0);
  press ("Answer");
  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_BOTH);
}

/* Asked in mid-call, while alice looks elsewhere; @button answers. */
static BwCall *
ask_for_video (Fixture *self, const char *button)
{
  BwCall *there;
  BwCall *here;
  g_autoptr (GError) error = NULL;

  test_add_camera (self->alice, "red");
  test_add_camera (self->bob, "blue");
  test_connect (self->bob, self->alice, &there, &here);
  test_wait (displayed () == 0);
  bw_call_add_video (there, &error);
  g_assert_no_error (error);
  test_wait (bw_call_get_video_asked (here));
  test_wait (displayed () == 1);
  g_assert_false (bw_call_get_video_direction (here) & BW_VIDEO_DIRECTION_SEND);
  if (button)
    press (button);

  return here;
}

static void
test_asked_send (Fixture *self, gconstpointer data)
{
  BwCall *here = ask_for_video (self, "With My Camera");

  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_BOTH);
  g_assert_true (self->presented == here);
  test_wait (displayed () == 0);
}

static void
test_asked_receive (Fixture *self, gconstpointer data)
{
  BwCall *here = ask_for_video (self, "Only Watch");

  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_RECEIVE);
  test_wait (displayed () == 0);
}

static void
test_asked_refuse (Fixture *self, gconstpointer data)
{
  BwCall *here = ask_for_video (self, "No Video");

  test_wait (!bw_call_get_video_asked (here));
  test_wait (displayed () == 0);
  g_assert_cmpint (bw_call_get_state (here), ==, BW_CALL_STATE_ACTIVE);
  g_assert_cmpint (bw_call_get_video_direction (here), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_null (self->presented);
}

/* Who looks at the window is asked there, and only there. */
static void
test_asked_attended (Fixture *self, gconstpointer data)
{
  BwCall *here = ask_for_video (self, NULL);

  bw_notifier_set_attended_window (self->notifier, TRUE);
  test_wait (displayed () == 0);
  g_assert_true (bw_call_get_video_asked (here));
  bw_notifier_set_attended_window (self->notifier, FALSE);
  test_wait (displayed () == 1);
  g_assert_true (bw_call_settle_video (here, BW_VIDEO_CONSENT_REFUSE, NULL));
  test_wait (displayed () == 0);
}

/* Calls in vain, twice: one notice, from which one calls back. */
static void
test_missed (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++) {
    BwCall *there = test_phone_dial (self->bob, self->alice);
    BwCall *here = test_phone_call (self->alice, i);

    test_wait_state (there, BW_CALL_STATE_RINGING);
    test_wait (displayed () == (i == 0 ? 1 : 2));
    g_assert_true (bw_call_hang_up (there, NULL));
    test_wait_state (here, BW_CALL_STATE_ENDED);
    g_assert_cmpint (bw_call_get_outcome (here), ==, BW_CALL_OUTCOME_MISSED);
    test_wait (displayed () == 1);
  }

  press ("Call Back");
  test_wait (self->dialed);
  g_assert_cmpstr (self->dialed, ==, "bob@phones.test");
  g_assert_true (self->dialed_with == self->alice->account);
  test_wait (displayed () == 0);
}

static void
test_missed_seen (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);

  test_wait_state (there, BW_CALL_STATE_RINGING);
  g_assert_true (bw_call_hang_up (there, NULL));
  test_wait (bw_store_get_unseen_missed (self->alice->store) == 1);
  test_wait (displayed () == 1);
  g_assert_true (bw_store_mark_calls_seen (self->alice->store, NULL, NULL));
  test_wait (displayed () == 0);
  g_assert_cmpuint (self->history, ==, 0);
}

/* Nothing rings, but the call is not lost. */
static void
test_do_not_disturb (Fixture *self, gconstpointer data)
{
  BwCall *there;

  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  there = test_phone_dial (self->bob, self->alice);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpuint (bw_call_get_code (there), ==, 480);
  test_wait (bw_store_get_unseen_missed (self->alice->store) == 1);
  test_wait (displayed () == 1);
  press ("Show");
  test_wait (self->history == 1);
  g_assert_null (self->presented);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/notices/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answer", test_answer);
  ADD ("decline", test_decline);
  ADD ("show", test_show);
  ADD ("answer-with-video", test_answer_with_video);
  ADD ("answer-without-video", test_answer_without_video);
  ADD ("always-with-video", test_always_with_video);
  ADD ("asked-send", test_asked_send);
  ADD ("asked-receive", test_asked_receive);
  ADD ("asked-refuse", test_asked_refuse);
  ADD ("asked-attended", test_asked_attended);
  ADD ("missed", test_missed);
  ADD ("missed-seen", test_missed_seen);
  ADD ("do-not-disturb", test_do_not_disturb);

  return g_test_run ();
}
