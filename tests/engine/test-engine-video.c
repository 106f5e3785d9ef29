/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Video between two whole phones on the loopback: the colours that cameras see are measured at the
 * far end; asking, adding, dropping, holding, switching. */

#include "bw-call-private.h"
#include "bw-phone-private.h"
#include "bw-test-video.h"

typedef struct {
  TestPhone *alice; /* sees red */
  TestPhone *bob;   /* sees blue */
  LinphoneCoreCbs *callbacks;
  guint reinvites; /* that bob has got */
} Pair;

static void
count_cb (LinphoneCore *core, LinphoneCall *call, LinphoneCallState state, const char *message)
{
  Pair *pair = linphone_core_cbs_get_user_data (linphone_core_get_current_callbacks (core));

  pair->reinvites +=
      state == LinphoneCallStateUpdatedByRemote || state == LinphoneCallStatePausedByRemote;
}

static void
count_reinvites (Pair *pair)
{
  pair->callbacks = linphone_factory_create_core_cbs (linphone_factory_get ());
  linphone_core_cbs_set_user_data (pair->callbacks, pair);
  linphone_core_cbs_set_call_state_changed (pair->callbacks, count_cb);
  linphone_core_add_callbacks (bw_phone_get_core (pair->bob->phone), pair->callbacks);
}

static void
set_up_blind (Pair *pair, gconstpointer data)
{
  pair->alice = test_phone_new ("alice", 1000);
  pair->bob = test_phone_new ("bob", 400);
  count_reinvites (pair);
}

static void
set_up (Pair *pair, gconstpointer data)
{
  set_up_blind (pair, data);
  test_add_camera (pair->alice, "red");
  test_add_camera (pair->bob, "blue");
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  linphone_core_remove_callbacks (bw_phone_get_core (pair->bob->phone), pair->callbacks);
  linphone_core_cbs_unref (pair->callbacks);
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
}

static void
hang_up (BwCall *call, BwCall *other)
{
  g_autoptr (BwCall) here = g_object_ref (call);
  g_autoptr (BwCall) there = g_object_ref (other);
  g_autoptr (GError) error = NULL;

  bw_call_hang_up (here, &error);
  g_assert_no_error (error);
  test_wait_state (here, BW_CALL_STATE_ENDED);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_video_direction (here), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_cmpint (bw_call_get_video_direction (there), ==, BW_VIDEO_DIRECTION_NONE);
}

#define wait_picture(call, colour)                                                                 \
  test_wait_for (test_sees ((call), (colour)), TEST_PICTURE_SECONDS)
#define wait_direction(call, direction)                                                            \
  test_wait (bw_call_get_video_direction (call) == BW_VIDEO_DIRECTION_##direction)

static void
add_video (BwCall *call)
{
  g_autoptr (GError) error = NULL;

  bw_call_add_video (call, &error);
  g_assert_no_error (error);
}

static void
settle (BwCall *call, BwVideoConsent consent)
{
  g_autoptr (GError) error = NULL;

  test_wait (bw_call_get_video_asked (call));
  bw_call_settle_video (call, consent, &error);
  g_assert_no_error (error);
  g_assert_false (bw_call_get_video_asked (call));
}

static void
test_both_ways (Pair *pair, gconstpointer codec)
{
  BwCall *out, *in;
  g_autoptr (BwCallRecord) record = NULL;

  test_offer_codec (pair->alice, codec);
  test_offer_codec (pair->bob, codec);
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  g_assert_cmpstr (bw_call_get_video_codec (out), ==, codec);
  g_assert_cmpstr (bw_call_get_video_codec (in), ==, codec);
  wait_direction (out, BOTH);
  wait_direction (in, BOTH);
  wait_picture (in, "red");
  wait_picture (out, "blue");
  g_assert_true (bw_video_sink_get_live (bw_call_get_picture (in)));
  g_assert_cmpstr (bw_call_get_video_size (in), ==, "640×480");
  g_assert_false (bw_call_get_video_offered (in));
  hang_up (out, in);

  record = test_phone_last_record (pair->bob);
  g_assert_true (bw_call_record_get_video (record));
}

static void
test_answered_without (Pair *pair, gconstpointer data)
{
  BwCall *out = test_dial_video (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);
  g_autoptr (BwCallRecord) record = NULL;
  guint refused = 0;

  g_signal_connect_swapped (out, "video-refused", G_CALLBACK (test_count_cb), &refused);
  g_assert_true (bw_call_answer (in, FALSE, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  test_wait (refused == 1);
  g_assert_cmpint (bw_call_get_video_direction (out), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_cmpint (bw_call_get_video_direction (in), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_null (bw_call_get_video_codec (out));
  test_phone_listen (pair->bob, 2);
  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
  hang_up (in, out);

  record = test_phone_last_record (pair->bob);
  g_assert_false (bw_call_record_get_video (record));
  g_assert_cmpuint (refused, ==, 1);
}

/* The light of a camera is a promise: it is not on before somebody has taken the call. */
static void
test_dark_while_ringing (Pair *pair, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (pair->bob->phone);
  BwVideoSource *camera = bw_camera_get_source (bw_video_get_camera_in_use (video));
  BwCall *out = test_dial_video (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);

  test_wait_state (out, BW_CALL_STATE_RINGING);
  test_let_pass (300);
  g_assert_false (bw_video_source_get_open (camera));
  g_assert_true (bw_call_answer (in, TRUE, NULL));
  test_wait_for (bw_video_source_get_open (camera), TEST_PICTURE_SECONDS);
  hang_up (out, in);
  test_wait (!bw_video_source_get_open (camera));
}

static void
test_add_and_drop (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_cmpint (bw_call_get_video_direction (out), ==, BW_VIDEO_DIRECTION_NONE);
  for (guint round = 0; round < 2; round++) {
    add_video (out);
    settle (in, BW_VIDEO_CONSENT_SEND);
    wait_direction (in, BOTH);
    wait_direction (out, BOTH);
    wait_picture (in, "red");
    wait_picture (out, "blue");

    g_assert_true (bw_call_drop_video (round ? in : out, NULL));
    wait_direction (in, NONE);
    wait_direction (out, NONE);
    test_wait (bw_call_get_video_size (in) == NULL);
    test_wait_state (out, BW_CALL_STATE_ACTIVE);
  }
  test_phone_listen (pair->bob, 2);
  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
  hang_up (out, in);
}

static void
test_ask_refused (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;
  guint refused = 0;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_signal_connect_swapped (out, "video-refused", G_CALLBACK (test_count_cb), &refused);
  add_video (out);
  settle (in, BW_VIDEO_CONSENT_REFUSE);
  test_wait (refused == 1);
  g_assert_cmpint (bw_call_get_video_direction (in), ==, BW_VIDEO_DIRECTION_NONE);

  /* It may be asked for again, and a hold in between does not ask. */
  g_assert_true (bw_call_hold (out, NULL));
  test_wait_state (in, BW_CALL_STATE_HELD_BY_PEER);
  test_wait_state (out, BW_CALL_STATE_HELD);
  g_assert_false (bw_call_get_video_asked (in));
  g_assert_true (bw_call_resume (out, NULL));
  test_wait_state (in, BW_CALL_STATE_ACTIVE);
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  g_assert_false (bw_call_get_video_asked (in));
  add_video (out);
  settle (in, BW_VIDEO_CONSENT_REFUSE);
  test_wait (refused == 2);
  hang_up (out, in);
}

static void
test_ask_receive (Pair *pair, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (pair->bob->phone);
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  add_video (out);
  settle (in, BW_VIDEO_CONSENT_RECEIVE);
  wait_direction (in, RECEIVE);
  wait_direction (out, SEND);
  wait_picture (in, "red");
  g_assert_false (bw_call_get_camera_on (in));
  g_assert_false (bw_video_feed_get_in_use (bw_video_get_feed (video)));

  /* Now they want to be seen, too. */
  bw_call_set_camera_on (in, TRUE);
  wait_direction (in, BOTH);
  wait_picture (out, "blue");
  g_assert_true (bw_call_get_camera_on (in));
  g_assert_false (bw_call_get_video_asked (out));
  hang_up (in, out);
}

static void
test_ask_expires (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;
  guint refused = 0;

  test_connect (pair->alice, pair->bob, &out, &in);
  bw_call_set_question_time (in, 200);
  g_signal_connect_swapped (out, "video-refused", G_CALLBACK (test_count_cb), &refused);
  add_video (out);
  test_wait (bw_call_get_video_asked (in));
  test_wait (!bw_call_get_video_asked (in));
  test_wait (refused == 1);
  g_assert_cmpint (bw_call_get_video_direction (in), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_cmpint (bw_call_get_state (in), ==, BW_CALL_STATE_ACTIVE);
  hang_up (out, in);
}

static void
test_hang_up_while_asked (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  add_video (out);
  test_wait (bw_call_get_video_asked (in));
  hang_up (in, out);
  g_assert_false (bw_call_get_video_asked (in));
  g_assert_false (bw_call_settle_video (in, BW_VIDEO_CONSENT_SEND, NULL));
}

static void
test_camera_off (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;
  guint before;

  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  before = pair->reinvites;
  bw_call_set_camera_on (out, FALSE);
  wait_picture (in, "dark");
  bw_call_set_camera_on (out, TRUE);
  wait_picture (in, "red");
  g_assert_cmpuint (pair->reinvites, ==, before);
  hang_up (out, in);
}

static void
test_switch (Pair *pair, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (pair->alice->phone);
  g_autoptr (BwVideoSource) screen = bw_video_source_new (
      BW_VIDEO_SOURCE_SCREEN, "Screen", "videotestsrc is-live=true pattern=white");
  BwCall *out, *in;
  guint before;

  test_add_camera (pair->alice, "green");
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  before = pair->reinvites;
  bw_video_set_camera (video, "green");
  wait_picture (in, "green");
  g_assert_true (bw_video_get_mirrored (video));
  bw_video_share (video, screen);
  g_assert_true (bw_video_get_shared (video) == screen);
  g_assert_false (bw_video_get_mirrored (video));
  wait_picture (in, "white");
  bw_call_set_camera_on (out, FALSE); /* the screen is meant all the same */
  test_let_pass (300);
  wait_picture (in, "white");
  bw_video_share (video, NULL);
  wait_picture (in, "dark");
  bw_call_set_camera_on (out, TRUE);
  wait_picture (in, "green");
  g_assert_cmpuint (pair->reinvites, ==, before);

  bw_video_share (video, screen);
  hang_up (in, out);
  test_wait (bw_video_get_shared (video) == NULL);
}

static gboolean
is_filmed (TestPhone *phone)
{
  BwVideo *video = bw_phone_get_video (phone->phone);

  return bw_video_feed_get_in_use (bw_video_get_feed (video)) ||
         bw_video_source_get_open (bw_camera_get_source (bw_video_get_camera_in_use (video)));
}

static void
test_hold (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  wait_picture (out, "blue");
  g_assert_true (bw_call_hold (out, NULL));
  test_wait_state (out, BW_CALL_STATE_HELD);
  test_wait_state (in, BW_CALL_STATE_HELD_BY_PEER);
  wait_direction (out, NONE);
  wait_direction (in, NONE);
  test_wait (!is_filmed (pair->alice)); /* nobody's camera is on for a call on hold */
  test_wait (!is_filmed (pair->bob));
  g_assert_true (bw_call_resume (out, NULL));
  wait_direction (out, BOTH);
  wait_direction (in, BOTH);
  wait_picture (in, "red");
  wait_picture (out, "blue");

  /* The other way round, and with what was agreed on before. */
  g_assert_true (bw_call_hold (in, NULL));
  test_wait_state (out, BW_CALL_STATE_HELD_BY_PEER);
  test_wait_state (in, BW_CALL_STATE_HELD);
  g_assert_true (bw_call_resume (in, NULL));
  wait_direction (out, BOTH);
  wait_direction (in, BOTH);
  wait_picture (in, "red");
  hang_up (out, in);
}

static void
test_without_camera (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;
  BwVideo *video = bw_phone_get_video (pair->alice->phone);

  test_add_camera (pair->bob, "blue");
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_direction (out, RECEIVE);
  wait_direction (in, SEND);
  wait_picture (out, "blue");
  g_assert_false (bw_call_get_camera_on (out));
  g_assert_cmpint (bw_video_get_trouble (video), ==, BW_VIDEO_TROUBLE_NONE);

  bw_call_set_camera_on (out, TRUE);
  wait_direction (in, BOTH);
  wait_picture (in, "dark");
  test_wait (bw_video_get_trouble (video) == BW_VIDEO_TROUBLE_NO_CAMERA);
  test_add_camera (pair->alice, "red");
  wait_picture (in, "red");
  test_wait (bw_video_get_trouble (video) == BW_VIDEO_TROUBLE_NONE);
  hang_up (out, in);
}

/* One camera for all calls: it does what was said for the one that one talks in. */
static void
test_two_calls (Pair *pair, gconstpointer data)
{
  TestPhone *carol = test_phone_new ("carol", 700);
  BwCall *out, *in, *third, *there;

  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  third = test_dial_video (pair->alice, carol);
  there = test_phone_call (carol, 0);
  g_assert_true (bw_call_answer (there, TRUE, NULL));
  test_wait_state (third, BW_CALL_STATE_ACTIVE);
  test_wait_state (out, BW_CALL_STATE_HELD);
  wait_picture (there, "red");
  bw_call_set_camera_on (third, FALSE);
  wait_picture (there, "dark");
  g_assert_true (bw_call_get_camera_on (out));
  hang_up (third, there);
  g_assert_true (bw_call_resume (out, NULL));
  wait_picture (in, "red");
  hang_up (out, in);
  test_phone_free (carol);
}

/* Who stands before the door is seen before anybody answers, and is not told who looks. */
static void
test_door (Pair *pair, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (pair->bob->phone);
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (pair->bob->account));
  BwCall *out, *in;

  g_object_set (settings, "door-digits", "1", NULL);
  g_assert_true (
      bw_phone_change_account (pair->bob->phone, pair->bob->account, settings, NULL, NULL));
  out = test_dial_video (pair->alice, pair->bob);
  in = test_phone_call (pair->bob, 0);
  test_wait_for (bw_video_sink_get_live (bw_call_get_picture (in)), TEST_PICTURE_SECONDS);
  g_assert_cmpint (bw_call_get_state (in), ==, BW_CALL_STATE_INCOMING);
  g_assert_cmpint (bw_call_get_video_direction (in), ==, BW_VIDEO_DIRECTION_RECEIVE);
  g_assert_false (bw_video_feed_get_in_use (bw_video_get_feed (video)));
  test_wait (bw_call_get_early_media (out));
  g_assert_true (bw_call_open_door (in, NULL));
  test_wait (g_strcmp0 (bw_call_get_received_digits (out), "1") == 0);

  g_assert_true (bw_call_answer (in, FALSE, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  wait_picture (in, "red");
  g_assert_cmpint (bw_call_get_video_direction (in), ==, BW_VIDEO_DIRECTION_RECEIVE);
  test_phone_listen (pair->bob, 2); /* hushed no more */
  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
  hang_up (out, in);
}

static void
test_network_change (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  bw_phone_set_network_available (pair->alice->phone, FALSE);
  test_let_pass (500);
  bw_phone_set_network_available (pair->alice->phone, TRUE);
  test_wait (pair->reinvites > 0);
  wait_direction (in, BOTH);
  g_assert_false (bw_call_get_video_asked (in));
  bw_call_set_camera_on (out, FALSE);
  wait_picture (in, "dark");
  bw_call_set_camera_on (out, TRUE);
  wait_picture (in, "red");
  hang_up (in, out);
}

static void
poke (Pair *pair, GRand *rand, BwCall *out, BwCall *in)
{
  BwVideo *video = bw_phone_get_video (pair->alice->phone);
  g_autoptr (BwVideoSource) screen = NULL;

  switch (g_rand_int_range (rand, 0, 10)) {
  case 0:
    bw_call_hold (out, NULL);
    break;
  case 1:
    bw_call_resume (out, NULL);
    break;
  case 2:
    bw_call_add_video (out, NULL);
    break;
  case 3:
    bw_call_drop_video (in, NULL);
    break;
  case 4:
    bw_call_settle_video (in, g_rand_int_range (rand, 0, 3), NULL);
    break;
  case 5:
    bw_call_set_camera_on (out, g_rand_boolean (rand));
    break;
  case 6:
    screen = bw_video_source_new_pattern ();
    bw_video_share (video, g_rand_boolean (rand) ? screen : NULL);
    break;
  case 7:
    bw_video_set_camera (video, g_rand_boolean (rand) ? "green" : "red");
    break;
  case 8:
    bw_call_hold (in, NULL);
    break;
  case 9:
    bw_call_resume (in, NULL);
    break;
  default:
    g_assert_not_reached ();
  }
}

/* Anything at any moment; whatever was said, hanging up ends it, and the next call works. */
static void
test_storm (Pair *pair, gconstpointer data)
{
  GRand *rand = g_rand_new_with_seed (20261121);
  BwCall *out, *in;

  test_add_camera (pair->alice, "green");
  for (guint round = 0; round < 3; round++) {
    test_connect_video (pair->alice, pair->bob, round != 1, &out, &in);
    for (guint step = 0; step < 40; step++) {
      poke (pair, rand, out, in);
      test_let_pass ((guint) g_rand_int_range (rand, 0, 60));
    }
    hang_up (round == 2 ? in : out, round == 2 ? out : in);
    test_wait (g_list_model_get_n_items (bw_phone_get_calls (pair->bob->phone)) == 0);
    test_wait (g_list_model_get_n_items (bw_phone_get_calls (pair->alice->phone)) == 0);
  }
  g_assert_null (bw_video_get_shared (bw_phone_get_video (pair->alice->phone)));

  bw_video_set_camera (bw_phone_get_video (pair->alice->phone), "red");
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  wait_picture (in, "red");
  hang_up (out, in);
  g_rand_free (rand);
}

static void
test_settings (void)
{
  g_autoptr (BwVideo) video = bw_video_new ();
  guint notified = 0;

  g_signal_connect_swapped (video, "notify", G_CALLBACK (test_count_cb), &notified);
  bw_video_set_size (video, BW_VIDEO_SIZE_720P);
  bw_video_set_size (video, BW_VIDEO_SIZE_720P);
  g_assert_cmpuint (notified, ==, 1);
  g_object_set (video, "frame-rate", 15, "upload-limit", 512, "always-with-video", TRUE, NULL);
  g_object_set (video, "frame-rate", 15, "upload-limit", 512, "always-with-video", TRUE, NULL);
  g_assert_cmpuint (notified, ==, 4);
  bw_video_set_camera (video, "away");
  bw_video_set_camera (video, "away");
  g_assert_cmpuint (notified, ==, 5);
  g_assert_cmpstr (bw_video_get_camera (video), ==, "away");
  g_assert_null (bw_video_get_camera_in_use (video));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/video/settings", test_settings);
#define add(name, fixture, data, test)                                                             \
  g_test_add ("/engine/video/" name, Pair, data, fixture, test, tear_down)
  add ("vp8", set_up, "VP8", test_both_ways);
  add ("h264", set_up, "H264", test_both_ways);
  add ("answered-without", set_up, NULL, test_answered_without);
  add ("dark-while-ringing", set_up, NULL, test_dark_while_ringing);
  add ("add-and-drop", set_up, NULL, test_add_and_drop);
  add ("ask-refused", set_up, NULL, test_ask_refused);
  add ("ask-receive", set_up, NULL, test_ask_receive);
  add ("ask-expires", set_up, NULL, test_ask_expires);
  add ("hang-up-while-asked", set_up, NULL, test_hang_up_while_asked);
  add ("camera-off", set_up, NULL, test_camera_off);
  add ("switch", set_up, NULL, test_switch);
  add ("hold", set_up, NULL, test_hold);
  add ("without-camera", set_up_blind, NULL, test_without_camera);
  add ("two-calls", set_up, NULL, test_two_calls);
  add ("door", set_up, NULL, test_door);
  add ("network-change", set_up, NULL, test_network_change);
  add ("storm", set_up, NULL, test_storm);

  return g_test_run ();
}
