/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Hears of cameras from GStreamer's device providers, from instances of our own: those that a
 * GstDeviceMonitor uses are one for the process, and can talk to one monitor only: the last one
 * that asks takes them from the others, and silences them when it goes. It must not know what a
 * camera is used for.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-camera-finder.h"

#include "private/bw-camera-identity.h"

#include <gio/gio.h>

enum { ADDED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCameraFinder {
  GObject parent_instance;

  GPtrArray *providers; /* GstDeviceProvider, started; NULL before */
  GArray *watch_ids;    /* guint, of their buses */
};

G_DEFINE_FINAL_TYPE (BwCameraFinder, bw_camera_finder, G_TYPE_OBJECT)

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  BwCameraFinder *self = user_data;
  g_autoptr (GstDevice) device = NULL;
  g_autoptr (GstDevice) before = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED) {
    gst_message_parse_device_added (message, &device);
    g_signal_emit (self, signals[ADDED], 0, device);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED) {
    gst_message_parse_device_removed (message, &device);
    g_signal_emit (self, signals[REMOVED], 0, device);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_CHANGED) {
    gst_message_parse_device_changed (message, &device, &before);
    g_signal_emit (self, signals[ADDED], 0, device);
    g_signal_emit (self, signals[REMOVED], 0, before);
  }
  return G_SOURCE_CONTINUE;
}

/* Returns: (nullable): a provider that runs and follows what happens */
static GstDeviceProvider *
start_provider (GstPluginFeature *feature)
{
  g_autoptr (GstPluginFeature) loaded = gst_plugin_feature_load (feature);
  g_autoptr (GstDeviceProvider) provider = NULL;

  if (loaded == NULL)
    return NULL;
  provider = gst_object_ref_sink (g_object_new (
      gst_device_provider_factory_get_device_provider_type (GST_DEVICE_PROVIDER_FACTORY (loaded)),
      NULL));
  if (!gst_device_provider_can_monitor (provider) || !gst_device_provider_start (provider))
    return NULL;
  return g_steal_pointer (&provider);
}

static GPtrArray *
start_providers (void)
{
  GPtrArray *providers = g_ptr_array_new_with_free_func (gst_object_unref);
  GList *factories = gst_device_provider_factory_list_get_device_providers (GST_RANK_MARGINAL);

  for (GList *link = factories; link != NULL; link = link->next) {
    GstDeviceProvider *provider =
        gst_device_provider_factory_has_classes (link->data, "Video/Source")
            ? start_provider (link->data)
            : NULL;

    if (provider != NULL)
      g_ptr_array_add (providers, provider);
  }
  gst_plugin_feature_list_free (factories);
  return providers;
}

/* On a thread of its own: providers open each device, and wait for sound servers. */
static void
start_cb (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, start_providers (), (GDestroyNotify) g_ptr_array_unref);
}

static gpointer
stop_providers (gpointer data)
{
  GPtrArray *providers = data;

  for (guint i = 0; i < providers->len; i++)
    gst_device_provider_stop (providers->pdata[i]);
  g_ptr_array_unref (providers);
  return NULL;
}

/* Takes @providers. They wait for their threads. */
static void
stop_behind (GPtrArray *providers)
{
  g_thread_unref (g_thread_new ("bw-camera-finder", stop_providers, providers));
}

/* So that equal ones get the same numbers at each start. */
static int
compare_devices (gconstpointer a, gconstpointer b)
{
  g_autoptr (BwCameraIdentity) first = bw_camera_identity_new (GST_DEVICE ((gpointer) a));
  g_autoptr (BwCameraIdentity) second = bw_camera_identity_new (GST_DEVICE ((gpointer) b));
  int order;

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  order = g_strcmp0 (first->bus, second->bus);
  return order != 0 ? order : g_strcmp0 (first->path, second->path);
}

static void
watch (BwCameraFinder *self, GstDeviceProvider *provider)
{
  g_autoptr (GstBus) bus = gst_device_provider_get_bus (provider);
  guint id = gst_bus_add_watch (bus, message_cb, self);

  g_array_append_val (self->watch_ids, id);
}

/* What a provider tells while it starts is on its bus, too: whoever hears of a device twice has to
 * bear it. */
static void
follow (BwCameraFinder *self, GPtrArray *providers)
{
  GList *devices = NULL;

  self->providers = providers;
  for (guint i = 0; i < providers->len; i++) {
    devices = g_list_concat (devices, gst_device_provider_get_devices (providers->pdata[i]));
    watch (self, providers->pdata[i]);
  }
  devices = g_list_sort (devices, compare_devices);
  for (GList *link = devices; link != NULL; link = link->next)
    g_signal_emit (self, signals[ADDED], 0, link->data);
  g_list_free_full (devices, gst_object_unref);
}

/* The thread of a task lets go of it at some time: so it does not hold the finder itself. */
static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (BwCameraFinder) self = g_weak_ref_get (weak);
  GPtrArray *providers = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self != NULL)
    follow (self, providers);
  else
    stop_behind (providers);
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
bw_camera_finder_dispose (GObject *object)
{
  BwCameraFinder *self = BW_CAMERA_FINDER (object);

  for (guint i = 0; i < self->watch_ids->len; i++)
    g_source_remove (g_array_index (self->watch_ids, guint, i));
  g_array_set_size (self->watch_ids, 0);
  if (self->providers != NULL)
    stop_behind (g_steal_pointer (&self->providers));
  G_OBJECT_CLASS (bw_camera_finder_parent_class)->dispose (object);
}

static void
bw_camera_finder_finalize (GObject *object)
{
  g_array_unref (BW_CAMERA_FINDER (object)->watch_ids);
  G_OBJECT_CLASS (bw_camera_finder_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, BW_TYPE_CAMERA_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, GST_TYPE_DEVICE);
}

static void
bw_camera_finder_class_init (BwCameraFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_camera_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_camera_finder_finalize;

  signals[ADDED] = add_signal ("added");
  signals[REMOVED] = add_signal ("removed");
}

static void
bw_camera_finder_init (BwCameraFinder *self)
{
  self->watch_ids = g_array_new (FALSE, FALSE, sizeof (guint));
}

BwCameraFinder *
bw_camera_finder_new (void)
{
  return g_object_new (BW_TYPE_CAMERA_FINDER, NULL);
}

void
bw_camera_finder_start (BwCameraFinder *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, started_cb, weak);

  g_weak_ref_init (weak, self);
  g_task_set_source_tag (task, bw_camera_finder_start);
  g_task_run_in_thread (task, start_cb);
}
