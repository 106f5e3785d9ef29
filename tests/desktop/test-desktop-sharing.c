/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One's screen in a real call, from the action to the far end: what the person chose by the portal
 * or, where there is none, by our own question, and all that ends it. */

#include "bw-awake.h"
#include "bw-camera-access.h"
#include "bw-sharing.h"
#include "bw-test-pipewire.h"
#include "bw-test-portal.h"
#include "bw-test-video.h"

#include <adwaita.h>
#include <unistd.h>

typedef struct {
  TestPhone *alice; /* shares */
  TestPhone *bob;
  BwCall *here; /* (borrowed) */
  BwCall *there;
  GtkApplication *application;
  GtkWindow *window;
  GDBusConnection *bus;
  TestPipewire *pipewire; /* (nullable) */
  TestPortal *portal;
  BwSharing *sharing;
  char *said;
} Fixture;

static void
said_cb (Fixture *self, const char *sentence)
{
  g_free (self->said);
  self->said = g_strdup (sentence);
}

/* There is one application in a program. */
static GtkApplication *
register_application (void)
{
  GtkApplication *application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

static void
open_window (Fixture *self, GtkApplication *application)
{
  self->application = application;
  self->window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_present (self->window);
  test_wait (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  open_window (self, (GtkApplication *) data);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  self->portal = test_portal_new ();
  self->alice = test_phone_new ("alice", 1000);
  self->bob = test_phone_new ("bob", 400);
  test_add_camera (self->alice, "blue");
  self->sharing = bw_sharing_new (self->application, self->alice->phone, self->bus);
  g_signal_connect_swapped (self->sharing, "said", G_CALLBACK (said_cb), self);
}

static void
set_up_picture (Fixture *self, gconstpointer data)
{
  set_up (self, data);
  self->pipewire = test_pipewire_new ();
  self->portal->fd = test_pipewire_connect (self->pipewire);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->portal->fd >= 0)
    close (self->portal->fd);
  g_assert_finalize_object (self->sharing);
  test_phone_free (self->bob);
  test_phone_free (self->alice);
  test_portal_free (self->portal);
  g_clear_pointer (&self->pipewire, test_pipewire_free);
  gtk_window_destroy (self->window);
  g_object_unref (self->bus);
  g_free (self->said);
}

static gboolean
is_enabled (Fixture *self, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (self->application), action);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (is_enabled (self, action));
  g_action_group_activate_action (G_ACTION_GROUP (self->application), action, NULL);
}

static void
call_with_video (Fixture *self)
{
  g_assert_false (is_enabled (self, "share-screen"));
  test_connect_video (self->alice, self->bob, TRUE, &self->here, &self->there);
  test_wait (is_enabled (self, "share-screen"));
  g_assert_false (is_enabled (self, "stop-sharing"));
}

static void
share (Fixture *self)
{
  act (self, "share-screen");
  g_assert_false (is_enabled (self, "share-screen"));
  test_wait (bw_sharing_get_sharing (self->sharing));
  g_assert_nonnull (bw_video_get_shared (bw_phone_get_video (self->alice->phone)));
}

static void
assert_nothing_shared (Fixture *self)
{
  g_assert_false (bw_sharing_get_sharing (self->sharing));
  g_assert_null (bw_video_get_shared (bw_phone_get_video (self->alice->phone)));
  g_assert_false (is_enabled (self, "stop-sharing"));
}

#define wait_picture(colour) test_wait_for (test_sees (self->there, colour), TEST_PICTURE_SECONDS)

static void
test_screen (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  call_with_video (self);
  wait_picture ("blue");
  share (self);
  g_assert_true (g_str_has_prefix (self->portal->parent, "x11:"));
  wait_picture ("red");
  act (self, "stop-sharing");
  assert_nothing_shared (self);
  wait_picture ("blue");
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
  g_assert_null (self->said);
}

/* The Stop of the desktop itself. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  call_with_video (self);
  share (self);
  wait_picture ("red");
  test_portal_close_session (self->portal);
  test_wait (!bw_sharing_get_sharing (self->sharing));
  assert_nothing_shared (self);
  wait_picture ("blue");
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  TestStream *stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  call_with_video (self);
  share (self);
  wait_picture ("red");
  test_stream_free (stream);
  test_wait (!bw_sharing_get_sharing (self->sharing));
  assert_nothing_shared (self);
  g_assert_nonnull (self->said);
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
  wait_picture ("blue");
}

static void
test_hang_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  call_with_video (self);
  share (self);
  g_assert_true (bw_call_hang_up (self->there, NULL));
  test_wait (!bw_sharing_get_sharing (self->sharing));
  assert_nothing_shared (self);
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
  g_assert_false (is_enabled (self, "share-screen"));
}

/* Whoever ends the video: the screen is not shown again with the next one. */
static void
drop_video (Fixture *self, gboolean theirs)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  call_with_video (self);
  share (self);
  wait_picture ("red");
  test_wait (bw_call_drop_video (theirs ? self->there : self->here, NULL));
  test_wait (!bw_sharing_get_sharing (self->sharing));
  assert_nothing_shared (self);
  test_wait (g_atomic_int_get (&self->portal->closed) == 1);
  g_assert_cmpint (bw_call_get_state (self->here), ==, BW_CALL_STATE_ACTIVE);
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  drop_video (self, FALSE);
}

static void
test_dropped_by_peer (Fixture *self, gconstpointer data)
{
  drop_video (self, TRUE);
}

/* Who talks with sound alone shows the screen, and not oneself before. */
static void
test_sound_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  test_connect (self->alice, self->bob, &self->here, &self->there);
  test_wait (is_enabled (self, "share-screen"));
  share (self);
  test_wait (bw_call_get_video_asked (self->there));
  g_assert_true (bw_call_settle_video (self->there, BW_VIDEO_CONSENT_RECEIVE, NULL));
  wait_picture ("red");
}

static void
test_sound_alone_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "screen", "red");

  test_portal_show (self->portal, stream->node, 1);
  test_connect (self->alice, self->bob, &self->here, &self->there);
  test_wait (is_enabled (self, "share-screen"));
  share (self);
  test_wait (bw_call_get_video_asked (self->there));
  g_assert_true (bw_call_settle_video (self->there, BW_VIDEO_CONSENT_REFUSE, NULL));
  test_wait (!bw_sharing_get_sharing (self->sharing));
  assert_nothing_shared (self);
  g_assert_cmpint (bw_call_get_state (self->here), ==, BW_CALL_STATE_ACTIVE);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  call_with_video (self);
  self->portal->start = TEST_ANSWER_CANCELLED;
  act (self, "share-screen");
  test_wait (is_enabled (self, "share-screen"));
  assert_nothing_shared (self);
  g_assert_null (self->said); /* the person knows */

  self->portal->start = TEST_ANSWER_FAILED;
  act (self, "share-screen");
  test_wait (is_enabled (self, "share-screen"));
  assert_nothing_shared (self);
  g_assert_nonnull (self->said);
}

static void
test_hang_up_while_asked (Fixture *self, gconstpointer data)
{
  call_with_video (self);
  self->portal->start = TEST_ANSWER_NONE;
  act (self, "share-screen");
  test_wait (self->portal->asked == 1);
  g_assert_true (bw_call_hang_up (self->here, NULL));
  test_wait (g_atomic_int_get (&self->portal->taken_back) == 1);
  assert_nothing_shared (self);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
      return ADW_MESSAGE_DIALOG (window);
  }

  return NULL;
}

/* No portal, as on a plain X11: we ask, and the whole screen goes. */
static void
test_own_question (Fixture *self, gconstpointer data)
{
  test_portal_die (self->portal);
  call_with_video (self);
  act (self, "share-screen");
  test_wait (find_question ());
  adw_message_dialog_response (find_question (), "cancel");
  test_wait (is_enabled (self, "share-screen"));
  assert_nothing_shared (self);

  act (self, "share-screen");
  test_wait (find_question ());
  adw_message_dialog_response (find_question (), "share");
  test_wait (bw_sharing_get_sharing (self->sharing));
  wait_picture ("dark"); /* nothing else is on the screen of the test than a small window */
  act (self, "stop-sharing");
  wait_picture ("blue");
  g_assert_null (self->said);
}

static void
test_own_question_hang_up (Fixture *self, gconstpointer data)
{
  test_portal_die (self->portal);
  call_with_video (self);
  act (self, "share-screen");
  test_wait (find_question ());
  g_assert_true (bw_call_hang_up (self->here, NULL));
  test_wait (!find_question ());
  assert_nothing_shared (self);
}

/* The screen stays on for as long as there is something to look at. */
static void
test_awake (Fixture *self, gconstpointer data)
{
  BwAwake *awake = bw_awake_new (self->application, self->alice->phone);
  gboolean is_awake;

#define wait_awake(wanted)                                                                         \
  test_wait ((g_object_get (awake, "awake", &is_awake, NULL), is_awake == (wanted)))

  wait_awake (FALSE);
  test_connect (self->alice, self->bob, &self->here, &self->there);
  wait_awake (FALSE);
  g_assert_true (bw_call_add_video (self->here, NULL));
  test_wait (bw_call_get_video_asked (self->there));
  g_assert_true (bw_call_settle_video (self->there, BW_VIDEO_CONSENT_RECEIVE, NULL));
  wait_awake (TRUE);
  g_assert_true (bw_call_drop_video (self->here, NULL));
  wait_awake (FALSE);
  g_assert_finalize_object (awake);
}

/* What the camera portal gave is among the cameras of the phone, and the settings know that it may
 * be asked again. */
static void
test_camera_access (Fixture *self, gconstpointer data)
{
  g_autoptr (TestStream) stream = test_stream_new (self->pipewire, "front", "red");
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");
  GListModel *cameras =
      G_LIST_MODEL (bw_video_get_cameras (bw_phone_get_video (self->alice->phone)));
  guint before = g_list_model_get_n_items (cameras);
  BwCameraAccess *access = bw_camera_access_new (self->alice->phone, settings, self->bus);

  g_signal_connect_swapped (access, "said", G_CALLBACK (said_cb), self);
  bw_camera_access_want (access);
  g_assert_cmpuint (self->portal->asked, ==, 0); /* no sandbox, no question */
  self->portal->camera = TEST_ANSWER_CANCELLED;
  bw_camera_access_ask (access);
  test_wait (self->said);
  g_assert_false (g_settings_get_boolean (settings, "camera-allowed"));
  g_assert_cmpuint (g_list_model_get_n_items (cameras), ==, before);

  self->portal->camera = TEST_ANSWER_YES;
  bw_camera_access_ask (access);
  test_wait (g_list_model_get_n_items (cameras) == before + 1);
  g_assert_true (g_settings_get_boolean (settings, "camera-allowed"));
  g_assert_finalize_object (access);
  /* What lists them may be at it still, and lets go when it is done. */
  test_wait (g_list_model_get_n_items (cameras) == before);
}

#define ADD(name, up, function)                                                                    \
  g_test_add ("/desktop/sharing/" name, Fixture, application, up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = register_application ();
  ADD ("screen", set_up_picture, test_screen);
  ADD ("closed", set_up_picture, test_closed);
  ADD ("gone", set_up_picture, test_gone);
  ADD ("hang-up", set_up_picture, test_hang_up);
  ADD ("dropped", set_up_picture, test_dropped);
  ADD ("dropped-by-peer", set_up_picture, test_dropped_by_peer);
  ADD ("sound-alone", set_up_picture, test_sound_alone);
  ADD ("sound-alone-refused", set_up_picture, test_sound_alone_refused);
  ADD ("refused", set_up, test_refused);
  ADD ("hang-up-while-asked", set_up, test_hang_up_while_asked);
  ADD ("own-question", set_up, test_own_question);
  ADD ("own-question-hang-up", set_up, test_own_question_hang_up);
  ADD ("awake", set_up, test_awake);
  ADD ("camera-access", set_up_picture, test_camera_access);

  return g_test_run ();
}
