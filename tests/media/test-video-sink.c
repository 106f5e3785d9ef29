/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwVideoFrame and BwVideoSink: the colours of a picture, and what holds when threads push, clear,
 * look and let go at the same time. */

#include "bw-video-sink.h"

#define DEADLINE_US (30 * G_USEC_PER_SEC)
#define THREADS 4
#define STORM 2000

/* Frames */

static int owners; /* atomic: how many frames are not freed yet */

static void
owner_gone (gpointer data)
{
  g_assert_cmpint (g_atomic_int_add (&owners, -1), >, 0);
  g_free (data);
}

/* One picture whose number is in its first pixel, with lines longer than it is wide. */
static BwVideoFrame *
make_frame (guint width, guint height, guint8 number)
{
  gsize stride = width + 13;
  guint8 *pixels = g_malloc0 (3 * stride * height);
  BwVideoPlanes planes = { { pixels, pixels + stride * height, pixels + 2 * stride * height },
                           { stride, stride, stride },
                           width,
                           height };

  pixels[0] = number;
  g_atomic_int_inc (&owners);
  return bw_video_frame_new (&planes, pixels, owner_gone);
}

/* GStreamer's fast path counts in eight bits: of 255 it is 6 off at most, and 2 in the mean. */
static void
assert_pixel (const guint8 *pixel, guint32 rgb)
{
  const int tolerance = 6;
  const int got[] = { pixel[2], pixel[1], pixel[0] };

  for (int i = 0; i < 3; i++) {
    int wanted = (int) (rgb >> (16 - 8 * i)) & 0xff;

    if (ABS (got[i] - wanted) > tolerance)
      g_error ("pixel is %02x%02x%02x, not %06x", got[0], got[1], got[2], rgb);
  }
  g_assert_cmpint (pixel[3], ==, 255);
}

/* The bars of BT.601, limited range, and what a screen shows of them. */
static const struct {
  guint8 y;
  guint8 u;
  guint8 v;
  guint32 rgb;
} colours[] = {
  { 16, 128, 128, 0x000000 },  { 235, 128, 128, 0xffffff }, { 126, 128, 128, 0x808080 },
  { 81, 90, 240, 0xff0000 },   { 145, 54, 34, 0x00ff00 },   { 41, 240, 110, 0x0000ff },
  { 210, 16, 146, 0xffff00 },  { 170, 166, 16, 0x00ffff },  { 106, 202, 222, 0xff00ff },
  { 80, 128, 200, 0xbd104b },  { 80, 200, 128, 0x4b2edc },  { 0, 128, 128, 0x000000 },
  { 255, 128, 128, 0xffffff },
};

static void
test_colours (void)
{
  const guint sizes[][2] = { { 64, 48 }, { 17, 13 }, { 1, 1 }, { 2, 1 }, { 1, 7 }, { 1281, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++) {
      g_autoptr (BwVideoFrame) frame = bw_video_frame_new_plain (
          sizes[j][0], sizes[j][1], colours[i].y, colours[i].u, colours[i].v);
      gsize stride;
      g_autoptr (GBytes) pixels = bw_video_frame_to_bgrx (frame, &stride);
      const guint8 *data = g_bytes_get_data (pixels, NULL);

      g_assert_cmpuint (stride, >=, sizes[j][0] * 4);
      g_assert_cmpuint (g_bytes_get_size (pixels), >=, stride * sizes[j][1]);
      for (guint y = 0; y < sizes[j][1]; y++)
        for (guint x = 0; x < sizes[j][0]; x++)
          assert_pixel (data + y * stride + x * 4, colours[i].rgb);
    }
}

/* Left half red, right half green, with rubbish behind the end of each line. */
static void
test_strides (void)
{
  const guint width = 32, height = 6;
  const gsize stride = 50;
  const guint8 left[] = { 81, 90, 240 }, right[] = { 145, 54, 34 };
  g_autofree guint8 *pixels = g_malloc (3 * stride * height);
  BwVideoPlanes planes = { { NULL }, { stride, stride, stride }, width, height };
  g_autoptr (BwVideoFrame) frame = NULL;
  g_autoptr (GBytes) bgrx = NULL;
  const guint8 *data;
  gsize line;

  memset (pixels, 200, 3 * stride * height);
  for (guint p = 0; p < 3; p++) {
    guint half = p == 0 ? width / 2 : width / 4;

    planes.data[p] = pixels + p * stride * height;
    for (guint y = 0; y < height; y++) {
      memset (pixels + (p * height + y) * stride, left[p], half);
      memset (pixels + (p * height + y) * stride + half, right[p], half);
    }
  }
  frame = bw_video_frame_new (&planes, NULL, NULL);
  bgrx = bw_video_frame_to_bgrx (frame, &line);
  data = g_bytes_get_data (bgrx, NULL);
  for (guint y = 0; y < height; y++) {
    assert_pixel (data + y * line, 0xff0000);
    assert_pixel (data + y * line + (width / 2 - 2) * 4, 0xff0000);
    assert_pixel (data + y * line + (width / 2 + 1) * 4, 0x00ff00);
    assert_pixel (data + y * line + (width - 1) * 4, 0x00ff00);
  }
}

static void
test_owner (void)
{
  BwVideoFrame *frame = make_frame (4, 4, 7);

  g_assert_cmpuint (bw_video_frame_get_width (frame), ==, 4);
  g_assert_cmpuint (bw_video_frame_get_height (frame), ==, 4);
  g_assert_cmpuint (bw_video_frame_get_planes (frame)->data[0][0], ==, 7);
  g_assert_true (bw_video_frame_ref (frame) == frame);
  bw_video_frame_unref (frame);
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 1);
  bw_video_frame_unref (frame);
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 0);
}

/* Sinks */

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint waker = g_timeout_add (100, wake_cb, NULL);
  gint64 end = g_get_monotonic_time () + DEADLINE_US;

  while (!condition (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_counted (gpointer count)
{
  return *(guint *) count > 0;
}

static gboolean
is_dead (gpointer sink)
{
  return !bw_video_sink_get_live (sink);
}

static void
assert_counts (BwVideoSink *sink, guint64 pushed, guint64 dropped)
{
  guint64 counted[2];

  bw_video_sink_get_counts (sink, &counted[0], &counted[1]);
  g_assert_cmpuint (counted[0], ==, pushed);
  g_assert_cmpuint (counted[1], ==, dropped);
}

/* However many come between two turns of the main loop, it is told once, and gets the newest. */
static void
test_newest (void)
{
  BwVideoSink *sink = bw_video_sink_new ();
  g_autoptr (BwVideoFrame) frame = NULL;
  guint told = 0, resized = 0, enlivened = 0;

  g_signal_connect_swapped (sink, "frame", G_CALLBACK (count_cb), &told);
  g_signal_connect_swapped (sink, "notify::width", G_CALLBACK (count_cb), &resized);
  g_signal_connect_swapped (sink, "notify::live", G_CALLBACK (count_cb), &enlivened);
  g_assert_null (bw_video_sink_dup_frame (sink));
  for (guint8 i = 1; i <= 10; i++)
    bw_video_sink_push (sink, make_frame (8, 6, i));
  g_assert_cmpuint (told, ==, 0);
  drain ();

  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (resized, ==, 1);
  g_assert_cmpuint (enlivened, ==, 1);
  g_assert_true (bw_video_sink_get_live (sink));
  g_assert_cmpuint (bw_video_sink_get_width (sink), ==, 8);
  g_assert_cmpuint (bw_video_sink_get_height (sink), ==, 6);
  frame = bw_video_sink_dup_frame (sink);
  g_assert_cmpuint (bw_video_frame_get_planes (frame)->data[0][0], ==, 10);
  assert_counts (sink, 10, 9);
  bw_video_sink_push (sink, make_frame (8, 6, 11));
  drain ();
  g_assert_cmpuint (told, ==, 2);
  g_assert_cmpuint (resized, ==, 1);
  assert_counts (sink, 11, 9);
  g_clear_pointer (&frame, bw_video_frame_unref);
  g_assert_finalize_object (sink);
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 0);
}

/* A picture of another size, then none. */
static void
test_clear (void)
{
  BwVideoSink *sink = bw_video_sink_new ();
  guint told = 0;

  g_signal_connect_swapped (sink, "frame", G_CALLBACK (count_cb), &told);
  bw_video_sink_push (sink, make_frame (8, 6, 1));
  drain ();
  bw_video_sink_push (sink, make_frame (16, 6, 2));
  drain ();
  g_assert_cmpuint (bw_video_sink_get_width (sink), ==, 16);
  bw_video_sink_clear (sink);
  g_assert_null (bw_video_sink_dup_frame (sink));
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 0);
  drain ();
  g_assert_cmpuint (told, ==, 3);
  g_assert_cmpuint (bw_video_sink_get_width (sink), ==, 0);
  g_assert_cmpuint (bw_video_sink_get_height (sink), ==, 0);
  g_assert_false (bw_video_sink_get_live (sink));
  bw_video_sink_push (sink, make_frame (16, 6, 3));
  drain ();
  g_assert_true (bw_video_sink_get_live (sink));
  g_assert_finalize_object (sink);
}

/* What stops coming is not live for long, and then nothing of the sink's runs any more. */
static void
test_live (void)
{
  BwVideoSink *sink = bw_video_sink_new ();
  guint changes = 0;

  g_signal_connect_swapped (sink, "notify::live", G_CALLBACK (count_cb), &changes);
  g_assert_false (bw_video_sink_get_live (sink));
  bw_video_sink_push (sink, make_frame (2, 2, 1));
  iterate_until (is_counted, &changes);
  g_assert_true (bw_video_sink_get_live (sink));
  iterate_until (is_dead, sink);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (bw_video_sink_get_width (sink), ==, 2);
  g_assert_false (g_main_context_pending (NULL));
  bw_video_sink_push (sink, make_frame (2, 2, 2));
  drain ();
  g_assert_true (bw_video_sink_get_live (sink));
  g_assert_cmpuint (changes, ==, 3);
  g_assert_finalize_object (sink);
}

/* Storms */

typedef struct {
  BwVideoSink *sink; /* a reference of the thread's own, if it lets go of it */
  guint8 number;
} Pusher;

static gpointer
push_thread (gpointer data)
{
  Pusher *self = data;

  for (guint i = 0; i < STORM; i++) {
    bw_video_sink_push (self->sink, make_frame (2 + i % 31, 2 + i % 17, self->number));
    if (i % 97 == 0)
      bw_video_sink_clear (self->sink);
    if (i % 11 == 0) {
      g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (self->sink);

      g_assert_true (frame == NULL || bw_video_frame_get_planes (frame)->data[0][0] <= THREADS);
    }
  }
  bw_video_sink_push (self->sink, make_frame (2, 2, self->number));
  return NULL;
}

static void
look_cb (BwVideoSink *sink, guint *told)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (sink);

  (*told)++;
  if (frame != NULL)
    g_assert_cmpuint (bw_video_frame_get_planes (frame)->data[0][0], <=, THREADS);
}

static gboolean
has_all (gpointer sink)
{
  guint64 pushed;

  bw_video_sink_get_counts (sink, &pushed, NULL);
  return pushed == THREADS * (STORM + 1) && bw_video_sink_get_width (sink) == 2;
}

static void
test_storm (void)
{
  BwVideoSink *sink = bw_video_sink_new ();
  Pusher pushers[THREADS];
  GThread *threads[THREADS];
  guint told = 0;
  guint64 dropped;

  g_signal_connect (sink, "frame", G_CALLBACK (look_cb), &told);
  for (guint8 i = 0; i < THREADS; i++) {
    pushers[i] = (Pusher){ sink, i + 1 };
    threads[i] = g_thread_new ("pusher", push_thread, &pushers[i]);
  }
  iterate_until (has_all, sink);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  drain ();
  bw_video_sink_get_counts (sink, NULL, &dropped);
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (told, <=, THREADS * (STORM + 1 + STORM / 97 + 1));
  g_assert_cmpuint (dropped, <, THREADS * (STORM + 1));
  g_assert_finalize_object (sink);
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 0);
}

static gpointer
push_and_leave_thread (gpointer data)
{
  g_autoptr (BwVideoSink) sink = data;

  for (guint8 i = 1; i <= 3; i++)
    bw_video_sink_push (sink, make_frame (2, 2, i));
  return NULL;
}

static void
gone_cb (gpointer data, GObject *was)
{
  g_atomic_int_inc ((int *) data);
}

static gboolean
are_all_gone (gpointer gone)
{
  return g_atomic_int_get ((int *) gone) == STORM / 4;
}

/* Sinks that the main thread lets go of while another pushes: the last one out, be it which thread
 * it may, closes the door, also on the timer that was running. */
static void
test_letting_go (void)
{
  int gone = 0;

  for (guint i = 0; i < STORM / 4; i++) {
    BwVideoSink *sink = bw_video_sink_new ();
    GThread *thread;

    g_object_weak_ref (G_OBJECT (sink), gone_cb, &gone);
    if (i % 2 == 0) {
      bw_video_sink_push (sink, make_frame (2, 2, 0));
      drain ();
    }
    thread = g_thread_new ("pusher", push_and_leave_thread, g_object_ref (sink));
    if (i % 3 == 0)
      g_main_context_iteration (NULL, FALSE);
    g_object_unref (sink);
    if (i % 5 == 0)
      drain ();
    g_thread_join (thread);
  }
  iterate_until (are_all_gone, &gone);
  g_assert_cmpint (g_atomic_int_get (&owners), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/video/frame/colours", test_colours);
  g_test_add_func ("/video/frame/strides", test_strides);
  g_test_add_func ("/video/frame/owner", test_owner);
  g_test_add_func ("/video/sink/newest", test_newest);
  g_test_add_func ("/video/sink/clear", test_clear);
  g_test_add_func ("/video/sink/live", test_live);
  g_test_add_func ("/video/sink/storm", test_storm);
  g_test_add_func ("/video/sink/letting-go", test_letting_go);

  return g_test_run ();
}
