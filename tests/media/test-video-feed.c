/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwVideoFeed and the camera of the engine before it: what arrives behind a real ticker. */

#include "bw-video-feed.h"
#include "private/bw-video-camera.h"
#include "viewer.h"

#include <gst/gst.h>
#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>
#include <mediastreamer2/mswebcam.h>

#define RED "videotestsrc is-live=true pattern=solid-color foreground-color=0xffff0000"

/* A filter at the end of a stream: hands what comes to a sink, as the far end would see it. */

static void
far_end_process (MSFilter *filter)
{
  BwVideoSink *sink = filter->data;
  mblk_t *message;

  while ((message = ms_queue_get (filter->inputs[0])) != NULL) {
    BwVideoPlanes planes = { 0 };
    MSPicture picture;

    g_assert_cmpint (ms_yuv_buf_init_from_mblk (&picture, message), ==, 0);
    g_assert_cmpuint (mblk_get_timestamp_info (message), ==, (guint32) filter->ticker->time * 90);
    planes.width = (guint) picture.w;
    planes.height = (guint) picture.h;
    for (guint i = 0; i < 3; i++) {
      planes.data[i] = picture.planes[i];
      planes.stride[i] = (gsize) picture.strides[i];
    }
    bw_video_sink_push (sink, bw_video_frame_new (&planes, message, (GDestroyNotify) freemsg));
  }
}

static MSFilterDesc far_end_desc = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = "FarEnd",
  .text = "The far end",
  .category = MS_FILTER_OTHER,
  .ninputs = 1,
  .process = far_end_process,
};

typedef struct {
  MSFactory *factory;
  MSTicker *ticker;
  BwVideoFeed *feed;
} Fixture;

typedef struct {
  MSTicker *ticker;
  MSFilter *camera;
  MSFilter *end;
  BwVideoSink *sink;
} Stream;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->factory = ms_factory_new_with_voip ();
  fixture->ticker = ms_ticker_new ();
  fixture->feed = bw_video_feed_new ();
  bw_video_camera_register (fixture->factory, fixture->feed);
}

static gboolean
is_unused (gpointer data)
{
  return !bw_video_feed_get_in_use (data);
}

static gboolean
is_used (gpointer data)
{
  return bw_video_feed_get_in_use (data);
}

static gboolean
is_open (gpointer data)
{
  return bw_video_source_get_open (data);
}

static gboolean
is_closed (gpointer data)
{
  return !bw_video_source_get_open (data);
}

static gboolean
is_empty (gpointer data)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (data);

  return frame == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  BwVideoSource *source = bw_video_feed_get_source (fixture->feed);

  bw_video_feed_set_enabled (fixture->feed, FALSE);
  wait_for (is_unused, fixture->feed);
  if (source != NULL)
    wait_for (is_closed, source);
  ms_ticker_destroy (fixture->ticker);
  ms_factory_destroy (fixture->factory);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->feed);
}

static MSFilter *
make_camera (Fixture *fixture, int width, int height, float rate)
{
  MSWebCamManager *manager = ms_factory_get_web_cam_manager (fixture->factory);
  MSWebCam *web_cam = ms_web_cam_manager_get_cam (manager, BW_VIDEO_CAMERA);
  MSVideoSize size = { width, height };
  MSFilter *camera;

  g_assert_nonnull (web_cam);
  camera = ms_web_cam_create_reader (web_cam);
  ms_filter_call_method (camera, MS_FILTER_SET_VIDEO_SIZE, &size);
  ms_filter_call_method (camera, MS_FILTER_SET_FPS, &rate);
  return camera;
}

static Stream
start (Fixture *fixture, int width, int height)
{
  Stream stream = {
    .ticker = fixture->ticker,
    .camera = make_camera (fixture, width, height, 30),
    .end = ms_factory_create_filter_from_desc (fixture->factory, &far_end_desc),
    .sink = bw_video_sink_new (),
  };

  stream.end->data = stream.sink;
  ms_filter_link (stream.camera, 0, stream.end, 0);
  ms_ticker_attach (stream.ticker, stream.camera);
  return stream;
}

static void
stop (Stream *stream)
{
  ms_ticker_detach (stream->ticker, stream->camera);
  bw_video_sink_clear (stream->sink);
  ms_filter_unlink (stream->camera, 0, stream->end, 0);
  ms_filter_destroy (stream->camera);
  ms_filter_destroy (stream->end);
  g_clear_object (&stream->sink);
}

static float
get_rate (MSFilter *camera)
{
  float rate = 0;

  g_assert_cmpint (ms_filter_call_method (camera, MS_FILTER_GET_FPS, &rate), ==, 0);
  return rate;
}

static void
set_source (Fixture *fixture, const char *description)
{
  g_autoptr (BwVideoSource) source =
      bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, NULL, description);

  bw_video_feed_set_source (fixture->feed, source);
}

static void
set_pattern (Fixture *fixture)
{
  g_autoptr (BwVideoSource) source = bw_video_source_new_pattern ();

  bw_video_feed_set_source (fixture->feed, source);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  MSFilter *camera = make_camera (fixture, 352, 288, 12.5f);
  MSPixFmt pixels = MS_PIX_FMT_UNKNOWN;
  MSVideoSize size = { 0 };
  MSVideoSize nonsense = { 0, -1 };

  ms_filter_call_method (camera, MS_FILTER_GET_PIX_FMT, &pixels);
  g_assert_cmpint (pixels, ==, MS_YUV420P);
  g_assert_cmpint (ms_filter_call_method (camera, MS_FILTER_SET_VIDEO_SIZE, &nonsense), ==, -1);
  ms_filter_call_method (camera, MS_FILTER_GET_VIDEO_SIZE, &size);
  g_assert_cmpint (size.width, ==, 352);
  g_assert_cmpint (size.height, ==, 288);
  g_assert_cmpfloat_with_epsilon (get_rate (camera), 12.5f, 0.01);
  ms_filter_destroy (camera);
}

/* The engine asks for more than anybody has chosen where the way is wide; on a narrow one for less.
 */
static void
test_largest (Fixture *fixture, gconstpointer data)
{
  static const MSVideoSize wishes[] = { { 1920, 1080 }, { 640, 480 }, { 352, 288 } };
  static const MSVideoSize given[] = { { 640, 480 }, { 640, 480 }, { 352, 288 } };

  bw_video_feed_set_largest (fixture->feed, 640, 480);
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++) {
    MSFilter *camera = make_camera (fixture, wishes[i].width, wishes[i].height, 30);
    MSVideoSize size = { 0 };

    ms_filter_call_method (camera, MS_FILTER_GET_VIDEO_SIZE, &size);
    g_assert_cmpint (size.width, ==, given[i].width);
    g_assert_cmpint (size.height, ==, given[i].height);
    ms_filter_destroy (camera);
  }
}

/* Without a source there is a dark picture, again and again. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  Stream stream;

  g_assert_false (bw_video_feed_get_in_use (fixture->feed));
  stream = start (fixture, 320, 240);
  wait_for (is_used, fixture->feed);
  wait_for_colour (stream.sink, dark);
  wait_for_size (stream.sink, 320, 240);
  wait_for_more (stream.sink, 4);
  g_assert_true (is_empty (bw_video_feed_get_self_view (fixture->feed)));
  g_assert_cmpfloat (get_rate (stream.camera), >, 0);
  stop (&stream);
  wait_for (is_unused, fixture->feed);
}

static void
test_switch (Fixture *fixture, gconstpointer data)
{
  Stream stream;
  g_autoptr (BwVideoSource) pattern = NULL;

  set_pattern (fixture);
  pattern = g_object_ref (bw_video_feed_get_source (fixture->feed));
  g_assert_false (bw_video_source_get_open (pattern));
  stream = start (fixture, 640, 480);
  wait_for_bars (stream.sink);
  wait_for_bars (bw_video_feed_get_self_view (fixture->feed));
  g_assert_true (is_open (pattern));

  set_source (fixture, RED);
  wait_for_colour (stream.sink, red);
  wait_for (is_closed, pattern);
  bw_video_feed_set_source (fixture->feed, pattern);
  wait_for_bars (stream.sink);
  bw_video_feed_set_source (fixture->feed, NULL);
  wait_for_colour (stream.sink, dark);
  wait_for (is_closed, pattern);
  stop (&stream);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  BwVideoSource *source;
  Stream stream;

  set_source (fixture, RED);
  source = bw_video_feed_get_source (fixture->feed);
  stream = start (fixture, 640, 480);
  wait_for_colour (stream.sink, red);

  bw_video_feed_set_enabled (fixture->feed, FALSE);
  wait_for_colour (stream.sink, dark);
  wait_for (is_closed, source);
  g_assert_true (is_empty (bw_video_feed_get_self_view (fixture->feed)));
  g_assert_true (bw_video_feed_get_in_use (fixture->feed));

  bw_video_feed_set_enabled (fixture->feed, TRUE);
  wait_for_colour (stream.sink, red);
  wait_for_colour (bw_video_feed_get_self_view (fixture->feed), red);
  stop (&stream);
  wait_for (is_closed, source);
}

/* A source that goes is a dark picture, and the stream goes on. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  Stream stream;

  set_source (fixture, RED " num-buffers=40");
  stream = start (fixture, 640, 480);
  wait_for_colour (stream.sink, red);
  wait_for_colour (stream.sink, dark);
  wait_for (is_empty, bw_video_feed_get_self_view (fixture->feed));
  g_assert_cmpint (bw_video_source_get_trouble (bw_video_feed_get_source (fixture->feed)), ==,
                   BW_VIDEO_TROUBLE_GONE);
  wait_for_more (stream.sink, 3);
  g_assert_cmpfloat (get_rate (stream.camera), >, 0);
  stop (&stream);
}

/* So is one that says nothing any more; it may still come back. */
static void
test_still (Fixture *fixture, gconstpointer data)
{
  Stream stream;

  set_source (fixture, RED " ! capsfilter caps=video/x-raw,framerate=1/5");
  stream = start (fixture, 640, 480);
  wait_for_colour (stream.sink, red);
  wait_for_colour (stream.sink, dark);
  g_assert_true (is_empty (bw_video_feed_get_self_view (fixture->feed)));
  wait_for_colour (stream.sink, red);
  stop (&stream);
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  Stream first, second;

  set_pattern (fixture);
  first = start (fixture, 640, 480);
  wait_for_bars (first.sink);
  second = start (fixture, 640, 480);
  wait_for_bars (second.sink);
  wait_for_more (first.sink, 5);
  wait_for_more (second.sink, 5);

  stop (&first);
  wait_for_more (second.sink, 5);
  g_assert_true (bw_video_feed_get_in_use (fixture->feed));
  wait_for_bars (second.sink);
  stop (&second);
  wait_for (is_unused, fixture->feed);
  wait_for (is_closed, bw_video_feed_get_source (fixture->feed));
}

/* The engine takes another size in mid-call where the line is bad. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  MSVideoSize size = { 320, 240 };
  Stream stream;

  set_pattern (fixture);
  stream = start (fixture, 640, 480);
  wait_for_bars (stream.sink);
  ms_filter_call_method (stream.camera, MS_FILTER_SET_VIDEO_SIZE, &size);
  wait_for_size (stream.sink, 320, 240);
  wait_for_bars (stream.sink);
  stop (&stream);
}

static void
test_storm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BwVideoSource) pattern = bw_video_source_new_pattern ();
  g_autoptr (BwVideoSource) other = bw_video_source_new (BW_VIDEO_SOURCE_SCREEN, NULL, RED);
  BwVideoSource *sources[] = { pattern, other, NULL };
  Stream stream;

  for (guint i = 0; i < 60; i++) {
    stream = start (fixture, 160 + 16 * (int) (i % 5), 128);
    bw_video_feed_set_source (fixture->feed, sources[i % 3]);
    bw_video_feed_set_enabled (fixture->feed, i % 4 != 0);
    wait_for_more (stream.sink, i % 2);
    stop (&stream);
  }
  bw_video_feed_set_enabled (fixture->feed, TRUE);
  bw_video_feed_set_source (fixture->feed, pattern);
  stream = start (fixture, 640, 480);
  wait_for_size (stream.sink, 640, 480);
  wait_for_bars (stream.sink);
  stop (&stream);
  wait_for (is_closed, other);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BwVideoSource) source = bw_video_source_new_pattern ();
  guint changes = 0;

  g_signal_connect_swapped (fixture->feed, "notify", G_CALLBACK (count_cb), &changes);
  g_assert_true (bw_video_feed_get_enabled (fixture->feed));
  bw_video_feed_set_enabled (fixture->feed, TRUE);
  bw_video_feed_set_source (fixture->feed, NULL);
  g_assert_cmpuint (changes, ==, 0);
  bw_video_feed_set_source (fixture->feed, source);
  bw_video_feed_set_source (fixture->feed, source);
  g_assert_cmpuint (changes, ==, 1);
  g_object_set (fixture->feed, "enabled", FALSE, NULL);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_false (bw_video_source_get_open (source));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
#define ADD(name) g_test_add ("/video-feed/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (filter);
  ADD (largest);
  ADD (nothing);
  ADD (switch);
  ADD (off);
  ADD (gone);
  ADD (still);
  ADD (two);
  ADD (size);
  ADD (storm);
  ADD (properties);
  return g_test_run ();
}
