/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A window on a sink, whoever pushes into it. It must not know calls.
 *
 *   BwVideoSink ──frame──> BwVideoView ──┬──> BwVideoArea       hardware GL
 *   (while it is mapped)   (shape,       └──> BwVideoPaintable  everything else
 *                           mirror)
 *
 * A GL that is the processor's own work takes twice as long as converting the picture here and
 * letting GTK draw it, so the first view on a display looks at what is there.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-view.h"

#include "bw-video-area.h"
#include "bw-video-paintable.h"

#include <math.h>

#define KNOWN_SLOW "bw-video-slow-gl"

enum { PROP_0, PROP_SINK, PROP_MIRRORED, PROP_COVER, PROP_DESCRIPTION, PROP_RENDERER, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwVideoView {
  GtkWidget parent_instance;

  BwVideoSink *sink;
  GSignalGroup *pictures; /* of the sink, while it is mapped */
  char *description;
  gboolean mirrored;
  gboolean cover;

  GtkWidget *area;             /* while it is realized, by GL; */
  BwVideoPaintable *paintable; /* or else */

  int width; /* of the picture; 0 where there is none */
  int height;
  double shape; /* width by height of the last picture that was there */
};

G_DEFINE_FINAL_TYPE (BwVideoView, bw_video_view, GTK_TYPE_WIDGET)

static void
note_size (BwVideoView *self, BwVideoFrame *frame)
{
  int width = frame != NULL ? (int) bw_video_frame_get_width (frame) : 0;
  int height = frame != NULL ? (int) bw_video_frame_get_height (frame) : 0;
  gboolean is_other = self->width != width || self->height != height;

  self->width = width;
  self->height = height;
  if (frame == NULL || !is_other)
    return;
  self->shape = (double) width / height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show (BwVideoView *self, BwVideoFrame *frame)
{
  note_size (self, frame);
  if (self->area != NULL)
    bw_video_area_set_frame (BW_VIDEO_AREA (self->area), frame);
  if (self->paintable != NULL) {
    bw_video_paintable_set_frame (self->paintable, frame);
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
}

static void
take_picture (BwVideoView *self)
{
  g_autoptr (BwVideoFrame) frame = self->sink ? bw_video_sink_dup_frame (self->sink) : NULL;

  show (self, frame);
}

static void
frame_cb (BwVideoView *self)
{
  take_picture (self);
}

/* Where the picture lies in the widget: all of it in the middle, or more than the widget. */
static GdkRectangle
get_place (BwVideoView *self)
{
  double across = gtk_widget_get_width (GTK_WIDGET (self)) / (double) self->width;
  double down = gtk_widget_get_height (GTK_WIDGET (self)) / (double) self->height;
  double scale = self->cover ? MAX (across, down) : MIN (across, down);
  int width = MAX (1, (int) round (self->width * scale));
  int height = MAX (1, (int) round (self->height * scale));

  return (GdkRectangle){
    (gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2,
    (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2,
    width,
    height,
  };
}

static GskTransform *
make_transform (BwVideoView *self, const GdkRectangle *place)
{
  float left = (float) (self->mirrored ? place->x + place->width : place->x);
  graphene_point_t origin = GRAPHENE_POINT_INIT (left, (float) place->y);
  GskTransform *transform = gsk_transform_translate (NULL, &origin);

  return self->mirrored ? gsk_transform_scale (transform, -1, 1) : transform;
}

static void
drop_renderer (BwVideoView *self)
{
  if (self->area != NULL)
    gtk_widget_unparent (self->area);
  g_clear_object (&self->area);
  g_clear_object (&self->paintable);
}

static void
use_memory (BwVideoView *self)
{
  self->paintable = bw_video_paintable_new ();
}

/* Returns: whether it can be drawn by GL, and if @slow_too is not set, by a graphics card. */
static gboolean
use_gl (BwVideoView *self, gboolean slow_too)
{
  const GError *error;
  gboolean slow;

  self->area = g_object_ref_sink (bw_video_area_new ());
  gtk_widget_set_child_visible (self->area, FALSE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_realize (self->area);
  error = gtk_gl_area_get_error (GTK_GL_AREA (self->area));
  slow = bw_video_area_is_software (BW_VIDEO_AREA (self->area));
  if (error == NULL && (slow_too || !slow))
    return TRUE;

  if (error != NULL)
    g_debug ("No video by GL: %s", error->message);
  drop_renderer (self);
  return FALSE;
}

/* GTK that draws without GL itself would only fetch each picture back from it. */
static gboolean
is_fast (BwVideoView *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));

  if (GSK_IS_CAIRO_RENDERER (renderer) || g_object_get_data (G_OBJECT (display), KNOWN_SLOW))
    return FALSE;
  if (use_gl (self, FALSE))
    return TRUE;
  g_object_set_data (G_OBJECT (display), KNOWN_SLOW, GINT_TO_POINTER (TRUE));
  return FALSE;
}

static void
choose_renderer (BwVideoView *self)
{
  const char *wish = g_getenv ("BELLWIRE_VIDEO");

  if (g_strcmp0 (wish, "memory") == 0 ||
      !(g_strcmp0 (wish, "gl") == 0 ? use_gl (self, TRUE) : is_fast (self)))
    use_memory (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENDERER]);
}

static void
bw_video_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_video_view_parent_class)->realize (widget);
  choose_renderer (BW_VIDEO_VIEW (widget));
}

static void
bw_video_view_unrealize (GtkWidget *widget)
{
  drop_renderer (BW_VIDEO_VIEW (widget));
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_RENDERER]);
  GTK_WIDGET_CLASS (bw_video_view_parent_class)->unrealize (widget);
}

static void
bw_video_view_map (GtkWidget *widget)
{
  BwVideoView *self = BW_VIDEO_VIEW (widget);

  g_signal_group_set_target (self->pictures, self->sink);
  take_picture (self);
  GTK_WIDGET_CLASS (bw_video_view_parent_class)->map (widget);
}

static void
bw_video_view_unmap (GtkWidget *widget)
{
  BwVideoView *self = BW_VIDEO_VIEW (widget);

  g_signal_group_set_target (self->pictures, NULL);
  GTK_WIDGET_CLASS (bw_video_view_parent_class)->unmap (widget);
  show (self, NULL);
}

static GtkSizeRequestMode
bw_video_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* It takes what it gets; where it may choose its height, it is that of the picture. */
static void
bw_video_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  BwVideoView *self = BW_VIDEO_VIEW (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *natural = (int) round (for_size / self->shape);
}

static void
bw_video_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BwVideoView *self = BW_VIDEO_VIEW (widget);
  GdkRectangle place;

  if (self->area == NULL || self->width == 0)
    return;
  place = get_place (self);
  gtk_widget_allocate (self->area, place.width, place.height, -1, make_transform (self, &place));
}

static void
bw_video_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BwVideoView *self = BW_VIDEO_VIEW (widget);

  if (self->paintable != NULL && self->width > 0) {
    GdkRectangle place = get_place (self);
    g_autoptr (GskTransform) transform = make_transform (self, &place);

    gtk_snapshot_save (snapshot);
    gtk_snapshot_transform (snapshot, transform);
    gdk_paintable_snapshot (GDK_PAINTABLE (self->paintable), snapshot, place.width, place.height);
    gtk_snapshot_restore (snapshot);
  }
  GTK_WIDGET_CLASS (bw_video_view_parent_class)->snapshot (widget, snapshot);
}

static const char *
get_renderer (BwVideoView *self)
{
  if (self->area != NULL)
    return "gl";
  return self->paintable != NULL ? "memory" : NULL;
}

static void
set_flag (BwVideoView *self, gboolean *flag, gboolean value, int property)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_description (BwVideoView *self, const char *description)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);

  if (g_strcmp0 (self->description, description) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (description);
  if (description != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
bw_video_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVideoView *self = BW_VIDEO_VIEW (object);

  switch (id) {
  case PROP_SINK:
    g_value_set_object (value, self->sink);
    break;
  case PROP_MIRRORED:
    g_value_set_boolean (value, self->mirrored);
    break;
  case PROP_COVER:
    g_value_set_boolean (value, self->cover);
    break;
  case PROP_DESCRIPTION:
    g_value_set_string (value, self->description);
    break;
  case PROP_RENDERER:
    g_value_set_static_string (value, get_renderer (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwVideoView *self = BW_VIDEO_VIEW (object);

  switch (id) {
  case PROP_SINK:
    bw_video_view_set_sink (self, g_value_get_object (value));
    break;
  case PROP_MIRRORED:
    bw_video_view_set_mirrored (self, g_value_get_boolean (value));
    break;
  case PROP_COVER:
    bw_video_view_set_cover (self, g_value_get_boolean (value));
    break;
  case PROP_DESCRIPTION:
    set_description (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_view_dispose (GObject *object)
{
  BwVideoView *self = BW_VIDEO_VIEW (object);

  g_signal_group_set_target (self->pictures, NULL);
  g_clear_object (&self->sink);
  drop_renderer (self);
  G_OBJECT_CLASS (bw_video_view_parent_class)->dispose (object);
}

static void
bw_video_view_finalize (GObject *object)
{
  BwVideoView *self = BW_VIDEO_VIEW (object);

  g_object_unref (self->pictures);
  g_free (self->description);
  G_OBJECT_CLASS (bw_video_view_parent_class)->finalize (object);
}

static void
bw_video_view_class_init (BwVideoViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  object_class->dispose = bw_video_view_dispose;
  object_class->finalize = bw_video_view_finalize;
  object_class->get_property = bw_video_view_get_property;
  object_class->set_property = bw_video_view_set_property;
  widget_class->realize = bw_video_view_realize;
  widget_class->unrealize = bw_video_view_unrealize;
  widget_class->map = bw_video_view_map;
  widget_class->unmap = bw_video_view_unmap;
  widget_class->get_request_mode = bw_video_view_get_request_mode;
  widget_class->measure = bw_video_view_measure;
  widget_class->size_allocate = bw_video_view_size_allocate;
  widget_class->snapshot = bw_video_view_snapshot;

  properties[PROP_SINK] = g_param_spec_object ("sink", NULL, NULL, BW_TYPE_VIDEO_SINK, flags);
  properties[PROP_MIRRORED] = g_param_spec_boolean ("mirrored", NULL, NULL, FALSE, flags);
  properties[PROP_COVER] = g_param_spec_boolean ("cover", NULL, NULL, FALSE, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_RENDERER] = g_param_spec_string ("renderer", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "videoview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bw_video_view_init (BwVideoView *self)
{
  self->shape = 4.0 / 3.0;
  self->pictures = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->pictures, "frame", G_CALLBACK (frame_cb), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
bw_video_view_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_VIEW, NULL);
}

void
bw_video_view_set_sink (BwVideoView *self, BwVideoSink *sink)
{
  g_return_if_fail (BW_IS_VIDEO_VIEW (self));

  if (!g_set_object (&self->sink, sink))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) {
    g_signal_group_set_target (self->pictures, sink);
    take_picture (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINK]);
}

void
bw_video_view_set_mirrored (BwVideoView *self, gboolean mirrored)
{
  g_return_if_fail (BW_IS_VIDEO_VIEW (self));

  set_flag (self, &self->mirrored, mirrored, PROP_MIRRORED);
}

void
bw_video_view_set_cover (BwVideoView *self, gboolean cover)
{
  g_return_if_fail (BW_IS_VIDEO_VIEW (self));

  set_flag (self, &self->cover, cover, PROP_COVER);
}
