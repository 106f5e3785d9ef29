/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who a camera is. Paths and numbers are given anew at every start, and each provider of GStreamer
 * has names of its own for the same things. It must not know which cameras there are.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-camera-identity.h"

#define PIPEWIRE_SUFFIX " (V4L2)"

/* The first of these that the device knows; NULL ends them. */
static const char *
find_property (const GstStructure *properties, const char *const *names)
{
  for (; properties != NULL && *names != NULL; names++) {
    const char *value = gst_structure_get_string (properties, *names);

    if (value != NULL && *value != '\0')
      return value;
  }
  return NULL;
}

static char *
dup_bus (const GstStructure *properties)
{
  static const char *const names[] = { "v4l2.device.bus_info",
                                       "api.v4l2.cap.bus_info",
                                       "device.bus-id",
                                       "device.bus_path",
                                       "device.bus-path",
                                       "sysfs.path",
                                       NULL };

  return g_strdup (find_property (properties, names));
}

static char *
dup_path (const GstStructure *properties)
{
  static const char *const names[] = { "device.path", "api.v4l2.path", NULL };

  return g_strdup (find_property (properties, names));
}

static const char *
find_serial (const GstStructure *properties)
{
  static const char *const names[] = { "device.serial", NULL };

  return find_property (properties, names);
}

/* The kernel's driver says "Integrated Camera: Integrated C", cut off where its field ends. */
static void
drop_repetition (char *name)
{
  char *second = strstr (name, ": ");

  if (second != NULL && second[2] != '\0' && g_str_has_prefix (name, second + 2))
    *second = '\0';
}

static char *
dup_name (GstDevice *device)
{
  char *name = gst_device_get_display_name (device);

  if (name == NULL)
    name = g_strdup ("");
  if (g_str_has_suffix (name, PIPEWIRE_SUFFIX))
    name[strlen (name) - strlen (PIPEWIRE_SUFFIX)] = '\0';
  drop_repetition (name);
  return g_strstrip (name);
}

/* The device itself is opened where we may; what stands before it comes after. */
static guint
get_rank (const GstStructure *properties)
{
  const char *provider = properties != NULL ? gst_structure_get_name (properties) : NULL;

  if (properties == NULL)
    return 2;
  return g_strcmp0 (provider, "v4l2deviceprovider") == 0 ||
                 gst_structure_has_field (properties, "v4l2.device.driver")
             ? 0
             : 1;
}

static gboolean
gives_pictures (GstDevice *device)
{
  g_autoptr (GstCaps) caps = gst_device_get_caps (device);

  if (caps == NULL || gst_caps_is_any (caps))
    return TRUE;
  for (guint i = 0; i < gst_caps_get_size (caps); i++) {
    const char *name = gst_structure_get_name (gst_caps_get_structure (caps, i));

    if (g_str_has_prefix (name, "video/") || g_str_has_prefix (name, "image/"))
      return TRUE;
  }
  return FALSE;
}

/* Sound servers show what is played as a source too, and some show screens so. */
static gboolean
is_camera (GstDevice *device, const char *name)
{
  return gst_device_has_classes (device, "Video/Source") && gives_pictures (device) &&
         !g_str_has_prefix (name, "Monitor of ");
}

BwCameraIdentity *
bw_camera_identity_new (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  const char *serial = find_serial (properties);
  g_autofree char *name = dup_name (device);
  BwCameraIdentity *self;

  if (!is_camera (device, name))
    return NULL;
  self = g_new0 (BwCameraIdentity, 1);
  self->base = g_strdup (serial != NULL ? serial : name);
  self->bus = dup_bus (properties);
  self->path = dup_path (properties);
  self->rank = get_rank (properties);
  self->name = g_steal_pointer (&name);
  return self;
}

void
bw_camera_identity_free (BwCameraIdentity *self)
{
  g_free (self->base);
  g_free (self->bus);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}
