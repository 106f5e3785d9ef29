/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One camera of the list: who it is, and the source that it is seen through. */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-camera.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_SOURCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwCamera {
  GObject parent_instance;

  char *id;
  BwVideoSource *source;
};

G_DEFINE_FINAL_TYPE (BwCamera, bw_camera, G_TYPE_OBJECT)

static void
bw_camera_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwCamera *self = BW_CAMERA (object);

  switch (id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, bw_camera_get_name (self));
    break;
  case PROP_SOURCE:
    g_value_set_object (value, self->source);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_camera_finalize (GObject *object)
{
  BwCamera *self = BW_CAMERA (object);

  g_free (self->id);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (bw_camera_parent_class)->finalize (object);
}

static void
bw_camera_class_init (BwCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = bw_camera_finalize;
  object_class->get_property = bw_camera_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, BW_TYPE_VIDEO_SOURCE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_camera_init (BwCamera *self)
{
}

BwCamera *
bw_camera_new (const char *id, BwVideoSource *source)
{
  BwCamera *self;

  g_return_val_if_fail (id != NULL && BW_IS_VIDEO_SOURCE (source), NULL);

  self = g_object_new (BW_TYPE_CAMERA, NULL);
  self->id = g_strdup (id);
  self->source = g_object_ref (source);
  return self;
}

const char *
bw_camera_get_id (BwCamera *self)
{
  return self->id;
}

const char *
bw_camera_get_name (BwCamera *self)
{
  return bw_video_source_get_label (self->source);
}

BwVideoSource *
bw_camera_get_source (BwCamera *self)
{
  return self->source;
}
