/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of video, with cameras that come and go. With BW_PICTURES=FOLDER it leaves
 * pictures of what it has come to. */

#include "bw-camera-preview.h"
#include "bw-camera-row.h"
#include "bw-folder-row.h"
#include "bw-number-row.h"
#include "bw-test-people.h"
#include "bw-video-page.h"
#include "bw-video-view.h"

typedef struct {
  PeopleDesk desk;
  GSettings *settings;
  BwVideo *video;
  GtkWindow *window;
  GtkStack *stack;
  GtkWidget *page;
  BwCameraPreview *preview;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  people_desk_set_up (&self->desk, data);
  self->settings = g_settings_new ("io.github.bellwire.Bellwire");
  self->video = bw_phone_get_video (self->desk.phone);
  self->page = g_object_new (BW_TYPE_VIDEO_PAGE, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, self->page, "video");
  gtk_stack_add_named (self->stack, gtk_label_new ("Another page"), "other");
  bw_video_page_setup (BW_VIDEO_PAGE (self->page), self->desk.phone, self->settings);
  self->window = test_window (GTK_WIDGET (self->stack));
  self->preview = BW_CAMERA_PREVIEW (test_find (self->page, BW_TYPE_CAMERA_PREVIEW, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_settings_reset (self->settings, "video-size");
  g_settings_reset (self->settings, "video-frame-rate");
  g_settings_reset (self->settings, "upload-limit");
  g_settings_reset (self->settings, "recordings-folder");
  g_object_unref (self->settings);
  people_desk_tear_down (&self->desk, data);
}

static BwCamera *
plug (Fixture *self, const char *id, const char *name, const char *head)
{
  g_autoptr (BwVideoSource) source = bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, name, head);
  g_autoptr (BwCamera) camera = bw_camera_new (id, source);

  bw_cameras_add (bw_video_get_cameras (self->video), camera);

  return camera; /* the list holds it */
}

static BwCamera *
plug_ball (Fixture *self, const char *id, const char *name)
{
  return plug (self, id, name, "videotestsrc is-live=true pattern=ball");
}

static BwVideoTrouble
trouble (Fixture *self)
{
  BwVideoTrouble found;

  g_object_get (self->preview, "trouble", &found, NULL);

  return found;
}

static gboolean
watches (Fixture *self)
{
  gboolean watching;

  g_object_get (self->preview, "watching", &watching, NULL);

  return watching;
}

static gboolean
shows_picture (Fixture *self)
{
  GtkWidget *view = test_find (GTK_WIDGET (self->preview), BW_TYPE_VIDEO_VIEW, NULL);
  g_autoptr (BwVideoSink) sink = NULL;

  g_object_get (view, "sink", &sink, NULL);

  return bw_video_sink_get_live (sink) &&
         !test_shows (GTK_WIDGET (self->preview), "Starting the camera…");
}

static GtkWidget *
row_of (Fixture *self, const char *title)
{
  GtkWidget *label = test_find (self->page, GTK_TYPE_LABEL, title);

  while (label && !ADW_IS_PREFERENCES_ROW (label))
    label = gtk_widget_get_parent (label);
  g_assert_nonnull (label);

  return label;
}

static GtkWidget *
camera_row (Fixture *self)
{
  return test_find (self->page, BW_TYPE_CAMERA_ROW, NULL);
}

/* What the row says is chosen. */
static const char *
chosen (GtkWidget *row)
{
  return gtk_string_object_get_string (
      GTK_STRING_OBJECT (adw_combo_row_get_selected_item (ADW_COMBO_ROW (row))));
}

static guint
n_choices (GtkWidget *row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row)));
}

static void
test_light (Fixture *self, gconstpointer data)
{
  BwCamera *camera = plug_ball (self, "one", "First Camera");
  BwVideoSource *source = bw_camera_get_source (camera);

  test_settle_until (bw_video_source_get_open (source) && shows_picture (self));
  g_assert_true (watches (self));
  test_picture (self->window, "video-preview");

  gtk_stack_set_visible_child_name (self->stack, "other");
  test_settle_until (!bw_video_source_get_open (source));
  g_assert_false (watches (self));

  gtk_stack_set_visible_child_name (self->stack, "video");
  test_settle_until (bw_video_source_get_open (source) && shows_picture (self));

  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  test_settle_until (!bw_video_source_get_open (source));
  gtk_window_present (self->window);
  test_settle_until (bw_video_source_get_open (source));
}

static void
test_no_camera (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (trouble (self), ==, BW_VIDEO_TROUBLE_NO_CAMERA);
  g_assert_true (test_shows (self->page, "There is no camera"));
  g_assert_false (watches (self));
  g_assert_cmpstr (chosen (camera_row (self)), ==, "Automatic");
  test_picture (self->window, "video-no-camera");
}

static void
test_plugged (Fixture *self, gconstpointer data)
{
  BwCameras *cameras = bw_video_get_cameras (self->video);
  BwCamera *first = plug_ball (self, "one", "First Camera");
  g_autoptr (BwCamera) second = g_object_ref (plug_ball (self, "two", "Second <b>Camera</b> & Co"));

  test_settle_until (shows_picture (self));
  test_assert_no_markup (camera_row (self));
  g_assert_cmpuint (n_choices (camera_row (self)), ==, 3);
  adw_combo_row_set_selected (ADW_COMBO_ROW (camera_row (self)), 2);
  g_assert_cmpstr (bw_video_get_camera (self->video), ==, "two");
  test_settle_until (bw_video_source_get_open (bw_camera_get_source (second)));
  test_settle_until (!bw_video_source_get_open (bw_camera_get_source (first)));

  bw_cameras_remove (cameras, second);
  test_settle_until (bw_video_source_get_open (bw_camera_get_source (first)));
  g_assert_cmpstr (bw_video_get_camera (self->video), ==, "two");
  g_assert_cmpstr (chosen (camera_row (self)), ==, "Second <b>Camera</b> & Co");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (camera_row (self))), ==,
                   "Not connected; another one stands in");
  test_picture (self->window, "video-away");

  bw_cameras_add (cameras, second);
  test_settle_until (bw_video_source_get_open (bw_camera_get_source (second)));
  test_settle ();
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (camera_row (self))), ==, "");

  bw_cameras_remove (cameras, first);
  bw_cameras_remove (cameras, second);
  test_settle_until (trouble (self) == BW_VIDEO_TROUBLE_NO_CAMERA);
  g_assert_false (watches (self));
  test_settle ();
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (camera_row (self))), ==,
                   "Not connected");
}

/* One that was chosen in another session is known by its id alone. */
static void
test_chosen_before (Fixture *self, gconstpointer data)
{
  bw_video_set_camera (self->video, "usb-of-last-year");
  test_settle ();
  g_assert_cmpstr (chosen (camera_row (self)), ==, "The chosen camera");
  g_assert_cmpstr (bw_video_get_camera (self->video), ==, "usb-of-last-year");
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  plug (self, "gone", "Broken Camera", "v4l2src device=/dev/video-that-is-not-there");
  test_settle_until (trouble (self) != BW_VIDEO_TROUBLE_NONE &&
                     trouble (self) != BW_VIDEO_TROUBLE_NO_CAMERA);
  g_assert_false (shows_picture (self));
  g_assert_null (test_find (self->page, GTK_TYPE_LABEL, "Starting the camera…"));
  test_picture (self->window, "video-broken");
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  GtkWidget *upload = row_of (self, "Upload");

  g_assert_cmpstr (chosen (upload), ==, "No limit");
  adw_combo_row_set_selected (ADW_COMBO_ROW (upload), 4);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "upload-limit"), ==, 1000);
  g_settings_set_uint (self->settings, "upload-limit", 640);
  g_assert_cmpstr (chosen (upload), ==, "640 kbit/s");
  adw_combo_row_set_selected (ADW_COMBO_ROW (upload), 0);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "upload-limit"), ==, 0);
  g_assert_cmpuint (n_choices (upload), ==, 9); /* it may be chosen again */
  adw_combo_row_set_selected (ADW_COMBO_ROW (upload), 8);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "upload-limit"), ==, 640);

  g_settings_set_uint (self->settings, "video-frame-rate", 24);
  g_assert_cmpstr (chosen (row_of (self, "Frame rate")), ==, "24 a second");
}

static void
test_size (Fixture *self, gconstpointer data)
{
  g_autofree char *kept = NULL;
  GtkWidget *size = row_of (self, "Size");

  g_assert_cmpstr (chosen (size), ==, "Medium (640 × 480)");
  adw_combo_row_set_selected (ADW_COMBO_ROW (size), 2);
  kept = g_settings_get_string (self->settings, "video-size");
  g_assert_cmpstr (kept, ==, "720p");
  g_settings_set_string (self->settings, "video-size", "cif");
  g_assert_cmpstr (chosen (size), ==, "Small (352 × 288)");
}

static void
test_folders (Fixture *self, gconstpointer data)
{
  GtkWidget *row = row_of (self, "Recorded calls");
  GtkWidget *reset = test_find (row, GTK_TYPE_BUTTON, "Use the Usual Folder");

  g_assert_false (gtk_widget_get_sensitive (reset));
  g_settings_set_string (self->settings, "recordings-folder", "file:///mnt/a%20%3Cb%3E");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "/mnt/a <b>");
  test_click (row, "Use the Usual Folder");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "/mnt/a <b>");
  g_assert_false (gtk_widget_get_sensitive (reset));
}

/* Nothing of the page keeps a camera, a phone or itself. */
static void
test_let_go (Fixture *self, gconstpointer data)
{
  BwCamera *camera = plug_ball (self, "one", "First Camera");
  BwVideoSource *source = bw_camera_get_source (camera);

  test_settle_until (bw_video_source_get_open (source));
  g_object_add_weak_pointer (G_OBJECT (self->preview), (gpointer *) &self->preview);
  gtk_window_destroy (self->window);
  test_settle_until (!self->preview);
  test_settle_until (!bw_video_source_get_open (source));
  self->window = test_window (gtk_label_new ("Another window"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/video-preferences/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  test_widgets_init (&argc, &argv);
  test_dress ();

  ADD ("light", test_light);
  ADD ("no-camera", test_no_camera);
  ADD ("plugged", test_plugged);
  ADD ("chosen-before", test_chosen_before);
  ADD ("broken", test_broken);
  ADD ("numbers", test_numbers);
  ADD ("size", test_size);
  ADD ("folders", test_folders);
  ADD ("let-go", test_let_go);

  return g_test_run ();
}
