/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * video-view-bench SECONDS: what showing a picture costs, in microseconds of the whole process's
 * processor time: by a BwVideoView with each of its renderers, and with the cheapest that GTK can
 * do, a GdkMemoryTexture of pixels that stay the same, made anew for each picture. By turns, 30
 * pictures a second, in a window of their size. Then how much memory 10 000 pictures leave behind.
 *
 * Prints NAME=VALUE lines: UPLOAD_640x480, MEMORY_640x480, GL_640x480 and so on in microseconds a
 * picture, with _DROPPED beside them (pictures); IDLE in microseconds a second; GROWTH_MEMORY and
 * GROWTH_GL in KiB.
 */

#include "bench-memory.h"
#include "bw-video-view.h"

#include <stdlib.h>
#include <time.h>

#define RATE 30
#define ROUNDS 3
#define GROWTH_PICTURES 10000
#define WARM_UP_PICTURES 500

/* The reference */

#define TYPE_UPLOAD (upload_get_type ())
G_DECLARE_FINAL_TYPE (Upload, upload, BENCH, UPLOAD, GtkWidget)

struct _Upload {
  GtkWidget parent_instance;

  BwVideoSink *sink;
  GBytes *pixels;
};

G_DEFINE_FINAL_TYPE (Upload, upload, GTK_TYPE_WIDGET)

static void
upload_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Upload *self = BENCH_UPLOAD (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (self->sink);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (
      width, height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, self->pixels, (gsize) width * 4);

  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
upload_dispose (GObject *object)
{
  Upload *self = BENCH_UPLOAD (object);

  g_clear_object (&self->sink);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  G_OBJECT_CLASS (upload_parent_class)->dispose (object);
}

static void
upload_class_init (UploadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = upload_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = upload_snapshot;
}

static void
upload_init (Upload *self)
{
}

static GtkWidget *
upload_new (BwVideoSink *sink, int width, int height)
{
  Upload *self = g_object_new (TYPE_UPLOAD, NULL);
  gsize size = (gsize) width * (gsize) height * 4;

  self->sink = g_object_ref (sink);
  self->pixels = g_bytes_new_take (memset (g_malloc (size), 0xff, size), size);
  g_signal_connect_object (sink, "frame", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* Showing */

typedef struct {
  int width;
  int height;
} Size;

static GtkWidget *
make_view (const char *way, BwVideoSink *sink, Size size)
{
  GtkWidget *view;

  if (g_str_equal (way, "UPLOAD"))
    return upload_new (sink, size.width, size.height);
  g_setenv ("BELLWIRE_VIDEO", g_str_equal (way, "GL") ? "gl" : "memory", TRUE);
  view = bw_video_view_new ();
  bw_video_view_set_sink (BW_VIDEO_VIEW (view), sink);
  return view;
}

static GtkWidget *
make_window (GtkWidget *view, Size size)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), size.width, size.height);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
check_renderer (GtkWidget *view, const char *way)
{
  g_autofree char *renderer = NULL;

  if (!BW_IS_VIDEO_VIEW (view))
    return;
  g_object_get (view, "renderer", &renderer, NULL);
  if (renderer == NULL || g_ascii_strcasecmp (renderer, way) != 0)
    g_error ("%s is drawn by %s", way, renderer);
}

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate_for (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  guint waker = g_timeout_add (100, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (waker);
}

typedef struct {
  BwVideoSink *sink;
  Size size;
  guint pictures;
  int done; /* atomic */
} Camera;

/* As a ticker does it: by the clock, whatever the others do; of two colours by turns. */
static gpointer
camera_thread (gpointer data)
{
  Camera *self = data;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BwVideoFrame) light =
      bw_video_frame_new_plain ((guint) self->size.width, (guint) self->size.height, 180, 90, 150);
  g_autoptr (BwVideoFrame) dark =
      bw_video_frame_new_plain ((guint) self->size.width, (guint) self->size.height, 60, 150, 90);

  for (guint i = 0; i < self->pictures; i++) {
    gint64 wait = start + (gint64) i * G_USEC_PER_SEC / RATE - g_get_monotonic_time ();

    if (wait > 0)
      g_usleep ((gulong) wait);
    bw_video_sink_push (self->sink, bw_video_frame_ref (i % 2 ? light : dark));
  }
  g_atomic_int_set (&self->done, TRUE);
  return NULL;
}

static void
run_camera (Camera *camera, guint pictures)
{
  GThread *thread;

  camera->pictures = pictures;
  g_atomic_int_set (&camera->done, FALSE);
  thread = g_thread_new ("camera", camera_thread, camera);
  while (!g_atomic_int_get (&camera->done))
    iterate_for (G_USEC_PER_SEC / RATE);
  g_thread_join (thread);
}

typedef struct {
  gint64 cpu; /* microseconds a picture */
  guint64 dropped;
} Cost;

static Cost
measure (const char *way, Size size, guint seconds)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  Camera camera = { sink, size, 0, 0 };
  GtkWidget *view = make_view (way, sink, size);
  GtkWidget *window = make_window (view, size);
  guint64 dropped;
  gint64 start;
  Cost cost;

  run_camera (&camera, RATE);
  check_renderer (view, way);
  bw_video_sink_get_counts (sink, NULL, &dropped);
  start = get_cpu ();
  run_camera (&camera, RATE * seconds);
  cost.cpu = (get_cpu () - start) / (RATE * (gint64) seconds);
  bw_video_sink_get_counts (sink, NULL, &cost.dropped);
  cost.dropped -= dropped;
  gtk_window_destroy (GTK_WINDOW (window));
  iterate_for (G_USEC_PER_SEC / RATE);
  return cost;
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Cost *) a)->cpu, two = ((const Cost *) b)->cpu;

  return (one > two) - (one < two);
}

/* The median of some rounds, the ways by turns in each. */
static void
compare (Size size, guint seconds)
{
  const char *ways[] = { "UPLOAD", "MEMORY", "GL" };
  Cost costs[G_N_ELEMENTS (ways)][ROUNDS];

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      costs[i][round] = measure (ways[i], size, seconds);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    guint64 dropped = 0;

    for (guint round = 0; round < ROUNDS; round++)
      dropped += costs[i][round].dropped;
    qsort (costs[i], ROUNDS, sizeof (Cost), compare_costs);
    g_print ("%s_%dx%d=%" G_GINT64_FORMAT "\n", ways[i], size.width, size.height,
             costs[i][ROUNDS / 2].cpu);
    g_print ("%s_%dx%d_DROPPED=%" G_GUINT64_FORMAT "\n", ways[i], size.width, size.height, dropped);
  }
}

/* Pictures come, and the view is there, but it is not mapped. */
static void
measure_idle (Size size, guint seconds)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  Camera camera = { sink, size, 0, 0 };
  GtkWidget *view = make_view ("MEMORY", sink, size);
  GtkWidget *window = make_window (view, size);
  gint64 start;

  gtk_widget_set_visible (view, FALSE);
  run_camera (&camera, RATE);
  start = get_cpu ();
  run_camera (&camera, RATE * seconds);
  g_print ("IDLE=%" G_GINT64_FORMAT "\n", (get_cpu () - start) / seconds);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* As fast as they are drawn, each one in memory of its own. */
static void
show_pictures (BwVideoSink *sink, GtkWidget *view, guint pictures)
{
  for (guint i = 0; i < pictures; i++) {
    bw_video_sink_push (sink, bw_video_frame_new_plain (320, 240, (guint8) i, 90, 150));
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
measure_growth (const char *way)
{
  Size size = { 320, 240 };
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  GtkWidget *view = make_view (way, sink, size);
  GtkWidget *window = make_window (view, size);
  gint64 before;

  show_pictures (sink, view, WARM_UP_PICTURES);
  before = (gint64) bench_get_pss ();
  show_pictures (sink, view, GROWTH_PICTURES);
  g_print ("GROWTH_%s=%" G_GINT64_FORMAT "\n", way, (gint64) bench_get_pss () - before);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  guint seconds = argc > 1 ? (guint) MAX (1, atoi (argv[1])) : 5;

  gtk_init ();
  compare ((Size){ 640, 480 }, seconds);
  compare ((Size){ 1280, 720 }, seconds);
  measure_idle ((Size){ 1280, 720 }, seconds);
  measure_growth ("MEMORY");
  measure_growth ("GL");

  return 0;
}
