/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A test pattern that is cheap to make and can be measured: the eight bars of 75 % as BT.601 has
 * them, from left to right, and in the lowest quarter a white ball whose place says when it was
 * drawn. It must not know of our sources.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-pattern.h"

#include <gst/base/gstpushsrc.h>
#include <gst/video/video.h>

/* The ball goes from left to right and back in this time of the monotonic clock. */
#define PERIOD (4 * G_USEC_PER_SEC)
#define BALL_LUMA 235

/* White, yellow, cyan, green, magenta, red, blue, black: Y, U, V. */
static const guint8 bars[][3] = {
  { 180, 128, 128 }, { 162, 44, 142 }, { 131, 156, 44 }, { 112, 72, 58 },
  { 84, 184, 198 },  { 65, 100, 212 }, { 35, 212, 114 }, { 16, 128, 128 },
};

#define BW_TYPE_VIDEO_PATTERN (bw_video_pattern_get_type ())
G_DECLARE_FINAL_TYPE (BwVideoPattern, bw_video_pattern, BW, VIDEO_PATTERN, GstPushSrc)

struct _BwVideoPattern {
  GstPushSrc parent_instance;

  /* The streaming thread's. */
  GstVideoInfo info;
  GstBuffer *bars; /* of that size */
  guint64 count;   /* pictures of that rate */
  GstClockTime base;
};

G_DEFINE_FINAL_TYPE (BwVideoPattern, bw_video_pattern, GST_TYPE_PUSH_SRC)

static GstStaticPadTemplate pads = GST_STATIC_PAD_TEMPLATE (
    "src",
    GST_PAD_SRC,
    GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("video/x-raw,format=I420,colorimetry=bt601,pixel-aspect-ratio=1/1,"
                     "width=[16,4096],height=[16,4096],framerate=[1/1,120/1]"));

/* One line of a plane, that all of its lines look like. */
static void
draw_line (guint8 *line, guint plane, guint width)
{
  for (guint x = 0; x < width; x++)
    line[x] = bars[x * G_N_ELEMENTS (bars) / width][plane];
}

static void
draw_bars (GstVideoFrame *frame)
{
  for (guint plane = 0; plane < 3; plane++) {
    guint8 *data = GST_VIDEO_FRAME_COMP_DATA (frame, plane);
    gsize stride = (gsize) GST_VIDEO_FRAME_COMP_STRIDE (frame, plane);
    guint width = (guint) GST_VIDEO_FRAME_COMP_WIDTH (frame, plane);
    guint height = (guint) GST_VIDEO_FRAME_COMP_HEIGHT (frame, plane);

    draw_line (data, plane, width);
    for (guint y = 1; y < height; y++)
      memcpy (data + y * stride, data, width);
  }
}

/* Where the middle of a ball of this radius is now. */
static int
ball_x (int width, int radius)
{
  gint64 phase = g_get_monotonic_time () % PERIOD * 2;
  gint64 way = phase < PERIOD ? phase : 2 * PERIOD - phase;

  return radius + (int) (way * (width - 2 * radius) / PERIOD);
}

static void
draw_disc (GstVideoFrame *frame, guint plane, int x, int radius, guint8 value)
{
  int height = GST_VIDEO_FRAME_COMP_HEIGHT (frame, plane);
  int stride = GST_VIDEO_FRAME_COMP_STRIDE (frame, plane);
  guint8 *middle = (guint8 *) GST_VIDEO_FRAME_COMP_DATA (frame, plane) +
                   (gsize) stride * (gsize) (height - radius - 1);

  for (int y = -radius; y <= radius; y++) {
    int half = 0;

    while ((half + 1) * (half + 1) + y * y <= radius * radius)
      half++;
    memset (middle + y * stride + x - half, value, (gsize) (2 * half));
  }
}

static void
draw_ball (GstVideoFrame *frame)
{
  int width = GST_VIDEO_FRAME_WIDTH (frame);
  int radius = MIN (GST_VIDEO_FRAME_HEIGHT (frame), width) / 10;
  int x = ball_x (width, radius);

  draw_disc (frame, 0, x, radius, BALL_LUMA);
  draw_disc (frame, 1, x / 2, radius / 2, 128);
  draw_disc (frame, 2, x / 2, radius / 2, 128);
}

static void
draw (GstBuffer *buffer, const GstVideoInfo *info, void (*draw_what) (GstVideoFrame *frame))
{
  GstVideoFrame frame;

  if (!gst_video_frame_map (&frame, info, buffer, GST_MAP_READWRITE))
    return;
  draw_what (&frame);
  gst_video_frame_unmap (&frame);
}

/* By the clock, from the first picture of this rate on; the base class waits for it. */
static void
stamp (BwVideoPattern *self, GstBuffer *buffer)
{
  guint64 numerator = (guint64) GST_VIDEO_INFO_FPS_N (&self->info);
  guint64 denominator = (guint64) GST_VIDEO_INFO_FPS_D (&self->info);
  GstClockTime length = gst_util_uint64_scale (GST_SECOND, denominator, numerator);
  GstClockTime now = gst_element_get_current_running_time (GST_ELEMENT (self));

  if (self->count == 0 && GST_CLOCK_TIME_IS_VALID (now))
    self->base = MAX (now, self->base);
  GST_BUFFER_PTS (buffer) = self->base + self->count * length;
  GST_BUFFER_DURATION (buffer) = length;
  self->count++;
}

static GstFlowReturn
bw_video_pattern_create (GstPushSrc *source, GstBuffer **buffer)
{
  BwVideoPattern *self = BW_VIDEO_PATTERN (source);

  if (self->bars == NULL)
    return GST_FLOW_NOT_NEGOTIATED;
  *buffer = gst_buffer_copy_deep (self->bars);
  draw (*buffer, &self->info, draw_ball);
  stamp (self, *buffer);
  return GST_FLOW_OK;
}

static gboolean
bw_video_pattern_set_caps (GstBaseSrc *source, GstCaps *caps)
{
  BwVideoPattern *self = BW_VIDEO_PATTERN (source);

  if (!gst_video_info_from_caps (&self->info, caps))
    return FALSE;
  gst_clear_buffer (&self->bars);
  self->bars = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&self->info), NULL);
  draw (self->bars, &self->info, draw_bars);
  self->count = 0;
  return TRUE;
}

static GstCaps *
bw_video_pattern_fixate (GstBaseSrc *source, GstCaps *caps)
{
  GstCaps *fixed = gst_caps_truncate (gst_caps_make_writable (caps));
  GstStructure *structure = gst_caps_get_structure (fixed, 0);

  gst_structure_fixate_field_nearest_int (structure, "width", 640);
  gst_structure_fixate_field_nearest_int (structure, "height", 480);
  gst_structure_fixate_field_nearest_fraction (structure, "framerate", 30, 1);
  return gst_caps_fixate (fixed);
}

static void
bw_video_pattern_get_times (GstBaseSrc *source,
                            GstBuffer *buffer,
                            GstClockTime *start,
                            GstClockTime *end)
{
  *start = GST_BUFFER_PTS (buffer);
  *end = *start + GST_BUFFER_DURATION (buffer);
}

static void
bw_video_pattern_finalize (GObject *object)
{
  gst_clear_buffer (&BW_VIDEO_PATTERN (object)->bars);
  G_OBJECT_CLASS (bw_video_pattern_parent_class)->finalize (object);
}

static void
bw_video_pattern_class_init (BwVideoPatternClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bw_video_pattern_finalize;
  source_class->fixate = bw_video_pattern_fixate;
  source_class->get_times = bw_video_pattern_get_times;
  source_class->set_caps = bw_video_pattern_set_caps;
  GST_PUSH_SRC_CLASS (klass)->create = bw_video_pattern_create;
  gst_element_class_add_static_pad_template (element_class, &pads);
  gst_element_class_set_static_metadata (element_class, "Test bars with a ball", "Source/Video",
                                         "Bars of 75 % by BT.601", "Bellwire");
}

static void
bw_video_pattern_init (BwVideoPattern *self)
{
  gst_base_src_set_live (GST_BASE_SRC (self), TRUE);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
}

void
bw_video_pattern_register (void)
{
  gst_element_register (NULL, BW_VIDEO_PATTERN_ELEMENT, GST_RANK_NONE, BW_TYPE_VIDEO_PATTERN);
}
