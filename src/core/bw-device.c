/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The name of a sound device as an object, so that lists can hold it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-device.h"

enum {
  PROP_0,
  PROP_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwDevice {
  GObject parent_instance;

  char *name;
};

G_DEFINE_FINAL_TYPE (BwDevice, bw_device, G_TYPE_OBJECT)

static void
bw_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NAME)
    g_value_set_string (value, BW_DEVICE (object)->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_device_finalize (GObject *object)
{
  g_free (BW_DEVICE (object)->name);

  G_OBJECT_CLASS (bw_device_parent_class)->finalize (object);
}

static void
bw_device_class_init (BwDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_device_get_property;
  object_class->finalize = bw_device_finalize;

  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_device_init (BwDevice *self)
{
}

BwDevice *
bw_device_new (const char *name)
{
  BwDevice *self = g_object_new (BW_TYPE_DEVICE, NULL);

  self->name = g_strdup (name);

  return self;
}

const char *
bw_device_get_name (BwDevice *self)
{
  return self->name;
}
