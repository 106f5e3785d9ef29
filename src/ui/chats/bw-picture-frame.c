/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A picture in a bubble. GtkPicture would take the size of the picture itself, or any.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-picture-frame.h"

#include <math.h>

#define LONGEST_SIDE 320
#define LEAST_SIDE 48
#define PLACE_WIDTH 240
#define PLACE_HEIGHT 160

enum { PROP_0, PROP_TEXTURE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPictureFrame {
  GtkWidget parent_instance;

  GdkTexture *texture;
};

G_DEFINE_FINAL_TYPE (BwPictureFrame, bw_picture_frame, GTK_TYPE_WIDGET)

static void
get_natural_size (BwPictureFrame *self, double *width, double *height)
{
  double scale;

  *width = self->texture != NULL ? gdk_texture_get_width (self->texture) : PLACE_WIDTH;
  *height = self->texture != NULL ? gdk_texture_get_height (self->texture) : PLACE_HEIGHT;
  scale = MIN (1, LONGEST_SIDE / MAX (*width, *height));
  *width = MAX (1, *width * scale);
  *height = MAX (1, *height * scale);
}

static GtkSizeRequestMode
bw_picture_frame_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bw_picture_frame_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  double width;
  double height;

  get_natural_size (BW_PICTURE_FRAME (widget), &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = LEAST_SIDE;
    *natural = (int) MAX (LEAST_SIDE, ceil (width));
  } else {
    double scale = for_size >= 0 ? MIN (1, for_size / width) : 1;

    *minimum = *natural = (int) ceil (height * scale);
  }
}

static void
bw_picture_frame_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BwPictureFrame *self = BW_PICTURE_FRAME (widget);
  double width;
  double height;
  double scale;

  if (self->texture == NULL)
    return;
  get_natural_size (self, &width, &height);
  scale =
      MIN (1, MIN (gtk_widget_get_width (widget) / width, gtk_widget_get_height (widget) / height));
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - width * scale) / 2,
                            (float) (gtk_widget_get_height (widget) - height * scale) / 2));
  gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), snapshot, width * scale, height * scale);
}

static void
bw_picture_frame_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TEXTURE:
    g_value_set_object (value, BW_PICTURE_FRAME (object)->texture);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_picture_frame_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TEXTURE:
    bw_picture_frame_set_texture (BW_PICTURE_FRAME (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_picture_frame_dispose (GObject *object)
{
  g_clear_object (&BW_PICTURE_FRAME (object)->texture);

  G_OBJECT_CLASS (bw_picture_frame_parent_class)->dispose (object);
}

static void
bw_picture_frame_class_init (BwPictureFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_picture_frame_get_property;
  object_class->set_property = bw_picture_frame_set_property;
  object_class->dispose = bw_picture_frame_dispose;
  widget_class->get_request_mode = bw_picture_frame_get_request_mode;
  widget_class->measure = bw_picture_frame_measure;
  widget_class->snapshot = bw_picture_frame_snapshot;

  properties[PROP_TEXTURE] =
      g_param_spec_object ("texture", NULL, NULL, GDK_TYPE_TEXTURE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "pictureframe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bw_picture_frame_init (BwPictureFrame *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
bw_picture_frame_set_texture (BwPictureFrame *self, GdkTexture *texture)
{
  if (!g_set_object (&self->texture, texture))
    return;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXTURE]);
}
