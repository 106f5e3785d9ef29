/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of a call as a person meets them: real calls between phones on the loopback, whose
 * pictures are pushed into the sinks, and the widgets around them. */

#include "bw-test-phones.h"
#include "bw-test-widgets.h"

#include "bw-call-actions.h"
#include "bw-call-bar.h"
#include "bw-call-page.h"
#include "bw-call-recording.h"
#include "bw-call-controls.h"
#include "bw-full-screen.h"
#include "bw-incoming-banner.h"
#include "bw-incoming-card.h"
#include "bw-recording-light.h"
#include "bw-sharing-strip.h"
#include "bw-video-actions.h"
#include "bw-video-question.h"
#include "bw-video-view.h"
#include "bw-window.h"

#define SHORT 80 /* ms until the controls go */

typedef struct {
  TestPhone *alice;
  TestPhone *bob;
  GtkWidget *page;
  GtkWindow *window;
  BwCallActions *actions;
  BwVideoActions *video_actions;
  guint said;
  guint saved;
  GFile *file;
} Desk;

static void
saved_cb (Desk *desk, const char *text, GFile *file)
{
  desk->saved++;
  g_set_object (&desk->file, file);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  GActionGroup *group;

  desk->alice = test_phone_new ("alice", 1000);
  desk->bob = test_phone_new ("bob", 400);
  desk->page = bw_call_page_new (desk->alice->phone);
  desk->window = test_window (desk->page);
  desk->actions = bw_call_actions_new (desk->alice->phone);
  group = bw_call_actions_get_group (desk->actions);
  desk->video_actions = bw_video_actions_new (desk->alice->phone, G_ACTION_MAP (group), NULL);
  g_signal_connect_swapped (desk->video_actions, "said", G_CALLBACK (test_count_cb), &desk->said);
  g_signal_connect_swapped (desk->video_actions, "saved", G_CALLBACK (saved_cb), desk);
  gtk_widget_insert_action_group (GTK_WIDGET (desk->window), "call", group);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (desk->window);
  g_object_unref (desk->video_actions);
  g_object_unref (desk->actions);
  g_clear_object (&desk->file);
  test_phone_free (desk->alice);
  test_phone_free (desk->bob);
}

/* What a camera is to a phone. */
static void
plug_camera (TestPhone *phone, const char *name)
{
  BwCameras *cameras = bw_video_get_cameras (bw_phone_get_video (phone->phone));
  g_autoptr (BwVideoSource) source =
      bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, name, "videotestsrc is-live=true");
  g_autoptr (BwCamera) camera = bw_camera_new (name, source);

  bw_cameras_add (cameras, camera);
}

static BwCall *
dial_video (TestPhone *caller, TestPhone *callee)
{
  g_autofree char *uri = test_phone_uri (callee);
  BwCall *call = bw_phone_dial (caller->phone, NULL, uri, TRUE, NULL);

  g_assert_nonnull (call);

  return call;
}

/* A call with pictures both ways; both ends have a camera. */
static void
connect_video (Desk *desk, BwCall **here, BwCall **there)
{
  plug_camera (desk->alice, "Alice");
  plug_camera (desk->bob, "Bob");
  *here = dial_video (desk->alice, desk->bob);
  *there = test_phone_call (desk->bob, 0);
  test_wait (bw_call_get_video_offered (*there));
  g_assert_true (bw_call_answer (*there, TRUE, NULL));
  test_wait_state (*here, BW_CALL_STATE_ACTIVE);
  test_wait (bw_call_get_video_direction (*here) == BW_VIDEO_DIRECTION_BOTH);
}

static BwVideoStage *
get_stage (Desk *desk)
{
  return bw_call_page_get_stage (BW_CALL_PAGE (desk->page));
}

static BwVideoTile *
get_large (Desk *desk)
{
  return bw_video_stage_get_large (get_stage (desk));
}

static BwVideoTile *
get_small (Desk *desk)
{
  return bw_floating_picture_get_tile (bw_video_stage_get_small (get_stage (desk)));
}

static gboolean
is_visible (GtkWidget *root, GType type)
{
  return test_count (root, type) > 0;
}

/* Sound alone looks as it did; with the first picture the page is another one, and it is that again
 * without. */
static void
test_comes_and_goes (Desk *desk, gconstpointer data)
{
  BwCall *here, *there;

  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_false (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  g_assert_false (gtk_widget_has_css_class (desk->page, "with-video"));
  g_assert_nonnull (test_find (desk->page, GTK_TYPE_TOGGLE_BUTTON,
                               "Ask for video: you have no camera, they will not see you"));

  plug_camera (desk->alice, "Alice");
  test_wait (test_find (desk->page, GTK_TYPE_TOGGLE_BUTTON, "Turn video on") != NULL);
  plug_camera (desk->bob, "Bob");
  test_click (desk->page, "Turn video on");
  test_wait (bw_call_get_video_asked (there));
  g_assert_true (bw_call_settle_video (there, BW_VIDEO_CONSENT_SEND, NULL));
  test_wait (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);
  g_assert_true (bw_video_tile_get_sink (get_large (desk)) == bw_call_get_picture (here));

  g_assert_true (gtk_widget_activate_action (desk->page, "call.stop-video", NULL));
  test_wait (!bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  g_assert_cmpint (bw_call_get_state (here), ==, BW_CALL_STATE_ACTIVE);
  g_assert_false (gtk_widget_has_css_class (desk->page, "with-video"));
}

/* A peer who says no is reported, and the call goes on with sound. */
static void
test_refused (Desk *desk, gconstpointer data)
{
  BwCall *here, *there;

  plug_camera (desk->alice, "Alice");
  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_true (gtk_widget_activate_action (desk->page, "call.camera", NULL));
  test_wait (bw_call_get_video_asked (there));
  g_assert_true (bw_call_settle_video (there, BW_VIDEO_CONSENT_REFUSE, NULL));
  test_wait (desk->said == 1);
  g_assert_cmpint (bw_call_get_state (here), ==, BW_CALL_STATE_ACTIVE);
  g_assert_false (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
}

/* The peer asks: nothing goes out before the person says so, and Enter says no. */
static void
test_asked (Desk *desk, gconstpointer data)
{
  BwVideoQuestion *question =
      BW_VIDEO_QUESTION (test_find (desk->page, BW_TYPE_VIDEO_QUESTION, NULL));
  BwCall *here, *there;
  GtkWidget *focus;

  plug_camera (desk->alice, "Alice");
  plug_camera (desk->bob, "Bob");
  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_false (bw_video_question_is_asked (question));
  g_assert_true (bw_call_add_video (there, NULL));
  test_wait (bw_video_question_is_asked (question));
  test_assert_no_markup (GTK_WIDGET (question));
  focus = gtk_root_get_focus (GTK_ROOT (desk->window));
  g_assert_true (focus == test_find (desk->page, GTK_TYPE_BUTTON, "_Not Now"));
  g_assert_false (bw_call_get_video_direction (here) & BW_VIDEO_DIRECTION_SEND);

  test_click (desk->page, "You see the other side, they do not see you");
  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_RECEIVE);
  test_wait (!bw_video_question_is_asked (question));
  test_wait (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  g_assert_false (
      gtk_widget_get_visible (GTK_WIDGET (bw_video_stage_get_small (get_stage (desk)))));
  test_wait (test_find (desk->page, GTK_TYPE_TOGGLE_BUTTON, "Send your picture, too") != NULL);
}

static void
test_asked_and_sent (Desk *desk, gconstpointer data)
{
  BwCall *here, *there;

  plug_camera (desk->alice, "Alice");
  plug_camera (desk->bob, "Bob");
  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_true (bw_call_add_video (there, NULL));
  test_wait (bw_call_get_video_asked (here));
  test_click (desk->page, "_Turn On Camera");
  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_BOTH);
  test_wait (bw_video_tile_get_words (get_small (desk)) == NULL);
}

/* Ours off and held by either: each has its own look, and never the engine's picture. */
static void
test_looks (Desk *desk, gconstpointer data)
{
  BwCall *here, *there;

  connect_video (desk, &here, &there);
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);
  test_wait (bw_video_tile_get_words (get_small (desk)) == NULL);

  test_click (desk->page, "Switch the camera off");
  g_assert_false (bw_call_get_camera_on (here));
  g_assert_cmpstr (bw_video_tile_get_words (get_small (desk)), ==, "Camera off");
  g_assert_null (bw_video_tile_get_sink (get_small (desk)));
  test_click (desk->page, "Switch the camera on");
  test_wait (bw_video_tile_get_words (get_small (desk)) == NULL);

  g_assert_true (bw_call_hold (here, NULL));
  test_wait_state (here, BW_CALL_STATE_HELD);
  g_assert_true (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  g_assert_cmpstr (bw_video_tile_get_words (get_large (desk)), ==, "On hold");
  g_assert_null (bw_video_tile_get_sink (get_large (desk)));
  g_assert_true (bw_call_resume (here, NULL));
  test_wait_state (here, BW_CALL_STATE_ACTIVE);
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);

  g_assert_true (bw_call_hold (there, NULL));
  test_wait_state (here, BW_CALL_STATE_HELD_BY_PEER);
  g_assert_cmpstr (bw_video_tile_get_words (get_large (desk)), ==, "Put on hold by the other side");
}

/* Swapped by its verb, by the keyboard and back; each tile then has the other's picture. */
static void
test_swap (Desk *desk, gconstpointer data)
{
  BwFloatingPicture *small = bw_video_stage_get_small (get_stage (desk));
  BwCall *here, *there;

  connect_video (desk, &here, &there);
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);
  g_assert_true (bw_video_tile_get_sink (get_large (desk)) == bw_call_get_picture (here));
  test_click (GTK_WIDGET (small), "Swap the Pictures");
  g_assert_true (bw_video_stage_get_swapped (get_stage (desk)));
  g_assert_true (bw_video_tile_get_sink (get_small (desk)) == bw_call_get_picture (here));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (small), "picture.swap", NULL));
  g_assert_false (bw_video_stage_get_swapped (get_stage (desk)));
  g_assert_true (gtk_widget_activate_action (desk->page, "page.swap", NULL));
  g_assert_true (bw_video_stage_get_swapped (get_stage (desk)));
}

static void
test_corners (void)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWindow *window = test_window (overlay);
  BwFloatingPicture *picture = bw_floating_picture_new (GTK_OVERLAY (overlay));
  const struct {
    double x, y;
    GtkCornerType corner;
  } drops[] = {
    { 20, 20, GTK_CORNER_TOP_LEFT },       { 340, 30, GTK_CORNER_TOP_RIGHT },
    { 300, 600, GTK_CORNER_BOTTOM_RIGHT }, { 90, 500, GTK_CORNER_BOTTOM_LEFT },
    { -50, 900, GTK_CORNER_BOTTOM_LEFT },
  };
  graphene_rect_t place;

  test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (drops); i++) {
    bw_floating_picture_drop (picture, drops[i].x, drops[i].y);
    g_assert_cmpint (bw_floating_picture_get_corner (picture), ==, drops[i].corner);
  }
  bw_floating_picture_set_insets (picture, 0, 100);
  test_wait (gtk_widget_compute_bounds (GTK_WIDGET (picture), overlay, &place) &&
             place.origin.y + place.size.height < gtk_widget_get_height (overlay) - 100 &&
             place.origin.x < 20);
  gtk_window_destroy (window);
}

/* The one that was added last. */
static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (g_type_is_a (G_OBJECT_TYPE (controller), type))
      return controller; /* the widget holds it */
  }

  return NULL;
}

static gboolean
may_hide_cb (gboolean *may_hide)
{
  return *may_hide;
}

/* They go by themselves, and motion, keys and presses bring them back; what only looks like motion
 * does not. */
static void
test_hider (void)
{
  GtkWidget *area = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window = test_window (area);
  g_autoptr (BwControlsHider) hider = bw_controls_hider_new (area);
  gboolean may_hide = FALSE;
  gboolean handled;

  g_signal_connect_swapped (hider, "may-hide", G_CALLBACK (may_hide_cb), &may_hide);
  g_object_set (hider, "delay", SHORT, NULL);
  test_let_pass (3 * SHORT);
  g_assert_true (bw_controls_hider_get_shown (hider)); /* not active */
  bw_controls_hider_set_active (hider, TRUE);
  test_let_pass (3 * SHORT);
  g_assert_true (bw_controls_hider_get_shown (hider)); /* wanted still */
  may_hide = TRUE;
  test_wait (!bw_controls_hider_get_shown (hider));

  g_signal_emit_by_name (find_controller (area, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", 50.0,
                         60.0);
  g_assert_true (bw_controls_hider_get_shown (hider));
  test_wait (!bw_controls_hider_get_shown (hider));
  g_signal_emit_by_name (find_controller (area, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", 50.0,
                         60.0);
  g_assert_false (bw_controls_hider_get_shown (hider));

  g_signal_emit_by_name (find_controller (area, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 50.0, 60.0);
  g_assert_true (bw_controls_hider_get_shown (hider));
  g_assert_true (bw_controls_hider_is_by_pointer (hider));
  g_signal_emit_by_name (find_controller (area, GTK_TYPE_GESTURE_CLICK), "released", 1, 50.0, 60.0);
  test_wait (!bw_controls_hider_get_shown (hider));

  g_signal_emit_by_name (find_controller (GTK_WIDGET (window), GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed", GDK_KEY_Tab, 23, 0, &handled);
  g_assert_true (bw_controls_hider_get_shown (hider));
  g_assert_false (bw_controls_hider_is_by_pointer (hider));
  test_wait (!bw_controls_hider_get_shown (hider));
  bw_controls_hider_set_active (hider, FALSE);
  g_assert_true (bw_controls_hider_get_shown (hider));
  gtk_window_destroy (window);
}

/* On the page: gone with a picture to be seen, there with the pad, a popover, the keyboard in one
 * of them, and on hold. */
static void
test_controls_hide (Desk *desk, gconstpointer data)
{
  BwControlsHider *hider = bw_call_page_get_hider (BW_CALL_PAGE (desk->page));
  GtkWidget *controls = test_find (desk->page, BW_TYPE_CALL_CONTROLS, NULL);
  BwCall *here, *there;

  connect_video (desk, &here, &there);
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);
  gtk_window_set_focus (desk->window, NULL);
  g_object_set (hider, "delay", SHORT, NULL);
  test_wait (!bw_controls_hider_get_shown (hider));
  test_wait (!gtk_widget_get_mapped (controls));

  g_object_set (controls, "pad-shown", TRUE, NULL);
  bw_controls_hider_wake (hider);
  test_let_pass (4 * SHORT);
  g_assert_true (bw_controls_hider_get_shown (hider));
  g_object_set (controls, "pad-shown", FALSE, NULL);
  test_wait (!bw_controls_hider_get_shown (hider));

  g_object_set (hider, "delay", 600 * 1000, NULL); /* for as long as they take to come back */
  test_wait (gtk_widget_get_mapped (controls));
  gtk_widget_grab_focus (test_find (desk->page, GTK_TYPE_TOGGLE_BUTTON, "Mute the microphone"));
  g_object_set (hider, "delay", SHORT, NULL);
  test_let_pass (4 * SHORT);
  g_assert_true (bw_controls_hider_get_shown (hider));
  gtk_window_set_focus (desk->window, NULL);
  test_wait (!bw_controls_hider_get_shown (hider));

  g_assert_true (bw_call_hold (here, NULL));
  test_wait_state (here, BW_CALL_STATE_HELD);
  test_let_pass (4 * SHORT);
  g_assert_true (bw_controls_hider_get_shown (hider));
}

/* While one looks elsewhere the bar has the picture, and what must not be missed. */
static void
test_small_picture (Desk *desk, gconstpointer data)
{
  GtkWidget *bar = bw_call_bar_new (desk->alice->phone);
  GtkWindow *window = test_window (bar);
  g_autoptr (BwVideoSource) screen = bw_video_source_new_pattern ();
  BwVideo *video = bw_phone_get_video (desk->alice->phone);
  GtkWidget *tile = test_find (bar, BW_TYPE_VIDEO_TILE, NULL);
  BwCall *here, *there;
  guint activated = 0;

  connect_video (desk, &here, &there);
  test_wait (gtk_widget_get_mapped (tile));
  g_assert_true (bw_video_tile_get_sink (BW_VIDEO_TILE (tile)) == bw_call_get_picture (here));
  g_signal_connect_swapped (bar, "activated", G_CALLBACK (test_count_cb), &activated);
  test_click (bar, "Show the call");
  g_assert_cmpuint (activated, ==, 1);

  g_assert_false (is_visible (bar, BW_TYPE_SHARING_STRIP));
  bw_video_share (video, screen);
  test_wait (is_visible (bar, BW_TYPE_SHARING_STRIP));
  test_wait (is_visible (desk->page, BW_TYPE_SHARING_STRIP));
  test_click (bar, "_Stop");
  g_assert_null (bw_video_get_shared (video));
  test_wait (!is_visible (desk->page, BW_TYPE_SHARING_STRIP));

  g_assert_true (bw_call_hold (here, NULL));
  test_wait_state (here, BW_CALL_STATE_HELD);
  g_assert_cmpstr (bw_video_tile_get_words (BW_VIDEO_TILE (tile)), ==, "On hold");
  g_assert_null (bw_video_tile_get_sink (BW_VIDEO_TILE (tile)));
  gtk_window_destroy (window);
}

/* Answered with and without one's own picture. */
static void
test_answer_with_video (Desk *desk, gconstpointer data)
{
  GtkWidget *banner = bw_incoming_banner_new (desk->alice->phone);
  GtkWindow *window = test_window (banner);
  BwCall *there, *here;

  plug_camera (desk->alice, "Alice");
  plug_camera (desk->bob, "Bob");
  there = dial_video (desk->bob, desk->alice);
  test_wait (is_visible (banner, BW_TYPE_INCOMING_CARD));
  here = test_phone_call (desk->alice, 0);
  test_wait (bw_call_get_video_offered (here));
  g_assert_true (
      gtk_widget_get_mapped (test_find (desk->page, GTK_TYPE_BUTTON, "Answer with video")));
  test_click (banner, "Answer with video");
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  test_wait (bw_call_get_video_direction (here) == BW_VIDEO_DIRECTION_BOTH);
  test_wait (bw_call_page_get_video_shown (BW_CALL_PAGE (desk->page)));
  gtk_window_destroy (window);
}

static void
test_answer_without_video (Desk *desk, gconstpointer data)
{
  BwCall *there, *here;

  plug_camera (desk->alice, "Alice");
  plug_camera (desk->bob, "Bob");
  there = dial_video (desk->bob, desk->alice);
  here = test_phone_call (desk->alice, 0);
  test_wait (bw_call_get_video_offered (here));
  test_click (desk->page, "Answer");
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_false (bw_call_get_video_direction (here) & BW_VIDEO_DIRECTION_SEND);
}

/* A call with sound alone is not offered to be answered with video. */
static void
test_answer_sound (Desk *desk, gconstpointer data)
{
  test_phone_dial (desk->bob, desk->alice);
  test_phone_call (desk->alice, 0);
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "incoming");
  g_assert_false (
      gtk_widget_get_mapped (test_find (desk->page, GTK_TYPE_BUTTON,
                                        "Answer with video: you see them, but have no camera to be "
                                        "seen by")));
}

/* The card of a call that rings has room for a picture once there is one. */
static void
check_card_picture (Desk *desk, BwCall *call)
{
  g_autoptr (GtkWidget) card = g_object_ref_sink (bw_incoming_card_new (desk->alice->phone, call));
  GtkWidget *picture = test_find (card, BW_TYPE_VIDEO_VIEW, NULL);

  g_assert_false (gtk_widget_get_visible (picture));
  bw_video_sink_push (bw_call_get_picture (call), bw_video_frame_new_plain (64, 48, 81, 90, 240));
  test_wait (gtk_widget_get_visible (picture));
}

/* A door is opened where there are digits for it, before the answer and in the call. */
static void
test_door (Desk *desk, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (desk->alice->account));
  GtkWidget *door = test_find (desk->page, GTK_TYPE_BUTTON, "Send the digits that open the door");
  BwCall *there, *here;

  there = test_phone_dial (desk->bob, desk->alice);
  here = test_phone_call (desk->alice, 0);
  g_assert_false (gtk_widget_get_visible (door));
  g_assert_true (bw_call_decline (here, NULL));
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (desk->alice->phone)) == 0);

  g_object_set (settings, "door-digits", "*7", NULL);
  g_assert_true (
      bw_phone_change_account (desk->alice->phone, desk->alice->account, settings, NULL, NULL));
  there = test_phone_dial (desk->bob, desk->alice);
  here = test_phone_call (desk->alice, 0);
  test_wait (gtk_widget_get_mapped (door));
  g_assert_cmpstr (test_shown_page (desk->page, "talking"), ==, "incoming");
  check_card_picture (desk, here);
  g_assert_true (bw_call_answer (here, FALSE, NULL));
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (gtk_widget_get_mapped (door));
  test_click (desk->page, "Send the digits that open the door");
  test_wait (g_strcmp0 (bw_call_get_received_digits (there), "*7") == 0);
}

/* The light, the words and the file. */
static void
test_recording (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (desk->alice->dir, "recordings", NULL);
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  BwCall *here, *there;

  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_false (is_visible (desk->page, BW_TYPE_RECORDING_LIGHT));
  g_assert_nonnull (bw_call_start_recording (here, place, NULL));
  test_wait (is_visible (desk->page, BW_TYPE_RECORDING_LIGHT));
  test_wait (test_shows (desk->page, "Recording 0:01"));
  g_assert_true (gtk_widget_activate_action (desk->page, "call.record", NULL));
  test_wait (desk->saved == 1);
  g_assert_true (g_file_has_parent (desk->file, place));
  g_assert_true (g_file_query_exists (desk->file, NULL));
  g_assert_false (is_visible (desk->page, BW_TYPE_RECORDING_LIGHT));

  g_assert_nonnull (bw_call_start_recording (here, place, NULL));
  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait (desk->saved == 2);
}

/* What a full disk cuts short is not called saved. */
static void
test_recording_failed (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (desk->alice->dir, "recordings", NULL);
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  BwCall *here, *there;

  test_connect (desk->alice, desk->bob, &here, &there);
  g_assert_nonnull (bw_call_start_recording (here, place, NULL));
  bw_call_set_least_room (here, G_MAXUINT64);
  test_wait (desk->said == 1);
  g_assert_null (bw_call_get_recording (here));
  g_assert_cmpuint (desk->saved, ==, 0);
}

/* A picture of what is to be seen, as a file that is named. */
static void
test_snapshot (Desk *desk, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;
  BwCall *here, *there;

  connect_video (desk, &here, &there);
  test_wait (bw_video_tile_get_words (get_large (desk)) == NULL);
  g_assert_true (gtk_widget_activate_action (desk->page, "call.snapshot", NULL));
  test_wait (desk->saved == 1);
  texture = gdk_texture_new_from_file (desk->file, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==,
                   bw_video_sink_get_width (bw_call_get_picture (here)));
  g_assert_true (g_file_delete (desk->file, NULL, NULL));
}

static gboolean
shows_frame (GtkWidget *window)
{
  return is_visible (window, ADW_TYPE_HEADER_BAR);
}

/* In the whole window: nothing but the picture fills the screen, Escape gives the rest back, and
 * without a picture it is over. */
static void
test_window_full_screen (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");
  GtkWidget *window = GTK_WIDGET (bw_window_new (NULL, desk->alice->phone, settings, FALSE));
  GtkWidget *page = test_find (window, BW_TYPE_CALL_PAGE, NULL);
  BwCall *here, *there;

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "win.full-screen", NULL);
  test_settle ();
  g_assert_true (shows_frame (window));
  connect_video (desk, &here, &there);
  test_wait (bw_call_page_get_video_shown (BW_CALL_PAGE (page)));
  g_assert_true (gtk_widget_activate_action (window, "win.full-screen", NULL));
  test_wait (!shows_frame (window));
  g_assert_true (gtk_widget_activate_action (window, "win.back", NULL));
  test_wait (shows_frame (window));

  g_assert_true (gtk_widget_activate_action (window, "win.full-screen", NULL));
  test_wait (!shows_frame (window));
  g_assert_true (bw_call_drop_video (here, NULL));
  test_wait (shows_frame (window));
  gtk_widget_activate_action (window, "win.full-screen", NULL);
  test_settle ();
  g_assert_true (shows_frame (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A window manager is not needed for what the window does by itself. */
static void
test_full_screen (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autoptr (BwFullScreen) full = bw_full_screen_new (window);
  guint notified = 0;

  g_signal_connect_swapped (full, "notify::active", G_CALLBACK (test_count_cb), &notified);
  bw_full_screen_set_active (full, TRUE);
  g_assert_false (bw_full_screen_get_active (full));
  bw_full_screen_set_possible (full, TRUE);
  bw_full_screen_set_active (full, TRUE);
  g_assert_true (bw_full_screen_get_active (full));
  bw_full_screen_set_active (full, FALSE);
  g_assert_false (bw_full_screen_get_active (full));
  bw_full_screen_set_active (full, TRUE);
  bw_full_screen_set_possible (full, FALSE);
  g_assert_false (bw_full_screen_get_active (full));
  g_assert_cmpuint (notified, ==, 4);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/video-call/" name, Desk, NULL, set_up, function, tear_down)
  ADD ("comes-and-goes", test_comes_and_goes);
  ADD ("refused", test_refused);
  ADD ("asked", test_asked);
  ADD ("asked-and-sent", test_asked_and_sent);
  ADD ("looks", test_looks);
  ADD ("swap", test_swap);
  ADD ("controls-hide", test_controls_hide);
  ADD ("small-picture", test_small_picture);
  ADD ("answer-with-video", test_answer_with_video);
  ADD ("answer-without-video", test_answer_without_video);
  ADD ("answer-sound", test_answer_sound);
  ADD ("door", test_door);
  ADD ("recording", test_recording);
  ADD ("recording-failed", test_recording_failed);
  ADD ("snapshot", test_snapshot);
  ADD ("window-full-screen", test_window_full_screen);
  g_test_add_func ("/ui/video-call/corners", test_corners);
  g_test_add_func ("/ui/video-call/hider", test_hider);
  g_test_add_func ("/ui/video-call/full-screen", test_full_screen);

  return g_test_run ();
}
