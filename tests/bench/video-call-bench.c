/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * video-call-bench CODEC SIZE FRAMES SWITCHES: two phones in this process that see each other's
 * moving pattern over the loopback, until FRAMES have come; then one changes its camera SWITCHES
 * times. The ball of the pattern stands where the clock has it when it is drawn, so that a picture
 * tells its age. Prints NAME=VALUE lines: the age of what the far end and the self-view have, in
 * microseconds (median), pictures that came and that nobody took in time, and KiB of memory before
 * and after.
 */

#include "bench-memory.h"
#include "bw-core-enums.h"
#include "bw-phone-private.h"
#include "bw-test-phones.h"

#include <math.h>
#include <stdlib.h>

#define PERIOD (4 * G_USEC_PER_SEC) /* of the ball, there and back */
#define BALL_LUMA 208               /* nothing else is brighter */
#define WARM_SHARE 10

typedef struct {
  BwVideoSink *sink;
  GArray *ages; /* double, microseconds */
} Watcher;

/* Where the ball is, in pixels; NAN where there is none. */
static double
find_ball (const BwVideoPlanes *planes)
{
  double sum = 0;
  guint count = 0;

  for (guint y = planes->height * 3 / 4; y < planes->height; y++)
    for (guint x = 0; x < planes->width; x++)
      if (planes->data[0][y * planes->stride[0] + x] > BALL_LUMA) {
        sum += x;
        count++;
      }

  return count > 0 ? sum / count : NAN;
}

/* The ball is at one place twice in a period: a picture is younger than half of it. */
static double
age_of (BwVideoFrame *frame)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
  double radius = floor (MIN (planes->width, planes->height) / 10.0);
  double way = (find_ball (planes) - radius) / (planes->width - 2 * radius) * PERIOD;
  double now = (double) (g_get_monotonic_time () % PERIOD);

  return fmin (fmod (now - way / 2 + PERIOD, PERIOD), fmod (now + way / 2 + PERIOD, PERIOD));
}

static void
frame_cb (Watcher *self)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (self->sink);
  double age = frame ? age_of (frame) : NAN;

  if (!isnan (age))
    g_array_append_val (self->ages, age);
}

static void
watch (Watcher *self, BwVideoSink *sink)
{
  self->sink = sink;
  self->ages = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_swapped (sink, "frame", G_CALLBACK (frame_cb), self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static double
stop_watching (Watcher *self)
{
  double median = NAN;

  g_signal_handlers_disconnect_by_data (self->sink, self);
  g_array_sort (self->ages, compare);
  if (self->ages->len > 0)
    median = g_array_index (self->ages, double, self->ages->len / 2);
  g_clear_pointer (&self->ages, g_array_unref);

  return median;
}

static void
use_codec (BwPhone *phone, const char *name)
{
  BwCodecList *list = bw_phone_get_video_codecs (phone);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (BwCodec) codec = g_list_model_get_item (G_LIST_MODEL (list), i);

    bw_codec_set_enabled (codec, g_str_has_prefix (bw_codec_get_id (codec), name));
  }
}

static void
add_pattern (BwVideo *video, const char *id)
{
  g_autoptr (BwVideoSource) pattern = bw_video_source_new_pattern ();
  g_autoptr (BwCamera) camera = bw_camera_new (id, pattern);

  bw_cameras_add (bw_video_get_cameras (video), camera);
}

static TestPhone *
make_phone (const char *name, const char *codec, const char *size)
{
  TestPhone *self = test_phone_new (name, 0);
  BwVideo *video = bw_phone_get_video (self->phone);

  add_pattern (video, "one");
  add_pattern (video, "other");
  bw_video_set_camera (video, "one");
  bw_video_set_size (video, g_str_equal (size, "720p") ? BW_VIDEO_SIZE_720P : BW_VIDEO_SIZE_VGA);
  use_codec (self->phone, codec);

  return self;
}

static guint64
count_frames (BwCall *call)
{
  guint64 pushed;

  bw_video_sink_get_counts (bw_call_get_picture (call), &pushed, NULL);

  return pushed;
}

static BwCall *
connect_phones (TestPhone *caller, TestPhone *callee)
{
  g_autofree char *uri = test_phone_uri (callee);
  g_autoptr (GError) error = NULL;
  BwCall *outgoing = bw_phone_dial (caller->phone, NULL, uri, TRUE, &error), *incoming;

  g_assert_no_error (error);
  incoming = test_phone_call (callee, 0);
  test_wait_state (incoming, BW_CALL_STATE_INCOMING);
  g_assert_true (bw_call_answer (incoming, TRUE, &error));
  test_wait (count_frames (incoming) > 0 && count_frames (outgoing) > 0);

  return incoming;
}

static void
print_count (const char *name, guint64 count)
{
  g_print ("%s=%" G_GUINT64_FORMAT "\n", name, count);
}

static void
measure_frames (TestPhone *caller, BwCall *incoming, guint64 frames)
{
  BwVideoFeed *feed = bw_video_get_feed (bw_phone_get_video (caller->phone));
  Watcher far = { 0 }, near = { 0 };
  guint64 first, last, dropped, dropped_before;
  gint64 begin;

  test_wait_for (count_frames (incoming) >= frames / WARM_SHARE, frames);
  print_count ("WARM", bench_get_pss ());
  watch (&far, bw_call_get_picture (incoming));
  watch (&near, bw_video_feed_get_self_view (feed));
  bw_video_sink_get_counts (far.sink, &first, &dropped_before);
  begin = g_get_monotonic_time ();
  test_wait_for (count_frames (incoming) >= frames, frames);
  bw_video_sink_get_counts (far.sink, &last, &dropped);
  g_print ("RATE=%.2f\n",
           (double) (last - first) * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - begin));
  print_count ("FRAMES", last - first);
  print_count ("DROPPED", dropped - dropped_before);
  print_count ("DONE", bench_get_pss ());
  g_print ("FAR=%.0f\n", stop_watching (&far));
  g_print ("NEAR=%.0f\n", stop_watching (&near));
}

static void
await_pictures (BwVideoSink *view, guint64 count)
{
  guint64 before, now;

  bw_video_sink_get_counts (view, &before, NULL);
  do {
    test_iterate ();
    bw_video_sink_get_counts (view, &now, NULL);
  } while (now < before + count);
}

static void
switch_cameras (TestPhone *caller, guint times)
{
  BwVideo *video = bw_phone_get_video (caller->phone);
  BwVideoSink *view = bw_video_feed_get_self_view (bw_video_get_feed (video));

  for (guint i = 0; i < times; i++) {
    bw_video_set_camera (video, i % 2 ? "one" : "other");
    await_pictures (view, 3);
    if (i + 1 == times / WARM_SHARE)
      print_count ("SWITCHED_WARM", bench_get_pss ());
  }
  print_count ("SWITCHED", bench_get_pss ());
}

int
main (int argc, char **argv)
{
  TestPhone *caller, *callee;
  BwCall *incoming;

  if (argc != 5) {
    g_printerr ("usage: %s CODEC SIZE FRAMES SWITCHES\n", argv[0]);
    return 2;
  }
  caller = make_phone ("near", argv[1], argv[2]);
  callee = make_phone ("far", argv[1], argv[2]);
  incoming = connect_phones (caller, callee);
  measure_frames (caller, incoming, g_ascii_strtoull (argv[3], NULL, 10));
  switch_cameras (caller, (guint) atoi (argv[4]));
  test_phone_free (caller);
  test_phone_free (callee);

  return 0;
}
