/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwCameras on GStreamer's real device providers: cameras that come, go and come back, and what is
 * asked of them. */

#include "bw-cameras.h"
#include "listener.h"
#include "plug.h"
#include "private/bw-camera-format.h"
#include "private/bw-camera-identity.h"
#include "viewer.h"

#define CAPS                                                                                       \
  "video/x-raw,format=I420,width=640,height=480,framerate=30/1;"                                   \
  "video/x-raw,format=I420,width=1280,height=720,framerate=30/1"
#define RED 0xffff0000
#define GREEN 0xff00ff00

static const Colour green = { 145, 54, 34 };

static Plug *
plug (const char *name, const char *properties, guint32 colour)
{
  return plug_in ("Video/Source", name, CAPS, properties, colour);
}

typedef struct {
  BwCameras *cameras;
  guint count;
} Wanted;

static gboolean
has_count (gpointer data)
{
  Wanted *wanted = data;

  return g_list_model_get_n_items (G_LIST_MODEL (wanted->cameras)) == wanted->count;
}

static void
wait_for_count (BwCameras *cameras, guint count)
{
  Wanted wanted = { cameras, count };

  if (!spin_until (has_count, &wanted, 20))
    g_error ("%u cameras, not %u", g_list_model_get_n_items (G_LIST_MODEL (cameras)), count);
}

static BwCamera *
get_camera (BwCameras *cameras, guint position)
{
  g_autoptr (BwCamera) camera = g_list_model_get_item (G_LIST_MODEL (cameras), position);

  return camera;
}

static gboolean
is_closed (gpointer data)
{
  return !bw_video_source_get_open (data);
}

static gboolean
is_gone (gpointer data)
{
  return bw_video_source_get_trouble (data) == BW_VIDEO_TROUBLE_GONE;
}

/* Replays what the list tells, so that it tells all. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *shadow)
{
  if (removed > 0)
    g_ptr_array_remove_range (shadow, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (shadow, (int) i, g_list_model_get_item (model, i));
  g_assert_cmpuint (shadow->len, ==, g_list_model_get_n_items (model));
}

/* What is there at the beginning, in an order that does not change, and equal ones told apart. */
static void
test_equal (void)
{
  Plug *second = plug ("Twin", "p,v4l2.device.bus_info=usb-2,device.path=/dev/video0", RED);
  Plug *first = plug ("Twin", "p,v4l2.device.bus_info=usb-1,device.path=/dev/video2", GREEN);
  BwCameras *cameras = bw_cameras_new ();
  BwCamera *camera;

  g_assert_null (bw_cameras_find (cameras, NULL));
  bw_cameras_look (cameras);
  bw_cameras_look (cameras);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cameras)), ==, 0);
  wait_for_count (cameras, 2);

  camera = get_camera (cameras, 0);
  g_assert_cmpstr (bw_camera_get_id (camera), ==, "Twin");
  g_assert_cmpstr (bw_camera_get_name (camera), ==, "Twin");
  g_assert_true (bw_cameras_find (cameras, NULL) == camera);
  camera = get_camera (cameras, 1);
  g_assert_cmpstr (bw_camera_get_id (camera), ==, "Twin#2");
  g_assert_cmpstr (bw_camera_get_name (camera), ==, "Twin (2)");
  g_assert_true (bw_cameras_find (cameras, "Twin#2") == camera);
  g_assert_null (bw_cameras_find (cameras, "Twin#3"));

  /* The one that is left keeps its number, and so does the one that comes back. */
  plug_out (first);
  wait_for_count (cameras, 1);
  g_assert_true (get_camera (cameras, 0) == camera);
  plug_out (second);
  wait_for_count (cameras, 0);
  second = plug ("Twin", "p,v4l2.device.bus_info=usb-2,device.path=/dev/video4", RED);
  wait_for_count (cameras, 1);
  g_assert_true (get_camera (cameras, 0) == camera);
  plug_out (second);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

/* It is pulled out while it is seen, and comes back at another socket with another path. */
static void
test_replug (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  g_autoptr (GPtrArray) shadow = g_ptr_array_new_with_free_func (g_object_unref);
  BwCameras *cameras = bw_cameras_new ();
  g_autoptr (BwCamera) camera = NULL;
  BwVideoSource *source;
  Plug *device;

  g_signal_connect (cameras, "items-changed", G_CALLBACK (items_changed_cb), shadow);
  bw_cameras_look (cameras);
  device = plug (
      "Eye", "p,device.serial=(string)4711,v4l2.device.bus_info=a,device.path=/dev/video0", RED);
  wait_for_count (cameras, 1);
  camera = g_object_ref (get_camera (cameras, 0));
  source = bw_camera_get_source (camera);
  g_assert_cmpstr (bw_camera_get_id (camera), ==, "4711");
  g_assert_cmpstr (bw_camera_get_name (camera), ==, "Eye");
  g_assert_cmpint (bw_video_source_get_kind (source), ==, BW_VIDEO_SOURCE_CAMERA);
  g_assert_true (is_closed (source));
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);

  plug_out (device);
  wait_for (is_gone, source);
  wait_for (is_closed, source);
  wait_for_count (cameras, 0);
  device = plug (
      "Eye", "p,device.serial=(string)4711,v4l2.device.bus_info=b,device.path=/dev/video2", GREEN);
  wait_for_colour (sink, green);
  wait_for_count (cameras, 1);
  g_assert_true (get_camera (cameras, 0) == camera);
  g_assert_cmpint (bw_video_source_get_trouble (source), ==, BW_VIDEO_TROUBLE_NONE);
  g_assert_true (shadow->len == 1 && shadow->pdata[0] == camera);

  bw_video_source_close (source);
  wait_for (is_closed, source);
  plug_out (device);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

/* Two providers have the same camera: the kernel's own name for it says so. */
static void
test_once (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwCameras *cameras = bw_cameras_new ();
  Plug *by_server, *by_kernel;
  BwVideoSource *source;

  bw_cameras_look (cameras);
  by_server = plug ("Cam (V4L2)", "p,api.v4l2.path=/dev/video0,api.v4l2.cap.bus_info=a", GREEN);
  wait_for_count (cameras, 1);
  g_assert_cmpstr (bw_camera_get_name (get_camera (cameras, 0)), ==, "Cam");
  source = bw_camera_get_source (get_camera (cameras, 0));
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, green);
  by_kernel = plug (
      "Cam",
      "v4l2deviceprovider,device.path=/dev/video0,v4l2.device.driver=uvc,device.serial=(string)1",
      RED);
  wait_for_colour (sink, red);
  g_assert_true (has_count (&(Wanted){ cameras, 1 }));
  plug_out (by_kernel);
  wait_for_colour (sink, green);
  g_assert_true (has_count (&(Wanted){ cameras, 1 }));
  bw_video_source_close (source);
  wait_for (is_closed, source);
  plug_out (by_server);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

/* What is no camera is not listed; the last one is, and says that the others have been seen. */
static void
test_others (void)
{
  Plug *devices[] = {
    plug_in ("Audio/Source", "Microphone", "audio/x-raw", "p", 0),
    plug_in ("Video/Source", "Monitor of the screen", CAPS, "p", 0),
    plug_in ("Video/Source", "Metadata", "application/x-metadata", "p", 0),
    plug_in ("Video/Sink", "Output", CAPS, "p", 0),
    plug ("Camera", "p", RED),
  };
  BwCameras *cameras = bw_cameras_new ();

  bw_cameras_look (cameras);
  wait_for_count (cameras, 1);
  g_assert_cmpstr (bw_camera_get_id (get_camera (cameras, 0)), ==, "Camera");
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    plug_out (devices[i]);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

/* Those of a portal and stand-ins are listed as long as they are not taken away. */
static void
test_added (void)
{
  g_autoptr (BwVideoSource) source = bw_video_source_new_pattern ();
  g_autoptr (BwCamera) camera = bw_camera_new ("portal", source);
  g_autofree char *id = NULL;
  BwCameras *cameras = bw_cameras_new ();
  Plug *device;

  bw_cameras_add (cameras, camera);
  bw_cameras_add (cameras, camera);
  g_assert_true (has_count (&(Wanted){ cameras, 1 }));
  g_assert_true (bw_cameras_find (cameras, "portal") == camera);
  g_object_get (camera, "id", &id, NULL);
  g_assert_cmpstr (id, ==, "portal");
  bw_cameras_look (cameras);
  device = plug ("Camera", "p", RED);
  wait_for_count (cameras, 2);
  bw_cameras_remove (cameras, camera);
  bw_cameras_remove (cameras, camera);
  g_assert_true (has_count (&(Wanted){ cameras, 1 }));
  plug_out (device);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* A larger picture is taken from a camera that has one; a smaller one is made of what there is. */
static void
test_larger (void)
{
  g_autoptr (BwVideoSink) sink = bw_video_sink_new ();
  BwCameras *cameras = bw_cameras_new ();
  Plug *device = plug ("Camera", "p", RED);
  BwVideoSource *source;
  guint changes = 0;

  bw_cameras_look (cameras);
  wait_for_count (cameras, 1);
  source = bw_camera_get_source (get_camera (cameras, 0));
  bw_video_source_watch (source, sink);
  wait_for_colour (sink, red);
  g_signal_connect_swapped (source, "notify::open", G_CALLBACK (count_cb), &changes);
  bw_video_source_set_format (source, 320, 240, 15);
  wait_for_size (sink, 320, 240);
  g_assert_cmpuint (changes, ==, 0);
  bw_video_source_set_format (source, 1280, 720, 30);
  wait_for_size (sink, 1280, 720);
  wait_for_colour (sink, red);
  bw_video_source_set_format (source, 1920, 1080, 30);
  wait_for_size (sink, 1920, 1080);
  g_signal_handlers_disconnect_by_data (source, &changes);
  bw_video_source_close (source);
  wait_for (is_closed, source);
  plug_out (device);
  wait_for_count (cameras, 0);
  g_assert_finalize_object (cameras);
}

typedef struct {
  const char *name;
  const char *properties;
  const char *base, *bus, *path, *shown;
} Identity;

static void
test_identities (void)
{
  static const Identity identities[] = {
    { "Plain", "p", "Plain", NULL, NULL, "Plain" },
    { "Integrated Camera: Integrated C", "p,device.serial=Chicony", "Chicony", NULL, NULL,
      "Integrated Camera" },
    { "Camera: Rear", "p", "Camera: Rear", NULL, NULL, "Camera: Rear" },
    { "C920 (V4L2)", "p,api.v4l2.path=/dev/video3,api.v4l2.cap.bus_info=usb-1,node.name=v4l2_input",
      "C920", "usb-1", "/dev/video3", "C920" },
    { "C920",
      "v4l2deviceprovider,device.path=/dev/video3,v4l2.device.bus_info=usb-1,"
      "device.bus_path=pci-1,device.serial=046d_C920_7",
      "046d_C920_7", "usb-1", "/dev/video3", "C920" },
    { "Other", "p,device.serial=(string)\"\",device.bus-id=bus", "Other", "bus", NULL, "Other" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++) {
    Plug *plugged = plug (identities[i].name, identities[i].properties, 0);
    g_autoptr (GstDevice) device = plug_make_device (plugged);
    g_autoptr (BwCameraIdentity) identity = bw_camera_identity_new (device);

    g_assert_nonnull (identity);
    g_assert_cmpstr (identity->base, ==, identities[i].base);
    g_assert_cmpstr (identity->bus, ==, identities[i].bus);
    g_assert_cmpstr (identity->path, ==, identities[i].path);
    g_assert_cmpstr (identity->name, ==, identities[i].shown);
    plug_out (plugged);
  }
}

#define WEBCAM                                                                                     \
  "video/x-raw,format=YUY2,width=640,height=480,framerate={30/1,15/1};"                            \
  "video/x-raw,format=YUY2,width=320,height=240,framerate={30/1,15/1};"                            \
  "video/x-raw,format=YUY2,width=1280,height=720,framerate=10/1;"                                  \
  "image/jpeg,width=640,height=480,framerate=30/1;"                                                \
  "image/jpeg,width=1280,height=720,framerate=30/1;"                                               \
  "video/x-h264,width=1920,height=1080,framerate=30/1"

typedef struct {
  const char *offered;
  BwVideoFormat wanted;
  const char *chosen;
} Choice;

static void
test_choices (void)
{
  static const Choice choices[] = {
    { WEBCAM, { 640, 480, 30 }, "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1" },
    { WEBCAM, { 352, 288, 15 }, "video/x-raw,format=YUY2,width=640,height=480,framerate=15/1" },
    { WEBCAM, { 320, 240, 20 }, "video/x-raw,format=YUY2,width=320,height=240,framerate=30/1" },
    { WEBCAM, { 1280, 720, 30 }, "image/jpeg,width=1280,height=720,framerate=30/1" },
    { WEBCAM, { 1280, 720, 10 }, "video/x-raw,format=YUY2,width=1280,height=720,framerate=10/1" },
    { WEBCAM, { 1920, 1080, 30 }, "image/jpeg,width=1280,height=720,framerate=30/1" },
    { "video/x-raw,width=[160,1920],height=[120,1080],framerate=[5/1,60/1]",
      { 640, 480, 25 },
      "video/x-raw,width=640,height=480,framerate=25/1" },
    { "video/x-raw,width=[160,320],height=[120,240],framerate=[5/1,10/1]",
      { 640, 480, 25 },
      "video/x-raw,width=320,height=240,framerate=10/1" },
    { "video/x-raw,format=NV12,width=640,height=480",
      { 640, 480, 25 },
      "video/x-raw,format=NV12,width=640,height=480" },
    { "video/x-raw(memory:DMABuf),width=640,height=480", { 640, 480, 25 }, NULL },
    { "video/x-raw", { 640, 480, 25 }, NULL },
    { "video/x-h264,width=640,height=480", { 640, 480, 25 }, NULL },
    { "EMPTY", { 640, 480, 25 }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    g_autoptr (GstCaps) offered = gst_caps_from_string (choices[i].offered);
    g_autoptr (GstCaps) chosen = bw_camera_format_choose (offered, &choices[i].wanted);
    g_autoptr (GstCaps) expected =
        choices[i].chosen != NULL ? gst_caps_from_string (choices[i].chosen) : NULL;
    g_autofree char *words = chosen != NULL ? gst_caps_to_string (chosen) : g_strdup ("nothing");

    g_test_message ("%u: %s", i, words);
    g_assert_true ((chosen == NULL) == (expected == NULL));
    g_assert_true (chosen == NULL || gst_caps_is_equal (chosen, expected));
  }
}

static void
test_enough (void)
{
  g_autoptr (GstCaps) chosen =
      gst_caps_from_string ("image/jpeg,width=640,height=480,framerate=15/1");

  g_assert_true (bw_camera_format_suffices (chosen, &(BwVideoFormat){ 640, 480, 15 }));
  g_assert_true (bw_camera_format_suffices (chosen, &(BwVideoFormat){ 320, 240, 5 }));
  g_assert_false (bw_camera_format_suffices (chosen, &(BwVideoFormat){ 640, 480, 30 }));
  g_assert_false (bw_camera_format_suffices (chosen, &(BwVideoFormat){ 641, 480, 15 }));
  g_assert_false (bw_camera_format_suffices (chosen, &(BwVideoFormat){ 640, 482, 15 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  plug_init ();
  g_test_add_func ("/cameras/identities", test_identities);
  g_test_add_func ("/cameras/choices", test_choices);
  g_test_add_func ("/cameras/enough", test_enough);
  g_test_add_func ("/cameras/equal", test_equal);
  g_test_add_func ("/cameras/replug", test_replug);
  g_test_add_func ("/cameras/once", test_once);
  g_test_add_func ("/cameras/others", test_others);
  g_test_add_func ("/cameras/added", test_added);
  g_test_add_func ("/cameras/larger", test_larger);
  return g_test_run ();
}
