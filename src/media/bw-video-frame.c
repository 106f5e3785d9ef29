/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A picture as the threads of a call hand it on: never copied, never changed, freed by whoever has
 * it last. It must not know where it comes from.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-video-frame.h"

#include <gst/video/video.h>

struct _BwVideoFrame {
  int references; /* atomic */
  BwVideoPlanes planes;
  gpointer owner;
  GDestroyNotify free_owner;
};

G_DEFINE_BOXED_TYPE (BwVideoFrame, bw_video_frame, bw_video_frame_ref, bw_video_frame_unref)

static guint
half_of (guint length)
{
  return length / 2 + length % 2;
}

/* What comes in is described by its own planes, whatever their strides. */
static GstVideoFrame
describe (const BwVideoPlanes *planes)
{
  GstVideoFrame described = { 0 };

  gst_video_info_set_format (&described.info, GST_VIDEO_FORMAT_I420, planes->width, planes->height);
  gst_video_colorimetry_from_string (&described.info.colorimetry, GST_VIDEO_COLORIMETRY_BT601);
  for (guint i = 0; i < 3; i++) {
    described.data[i] = (gpointer) planes->data[i];
    described.info.stride[i] = (int) planes->stride[i];
  }
  return described;
}

/* With an alpha, so that the converter writes the fourth byte at all. The primaries are left as
 * they are: a screen takes them for its own, as it does everywhere. */
static GstVideoFrame
describe_bgrx (const GstVideoFrame *from, guint8 *pixels)
{
  GstVideoFrame described = { 0 };

  gst_video_info_set_format (&described.info, GST_VIDEO_FORMAT_BGRA, from->info.width,
                             from->info.height);
  described.info.colorimetry.primaries = from->info.colorimetry.primaries;
  described.info.colorimetry.transfer = from->info.colorimetry.transfer;
  described.data[0] = pixels;
  return described;
}

BwVideoFrame *
bw_video_frame_new (const BwVideoPlanes *planes, gpointer owner, GDestroyNotify free_owner)
{
  BwVideoFrame *self;

  g_return_val_if_fail (planes != NULL && planes->width > 0 && planes->height > 0, NULL);

  self = g_new (BwVideoFrame, 1);
  *self = (BwVideoFrame){ 1, *planes, owner, free_owner };
  return self;
}

BwVideoFrame *
bw_video_frame_new_plain (guint width, guint height, guint8 y, guint8 u, guint8 v)
{
  gsize luma = (gsize) width * height;
  gsize chroma = (gsize) half_of (width) * half_of (height);
  guint8 *pixels = g_malloc (luma + 2 * chroma);
  BwVideoPlanes planes = {
    { pixels, pixels + luma, pixels + luma + chroma },
    { width, half_of (width), half_of (width) },
    width,
    height,
  };

  memset (pixels, y, luma);
  memset (pixels + luma, u, chroma);
  memset (pixels + luma + chroma, v, chroma);
  return bw_video_frame_new (&planes, pixels, g_free);
}

BwVideoFrame *
bw_video_frame_ref (BwVideoFrame *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
bw_video_frame_unref (BwVideoFrame *self)
{
  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  if (self->free_owner != NULL)
    self->free_owner (self->owner);
  g_free (self);
}

const BwVideoPlanes *
bw_video_frame_get_planes (BwVideoFrame *self)
{
  return &self->planes;
}

guint
bw_video_frame_get_width (BwVideoFrame *self)
{
  return self->planes.width;
}

guint
bw_video_frame_get_height (BwVideoFrame *self)
{
  return self->planes.height;
}

GBytes *
bw_video_frame_to_bgrx (BwVideoFrame *self, gsize *stride)
{
  gsize line = (gsize) self->planes.width * 4;
  gsize size = line * self->planes.height;
  guint8 *pixels = g_malloc (size);
  GstVideoFrame from;
  GstVideoFrame to;
  GstVideoConverter *converter;

  gst_init_check (NULL, NULL, NULL);
  from = describe (&self->planes);
  to = describe_bgrx (&from, pixels);
  converter = gst_video_converter_new (&from.info, &to.info, NULL);
  gst_video_converter_frame (converter, &from, &to);
  gst_video_converter_free (converter);
  *stride = line;
  return g_bytes_new_take (pixels, size);
}
