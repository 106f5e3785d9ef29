/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a device monitor tells of a stand-in camera: as v4l2 would of a real one. */

#include "bw-stand-in-device.h"

#define CAPS "video/x-raw, format=I420, width=[160,1920], height=[120,1080], framerate=[5/1,60/1]"

struct _BwStandInDevice {
  GstDevice parent_instance;

  char *path;
};

G_DEFINE_FINAL_TYPE (BwStandInDevice, bw_stand_in_device, GST_TYPE_DEVICE)

static GstElement *
bw_stand_in_device_create_element (GstDevice *device, const char *name)
{
  GstElement *element = gst_element_factory_make ("bwcamerasrc", name);

  g_object_set (element, "device", BW_STAND_IN_DEVICE (device)->path, NULL);

  return element;
}

static void
bw_stand_in_device_finalize (GObject *object)
{
  g_free (BW_STAND_IN_DEVICE (object)->path);

  G_OBJECT_CLASS (bw_stand_in_device_parent_class)->finalize (object);
}

static void
bw_stand_in_device_class_init (BwStandInDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_stand_in_device_finalize;
  GST_DEVICE_CLASS (klass)->create_element = bw_stand_in_device_create_element;
}

static void
bw_stand_in_device_init (BwStandInDevice *self)
{
}

GstDevice *
bw_stand_in_device_new (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GstCaps) caps = gst_caps_from_string (CAPS);
  g_autoptr (GstStructure) properties =
      gst_structure_new ("properties", "device.api", G_TYPE_STRING, "stand-in", "device.path",
                         G_TYPE_STRING, path, NULL);
  BwStandInDevice *self =
      g_object_new (BW_TYPE_STAND_IN_DEVICE, "display-name", name, "caps", caps, "device-class",
                    "Video/Source", "properties", properties, NULL);

  self->path = g_strdup (path);

  return GST_DEVICE (self);
}

const char *
bw_stand_in_device_get_path (BwStandInDevice *self)
{
  return self->path;
}
