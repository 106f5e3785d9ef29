/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows pictures of a call by GL. It must not know where they come from, nor what shape they have:
 * whoever places it does.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-area.h"

#include "bw-video-painter.h"

struct _BwVideoArea {
  GtkGLArea parent_instance;

  BwVideoFrame *frame;     /* as long as it was not uploaded */
  BwVideoPainter *painter; /* while it is realized */
  gboolean is_software;
};

G_DEFINE_FINAL_TYPE (BwVideoArea, bw_video_area, GTK_TYPE_GL_AREA)

static void
bw_video_area_realize (GtkWidget *widget)
{
  BwVideoArea *self = BW_VIDEO_AREA (widget);
  GtkGLArea *area = GTK_GL_AREA (widget);
  g_autoptr (GError) error = NULL;

  GTK_WIDGET_CLASS (bw_video_area_parent_class)->realize (widget);
  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) != NULL)
    return;
  self->is_software = bw_video_painter_is_software ();
  self->painter = bw_video_painter_new (gtk_gl_area_get_context (area), &error);
  if (self->painter == NULL)
    gtk_gl_area_set_error (area, error);
}

static void
bw_video_area_unrealize (GtkWidget *widget)
{
  BwVideoArea *self = BW_VIDEO_AREA (widget);

  gtk_gl_area_make_current (GTK_GL_AREA (widget));
  g_clear_pointer (&self->painter, bw_video_painter_free);
  GTK_WIDGET_CLASS (bw_video_area_parent_class)->unrealize (widget);
}

static gboolean
bw_video_area_render (GtkGLArea *area, GdkGLContext *context)
{
  BwVideoArea *self = BW_VIDEO_AREA (area);

  if (self->painter == NULL)
    return GDK_EVENT_PROPAGATE;
  if (self->frame != NULL)
    bw_video_painter_upload (self->painter, self->frame);
  g_clear_pointer (&self->frame, bw_video_frame_unref);
  bw_video_painter_draw (self->painter);
  return GDK_EVENT_STOP;
}

static void
bw_video_area_finalize (GObject *object)
{
  g_clear_pointer (&BW_VIDEO_AREA (object)->frame, bw_video_frame_unref);

  G_OBJECT_CLASS (bw_video_area_parent_class)->finalize (object);
}

static void
bw_video_area_class_init (BwVideoAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bw_video_area_finalize;
  widget_class->realize = bw_video_area_realize;
  widget_class->unrealize = bw_video_area_unrealize;
  GTK_GL_AREA_CLASS (klass)->render = bw_video_area_render;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bw_video_area_init (BwVideoArea *self)
{
  gtk_gl_area_set_auto_render (GTK_GL_AREA (self), FALSE);
}

GtkWidget *
bw_video_area_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_AREA, NULL);
}

void
bw_video_area_set_frame (BwVideoArea *self, BwVideoFrame *frame)
{
  g_return_if_fail (BW_IS_VIDEO_AREA (self));

  g_clear_pointer (&self->frame, bw_video_frame_unref);
  self->frame = frame != NULL ? bw_video_frame_ref (frame) : NULL;
  gtk_widget_set_child_visible (GTK_WIDGET (self), frame != NULL);
  gtk_gl_area_queue_render (GTK_GL_AREA (self));
}

gboolean
bw_video_area_is_software (BwVideoArea *self)
{
  return self->is_software;
}
