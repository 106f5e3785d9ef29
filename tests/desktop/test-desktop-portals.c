/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What portals answer, good and bad, and the pictures behind them, which come from a PipeWire that
 * is real: measured where the engine would take them. */

#include "bw-camera-portal.h"
#include "bw-remote-cameras.h"
#include "bw-screen-cast.h"
#include "bw-test-phones.h"
#include "bw-test-pipewire.h"
#include "bw-test-portal.h"
#include "viewer.h"

#include <unistd.h>

static const Colour green = { 145, 54, 34 };

typedef struct {
  TestPipewire *pipewire; /* NULL where nothing is shown */
  TestPortal *portal;
  GDBusConnection *bus;
  BwScreenCast *cast;
  GCancellable *cancellable;
  BwScreenStream stream;
  GError *error;
  gboolean chosen;
  guint answered;
  guint ended;
} Fixture;

static void
set_up_portal (Fixture *self, gconstpointer data)
{
  self->portal = test_portal_new ();
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (self->bus);
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  self->cast = bw_screen_cast_new (self->bus);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (self->cast, "ended", G_CALLBACK (test_count_cb), &self->ended);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_portal (self, data);
  self->pipewire = test_pipewire_new ();
  self->portal->fd = test_pipewire_connect (self->pipewire);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->portal->fd >= 0)
    close (self->portal->fd);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_assert_finalize_object (self->cast);
  g_object_unref (self->bus);
  test_portal_free (self->portal);
  g_clear_pointer (&self->pipewire, test_pipewire_free);
}

static void
chosen_cb (GObject *cast, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->chosen =
      bw_screen_cast_choose_finish (BW_SCREEN_CAST (cast), result, &self->stream, &self->error);
  self->answered++;
}

static void
ask (Fixture *self)
{
  g_clear_error (&self->error);
  self->answered = 0;
  bw_screen_cast_choose_async (self->cast, "x11:1234", self->cancellable, chosen_cb, self);
}

static void
choose (Fixture *self)
{
  ask (self);
  test_wait (self->answered > 0);
  g_assert_cmpuint (self->answered, ==, 1);
}

static void
assert_refused (Fixture *self, int code)
{
  g_assert_false (self->chosen);
  g_assert_error (self->error, G_IO_ERROR, code);
  g_assert_cmpstr (self->error->message, !=, "");
}

/* The picture of what was chosen, as it would be sent. */
static BwVideoSource *
take_source (Fixture *self)
{
  g_assert_no_error (self->error);
  g_assert_true (self->chosen);

  return bw_video_source_new_pipewire (BW_VIDEO_SOURCE_SCREEN, "Screen", self->stream.fd,
                                       self->stream.node);
}

static void
test_picture (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");
  g_autoptr (BwVideoSource) source = NULL;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();

  test_portal_show (self->portal, stream->node, 1);
  choose (self);
  source = take_source (self);
  g_assert_false (self->stream.window);
  g_assert_cmpstr (self->portal->parent, ==, "x11:1234");
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);
  wait_for_more (sink, 30);
  g_assert_true (bw_video_source_get_open (source));
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, BW_VIDEO_TROUBLE_NONE);
  bw_video_source_unwatch (source, sink);
  bw_screen_cast_end (self->cast);
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
  g_assert_cmpuint (self->ended, ==, 0);
}

/* A call is put on hold, and goes on: the remote is there once only. */
static void
test_picture_again (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");
  g_autoptr (BwVideoSource) source = NULL;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();

  test_portal_show (self->portal, stream->node, 1);
  choose (self);
  source = take_source (self);
  for (guint i = 0; i < 3; i++) {
    bw_video_source_watch (source, sink);
    wait_for_colour (sink, red);
    bw_video_source_unwatch (source, sink);
    test_wait (!bw_video_source_get_open (source));
    bw_video_sink_clear (sink);
  }
  bw_screen_cast_end (self->cast);
}

static void
test_feed (Fixture *self, gconstpointer data)
{
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 440);
  BwVideo *video = bw_phone_get_video (alice->phone);
  BwVideoFeed *feed = bw_video_get_feed (video);
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "green");
  g_autoptr (BwVideoSource) source = NULL;

  test_portal_show (self->portal, stream->node, 2);
  choose (self);
  source = take_source (self);
  g_assert_true (self->stream.window);
  bw_video_feed_attach (feed);
  bw_video_share (video, source);
  g_assert_true (bw_video_get_shared (video) == source);
  g_assert_false (bw_video_get_mirrored (video));
  wait_for_colour (bw_video_feed_get_self_view (feed), green);
  bw_video_share (video, NULL);
  g_assert_null (bw_video_get_shared (video));
  bw_video_feed_detach (feed);
  bw_screen_cast_end (self->cast);
}

static gboolean
is_green (BwVideoSink *sink)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (sink);

  return is_colour (frame, 0.5, 0.5, green, 40);
}

/* The window that was shared is closed: whatever else PipeWire has, a camera for one, does not come
 * in its place. That it is closed is said by the session's end. */
static void
test_stream_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) camera = test_stream_new (self->pipewire, "camera", "green");
  TestStream *stream = test_stream_new (self->pipewire, "screen", "red");
  g_autoptr (BwVideoSource) source = NULL;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  gint64 end;

  test_portal_show (self->portal, stream->node, 2);
  choose (self);
  source = take_source (self);
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);
  test_stream_free (stream);
  test_portal_close_session (self->portal);
  test_wait (self->ended == 1);
  for (end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC; g_get_monotonic_time () < end;) {
    g_assert_false (is_green (sink));
    test_let_pass (50);
  }
  bw_video_source_unwatch (source, sink);
}

/* The whole of PipeWire goes: a crash, a new version. */
static void
test_pipewire_gone (Fixture *self, gconstpointer data)
{
  TestStream *stream = test_stream_new (self->pipewire, "screen", "red");
  g_autoptr (BwVideoSource) source = NULL;
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();

  test_portal_show (self->portal, stream->node, 1);
  choose (self);
  source = take_source (self);
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);
  test_stream_free (stream);
  g_clear_pointer (&self->pipewire, test_pipewire_free);
  test_wait (bw_video_source_get_trouble (source) != BW_VIDEO_TROUBLE_NONE);
  bw_video_source_unwatch (source, sink);
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  self->portal->fd = dup (STDIN_FILENO);
  test_portal_show (self->portal, 7, 1);
  choose (self);
  g_assert_true (self->chosen);
  g_assert_cmpuint (self->stream.node, ==, 7);
  close (self->stream.fd);
  test_portal_close_session (self->portal);
  test_wait (self->ended == 1);
  test_portal_close_session (self->portal);
  bw_screen_cast_end (self->cast);
  test_let_pass (200);
  g_assert_cmpuint (self->ended, ==, 1);
  g_assert_cmpint (g_atomic_int_get (&self->portal->closed), ==, 0);
}

static void
test_portal_dies (Fixture *self, gconstpointer data)
{
  self->portal->fd = dup (STDIN_FILENO);
  test_portal_show (self->portal, 7, 1);
  choose (self);
  close (self->stream.fd);
  test_portal_die (self->portal);
  test_wait (self->ended == 1);
}

static void
test_dies_while_asked (Fixture *self, gconstpointer data)
{
  self->portal->start = TEST_ANSWER_NONE;
  ask (self);
  test_wait (self->portal->asked == 1);
  test_portal_die (self->portal);
  test_wait (self->answered == 1);
  assert_refused (self, G_IO_ERROR_FAILED);
  g_assert_cmpuint (self->ended, ==, 0);
}

static void
test_no_portal (Fixture *self, gconstpointer data)
{
  test_portal_die (self->portal);
  choose (self);
  assert_refused (self, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_no_bus (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->cast);
  self->cast = bw_screen_cast_new (NULL);
  choose (self);
  assert_refused (self, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_no_sources (Fixture *self, gconstpointer data)
{
  self->portal->source_types = 0;
  choose (self);
  assert_refused (self, G_IO_ERROR_NOT_SUPPORTED);
}

/* Only what there is may be asked for. */
static void
test_offers (Fixture *self, gconstpointer data)
{
  guint number;

  self->portal->source_types = 5; /* screens, and virtual ones, which nobody wants to share */
  self->portal->cursor_modes = 1;
  self->portal->start = TEST_ANSWER_CANCELLED;
  choose (self);
  g_assert_true (g_variant_lookup (self->portal->options, "types", "u", &number));
  g_assert_cmpuint (number, ==, 1);
  g_assert_false (g_variant_lookup (self->portal->options, "cursor_mode", "u", &number));
  self->portal->cursor_modes = 7;
  choose (self);
  g_assert_true (g_variant_lookup (self->portal->options, "cursor_mode", "u", &number));
  g_assert_cmpuint (number, ==, 2);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  const struct {
    TestAnswer create, select, start;
    int code;
  } table[] = {
    { TEST_ANSWER_CANCELLED, TEST_ANSWER_YES, TEST_ANSWER_YES, G_IO_ERROR_CANCELLED },
    { TEST_ANSWER_FAILED, TEST_ANSWER_YES, TEST_ANSWER_YES, G_IO_ERROR_FAILED },
    { TEST_ANSWER_NONSENSE, TEST_ANSWER_YES, TEST_ANSWER_YES, G_IO_ERROR_FAILED },
    { TEST_ANSWER_YES, TEST_ANSWER_CANCELLED, TEST_ANSWER_YES, G_IO_ERROR_CANCELLED },
    { TEST_ANSWER_YES, TEST_ANSWER_FAILED, TEST_ANSWER_YES, G_IO_ERROR_FAILED },
    { TEST_ANSWER_YES, TEST_ANSWER_YES, TEST_ANSWER_CANCELLED, G_IO_ERROR_CANCELLED },
    { TEST_ANSWER_YES, TEST_ANSWER_YES, TEST_ANSWER_FAILED, G_IO_ERROR_FAILED },
    { TEST_ANSWER_YES, TEST_ANSWER_YES, TEST_ANSWER_NONSENSE, G_IO_ERROR_FAILED },
  };

  test_portal_show (self->portal, 7, 1);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    int closed = g_atomic_int_get (&self->portal->closed);

    self->portal->create = table[i].create;
    self->portal->select = table[i].select;
    self->portal->start = table[i].start;
    choose (self);
    assert_refused (self, table[i].code);
    /* A session that came to nothing is not left open. */
    test_wait (g_atomic_int_get (&self->portal->closed) ==
               closed + (table[i].create == TEST_ANSWER_YES));
  }
  g_assert_cmpuint (self->ended, ==, 0);
}

/* No streams, streams that are none, and no descriptor. */
static void
test_nonsense (Fixture *self, gconstpointer data)
{
  static const char *const results[] = {
    "@a{sv} {}",
    "{'streams': <'all of them'>}",
    "{'streams': <@a(ua{sv}) []>}",
    "{'streams': <[('7', {'source_type': <uint32 1>})]>}",
    "{'streams': <uint32 7>}",
    "{'streams': <[(uint32 7, {'source_type': <'a window'>})]>}",
  };
  static const char *const sessions[] = {
    "@a{sv} {}",
    "{'session_handle': <'not a path'>}",
    "{'session_handle': <uint32 1>}",
    "{'session_handle': <''>}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_clear_pointer (&self->portal->started, g_variant_unref);
    self->portal->started = g_variant_parse (G_VARIANT_TYPE_VARDICT, results[i], NULL, NULL, NULL);
    choose (self);
    assert_refused (self, G_IO_ERROR_FAILED);
  }

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++) {
    g_clear_pointer (&self->portal->created, g_variant_unref);
    self->portal->created = g_variant_parse (G_VARIANT_TYPE_VARDICT, sessions[i], NULL, NULL, NULL);
    choose (self);
    assert_refused (self, G_IO_ERROR_FAILED);
  }
}

/* Who hung up takes the question back. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  self->portal->start = TEST_ANSWER_NONE;
  ask (self);
  test_wait (self->portal->asked == 1);
  g_cancellable_cancel (self->cancellable);
  test_wait (self->answered == 1);
  assert_refused (self, G_IO_ERROR_CANCELLED);
  test_wait (g_atomic_int_get (&self->portal->taken_back) == 1);
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
}

typedef struct {
  int fd;
  GError *error;
  gboolean answered;
} Access;

static void
opened_cb (GObject *portal, GAsyncResult *result, gpointer user_data)
{
  Access *access = user_data;

  access->fd = bw_camera_portal_open_finish (BW_CAMERA_PORTAL (portal), result, &access->error);
  access->answered = TRUE;
}

static Access
ask_for_cameras (Fixture *self)
{
  g_autoptr (BwCameraPortal) portal = bw_camera_portal_new (self->bus);
  Access access = { -1 };

  g_assert_false (bw_camera_portal_get_needed (portal)); /* there is no sandbox around a test */
  bw_camera_portal_open_async (portal, NULL, opened_cb, &access);
  test_wait (access.answered);

  return access;
}

static BwCamera *
find_named (BwCameras *cameras, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cameras)); i++) {
    g_autoptr (BwCamera) camera = g_list_model_get_item (G_LIST_MODEL (cameras), i);

    if (g_strcmp0 (bw_camera_get_name (camera), name) == 0)
      return camera; /* the list holds it */
  }

  return NULL;
}

static void
see (BwCamera *camera, Colour colour)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwVideoSource *source = bw_camera_get_source (camera);

  bw_video_source_watch (source, sink);
  wait_for_colour (sink, colour);
  bw_video_source_unwatch (source, sink);
  test_wait (!bw_video_source_get_open (source));
}

/* One that is there, one that comes, and one that goes. */
static void
test_cameras (Fixture *self, gconstpointer data)
{
  TestStream *first = test_stream_new (self->pipewire, "front", "red");
  g_autoptr (TestStream) second = NULL;
  g_autoptr (BwCameras) cameras = bw_cameras_new ();
  BwRemoteCameras *remote;
  Access access = ask_for_cameras (self);

  g_assert_no_error (access.error);
  g_assert_cmpint (access.fd, >=, 0);
  remote = bw_remote_cameras_new (cameras, access.fd);
  test_wait (find_named (cameras, "front"));
  see (find_named (cameras, "front"), red);
  second = test_stream_new (self->pipewire, "back", "green");
  test_wait (find_named (cameras, "back"));
  see (find_named (cameras, "back"), green);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cameras)), ==, 2);
  test_stream_free (first);
  test_wait (!find_named (cameras, "front"));
  g_assert_nonnull (find_named (cameras, "back"));
  g_assert_finalize_object (remote);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cameras)), ==, 0);
}

static void
test_cameras_refused (Fixture *self, gconstpointer data)
{
  const struct {
    TestAnswer answer;
    int code;
  } table[] = {
    { TEST_ANSWER_CANCELLED, G_IO_ERROR_PERMISSION_DENIED },
    { TEST_ANSWER_FAILED, G_IO_ERROR_FAILED },
    { TEST_ANSWER_NONSENSE, G_IO_ERROR_FAILED },
    { TEST_ANSWER_YES, G_IO_ERROR_FAILED }, /* and no descriptor comes with it */
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    Access access;

    self->portal->camera = table[i].answer;
    access = ask_for_cameras (self);
    g_assert_cmpint (access.fd, ==, -1);
    g_assert_error (access.error, G_IO_ERROR, table[i].code);
    g_error_free (access.error);
  }
}

static void
test_cameras_no_portal (Fixture *self, gconstpointer data)
{
  Access access;

  test_portal_die (self->portal);
  access = ask_for_cameras (self);
  g_assert_cmpint (access.fd, ==, -1);
  g_assert_error (access.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_error_free (access.error);
}

#define PICTURE(name, function)                                                                    \
  g_test_add ("/desktop/portals/" name, Fixture, NULL, set_up, function, tear_down)
#define TALK(name, function)                                                                       \
  g_test_add ("/desktop/portals/" name, Fixture, NULL, set_up_portal, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  PICTURE ("picture", test_picture);
  PICTURE ("picture-again", test_picture_again);
  PICTURE ("feed", test_feed);
  PICTURE ("stream-gone", test_stream_gone);
  PICTURE ("pipewire-gone", test_pipewire_gone);
  TALK ("closed", test_closed);
  TALK ("portal-dies", test_portal_dies);
  TALK ("dies-while-asked", test_dies_while_asked);
  TALK ("no-portal", test_no_portal);
  TALK ("no-bus", test_no_bus);
  TALK ("no-sources", test_no_sources);
  TALK ("offers", test_offers);
  TALK ("answers", test_answers);
  TALK ("nonsense", test_nonsense);
  TALK ("cancelled", test_cancelled);
  PICTURE ("cameras", test_cameras);
  TALK ("cameras-refused", test_cameras_refused);
  TALK ("cameras-no-portal", test_cameras_no_portal);

  return g_test_run ();
}
