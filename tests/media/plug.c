/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "plug.h"

#include <errno.h>

#define PROVIDER "bwplugprovider"

/* A device whose element fails once it is pulled out. */

#define PLUG_TYPE_DEVICE (plug_device_get_type ())
G_DECLARE_FINAL_TYPE (PlugDevice, plug_device, PLUG, DEVICE, GstDevice)

struct _PlugDevice {
  GstDevice parent_instance;

  guint32 colour;
  GWeakRef element; /* the last that was made */
};

G_DEFINE_FINAL_TYPE (PlugDevice, plug_device, GST_TYPE_DEVICE)

static GstElement *
plug_device_create_element (GstDevice *device, const char *name)
{
  PlugDevice *self = PLUG_DEVICE (device);
  GstElement *element = gst_element_factory_make ("videotestsrc", name);

  g_object_set (element, "is-live", TRUE, "foreground-color", self->colour, NULL);
  gst_util_set_object_arg (G_OBJECT (element), "pattern", "solid-color");
  g_weak_ref_set (&self->element, element);
  return element;
}

static void
plug_device_finalize (GObject *object)
{
  g_weak_ref_clear (&PLUG_DEVICE (object)->element);
  G_OBJECT_CLASS (plug_device_parent_class)->finalize (object);
}

static void
plug_device_class_init (PlugDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plug_device_finalize;
  GST_DEVICE_CLASS (klass)->create_element = plug_device_create_element;
}

static void
plug_device_init (PlugDevice *self)
{
  g_weak_ref_init (&self->element, NULL);
}

/* What is plugged in, and who is to be told: each has devices of its own. */

struct _Plug {
  char *klass;
  char *name;
  char *caps;
  char *properties;
  guint32 colour;
};

static GMutex mutex;
static GPtrArray *plugs;     /* Plug */
static GPtrArray *providers; /* PlugProvider, started */

/* Who tells of them. */

#define PLUG_TYPE_PROVIDER (plug_provider_get_type ())
G_DECLARE_FINAL_TYPE (PlugProvider, plug_provider, PLUG, PROVIDER, GstDeviceProvider)

struct _PlugProvider {
  GstDeviceProvider parent_instance;

  GHashTable *devices; /* Plug -> PlugDevice */
};

G_DEFINE_FINAL_TYPE (PlugProvider, plug_provider, GST_TYPE_DEVICE_PROVIDER)

/* Under the mutex. */
static void
add (PlugProvider *self, Plug *plug)
{
  GstDevice *device = plug_make_device (plug);

  g_hash_table_insert (self->devices, plug, device);
  gst_device_provider_device_add (GST_DEVICE_PROVIDER (self), device);
}

/* The same. As the kernel does it: reading fails, and udev tells. */
static void
pull (PlugProvider *self, Plug *plug)
{
  PlugDevice *device = g_hash_table_lookup (self->devices, plug);
  g_autoptr (GstElement) element = g_weak_ref_get (&device->element);

  if (element != NULL)
    GST_ELEMENT_ERROR (element, RESOURCE, READ, ("No more pictures"),
                       ("poll error 1: %s (19)", g_strerror (ENODEV)));
  gst_device_provider_device_remove (GST_DEVICE_PROVIDER (self), GST_DEVICE (device));
  g_hash_table_remove (self->devices, plug);
}

static gboolean
plug_provider_start (GstDeviceProvider *provider)
{
  g_mutex_lock (&mutex);
  g_ptr_array_add (providers, provider);
  for (guint i = 0; i < plugs->len; i++)
    add (PLUG_PROVIDER (provider), plugs->pdata[i]);
  g_mutex_unlock (&mutex);
  return TRUE;
}

static void
plug_provider_stop (GstDeviceProvider *provider)
{
  g_mutex_lock (&mutex);
  g_ptr_array_remove (providers, provider);
  g_hash_table_remove_all (PLUG_PROVIDER (provider)->devices);
  g_mutex_unlock (&mutex);
}

static void
plug_provider_finalize (GObject *object)
{
  g_hash_table_unref (PLUG_PROVIDER (object)->devices);
  G_OBJECT_CLASS (plug_provider_parent_class)->finalize (object);
}

static void
plug_provider_class_init (PlugProviderClass *klass)
{
  GstDeviceProviderClass *provider_class = GST_DEVICE_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plug_provider_finalize;
  provider_class->start = plug_provider_start;
  provider_class->stop = plug_provider_stop;
  gst_device_provider_class_set_static_metadata (
      provider_class, "Cameras of a test", "Source/Video/Audio", "They come and go", "Bellwire");
}

static void
plug_provider_init (PlugProvider *self)
{
  self->devices = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

void
plug_init (void)
{
  plugs = g_ptr_array_new ();
  providers = g_ptr_array_new ();
  gst_device_provider_register (NULL, PROVIDER, GST_RANK_PRIMARY, PLUG_TYPE_PROVIDER);
}

Plug *
plug_in (const char *klass,
         const char *name,
         const char *caps,
         const char *properties,
         guint32 colour)
{
  Plug *plug = g_new (Plug, 1);

  *plug =
      (Plug){ g_strdup (klass), g_strdup (name), g_strdup (caps), g_strdup (properties), colour };
  g_mutex_lock (&mutex);
  g_ptr_array_add (plugs, plug);
  for (guint i = 0; i < providers->len; i++)
    add (providers->pdata[i], plug);
  g_mutex_unlock (&mutex);
  return plug;
}

void
plug_out (Plug *plug)
{
  g_mutex_lock (&mutex);
  g_ptr_array_remove (plugs, plug);
  for (guint i = 0; i < providers->len; i++)
    pull (providers->pdata[i], plug);
  g_mutex_unlock (&mutex);
  g_free (plug->klass);
  g_free (plug->name);
  g_free (plug->caps);
  g_free (plug->properties);
  g_free (plug);
}

GstDevice *
plug_make_device (const Plug *plug)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (plug->caps);
  g_autoptr (GstStructure) properties = gst_structure_from_string (plug->properties, NULL);
  PlugDevice *device = gst_object_ref_sink (
      g_object_new (PLUG_TYPE_DEVICE, "device-class", plug->klass, "display-name", plug->name,
                    "caps", caps, "properties", properties, NULL));

  device->colour = plug->colour;
  return GST_DEVICE (device);
}
