/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwVideoDisplay in a graph of the engine's own: what its ticker brings arrives in the sink, and
 * the sink may be set, taken away and let go of while pictures come. */

#include "bw-video-filters.h"
#include "private/bw-video-display.h"

#include <bctoolbox/logging.h>
#include <mediastreamer2/msinterfaces.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>

#define DEADLINE_US (30 * G_USEC_PER_SEC)
#define CHANGES 300

/* A source of ours: a picture at each tick, each of another size than the one before. */

static const MSVideoSize sizes[] = { { 64, 48 }, { 572, 468 }, { 17, 13 }, { 2, 2 }, { 640, 480 } };

typedef struct {
  MSYuvBufAllocator *allocator;
  guint8 tag; /* what its pictures are told from others by */
  int made;   /* atomic */
} Source;

static void
source_init (MSFilter *filter)
{
  Source *self = g_new0 (Source, 1);

  self->allocator = ms_yuv_buf_allocator_new ();
  filter->data = self;
}

static void
source_uninit (MSFilter *filter)
{
  Source *self = filter->data;

  ms_yuv_buf_allocator_free (self->allocator);
  g_free (self);
}

static guint8
get_light (guint8 tag, guint which)
{
  return (guint8) (tag + 10 * which);
}

static void
source_process (MSFilter *filter)
{
  Source *self = filter->data;
  guint which = (guint) g_atomic_int_get (&self->made) % G_N_ELEMENTS (sizes);
  MSPicture picture;
  mblk_t *message =
      ms_yuv_buf_allocator_get (self->allocator, &picture, sizes[which].width, sizes[which].height);

  memset (message->b_rptr, get_light (self->tag, which),
          (gsize) (message->b_wptr - message->b_rptr));
  ms_queue_put (filter->outputs[0], message);
  g_atomic_int_inc (&self->made);
}

static MSFilterDesc source_description = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = "TestPictures",
  .text = "Pictures of changing sizes",
  .category = MS_FILTER_OTHER,
  .noutputs = 1,
  .init = source_init,
  .process = source_process,
  .uninit = source_uninit,
};

/* A graph: a source or two, and a display */

typedef struct {
  MSFactory *factory;
  MSTicker *ticker;
} Fixture;

typedef struct {
  MSFilter *sources[2];
  MSFilter *display;
} Graph;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->factory = ms_factory_new ();
  ms_factory_register_filter (self->factory, &source_description);
  bw_video_display_register (self->factory);
  self->ticker = ms_ticker_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ms_ticker_destroy (self->ticker);
  ms_factory_destroy (self->factory);
}

static void
graph_start (Graph *self, Fixture *fixture, const guint8 *tags, int inputs)
{
  self->display = ms_factory_create_filter_from_name (fixture->factory, BW_VIDEO_DISPLAY);
  g_assert_nonnull (self->display);
  for (int i = 0; i < inputs; i++) {
    self->sources[i] = ms_factory_create_filter_from_name (fixture->factory, "TestPictures");
    ((Source *) self->sources[i]->data)->tag = tags[i];
    ms_filter_link (self->sources[i], 0, self->display, i);
  }
}

static void
graph_attach (Graph *self, Fixture *fixture)
{
  ms_ticker_attach (fixture->ticker, self->sources[0]);
}

/* As the engine does it: first it leaves the ticker, then it is taken apart. */
static void
graph_stop (Graph *self, Fixture *fixture)
{
  ms_ticker_detach (fixture->ticker, self->sources[0]);
  for (int i = 0; i < 2 && self->sources[i] != NULL; i++) {
    g_assert_true (ms_queue_empty (self->display->inputs[i]));
    ms_filter_unlink (self->sources[i], 0, self->display, i);
    ms_filter_destroy (self->sources[i]);
  }
  ms_filter_destroy (self->display);
}

static void
set_window (MSFilter *display, gpointer window)
{
  g_assert_cmpint (ms_filter_call_method (display, MS_VIDEO_DISPLAY_SET_NATIVE_WINDOW_ID, &window),
                   ==, 0);
}

static gpointer
get_window (MSFilter *display)
{
  gpointer window = display;

  g_assert_cmpint (ms_filter_call_method (display, MS_VIDEO_DISPLAY_GET_NATIVE_WINDOW_ID, &window),
                   ==, 0);
  return window;
}

/* Waiting */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint waker = g_timeout_add (10, wake_cb, NULL);
  gint64 end = g_get_monotonic_time () + DEADLINE_US;

  while (!condition (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

typedef struct {
  MSFilter *source;
  int made;
} Turns;

static gboolean
have_passed (gpointer data)
{
  Turns *self = data;

  return g_atomic_int_get (&((Source *) self->source->data)->made) >= self->made;
}

/* Until the source has made @count more. */
static void
wait_turns (MSFilter *source, int count)
{
  Turns turns = { source, g_atomic_int_get (&((Source *) source->data)->made) + count };

  iterate_until (have_passed, &turns);
}

/* Pictures */

static guint
find_size (guint width, guint height)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if ((guint) (sizes[i].width & ~1) == width && (guint) sizes[i].height == height)
      return i;

  g_error ("a picture of %u by %u that nobody sent", width, height);
}

/* Of one colour to its last pixel, which is that of its source and size. */
static guint
assert_picture (BwVideoFrame *frame, guint8 tag)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
  guint which = find_size (planes->width, planes->height);

  for (guint p = 0; p < 3; p++)
    for (guint y = 0; y < (p == 0 ? planes->height : (planes->height + 1) / 2); y++)
      for (guint x = 0; x < (p == 0 ? planes->width : planes->width / 2); x++)
        g_assert_cmpuint (planes->data[p][y * planes->stride[p] + x], ==, get_light (tag, which));
  return which;
}

typedef struct {
  guint8 tag;
  gboolean seen[G_N_ELEMENTS (sizes)];
} Seen;

static void
look_cb (BwVideoSink *sink, Seen *seen)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (sink);

  if (frame != NULL)
    seen->seen[assert_picture (frame, seen->tag)] = TRUE;
}

static gboolean
has_seen_all (gpointer data)
{
  Seen *seen = data;
  gboolean all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    all = all && seen->seen[i];
  return all;
}

/* What is on its way to the main thread holds the sink, and would find the test gone. */
static void
finish (BwVideoSink *sink)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (sink);
}

/* Tests */

/* Each size arrives whole; the sink goes with the filter. */
static void
test_sizes (Fixture *self, gconstpointer data)
{
  BwVideoSink *sink = bw_video_sink_new ();
  Seen seen = { 20 };
  Graph graph = { 0 };

  graph_start (&graph, self, (guint8[]){ 20 }, 1);
  g_assert_null (get_window (graph.display));
  set_window (graph.display, sink);
  g_assert_true (get_window (graph.display) == sink);
  g_signal_connect (sink, "frame", G_CALLBACK (look_cb), &seen);
  graph_attach (&graph, self);
  iterate_until (has_seen_all, &seen);
  graph_stop (&graph, self);
  finish (sink);
}

/* Whatever the engine says instead of a window, pictures go nowhere and nothing piles up. */
static void
test_no_window (Fixture *self, gconstpointer data)
{
  gpointer windows[] = { NULL, (gpointer) (guintptr) -1 };
  Graph graph = { 0 };

  graph_start (&graph, self, (guint8[]){ 20 }, 1);
  graph_attach (&graph, self);
  wait_turns (graph.sources[0], 10);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++) {
    set_window (graph.display, windows[i]);
    g_assert_null (get_window (graph.display));
    wait_turns (graph.sources[0], 10);
  }
  graph_stop (&graph, self);
}

/* What comes by the second input is one's own picture: it is not shown as the other's. */
static void
test_second_input (Fixture *self, gconstpointer data)
{
  BwVideoSink *sink = bw_video_sink_new ();
  Seen seen = { 20 };
  Graph graph = { 0 };

  graph_start (&graph, self, (guint8[]){ 20, 120 }, 2);
  set_window (graph.display, sink);
  g_signal_connect (sink, "frame", G_CALLBACK (look_cb), &seen);
  graph_attach (&graph, self);
  iterate_until (has_seen_all, &seen);
  g_assert_cmpint (g_atomic_int_get (&((Source *) graph.sources[1]->data)->made), >, 0);
  graph_stop (&graph, self);
  finish (sink);
}

static void
test_several (Fixture *self, gconstpointer data)
{
  BwVideoSink *sinks[] = { bw_video_sink_new (), bw_video_sink_new () };
  Seen seen[] = { { 20 }, { 120 } };
  Graph graphs[2] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (graphs); i++) {
    graph_start (&graphs[i], self, &seen[i].tag, 1);
    set_window (graphs[i].display, sinks[i]);
    g_signal_connect (sinks[i], "frame", G_CALLBACK (look_cb), &seen[i]);
    graph_attach (&graphs[i], self);
  }
  iterate_until (has_seen_all, &seen[0]);
  graph_stop (&graphs[0], self);
  iterate_until (has_seen_all, &seen[1]);
  graph_stop (&graphs[1], self);
  finish (sinks[0]);
  finish (sinks[1]);
}

static void
gone_cb (gpointer data, GObject *was)
{
  g_atomic_int_inc ((int *) data);
}

static gboolean
are_all_gone (gpointer gone)
{
  return g_atomic_int_get ((int *) gone) == CHANGES;
}

/* A new sink again and again, let go of at once, with nothing, "none" and the same twice between:
 * the last reference goes where it may, on the ticker too. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  Graph graph = { 0 };
  int gone = 0;

  graph_start (&graph, self, (guint8[]){ 20 }, 1);
  graph_attach (&graph, self);
  for (guint i = 0; i < CHANGES; i++) {
    BwVideoSink *sink = bw_video_sink_new ();

    g_object_weak_ref (G_OBJECT (sink), gone_cb, &gone);
    set_window (graph.display, sink);
    if (i % 3 == 0)
      set_window (graph.display, sink);
    if (i % 10 == 0)
      wait_turns (graph.sources[0], 1);
    if (i % 4 == 0)
      set_window (graph.display, i % 8 == 0 ? NULL : (gpointer) (guintptr) -1);
    g_object_unref (sink);
  }
  graph_stop (&graph, self);
  iterate_until (are_all_gone, &gone);
}

static gboolean
has_frame (gpointer sink)
{
  return bw_video_sink_get_width (sink) > 0;
}

/* A picture that somebody holds is whole after the filter, its ticker and its factory are gone; it
 * is freed by whoever held it. */
static void
test_frame_outlives (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  g_autoptr (BwVideoFrame) frame = NULL;
  Fixture fixture;
  Graph graph = { 0 };

  set_up (&fixture, NULL);
  graph_start (&graph, &fixture, (guint8[]){ 20 }, 1);
  set_window (graph.display, sink);
  graph_attach (&graph, &fixture);
  iterate_until (has_frame, sink);
  frame = bw_video_sink_dup_frame (sink);
  wait_turns (graph.sources[0], 20);
  assert_picture (frame, 20);
  graph_stop (&graph, &fixture);
  tear_down (&fixture, NULL);
  assert_picture (frame, 20);
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* It warns that pictures are still held when their allocator goes: that is what is tested. */
  bctbx_set_log_level ("mediastreamer", BCTBX_LOG_ERROR);
  add ("/video/display/sizes", test_sizes);
  add ("/video/display/no-window", test_no_window);
  add ("/video/display/second-input", test_second_input);
  add ("/video/display/several", test_several);
  add ("/video/display/changes", test_changes);
  g_test_add_func ("/video/display/frame-outlives", test_frame_outlives);

  return g_test_run ();
}
