/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Draws pictures of a call out of the memory, by whatever renderer GTK has. It must not know when
 * the next one comes.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-paintable.h"

#include "bw-video-texture.h"

struct _BwVideoPaintable {
  GObject parent_instance;

  BwVideoFrame *frame; /* as long as it was not drawn */
  GdkTexture *texture; /* since it was */
  int width;
  int height;
};

static void
bw_video_paintable_snapshot (GdkPaintable *paintable,
                             GdkSnapshot *snapshot,
                             double width,
                             double height)
{
  BwVideoPaintable *self = BW_VIDEO_PAINTABLE (paintable);

  if (self->frame != NULL) {
    self->texture = bw_video_texture_new (self->frame);
    g_clear_pointer (&self->frame, bw_video_frame_unref);
  }
  if (self->texture != NULL)
    gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), snapshot, width, height);
}

static int
bw_video_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return BW_VIDEO_PAINTABLE (paintable)->width;
}

static int
bw_video_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return BW_VIDEO_PAINTABLE (paintable)->height;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = bw_video_paintable_snapshot;
  iface->get_intrinsic_width = bw_video_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = bw_video_paintable_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwVideoPaintable,
                               bw_video_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
bw_video_paintable_finalize (GObject *object)
{
  BwVideoPaintable *self = BW_VIDEO_PAINTABLE (object);

  g_clear_pointer (&self->frame, bw_video_frame_unref);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (bw_video_paintable_parent_class)->finalize (object);
}

static void
bw_video_paintable_class_init (BwVideoPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_video_paintable_finalize;
}

static void
bw_video_paintable_init (BwVideoPaintable *self)
{
}

BwVideoPaintable *
bw_video_paintable_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_PAINTABLE, NULL);
}

void
bw_video_paintable_set_frame (BwVideoPaintable *self, BwVideoFrame *frame)
{
  int width = frame != NULL ? (int) bw_video_frame_get_width (frame) : 0;
  int height = frame != NULL ? (int) bw_video_frame_get_height (frame) : 0;
  gboolean is_other_size = self->width != width || self->height != height;

  g_clear_object (&self->texture);
  g_clear_pointer (&self->frame, bw_video_frame_unref);
  self->frame = frame != NULL ? bw_video_frame_ref (frame) : NULL;
  self->width = width;
  self->height = height;
  if (is_other_size)
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}
