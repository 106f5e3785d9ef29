/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwVideoSource: what it delivers, when it opens and lets go, what it says when there is nothing.
 */

#include "bw-video-source.h"
#include "private/bw-video-chain.h"
#include "viewer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <gst/gst.h>

#define RED "videotestsrc is-live=true pattern=solid-color foreground-color=0xffff0000"

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
is_in_trouble (gpointer data)
{
  return bw_video_source_get_trouble (data) != BW_VIDEO_TROUBLE_NONE;
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* Lets the device go and waits for it, so that each test has the machine for itself. */
static void
end (BwVideoSource *source)
{
  bw_video_source_close (source);
  wait_for (is_closed, source);
  g_assert_finalize_object (source);
}

static gboolean
has_other_ball (BwVideoFrame *frame, gpointer data)
{
  double place = find_ball (frame);

  g_assert_cmpfloat (place, >=, 0.0);
  return ABS (place - *(double *) data) > 0.02;
}

static gboolean
any (BwVideoFrame *frame, gpointer data)
{
  return TRUE;
}

static void
test_pattern (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new_pattern ();
  g_autoptr (BwVideoFrame) first = NULL;
  g_autoptr (BwVideoFrame) later = NULL;
  double place;

  g_assert_false (bw_video_source_get_open (source));
  g_assert_cmpint (bw_video_source_get_kind (source), ==, BW_VIDEO_SOURCE_PATTERN);
  bw_video_source_watch (source, sink);
  first = wait_for_picture (sink, any, NULL);
  g_assert_cmpuint (bw_video_frame_get_width (first), ==, 640);
  g_assert_cmpuint (bw_video_frame_get_height (first), ==, 480);
  g_assert_true (has_bars (first, 0));
  place = find_ball (first);
  later = wait_for_picture (sink, has_other_ball, &place);
  g_assert_true (has_bars (later, 0));
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, BW_VIDEO_TROUBLE_NONE);
  end (source);
}

static void
test_formats (void)
{
  static const guint formats[][3] = {
    { 320, 240, 15 }, { 1280, 720, 25 }, { 352, 288, 30 }, { 640, 480, 5 }, { 640, 480, 30 },
  };
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new_pattern ();
  guint opened = 0;

  g_signal_connect_swapped (source, "notify::open", G_CALLBACK (count_cb), &opened);
  bw_video_source_watch (source, sink);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    bw_video_source_set_format (source, formats[i][0], formats[i][1], formats[i][2]);
    wait_for_size (sink, formats[i][0], formats[i][1]);
    wait_for_more (sink, 3);
    wait_for_bars (sink);
  }
  g_assert_cmpuint (opened, ==, 1);
  end (source);
}

/* Another shape and another size get borders, not another shape. */
static void
test_borders (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  g_autoptr (BwVideoFrame) frame = NULL;
  BwVideoSource *source = bw_video_source_new (
      BW_VIDEO_SOURCE_SCREEN, "Red", RED " ! capsfilter caps=video/x-raw,width=400,height=1200");

  g_assert_cmpstr (bw_video_source_get_label (source), ==, "Red");
  bw_video_source_watch (source, sink);
  frame = wait_for_picture (sink, any, NULL);
  g_assert_true (is_colour (frame, 0.5, 0.5, red, 2));
  g_assert_true (is_colour (frame, 0.5, 0.01, red, 2));
  g_assert_true (is_colour (frame, 0.39, 0.5, red, 2));
  g_assert_true (is_colour (frame, 0.36, 0.5, dark, 2));
  g_assert_true (is_colour (frame, 0.7, 0.5, dark, 2));
  end (source);
}

/* Cameras give pictures of JPEG, which have the full range of values. */
static void
test_compressed (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new (
      BW_VIDEO_SOURCE_CAMERA, NULL,
      RED " ! video/x-raw,format=I420,width=320,height=240,framerate=15/1 ! jpegenc");

  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);
  end (source);
}

/* The rate is constant, whatever the device's: 20 s give 100 pictures of this one. */
static void
test_rate (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, NULL,
                                               RED " ! capsfilter caps=video/x-raw,framerate=5/1");

  bw_video_source_watch (source, sink);
  wait_for_more (sink, 120);
  end (source);
}

/* The last one who leaves lets the device go, after a while in which somebody may come back. */
static void
test_linger (void)
{
  g_autoptr (BwVideoSink) first = bw_video_sink_new ();
  g_autoptr (BwVideoSink) second = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new_pattern ();
  guint changes = 0;
  guint64 before, after;

  g_signal_connect_swapped (source, "notify::open", G_CALLBACK (count_cb), &changes);
  bw_video_source_watch (source, first);
  bw_video_source_watch (source, first);
  bw_video_source_watch (source, second);
  wait_for (is_open, source);
  wait_for_more (first, 2);
  bw_video_source_unwatch (source, first);
  bw_video_sink_get_counts (first, &before, NULL);
  wait_for_more (second, 5);
  bw_video_sink_get_counts (first, &after, NULL);
  g_assert_cmpuint (before, ==, after);

  bw_video_source_unwatch (source, second);
  bw_video_source_watch (source, first);
  wait_for_more (first, 5);
  g_assert_cmpuint (changes, ==, 1);

  bw_video_source_unwatch (source, first);
  wait_for (is_closed, source);
  g_assert_cmpuint (changes, ==, 2);
  bw_video_source_watch (source, second);
  wait_for_more (second, 2);
  g_assert_cmpuint (changes, ==, 3);
  end (source);
}

static void
test_close (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new_pattern ();
  guint64 before, after;

  bw_video_source_close (source);
  bw_video_source_watch (source, sink);
  wait_for_more (sink, 2);
  bw_video_source_close (source);
  bw_video_sink_get_counts (sink, &before, NULL);
  wait_for (is_closed, source);
  bw_video_sink_get_counts (sink, &after, NULL);
  g_assert_cmpuint (before, ==, after);

  bw_video_source_watch (source, sink);
  wait_for_more (sink, 2);
  g_assert_finalize_object (source);
}

typedef struct {
  const char *description;
  BwVideoTrouble trouble;
} Failure;

static void
test_trouble (gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, NULL, failure->description);

  bw_video_source_watch (source, sink);
  wait_for (is_in_trouble, source);
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, failure->trouble);
  wait_for (is_closed, source);

  bw_video_source_unwatch (source, sink);
  g_assert_true (is_in_trouble (source));
  bw_video_source_watch (source, sink);
  wait_for (is_in_trouble, source);
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, failure->trouble);
  end (source);
}

/* Whoever comes anew is a reason to try again. */
static void
test_again (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bw-still.XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autofree char *description =
      g_strdup_printf ("filesrc location=%s ! rawvideoparse width=64 height=48 format=i420"
                       " ! imagefreeze is-live=true ! capsfilter caps=video/x-raw,framerate=30/1",
                       path);
  g_autofree char *pixels = g_strnfill (64 * 48 * 3 / 2, 'x');
  g_autoptr (BwVideoSink) first = bw_video_sink_new ();
  g_autoptr (BwVideoSink) second = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new (BW_VIDEO_SOURCE_SCREEN, NULL, description);

  g_assert_true (g_close (fd, NULL));
  g_unlink (path);
  bw_video_source_watch (source, first);
  wait_for (is_in_trouble, source);
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, BW_VIDEO_TROUBLE_GONE);

  g_assert_true (g_file_set_contents (path, pixels, 64 * 48 * 3 / 2, NULL));
  bw_video_source_watch (source, second);
  wait_for_more (first, 2);
  wait_for_more (second, 2);
  g_assert_false (is_in_trouble (source));
  end (source);
  g_unlink (path);
}

typedef struct {
  GQuark domain;
  int code;
  int number;
  BwVideoTrouble trouble;
} Meaning;

static void
test_meanings (void)
{
  const Meaning meanings[] = {
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY, 0, BW_VIDEO_TROUBLE_BUSY },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, EBUSY, BW_VIDEO_TROUBLE_BUSY },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, EACCES, BW_VIDEO_TROUBLE_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, EPERM, BW_VIDEO_TROUBLE_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, ENODEV, BW_VIDEO_TROUBLE_GONE },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, 0, BW_VIDEO_TROUBLE_FAILED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED, 0, BW_VIDEO_TROUBLE_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND, 0, BW_VIDEO_TROUBLE_GONE },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND, EACCES, BW_VIDEO_TROUBLE_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, ENODEV, BW_VIDEO_TROUBLE_GONE },
    { GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND, 0, BW_VIDEO_TROUBLE_NO_PLUGIN },
    { GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, 0, BW_VIDEO_TROUBLE_FAILED },
    { GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, 0, BW_VIDEO_TROUBLE_NO_PLUGIN },
    { GST_PARSE_ERROR, GST_PARSE_ERROR_NO_SUCH_ELEMENT, 0, BW_VIDEO_TROUBLE_NO_PLUGIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++) {
    g_autoptr (GError) error = g_error_new_literal (meanings[i].domain, meanings[i].code, "Words");
    g_autofree char *debug = meanings[i].number != 0
                                 ? g_strdup_printf ("v4l2_calls.c(672): \nsystem error: %s",
                                                    g_strerror (meanings[i].number))
                                 : NULL;

    g_assert_cmpint (bw_video_trouble_from_error (error, debug), ==, meanings[i].trouble);
  }
}

static gpointer
storm (gpointer data)
{
  BwVideoSource *source = data;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  g_autoptr (GRand) rand = g_rand_new ();

  for (guint i = 0; i < 400; i++) {
    switch (g_rand_int_range (rand, 0, 8)) {
    case 0:
    case 1:
    case 2:
      bw_video_source_watch (source, sink);
      break;
    case 3:
    case 4:
      bw_video_source_unwatch (source, sink);
      break;
    case 5:
      bw_video_source_close (source);
      break;
    default:
      bw_video_source_set_format (source, (guint) g_rand_int_range (rand, 10, 80) * 8,
                                  (guint) g_rand_int_range (rand, 10, 60) * 8,
                                  (guint) g_rand_int_range (rand, 1, 60));
    }
    g_thread_yield ();
  }
  bw_video_source_unwatch (source, sink);
  return NULL;
}

static gboolean
has_stormed (gpointer data)
{
  return g_atomic_int_get ((int *) data) == 4;
}

static gpointer
storm_and_count (gpointer data)
{
  gpointer *arguments = data;

  storm (arguments[0]);
  g_atomic_int_inc ((int *) arguments[1]);
  return NULL;
}

static void
test_storm (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_video_source_new_pattern ();
  int done = 0;
  gpointer arguments[] = { source, &done };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("storm", storm_and_count, arguments);
  wait_for (has_stormed, &done);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  bw_video_source_set_format (source, 320, 240, 30);
  bw_video_source_watch (source, sink);
  wait_for_size (sink, 320, 240);
  wait_for_more (sink, 5);
  wait_for_bars (sink);
  end (source);
}

/* In its middle is the pointer. */
static gboolean
is_red_screen (BwVideoFrame *frame, gpointer data)
{
  return is_colour (frame, 0.3, 0.3, red, 2);
}

static void
test_x11 (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  g_autoptr (GError) error = NULL;
  BwVideoSource *source;

  if (g_getenv ("DISPLAY") == NULL) {
    g_test_skip ("There is no X server");
    return;
  }
  g_spawn_command_line_sync ("xsetroot -solid red", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  source = bw_video_source_new_x11 (g_getenv ("DISPLAY"));
  g_assert_cmpint (bw_video_source_get_kind (source), ==, BW_VIDEO_SOURCE_SCREEN);
  bw_video_source_watch (source, sink);
  bw_video_frame_unref (wait_for_picture (sink, is_red_screen, NULL));
  /* Nothing moves there, and still they come. */
  wait_for_more (sink, 30);
  end (source);

  source = bw_video_source_new_x11 (":4711");
  bw_video_source_watch (source, sink);
  wait_for (is_in_trouble, source);
  end (source);
}

int
main (int argc, char **argv)
{
  static const Failure failures[] = {
    { "v4l2src device=/nonexistent/video0", BW_VIDEO_TROUBLE_GONE },
    { "v4l2src device=/dev/null", BW_VIDEO_TROUBLE_FAILED },
    { "bw-no-such-element", BW_VIDEO_TROUBLE_NO_PLUGIN },
    { RED " num-buffers=10", BW_VIDEO_TROUBLE_GONE },
    { RED " ! identity error-after=10", BW_VIDEO_TROUBLE_FAILED },
    { RED " ! capsfilter caps=video/x-raw,format=nonsense", BW_VIDEO_TROUBLE_FAILED },
    { "fakesink", BW_VIDEO_TROUBLE_FAILED },
  };

  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/video-source/pattern", test_pattern);
  g_test_add_func ("/video-source/formats", test_formats);
  g_test_add_func ("/video-source/borders", test_borders);
  g_test_add_func ("/video-source/compressed", test_compressed);
  g_test_add_func ("/video-source/rate", test_rate);
  g_test_add_func ("/video-source/linger", test_linger);
  g_test_add_func ("/video-source/close", test_close);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strdup_printf ("/video-source/trouble/%u", i);

    g_test_add_data_func (path, &failures[i], test_trouble);
  }
  g_test_add_func ("/video-source/again", test_again);
  g_test_add_func ("/video-source/meanings", test_meanings);
  g_test_add_func ("/video-source/storm", test_storm);
  g_test_add_func ("/video-source/x11", test_x11);
  return g_test_run ();
}
