/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera for tests, as GStreamer sees one. It goes into the real program as a plugin, and knows
 * nothing of it. */

#include "bw-stand-in-camera.h"

#include <errno.h>
#include <gio/gio.h>
#include <gst/video/video.h>
#include <stdio.h>
#include <unistd.h>

#define CAPS                                                                                       \
  "video/x-raw, format=I420, width=[160,1920], height=[120,1080], framerate=[5/1,60/1], "          \
  "colorimetry=bt601"
#define BAR_PARTS 16

enum {
  PROP_0,
  PROP_DEVICE,
};

struct _BwStandInCamera {
  GstPushSrc parent_instance;

  char *path;
  guint8 colour[3];
  GstVideoInfo info;
  guint64 frame;
  GstClockTime offset; /* of the first frame since the caps were agreed on */
};

G_DEFINE_FINAL_TYPE (BwStandInCamera, bw_stand_in_camera, GST_TYPE_PUSH_SRC)

static GstStaticPadTemplate template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (CAPS));

static const guint8 row[BW_STAND_IN_COLUMNS][3] = {
  { 81, 90, 240 },  /* red */
  { 145, 54, 34 },  /* green */
  { 41, 240, 110 }, /* blue */
  { 210, 16, 146 }, /* yellow */
};
static const guint8 white[3] = { 235, 128, 128 }, black[3] = { 16, 128, 128 };

/* As v4l2src says it: what the kernel said stands in the text for developers. */
static gboolean
fail (BwStandInCamera *self, GstResourceError code, int number)
{
  g_autoptr (GError) error =
      g_error_new_literal (GST_RESOURCE_ERROR, (int) code, "The camera gives no picture.");
  g_autofree char *debug = g_strdup_printf ("system error: %s", g_strerror (number));

  gst_element_post_message (GST_ELEMENT (self),
                            gst_message_new_error (GST_OBJECT (self), error, debug));

  return FALSE;
}

static char *
light_path (BwStandInCamera *self)
{
  return g_strconcat (self->path, ".open", NULL);
}

static gboolean
bw_stand_in_camera_start (GstBaseSrc *source)
{
  BwStandInCamera *self = BW_STAND_IN_CAMERA (source);
  g_autofree char *text = NULL, *light = NULL;
  guint y, u, v;

  if (!self->path || !g_file_get_contents (self->path, &text, NULL, NULL))
    return fail (self, GST_RESOURCE_ERROR_NOT_FOUND, ENOENT);
  if (sscanf (text, "%u %u %u", &y, &u, &v) != 3)
    return fail (self, GST_RESOURCE_ERROR_BUSY, EBUSY);

  self->colour[0] = (guint8) y;
  self->colour[1] = (guint8) u;
  self->colour[2] = (guint8) v;
  self->frame = 0;
  self->offset = 0;
  light = light_path (self);

  return g_file_set_contents (light, "", 0, NULL);
}

static gboolean
bw_stand_in_camera_stop (GstBaseSrc *source)
{
  BwStandInCamera *self = BW_STAND_IN_CAMERA (source);
  g_autofree char *light = light_path (self);

  unlink (light);

  return TRUE;
}

static GstCaps *
bw_stand_in_camera_fixate (GstBaseSrc *source, GstCaps *caps)
{
  GstStructure *structure;

  caps = gst_caps_make_writable (caps);
  structure = gst_caps_get_structure (caps, 0);
  gst_structure_fixate_field_nearest_int (structure, "width", 640);
  gst_structure_fixate_field_nearest_int (structure, "height", 480);
  gst_structure_fixate_field_nearest_fraction (structure, "framerate", 30, 1);

  return GST_BASE_SRC_CLASS (bw_stand_in_camera_parent_class)->fixate (source, caps);
}

static GstClockTime
time_of (BwStandInCamera *self)
{
  return self->offset + gst_util_uint64_scale (self->frame, GST_SECOND * self->info.fps_d,
                                               (guint64) self->info.fps_n);
}

static gboolean
bw_stand_in_camera_set_caps (GstBaseSrc *source, GstCaps *caps)
{
  BwStandInCamera *self = BW_STAND_IN_CAMERA (source);

  if (self->frame > 0)
    self->offset = time_of (self);
  self->frame = 0;

  return gst_video_info_from_caps (&self->info, caps);
}

/* The source waits until this time has come: so a live one keeps its rate. */
static void
bw_stand_in_camera_get_times (GstBaseSrc *source,
                              GstBuffer *buffer,
                              GstClockTime *start,
                              GstClockTime *end)
{
  *start = GST_BUFFER_PTS (buffer);
  *end = *start + GST_BUFFER_DURATION (buffer);
}

static const guint8 *
colour_of (BwStandInCamera *self, guint column, guint line)
{
  if (line == 0)
    return row[column];
  if (column < 2)
    return self->colour;
  if (column == 2)
    return time_of (self) / GST_SECOND % 2 ? black : white;

  return black;
}

static void
fill (GstVideoFrame *frame, const guint8 *colour, guint left, guint top, guint width, guint height)
{
  for (guint plane = 0; plane < 3; plane++) {
    guint shift = plane ? 1 : 0;
    gsize stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane);
    guint8 *line = GST_VIDEO_FRAME_PLANE_DATA (frame, plane);

    for (guint y = top >> shift; y < (top + height) >> shift; y++)
      memset (line + y * stride + (left >> shift), colour[plane], width >> shift);
  }
}

static void
paint (BwStandInCamera *self, GstVideoFrame *frame)
{
  guint w = (guint) GST_VIDEO_FRAME_WIDTH (frame) / BW_STAND_IN_COLUMNS & ~1u;
  guint h = (guint) GST_VIDEO_FRAME_HEIGHT (frame) / BW_STAND_IN_ROWS & ~1u;
  guint bar = w / BAR_PARTS & ~1u;

  for (guint line = 0; line < BW_STAND_IN_ROWS; line++)
    for (guint column = 0; column < BW_STAND_IN_COLUMNS; column++)
      fill (frame, colour_of (self, column, line), column * w, line * h, w, h);
  fill (frame, white, 3 * w + bar * (guint) (self->frame / 2 % BAR_PARTS), h, bar, h);
}

static GstFlowReturn
bw_stand_in_camera_create (GstPushSrc *source, GstBuffer **buffer)
{
  BwStandInCamera *self = BW_STAND_IN_CAMERA (source);
  GstVideoFrame frame;

  if (access (self->path, F_OK) != 0) {
    fail (self, GST_RESOURCE_ERROR_READ, ENODEV);
    return GST_FLOW_ERROR;
  }

  *buffer = gst_buffer_new_allocate (NULL, self->info.size, NULL);
  if (!gst_video_frame_map (&frame, &self->info, *buffer, GST_MAP_WRITE))
    return GST_FLOW_ERROR;

  paint (self, &frame);
  gst_video_frame_unmap (&frame);
  GST_BUFFER_PTS (*buffer) = time_of (self);
  self->frame++;
  GST_BUFFER_DURATION (*buffer) = time_of (self) - GST_BUFFER_PTS (*buffer);

  return GST_FLOW_OK;
}

static void
bw_stand_in_camera_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwStandInCamera *self = BW_STAND_IN_CAMERA (object);

  if (id != PROP_DEVICE) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (self->path);
  self->path = g_value_dup_string (value);
}

static void
bw_stand_in_camera_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DEVICE)
    g_value_set_string (value, BW_STAND_IN_CAMERA (object)->path);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_stand_in_camera_finalize (GObject *object)
{
  g_free (BW_STAND_IN_CAMERA (object)->path);

  G_OBJECT_CLASS (bw_stand_in_camera_parent_class)->finalize (object);
}

static void
bw_stand_in_camera_class_init (BwStandInCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (klass);

  object_class->set_property = bw_stand_in_camera_set_property;
  object_class->get_property = bw_stand_in_camera_get_property;
  object_class->finalize = bw_stand_in_camera_finalize;
  source_class->start = bw_stand_in_camera_start;
  source_class->stop = bw_stand_in_camera_stop;
  source_class->fixate = bw_stand_in_camera_fixate;
  source_class->set_caps = bw_stand_in_camera_set_caps;
  source_class->get_times = bw_stand_in_camera_get_times;
  GST_PUSH_SRC_CLASS (klass)->create = bw_stand_in_camera_create;

  g_object_class_install_property (
      object_class, PROP_DEVICE,
      g_param_spec_string ("device", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gst_element_class_add_static_pad_template (element_class, &template);
  gst_element_class_set_static_metadata (element_class, "Stand-in camera", "Source/Video",
                                         "A camera for tests", "Bellwire");
}

static void
bw_stand_in_camera_init (BwStandInCamera *self)
{
  gst_base_src_set_live (GST_BASE_SRC (self), TRUE);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
}
