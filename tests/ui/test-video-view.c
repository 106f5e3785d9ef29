/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwVideoView and bw_snapshot_save_async(): the colours that are seen, by both renderers, in any
 * size, mirrored and cut; and that a view which is not seen does nothing. */

#include "bw-snapshot.h"
#include "bw-test-widgets.h"
#include "bw-video-view.h"

#include <glib/gstdio.h>

#define DEADLINE_US (30 * G_USEC_PER_SEC)
#define TOLERANCE 8

/* Colour bars of BT.601, limited range, and what a screen shows of them: some at the ends of the
 * range, and two far from them, where a wrong matrix shows. */
static const struct {
  guint8 yuv[3];
  guint32 rgb;
} bars[] = {
  { { 235, 128, 128 }, 0xffffff }, { { 210, 16, 146 }, 0xffff00 }, { { 170, 166, 16 }, 0x00ffff },
  { { 145, 54, 34 }, 0x00ff00 },   { { 80, 128, 200 }, 0xbd104b }, { { 81, 90, 240 }, 0xff0000 },
  { { 80, 200, 128 }, 0x4b2edc },  { { 16, 128, 128 }, 0x000000 },
};

#define BARS G_N_ELEMENTS (bars)
#define BACKGROUND 0x336699

static void
fill_plane (guint8 *plane, gsize stride, guint width, guint height, guint which)
{
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      plane[y * stride + x] = bars[x * BARS / width].yuv[which];
}

/* Bars from the left to the right, with rubbish behind the end of each line. */
static BwVideoFrame *
make_bars (guint width, guint height, gsize slack)
{
  guint half_width = (width + 1) / 2, half_height = (height + 1) / 2;
  gsize stride = width + slack, half_stride = half_width + slack;
  guint8 *pixels = g_malloc (stride * height + 2 * half_stride * half_height);
  BwVideoPlanes planes = {
    { pixels, pixels + stride * height, pixels + stride * height + half_stride * half_height },
    { stride, half_stride, half_stride },
    width,
    height,
  };

  memset (pixels, 77, stride * height + 2 * half_stride * half_height);
  fill_plane (pixels, stride, width, height, 0);
  fill_plane ((guint8 *) planes.data[1], half_stride, half_width, half_height, 1);
  fill_plane ((guint8 *) planes.data[2], half_stride, half_width, half_height, 2);
  return bw_video_frame_new (&planes, pixels, g_free);
}

/* Waiting: for what was pushed to be told, and then for two frames, the first of which may have
 * been on its way. */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint waker = g_timeout_add (20, wake_cb, NULL);
  gint64 end = g_get_monotonic_time () + DEADLINE_US;

  while (!condition (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (waker);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_counted (gpointer count)
{
  return *(guint *) count > 0;
}

static void
wait_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < 2; i++) {
    guint painted = 0;
    gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &painted);

    gtk_widget_queue_draw (window);
    iterate_until (is_counted, &painted);
    g_signal_handler_disconnect (clock, id);
  }
}

/* What a window shows of a view */

typedef struct {
  GtkWindow *window;
  BwVideoView *view;
  BwVideoSink *sink;
  const char *renderer;
} Fixture;

static void
set_up (Fixture *self, gconstpointer renderer)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkWidget *view;

  g_setenv ("BELLWIRE_VIDEO", renderer, TRUE);
  gtk_css_provider_load_from_data (provider, "window.test { background: #336699; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider), 900);
  view = bw_video_view_new ();
  self->renderer = renderer;
  self->view = BW_VIDEO_VIEW (view);
  self->sink = bw_video_sink_new ();
  self->window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  gtk_widget_add_css_class (GTK_WIDGET (self->window), "test");
  gtk_window_set_decorated (self->window, FALSE);
  gtk_window_set_child (self->window, view);
  bw_video_view_set_sink (self->view, self->sink);
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static void
settle (Fixture *self)
{
  wait_frames (GTK_WIDGET (self->window));
}

static void
present (Fixture *self, int width, int height)
{
  g_autofree char *renderer = NULL;

  gtk_window_set_default_size (self->window, width, height);
  gtk_window_present (self->window);
  iterate_until (is_laid_out, self->view);
  settle (self);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->view)), ==, width);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (self->view)), ==, height);
  g_object_get (self->view, "renderer", &renderer, NULL);
  g_assert_cmpstr (renderer, ==, self->renderer);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  GtkWidget *view = g_object_ref (GTK_WIDGET (self->view));

  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->window);
  g_assert_finalize_object (view);
  test_settle ();
  g_assert_finalize_object (self->sink);
}

static void
push (Fixture *self, BwVideoFrame *frame)
{
  bw_video_sink_push (self->sink, frame);
  settle (self);
}

typedef struct {
  guchar *data;
  int width;
  int height;
} Shot;

static void
shot_clear (Shot *self)
{
  g_clear_pointer (&self->data, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shot, shot_clear)

/* The whole window, drawn by the renderer that it has. */
static Shot
take_shot (Fixture *self)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  Shot shot = { NULL, gtk_widget_get_width (window), gtk_widget_get_height (window) };
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, shot.width, shot.height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (window)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) shot.width, (float) shot.height));
  shot.data = g_malloc ((gsize) shot.width * 4 * (gsize) shot.height);
  gdk_texture_download (texture, shot.data, (gsize) shot.width * 4);
  return shot;
}

static gboolean
is_near (guint32 pixel, guint32 rgb)
{
  gboolean near = TRUE;

  for (int i = 0; i < 24; i += 8)
    near = near && ABS ((int) (pixel >> i & 0xff) - (int) (rgb >> i & 0xff)) <= TOLERANCE;
  return near;
}

static guint32
get_pixel (const Shot *shot, int x, int y)
{
  return ((const guint32 *) (gconstpointer) shot->data)[y * shot->width + x] & 0xffffff;
}

static void
assert_pixel (const Shot *shot, double x, double y, guint32 rgb)
{
  guint32 pixel = get_pixel (shot, (int) x, (int) y);

  if (!is_near (pixel, rgb))
    g_error ("%g,%g of %d,%d is %06x, not %06x", x, y, shot->width, shot->height, pixel, rgb);
}

/* The middle of each bar, on a line near the top, the middle and the end. */
static void
assert_bars (const Shot *shot, const GdkRectangle *place, gboolean mirrored)
{
  for (guint i = 0; i < BARS; i++)
    for (int line = 1; line < 10; line += 4)
      assert_pixel (shot, place->x + (i + 0.5) * place->width / BARS,
                    place->y + line * place->height / 10.0, bars[mirrored ? BARS - 1 - i : i].rgb);
}

/* Tests */

/* Wider than the picture: it is in the middle, whole, with the window seen at both sides. */
static void
test_contain (Fixture *self, gconstpointer data)
{
  g_auto (Shot) shot = { 0 };

  present (self, 400, 240);
  push (self, make_bars (640, 480, 64));
  shot = take_shot (self);
  assert_bars (&shot, &(GdkRectangle){ 40, 0, 320, 240 }, FALSE);
  assert_pixel (&shot, 38, 120, BACKGROUND);
  assert_pixel (&shot, 362, 120, BACKGROUND);
  assert_pixel (&shot, 41, 120, bars[0].rgb);
  assert_pixel (&shot, 358, 120, bars[BARS - 1].rgb);
}

static void
test_mirrored (Fixture *self, gconstpointer data)
{
  g_auto (Shot) shot = { 0 };
  g_auto (Shot) again = { 0 };

  present (self, 400, 240);
  bw_video_view_set_mirrored (self->view, TRUE);
  push (self, make_bars (640, 480, 0));
  shot = take_shot (self);
  assert_bars (&shot, &(GdkRectangle){ 40, 0, 320, 240 }, TRUE);
  assert_pixel (&shot, 38, 120, BACKGROUND);
  bw_video_view_set_mirrored (self->view, FALSE);
  settle (self);
  again = take_shot (self);
  assert_bars (&again, &(GdkRectangle){ 40, 0, 320, 240 }, FALSE);
}

/* Nothing of the window is seen; the bars at the sides are cut off, or the lines above and below.
 */
static void
test_cover (Fixture *self, gconstpointer data)
{
  g_auto (Shot) shot = { 0 };
  g_auto (Shot) tall = { 0 };

  bw_video_view_set_cover (self->view, TRUE);
  bw_video_view_set_mirrored (self->view, TRUE);
  present (self, 240, 240);
  push (self, make_bars (640, 480, 0));
  shot = take_shot (self);
  assert_pixel (&shot, 20, 120, bars[BARS - 2].rgb);
  assert_pixel (&shot, 120 - 8, 2, bars[4].rgb);
  assert_pixel (&shot, 120 + 8, 237, bars[3].rgb);
  assert_pixel (&shot, 220, 120, bars[1].rgb);
  push (self, make_bars (320, 720, 0));
  tall = take_shot (self);
  assert_bars (&tall, &(GdkRectangle){ 0, 0, 240, 240 }, TRUE);
}

/* In mid-call: other sizes and shapes, one after the other. */
static void
test_sizes (Fixture *self, gconstpointer data)
{
  const struct {
    guint width, height, slack;
    GdkRectangle place;
  } cases[] = {
    { 640, 480, 0, { 0, 0, 320, 240 } },    { 1280, 720, 0, { 0, 30, 320, 180 } },
    { 480, 640, 32, { 70, 0, 180, 240 } },  { 572, 468, 1, { 13, 0, 293, 240 } },
    { 161, 121, 3, { 0, 0, 319, 240 } },    { 320, 240, 0, { 0, 0, 320, 240 } },
    { 1920, 1080, 0, { 0, 30, 320, 180 } }, { 160, 2, 0, { 0, 118, 320, 4 } },
  };

  present (self, 320, 240);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Shot) shot = { 0 };

    push (self, make_bars (cases[i].width, cases[i].height, cases[i].slack));
    shot = take_shot (self);
    assert_bars (&shot, &cases[i].place, FALSE);
    if (cases[i].place.y > 2)
      assert_pixel (&shot, 160, cases[i].place.y - 2, BACKGROUND);
    if (cases[i].place.x > 2)
      assert_pixel (&shot, cases[i].place.x - 2, 120, BACKGROUND);
  }
}

/* Of one colour, to the last pixel: what lies behind the end of a line, or of a plane of half an
 * odd length, is never seen. */
static void
test_odd (Fixture *self, gconstpointer data)
{
  const guint sizes[][2] = { { 17, 13 }, { 1, 1 }, { 1, 2 }, { 2, 1 }, { 3, 3 }, { 33, 25 } };

  bw_video_view_set_cover (self->view, TRUE);
  present (self, 136, 104);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < BARS; j++) {
      g_auto (Shot) shot = { 0 };

      push (self, bw_video_frame_new_plain (sizes[i][0], sizes[i][1], bars[j].yuv[0],
                                            bars[j].yuv[1], bars[j].yuv[2]));
      shot = take_shot (self);
      for (int y = 0; y < shot.height; y++)
        for (int x = 0; x < shot.width; x++)
          assert_pixel (&shot, x, y, bars[j].rgb);
    }
}

/* What was shown before is gone when the sink is cleared, another one is set, or none. */
static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (BwVideoSink) other = bw_video_sink_new ();
  BwVideoSink *sinks[] = { self->sink, other, NULL };

  bw_video_sink_push (other, make_bars (320, 240, 0));
  present (self, 320, 240);
  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++) {
    g_auto (Shot) shot = { 0 };
    g_auto (Shot) empty = { 0 };

    bw_video_view_set_sink (self->view, sinks[0]);
    push (self, make_bars (320, 240, 0));
    shot = take_shot (self);
    assert_bars (&shot, &(GdkRectangle){ 0, 0, 320, 240 }, FALSE);
    bw_video_sink_clear (sinks[i] ? sinks[i] : self->sink);
    bw_video_view_set_sink (self->view, sinks[i]);
    settle (self);
    empty = take_shot (self);
    for (int x = 2; x < 320; x += 35)
      assert_pixel (&empty, x, 120, BACKGROUND);
  }
}

static guint64
count_dropped (BwVideoSink *sink)
{
  guint64 dropped;

  bw_video_sink_get_counts (sink, NULL, &dropped);
  return dropped;
}

static gboolean
is_listened_to (BwVideoSink *sink)
{
  return g_signal_has_handler_pending (sink, g_signal_lookup ("frame", BW_TYPE_VIDEO_SINK), 0,
                                       FALSE);
}

/* A view that is not seen takes no pictures and does not listen; seen again it shows the newest. */
static void
test_unmapped (Fixture *self, gconstpointer data)
{
  g_auto (Shot) shot = { 0 };

  g_assert_false (is_listened_to (self->sink));
  present (self, 320, 240);
  g_assert_true (is_listened_to (self->sink));
  push (self, bw_video_frame_new_plain (8, 6, 16, 128, 128));
  gtk_widget_set_visible (GTK_WIDGET (self->view), FALSE);
  settle (self);
  g_assert_false (is_listened_to (self->sink));
  push (self, bw_video_frame_new_plain (8, 6, 235, 128, 128));
  push (self, make_bars (320, 240, 0));
  push (self, make_bars (320, 240, 0));
  g_assert_cmpuint (count_dropped (self->sink), ==, 2);
  gtk_widget_set_visible (GTK_WIDGET (self->view), TRUE);
  settle (self);
  shot = take_shot (self);
  assert_bars (&shot, &(GdkRectangle){ 0, 0, 320, 240 }, FALSE);
}

/* Into another window and back: the renderer goes and comes with it. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (GtkWidget) view = g_object_ref (GTK_WIDGET (self->view));
  GtkWidget *other = gtk_window_new ();
  g_autofree char *renderer = NULL;
  g_auto (Shot) shot = { 0 };

  present (self, 320, 240);
  push (self, make_bars (320, 240, 0));
  gtk_window_set_child (self->window, NULL);
  g_object_get (view, "renderer", &renderer, NULL);
  g_assert_null (renderer);
  gtk_window_set_child (GTK_WINDOW (other), view);
  gtk_window_present (GTK_WINDOW (other));
  push (self, make_bars (160, 120, 0));
  gtk_window_set_child (GTK_WINDOW (other), NULL);
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_set_child (self->window, view);
  present (self, 320, 240);
  shot = take_shot (self);
  assert_bars (&shot, &(GdkRectangle){ 0, 0, 320, 240 }, FALSE);
}

/* In a corner of given width it is as high as its picture. */
static void
test_shape (Fixture *self, gconstpointer data)
{
  int natural;

  gtk_widget_set_size_request (GTK_WIDGET (self->view), 160, -1);
  gtk_widget_set_halign (GTK_WIDGET (self->view), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->view), GTK_ALIGN_END);
  gtk_window_set_default_size (self->window, 400, 400);
  gtk_window_present (self->window);
  iterate_until (is_laid_out, self->window);
  push (self, make_bars (1280, 720, 0));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->view)), ==, 160);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (self->view)), ==, 90);
  push (self, make_bars (240, 320, 0));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (self->view)), ==, 213);
  bw_video_sink_clear (self->sink);
  settle (self);
  gtk_widget_measure (GTK_WIDGET (self->view), GTK_ORIENTATION_VERTICAL, 300, NULL, &natural, NULL,
                      NULL);
  g_assert_cmpint (natural, ==, 400);
}

static void
test_rounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_auto (Shot) shot = { 0 };

  gtk_css_provider_load_from_data (provider, "videoview { border-radius: 40px; }", -1);
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self->view)),
                                  GTK_STYLE_PROVIDER (provider), 900);
  bw_video_view_set_mirrored (self->view, TRUE);
  present (self, 320, 240);
  push (self, make_bars (320, 240, 0));
  shot = take_shot (self);
  assert_bars (&shot, &(GdkRectangle){ 0, 24, 320, 192 }, TRUE);
  assert_pixel (&shot, 3, 3, BACKGROUND);
  assert_pixel (&shot, 316, 3, BACKGROUND);
  assert_pixel (&shot, 3, 236, BACKGROUND);
  assert_pixel (&shot, 316, 236, BACKGROUND);
  assert_pixel (&shot, 20, 20, bars[BARS - 1].rgb);
}

static void
test_properties (Fixture *self, gconstpointer data)
{
  const char *flags[] = { "mirrored", "cover" };
  g_autofree char *description = NULL;
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
    g_autofree char *signal = g_strconcat ("notify::", flags[i], NULL);

    g_signal_connect_swapped (self->view, signal, G_CALLBACK (count_cb), &count);
    g_object_set (self->view, flags[i], FALSE, NULL);
    g_assert_cmpuint (count, ==, 2 * i);
    g_object_set (self->view, flags[i], TRUE, NULL);
    g_object_set (self->view, flags[i], TRUE, NULL);
    g_assert_cmpuint (count, ==, 2 * i + 1);
    g_object_set (self->view, flags[i], FALSE, NULL);
  }
  g_object_set (self->view, "description", "Bob <b>Martin</b>", NULL);
  g_object_get (self->view, "description", &description, NULL);
  g_assert_cmpstr (description, ==, "Bob <b>Martin</b>");
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (self->view)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
}

static void
test_dispose (Fixture *self, gconstpointer data)
{
  GtkWidget *view = g_object_ref_sink (bw_video_view_new ());

  present (self, 100, 100);
  bw_video_view_set_sink (BW_VIDEO_VIEW (view), self->sink);
  g_object_run_dispose (G_OBJECT (view));
  g_object_run_dispose (G_OBJECT (view));
  g_assert_finalize_object (view);
}

/* Nobody wished for anything, or GL was wished for where there is none. */
static void
test_choice (gconstpointer wish)
{
  Fixture fixture;
  g_auto (Shot) shot = { 0 };

  set_up (&fixture, wish);
  if (g_strcmp0 (wish, "") == 0)
    g_unsetenv ("BELLWIRE_VIDEO");
  fixture.renderer = "memory";
  present (&fixture, 320, 240);
  push (&fixture, make_bars (320, 240, 0));
  shot = take_shot (&fixture);
  assert_bars (&shot, &(GdkRectangle){ 0, 0, 320, 240 }, FALSE);
  tear_down (&fixture, NULL);
}

/* Snapshots */

typedef struct {
  char *folder;
  GFile *files[3];
  guint saved;
  GError *error;
} Album;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Album *self = user_data;

  self->files[self->saved] = bw_snapshot_save_finish (result, &self->error);
  self->saved++;
}

static void
wait_saved (Album *self, guint count)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;

  while (self->saved < count) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    test_settle ();
  }
}

static void
save (Album *self, BwVideoFrame *frame, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, folder, NULL);
  g_autoptr (GFile) where = g_file_new_for_path (path);

  bw_snapshot_save_async (frame, where, name, NULL, saved_cb, self);
}

static void
album_set_up (Album *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bw-snapshot-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static void
album_tear_down (Album *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->files); i++)
    g_clear_object (&self->files[i]);
  remove_tree (self->folder);
  g_free (self->folder);
}

/* In a folder that is made for it, with the colours that were seen, pixel by pixel. */
static void
test_snapshot_colours (Album *self, gconstpointer data)
{
  g_autoptr (BwVideoFrame) frame = make_bars (161, 90, 5);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name = NULL;
  g_auto (Shot) shot = { 0 };

  save (self, frame, "deep/er", "Bob 2026-11-21 15-04-05");
  wait_saved (self, 1);
  g_assert_no_error (self->error);
  name = g_file_get_basename (self->files[0]);
  g_assert_cmpstr (name, ==, "Bob 2026-11-21 15-04-05.png");
  texture = gdk_texture_new_from_file (self->files[0], &self->error);
  g_assert_no_error (self->error);
  shot = (Shot){ g_malloc (161 * 90 * 4), 161, 90 };
  g_assert_cmpint (gdk_texture_get_width (texture), ==, shot.width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, shot.height);
  gdk_texture_download (texture, shot.data, 161 * 4);
  assert_bars (&shot, &(GdkRectangle){ 0, 0, 161, 90 }, FALSE);
  g_assert_cmpuint (shot.data[3], ==, 255);
}

static char *
read_file (GFile *file, gsize *size)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_load_contents (file, NULL, &contents, size, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* Whatever has the name already stays as it is, even a link that leads nowhere. */
static void
test_snapshot_names (Album *self, gconstpointer data)
{
  g_autoptr (BwVideoFrame) frame = make_bars (16, 12, 0);
  const char *names[] = { "Bob.png", "Bob (3).png", "Bob (4).png" };
  g_autofree char *link = g_build_filename (self->folder, "Bob (2).png", NULL);
  g_autofree char *target = g_build_filename (self->folder, "nowhere", NULL);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  gsize first_size, again_size;

  g_assert_cmpint (symlink (target, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = NULL;

    save (self, frame, ".", "Bob");
    wait_saved (self, i + 1);
    g_assert_no_error (self->error);
    name = g_file_get_basename (self->files[i]);
    g_assert_cmpstr (name, ==, names[i]);
    if (i == 0)
      first = read_file (self->files[0], &first_size);
  }
  again = read_file (self->files[0], &again_size);
  g_assert_cmpmem (first, first_size, again, again_size);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* Names that a peer may give itself stay within the folder. */
static void
test_snapshot_peers (Album *self, gconstpointer data)
{
  g_autoptr (BwVideoFrame) frame = make_bars (16, 12, 0);
  const char *names[] = { "../../etc/passwd", "\xff\x01..", "" };
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = NULL;
    g_autoptr (GFile) parent = NULL;

    save (self, frame, "", names[i]);
    wait_saved (self, i + 1);
    g_assert_no_error (self->error);
    parent = g_file_get_parent (self->files[i]);
    g_assert_true (g_file_equal (parent, folder));
    name = g_file_get_basename (self->files[i]);
    g_assert_true (g_str_has_suffix (name, ".png") && name[0] != '.');
    g_assert_true (g_utf8_validate (name, -1, NULL));
  }
}

static void
test_snapshot_refused (Album *self, gconstpointer data)
{
  g_autoptr (BwVideoFrame) frame = make_bars (16, 12, 0);
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  save (self, frame, "file", "Bob");
  wait_saved (self, 1);
  g_assert_null (self->files[0]);
  g_assert_nonnull (self->error);
  g_clear_error (&self->error);
}

static const struct {
  const char *name;
  void (*test) (Fixture *self, gconstpointer data);
} views[] = {
  { "contain", test_contain },
  { "mirrored", test_mirrored },
  { "cover", test_cover },
  { "sizes", test_sizes },
  { "odd", test_odd },
  { "nothing", test_nothing },
  { "unmapped", test_unmapped },
  { "moved", test_moved },
  { "shape", test_shape },
  { "rounded", test_rounded },
  { "properties", test_properties },
  { "dispose", test_dispose },
};

static void
add_views (const char *renderer)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++) {
    g_autofree char *path = g_strconcat ("/video/view/", renderer, "/", views[i].name, NULL);

    g_test_add (path, Fixture, renderer, set_up, views[i].test, tear_down);
  }
}

static void
add_snapshot (const char *path, void (*test) (Album *self, gconstpointer data))
{
  g_test_add (path, Album, NULL, album_set_up, test, album_tear_down);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  g_test_add_data_func ("/video/view/choice", "", test_choice);
  if (g_strcmp0 (g_getenv ("GDK_DEBUG"), "gl-disable") == 0) {
    g_test_add_data_func ("/video/view/without-gl", "gl", test_choice);
    return g_test_run ();
  }
  add_views ("memory");
  add_views ("gl");
  add_snapshot ("/video/snapshot/colours", test_snapshot_colours);
  add_snapshot ("/video/snapshot/names", test_snapshot_names);
  add_snapshot ("/video/snapshot/peers", test_snapshot_peers);
  add_snapshot ("/video/snapshot/refused", test_snapshot_refused);

  return g_test_run ();
}
