/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The camera in the preferences. It watches the source that calls watch, too, and leaves its format
 * to them.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-camera-preview.h"

#include "bw-media-enums.h"
#include "bw-video-view.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_VIDEO,
  PROP_WATCHING,
  PROP_TROUBLE,
  N_PROPS,
};

struct _BwCameraPreview {
  AdwBin parent_instance;

  /* template widgets */
  BwVideoView *view;
  GtkWidget *words;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *advice;

  /* owned */
  BwVideo *video;
  BwVideoSink *sink;
  BwVideoSource *source; /* while it is watched */
  GSignalGroup *source_signals;
  GSignalGroup *surface_signals; /* while it is mapped */

  BwVideoTrouble trouble;
};

G_DEFINE_FINAL_TYPE (BwCameraPreview, bw_camera_preview, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static const char *
find_advice (BwVideoTrouble trouble)
{
  switch (trouble) {
  case BW_VIDEO_TROUBLE_NONE:
    return "";
  case BW_VIDEO_TROUBLE_NO_CAMERA:
    return _ ("Plug one in, and it is here at once.");
  case BW_VIDEO_TROUBLE_GONE:
    return _ ("Plug it in again, or choose another one.");
  case BW_VIDEO_TROUBLE_BUSY:
    return _ ("Close the program that has it, or choose another camera.");
  case BW_VIDEO_TROUBLE_REFUSED:
    return _ ("Allow it in the privacy settings of the system.");
  case BW_VIDEO_TROUBLE_NO_PLUGIN:
    return _ ("Install the “good” plug-ins of GStreamer, and start Bellwire again.");
  case BW_VIDEO_TROUBLE_FAILED:
    return _ ("Plug it in again, or choose another one.");
  }

  return "";
}

static BwVideoTrouble
find_trouble (BwCameraPreview *self)
{
  if (!self->video || !bw_video_get_camera_in_use (self->video))
    return BW_VIDEO_TROUBLE_NO_CAMERA;

  return self->source ? bw_video_source_get_trouble (self->source) : BW_VIDEO_TROUBLE_NONE;
}

static void
set_trouble (BwCameraPreview *self, BwVideoTrouble trouble)
{
  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
update_words_cb (BwCameraPreview *self)
{
  BwVideoTrouble trouble = find_trouble (self);
  gboolean well = trouble == BW_VIDEO_TROUBLE_NONE;

  gtk_image_set_from_icon_name (self->icon,
                                well ? "camera-web-symbolic" : "camera-disabled-symbolic");
  gtk_label_set_label (self->title,
                       well ? _ ("Starting the camera…") : bw_words_video_trouble (trouble));
  gtk_label_set_label (self->advice, find_advice (trouble));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), !well);
  gtk_widget_set_visible (self->words, !well || !bw_video_sink_get_live (self->sink));
  set_trouble (self, trouble);
}

/* A minimized window is mapped all the same. */
static gboolean
is_seen (BwCameraPreview *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && GDK_IS_TOPLEVEL (surface) &&
         !(gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED);
}

static void
watch (BwCameraPreview *self, BwVideoSource *source)
{
  gboolean was_watching = self->source != NULL;

  if (self->source == source)
    return;

  if (self->source) {
    bw_video_source_unwatch (self->source, self->sink);
    bw_video_sink_clear (self->sink);
  }
  g_set_object (&self->source, source);
  g_signal_group_set_target (self->source_signals, source);
  if (source) {
    bw_video_view_set_mirrored (self->view,
                                bw_video_source_get_kind (source) == BW_VIDEO_SOURCE_CAMERA);
    bw_video_source_watch (source, self->sink);
  }
  if (was_watching != (source != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHING]);
}

static void
update_cb (BwCameraPreview *self)
{
  BwCamera *camera = self->video ? bw_video_get_camera_in_use (self->video) : NULL;

  watch (self, camera && is_seen (self) ? bw_camera_get_source (camera) : NULL);
  update_words_cb (self);
}

static void
bw_camera_preview_map (GtkWidget *widget)
{
  BwCameraPreview *self = BW_CAMERA_PREVIEW (widget);
  GdkSurface *surface;

  GTK_WIDGET_CLASS (bw_camera_preview_parent_class)->map (widget);

  if (self->video)
    bw_cameras_look (bw_video_get_cameras (self->video));
  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_group_set_target (self->surface_signals, GDK_IS_TOPLEVEL (surface) ? surface : NULL);
  update_cb (self);
}

static void
bw_camera_preview_unmap (GtkWidget *widget)
{
  BwCameraPreview *self = BW_CAMERA_PREVIEW (widget);

  g_signal_group_set_target (self->surface_signals, NULL);
  GTK_WIDGET_CLASS (bw_camera_preview_parent_class)->unmap (widget);

  update_cb (self);
}

static void
bw_camera_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwCameraPreview *self = BW_CAMERA_PREVIEW (object);

  switch (id) {
  case PROP_VIDEO:
    g_value_set_object (value, self->video);
    break;
  case PROP_WATCHING:
    g_value_set_boolean (value, self->source != NULL);
    break;
  case PROP_TROUBLE:
    g_value_set_enum (value, self->trouble);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_camera_preview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_VIDEO:
    bw_camera_preview_set_video (BW_CAMERA_PREVIEW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_camera_preview_dispose (GObject *object)
{
  BwCameraPreview *self = BW_CAMERA_PREVIEW (object);

  watch (self, NULL);
  g_clear_object (&self->surface_signals);
  g_clear_object (&self->video);

  G_OBJECT_CLASS (bw_camera_preview_parent_class)->dispose (object);
}

static void
bw_camera_preview_finalize (GObject *object)
{
  BwCameraPreview *self = BW_CAMERA_PREVIEW (object);

  g_object_unref (self->source_signals);
  g_object_unref (self->sink);

  G_OBJECT_CLASS (bw_camera_preview_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_VIDEO] =
      g_param_spec_object ("video", NULL, NULL, BW_TYPE_VIDEO, flags | G_PARAM_WRITABLE);
  properties[PROP_WATCHING] = g_param_spec_boolean ("watching", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_enum ("trouble", NULL, NULL, BW_TYPE_VIDEO_TROUBLE,
                                                BW_VIDEO_TROUBLE_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_camera_preview_class_init (BwCameraPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_camera_preview_dispose;
  object_class->finalize = bw_camera_preview_finalize;
  object_class->get_property = bw_camera_preview_get_property;
  object_class->set_property = bw_camera_preview_set_property;
  widget_class->map = bw_camera_preview_map;
  widget_class->unmap = bw_camera_preview_unmap;
  install_properties (object_class);

  g_type_ensure (BW_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-camera-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCameraPreview, view);
  gtk_widget_class_bind_template_child (widget_class, BwCameraPreview, words);
  gtk_widget_class_bind_template_child (widget_class, BwCameraPreview, icon);
  gtk_widget_class_bind_template_child (widget_class, BwCameraPreview, title);
  gtk_widget_class_bind_template_child (widget_class, BwCameraPreview, advice);
}

static void
bw_camera_preview_init (BwCameraPreview *self)
{
  self->sink = bw_video_sink_new ();
  self->source_signals = g_signal_group_new (BW_TYPE_VIDEO_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "notify::trouble",
                                  G_CALLBACK (update_words_cb), self);
  self->surface_signals = g_signal_group_new (GDK_TYPE_SURFACE);
  g_signal_group_connect_swapped (self->surface_signals, "notify::state", G_CALLBACK (update_cb),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_video_view_set_sink (self->view, self->sink);
  g_signal_connect_object (self->sink, "notify::live", G_CALLBACK (update_words_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bw_camera_preview_set_video (BwCameraPreview *self, BwVideo *video)
{
  g_return_if_fail (BW_IS_CAMERA_PREVIEW (self));

  if (self->video == video)
    return;

  if (self->video)
    g_signal_handlers_disconnect_by_data (self->video, self);
  g_set_object (&self->video, video);
  if (video)
    g_signal_connect_object (video, "notify::camera-in-use", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIDEO]);
}
