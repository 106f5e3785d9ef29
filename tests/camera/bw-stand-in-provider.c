/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where device monitors learn of the cameras of a test. A thread looks at the folder, so that no
 * main loop of the program is needed, nor held up. */

#include "bw-stand-in-provider.h"

#include "bw-stand-in-device.h"

#include <string.h>

#define LOOK_US (G_USEC_PER_SEC / 10)

struct _BwStandInProvider {
  GstDeviceProvider parent_instance;

  GThread *thread;
  GMutex mutex;
  GCond stop;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (BwStandInProvider, bw_stand_in_provider, GST_TYPE_DEVICE_PROVIDER)

static GList *
bw_stand_in_provider_probe (GstDeviceProvider *provider)
{
  const char *folder = g_getenv ("BW_STAND_IN_CAMERAS"), *name;
  g_autoptr (GDir) entries = folder ? g_dir_open (folder, 0, NULL) : NULL;
  GList *devices = NULL;

  while (entries && (name = g_dir_read_name (entries))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!strchr (name, '.'))
      devices = g_list_prepend (devices, gst_object_ref_sink (bw_stand_in_device_new (path)));
  }

  return devices;
}

static gpointer
ref_device (gconstpointer device, gpointer user_data)
{
  return gst_object_ref ((gpointer) device);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (bw_stand_in_device_get_path (BW_STAND_IN_DEVICE ((gpointer) a)),
                 bw_stand_in_device_get_path (BW_STAND_IN_DEVICE ((gpointer) b)));
}

/* Calls @tell for each of @these that are not among @those. */
static void
tell_difference (GstDeviceProvider *self,
                 GList *these,
                 GList *those,
                 void (*tell) (GstDeviceProvider *, GstDevice *))
{
  for (GList *link = these; link; link = link->next)
    if (!g_list_find_custom (those, link->data, compare_paths))
      tell (self, link->data);
}

static void
look (BwStandInProvider *self)
{
  GstDeviceProvider *provider = GST_DEVICE_PROVIDER (self);
  GList *known, *found = bw_stand_in_provider_probe (provider);

  GST_OBJECT_LOCK (self);
  known = g_list_copy_deep (provider->devices, ref_device, NULL);
  GST_OBJECT_UNLOCK (self);
  tell_difference (provider, found, known, gst_device_provider_device_add);
  tell_difference (provider, known, found, gst_device_provider_device_remove);
  g_list_free_full (known, gst_object_unref);
  g_list_free_full (found, gst_object_unref);
}

static gpointer
watch (gpointer data)
{
  BwStandInProvider *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping) {
    g_mutex_unlock (&self->mutex);
    look (self);
    g_mutex_lock (&self->mutex);
    if (!self->stopping)
      g_cond_wait_until (&self->stop, &self->mutex, g_get_monotonic_time () + LOOK_US);
  }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static gboolean
bw_stand_in_provider_start (GstDeviceProvider *provider)
{
  BwStandInProvider *self = BW_STAND_IN_PROVIDER (provider);

  self->stopping = FALSE;
  look (self);
  self->thread = g_thread_new ("stand-in cameras", watch, self);

  return TRUE;
}

static void
bw_stand_in_provider_stop (GstDeviceProvider *provider)
{
  BwStandInProvider *self = BW_STAND_IN_PROVIDER (provider);

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->stop);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);
}

static void
bw_stand_in_provider_finalize (GObject *object)
{
  BwStandInProvider *self = BW_STAND_IN_PROVIDER (object);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->stop);

  G_OBJECT_CLASS (bw_stand_in_provider_parent_class)->finalize (object);
}

static void
bw_stand_in_provider_class_init (BwStandInProviderClass *klass)
{
  GstDeviceProviderClass *provider_class = GST_DEVICE_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bw_stand_in_provider_finalize;
  provider_class->probe = bw_stand_in_provider_probe;
  provider_class->start = bw_stand_in_provider_start;
  provider_class->stop = bw_stand_in_provider_stop;
  gst_device_provider_class_set_static_metadata (provider_class, "Stand-in cameras", "Source/Video",
                                                 "Cameras for tests", "Bellwire");
}

static void
bw_stand_in_provider_init (BwStandInProvider *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->stop);
}
