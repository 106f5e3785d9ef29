/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Narrow ways: a picture that is too much for one becomes smaller until it fits, with the engine's
 * own network simulator between two whole phones. */

#include "bw-call-private.h"
#include "bw-phone-private.h"
#include "bw-test-video.h"

/* Noise in squares of sixteen pixels, which no encoder can foretell. */
#define NOISE                                                                                      \
  "videotestsrc is-live=true pattern=snow ! video/x-raw,width=40,height=30,framerate=30/1 ! queue"
#define NARROW 300000.0f /* bit/s */
#define FULL_WIDTH 640
#define SOME_PICTURES 30

typedef struct {
  TestPhone *alice; /* sends noise */
  TestPhone *bob;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  g_autoptr (BwVideoSource) source = bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, "noise", NOISE);
  g_autoptr (BwCamera) camera = bw_camera_new ("noise", source);

  pair->alice = test_phone_new ("alice", 1000);
  pair->bob = test_phone_new ("bob", 400);
  bw_cameras_add (bw_video_get_cameras (bw_phone_get_video (pair->alice->phone)), camera);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
}

/* A way that holds a second, and what comes then is lost. */
static void
narrow (TestPhone *sender)
{
  const OrtpNetworkSimulatorParams params = {
    .enabled = TRUE,
    .max_bandwidth = NARROW,
    .max_buffer_size = (int) NARROW,
    .mode = OrtpNetworkSimulatorOutbound,
  };

  linphone_core_set_network_simulator_params (bw_phone_get_core (sender->phone), &params);
}

/* As most desk phones are: reports of what was lost, and nothing else. */
static void
forget_feedback (TestPhone *phone)
{
  static const char *const keys[] = { "rtcp_fb_implicit_rtcp_fb", "rtcp_fb_generic_nack_enabled",
                                      "rtcp_fb_tmmbr_enabled" };
  LinphoneConfig *config = linphone_core_get_config (bw_phone_get_core (phone->phone));

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    linphone_config_set_int (config, "rtp", keys[i], 0);
}

static guint64
count_pictures (BwVideoSink *sink)
{
  guint64 pushed;

  bw_video_sink_get_counts (sink, &pushed, NULL);

  return pushed;
}

static void
wait_for_pictures (BwVideoSink *sink)
{
  guint64 wanted = count_pictures (sink) + SOME_PICTURES;

  test_wait_for (count_pictures (sink) >= wanted, TEST_PICTURE_SECONDS);
}

static void
narrow_in_call (Pair *pair, const char *codec)
{
  BwCall *out, *in;
  BwVideoSink *sink;

  test_offer_codec (pair->alice, codec);
  test_offer_codec (pair->bob, codec);
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  sink = bw_call_get_picture (in);
  test_wait_for (bw_video_sink_get_width (sink) == FULL_WIDTH, TEST_PICTURE_SECONDS);
  wait_for_pictures (sink);

  narrow (pair->alice);
  test_wait_for (bw_video_sink_get_width (sink) < FULL_WIDTH && bw_video_sink_get_live (sink),
                 TEST_PICTURE_SECONDS);
  wait_for_pictures (sink);
  test_phone_listen (pair->bob, 2);
  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
  g_assert_cmpint (bw_call_get_state (out), ==, BW_CALL_STATE_ACTIVE);
}

static void
test_narrow (Pair *pair, gconstpointer codec)
{
  narrow_in_call (pair, codec);
}

static void
test_narrow_plain (Pair *pair, gconstpointer codec)
{
  forget_feedback (pair->bob);
  narrow_in_call (pair, codec);
}

static MSVideoConfiguration
get_configuration (BwCall *call)
{
  MediaStream *stream =
      linphone_call_get_stream (bw_call_get_engine_call (call), LinphoneStreamTypeVideo);
  MSVideoConfiguration configuration;

  ms_filter_call_method (stream->encoder, MS_VIDEO_ENCODER_GET_CONFIGURATION, &configuration);

  return configuration;
}

/* Size, number and bits of pictures are what belongs to a limit: at once, from above and from
 * below, and however often it is said. */
static void
test_limits (Pair *pair, gconstpointer codec)
{
  static const struct {
    guint limit;
    int width, rate;
  } limits[] = {
    { 80000, 320, 12 },  { 80000, 320, 12 },  { 120000, 320, 20 }, { 250000, 352, 20 },
    { 600000, 640, 30 }, { 120000, 320, 20 }, { 350000, 640, 20 },
  };
  BwCall *out, *in;

  test_offer_codec (pair->alice, codec);
  test_offer_codec (pair->bob, codec);
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  test_wait_for (bw_video_sink_get_width (bw_call_get_picture (in)) == FULL_WIDTH,
                 TEST_PICTURE_SECONDS);

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++) {
    MSVideoConfiguration configuration;

    bw_call_limit_video (out, limits[i].limit);
    configuration = get_configuration (out);
    g_assert_cmpint (configuration.vsize.width, ==, limits[i].width);
    g_assert_cmpint (configuration.fps, ==, limits[i].rate);
    g_assert_cmpint (configuration.required_bitrate, ==, limits[i].limit);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/engine-video-ways/narrow", Pair, "VP8", set_up, test_narrow, tear_down);
  g_test_add ("/engine-video-ways/narrow-plain", Pair, "H264", set_up, test_narrow_plain,
              tear_down);
  g_test_add ("/engine-video-ways/limits", Pair, "VP8", set_up, test_limits, tear_down);
  g_test_add ("/engine-video-ways/limits-H264", Pair, "H264", set_up, test_limits, tear_down);

  return g_test_run ();
}
