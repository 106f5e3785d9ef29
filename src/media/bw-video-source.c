/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A camera, a screen or a pattern as the main thread sees it. It must not know how a device is
 * opened: that is the pipeline's.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-video-source.h"

#include "bw-media-enums.h"
#include "private/bw-video-pattern.h"
#include "private/bw-video-pipeline.h"
#include "private/bw-video-source-private.h"

/* The engine stops and starts its streams within 50 ms, and again when a call is put on hold. */
#define LINGER (1500 * G_TIME_SPAN_MILLISECOND)

enum {
  PROP_0,
  PROP_LABEL,
  PROP_KIND,
  PROP_OPEN,
  PROP_TROUBLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwVideoSource {
  GObject parent_instance;

  BwVideoPipeline *pipeline;
  BwVideoSourceKind kind;
  char *label;

  /* As was told last. */
  gboolean open;
  BwVideoTrouble trouble;
};

G_DEFINE_FINAL_TYPE (BwVideoSource, bw_video_source, G_TYPE_OBJECT)

static void
set_open (BwVideoSource *self, gboolean open)
{
  if (self->open == open)
    return;
  self->open = open;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
set_trouble (BwVideoSource *self, BwVideoTrouble trouble)
{
  if (self->trouble == trouble)
    return;
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
changed_cb (GObject *object)
{
  BwVideoSource *self = BW_VIDEO_SOURCE (object);

  set_open (self, bw_video_pipeline_is_open (self->pipeline));
  set_trouble (self, bw_video_pipeline_get_trouble (self->pipeline));
}

static BwVideoSource *
new_source (BwVideoSourceKind kind, const char *label)
{
  gst_init_check (NULL, NULL, NULL);
  return g_object_new (BW_TYPE_VIDEO_SOURCE, "kind", kind, "label", label, NULL);
}

static BwVideoSource *
new_with_head (BwVideoSourceKind kind, const char *label, char *description, int fd)
{
  BwVideoSource *self = new_source (kind, label);
  BwVideoHead head = { description, kind == BW_VIDEO_SOURCE_CAMERA, fd };

  bw_video_pipeline_set_head (self->pipeline, &head);
  return self;
}

static void
bw_video_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVideoSource *self = BW_VIDEO_SOURCE (object);

  switch (id) {
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_KIND:
    g_value_set_enum (value, (int) self->kind);
    break;
  case PROP_OPEN:
    g_value_set_boolean (value, self->open);
    break;
  case PROP_TROUBLE:
    g_value_set_enum (value, (int) self->trouble);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_source_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwVideoSource *self = BW_VIDEO_SOURCE (object);

  switch (id) {
  case PROP_LABEL:
    self->label = g_value_dup_string (value);
    break;
  case PROP_KIND:
    self->kind = (BwVideoSourceKind) g_value_get_enum (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_source_finalize (GObject *object)
{
  BwVideoSource *self = BW_VIDEO_SOURCE (object);

  bw_video_pipeline_free (self->pipeline);
  g_free (self->label);
  G_OBJECT_CLASS (bw_video_source_parent_class)->finalize (object);
}

static void
bw_video_source_class_init (BwVideoSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = bw_video_source_finalize;
  object_class->get_property = bw_video_source_get_property;
  object_class->set_property = bw_video_source_set_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, once);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, BW_TYPE_VIDEO_SOURCE_KIND,
                                             BW_VIDEO_SOURCE_CAMERA, once);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, read);
  properties[PROP_TROUBLE] =
      g_param_spec_enum ("trouble", NULL, NULL, BW_TYPE_VIDEO_TROUBLE, BW_VIDEO_TROUBLE_NONE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_source_init (BwVideoSource *self)
{
  self->pipeline = bw_video_pipeline_new (G_OBJECT (self), changed_cb);
}

BwVideoSource *
bw_video_source_new (BwVideoSourceKind kind, const char *label, const char *description)
{
  g_return_val_if_fail (description != NULL, NULL);

  return new_with_head (kind, label, g_strdup (description), -1);
}

BwVideoSource *
bw_video_source_new_pattern (void)
{
  BwVideoSource *self =
      new_with_head (BW_VIDEO_SOURCE_PATTERN, NULL, g_strdup (BW_VIDEO_PATTERN_ELEMENT), -1);

  bw_video_pattern_register ();
  return self;
}

BwVideoSource *
bw_video_source_new_x11 (const char *display)
{
  g_autofree char *escaped = display != NULL ? g_strescape (display, NULL) : NULL;
  g_autofree char *which =
      escaped != NULL ? g_strdup_printf ("display-name=\"%s\"", escaped) : g_strdup ("");

  return new_with_head (
      BW_VIDEO_SOURCE_SCREEN, NULL,
      g_strdup_printf ("ximagesrc use-damage=false %s ! capsfilter caps=video/x-raw,framerate=30/1",
                       which),
      -1);
}

/* PipeWire's element falls silent when its stream or the whole of PipeWire is gone, and says
 * nothing of it: what comes no more, though the last picture is to be repeated, is gone. */
static const char *
get_watchdog (void)
{
  g_autoptr (GstElementFactory) found = gst_element_factory_find ("watchdog");

  return found != NULL ? " ! watchdog timeout=3000" : "";
}

/* A stream of a compositor is still while the screen is: what came last is then sent again. Its
 * buffers are few, and the compositor's. Where it is gone, no other stream takes its place: that
 * might be a camera. */
BwVideoSource *
bw_video_source_new_pipewire (BwVideoSourceKind kind, const char *label, int fd, guint32 node)
{
  gst_init_check (NULL, NULL, NULL);
  return new_with_head (kind, label,
                        g_strdup_printf ("pipewiresrc fd=%d path=%u do-timestamp=true"
                                         " always-copy=true keepalive-time=33"
                                         " stream-properties=\"props,node.dont-reconnect=true\"%s",
                                         fd, node, get_watchdog ()),
                        fd);
}

BwVideoSource *
bw_video_source_new_device (const char *label, GstDevice *device)
{
  BwVideoSource *self = new_with_head (BW_VIDEO_SOURCE_CAMERA, label, NULL, -1);

  bw_video_pipeline_set_device (self->pipeline, device);
  return self;
}

void
bw_video_source_set_device (BwVideoSource *self, GstDevice *device)
{
  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));

  bw_video_pipeline_set_device (self->pipeline, device);
}

BwVideoSourceKind
bw_video_source_get_kind (BwVideoSource *self)
{
  return self->kind;
}

const char *
bw_video_source_get_label (BwVideoSource *self)
{
  return self->label;
}

gboolean
bw_video_source_get_open (BwVideoSource *self)
{
  return self->open;
}

BwVideoTrouble
bw_video_source_get_trouble (BwVideoSource *self)
{
  return self->trouble;
}

void
bw_video_source_set_format (BwVideoSource *self, guint width, guint height, guint rate)
{
  BwVideoFormat format = { width, height, rate };

  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));
  g_return_if_fail (width > 0 && height > 0 && rate > 0);

  bw_video_pipeline_set_format (self->pipeline, &format);
}

void
bw_video_source_watch (BwVideoSource *self, BwVideoSink *sink)
{
  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));
  g_return_if_fail (BW_IS_VIDEO_SINK (sink));

  bw_video_pipeline_watch (self->pipeline, sink);
}

void
bw_video_source_unwatch (BwVideoSource *self, BwVideoSink *sink)
{
  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));
  g_return_if_fail (BW_IS_VIDEO_SINK (sink));

  bw_video_pipeline_unwatch (self->pipeline, sink, LINGER);
}

void
bw_video_source_leave (BwVideoSource *self, BwVideoSink *sink)
{
  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));
  g_return_if_fail (BW_IS_VIDEO_SINK (sink));

  bw_video_pipeline_unwatch (self->pipeline, sink, 0);
}

void
bw_video_source_close (BwVideoSource *self)
{
  g_return_if_fail (BW_IS_VIDEO_SOURCE (self));

  bw_video_pipeline_close (self->pipeline);
}
