/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Follows what a PipeWire remote shows, with a device provider of GStreamer's of its own: the one
 * that GstDeviceMonitor shares with everybody looks at the session's PipeWire, which a sandbox does
 * not see. It must not know who opened the remote.
 *
 * The provider runs as long as we do: PipeWire's elements share one connection by its descriptor,
 * and a remote that was let go of once cannot be taken up again.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-remote-cameras.h"

#include "private/bw-video-source-private.h"

#include <gst/gst.h>
#include <unistd.h>

struct _BwRemoteCameras {
  GObject parent_instance;

  BwCameras *cameras;
  GstDeviceProvider *provider; /* (nullable): where GStreamer has none */
  GHashTable *known;           /* GstDevice -> BwCamera */
  guint bus_watch;
  int fd;
};

G_DEFINE_FINAL_TYPE (BwRemoteCameras, bw_remote_cameras, G_TYPE_OBJECT)

/* What PipeWire calls the node stays over restarts, its numbers do not. */
static char *
dup_id (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  const char *node = properties ? gst_structure_get_string (properties, "node.name") : NULL;
  g_autofree char *name = gst_device_get_display_name (device);

  return g_strconcat ("pipewire:", node ? node : name, NULL);
}

static void
add (BwRemoteCameras *self, GstDevice *device)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (BwVideoSource) source = NULL;
  BwCamera *camera;

  if (!gst_device_has_classes (device, "Video/Source") ||
      g_hash_table_contains (self->known, device))
    return;

  id = dup_id (device);
  name = gst_device_get_display_name (device);
  source = bw_video_source_new_device (name, device);
  camera = bw_camera_new (id, source);
  g_hash_table_insert (self->known, g_object_ref (device), camera);
  bw_cameras_add (self->cameras, camera);
}

static void
take_out (BwRemoteCameras *self, GstDevice *device)
{
  BwCamera *camera = g_hash_table_lookup (self->known, device);

  if (!camera)
    return;

  bw_cameras_remove (self->cameras, camera);
  g_hash_table_remove (self->known, device);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer self)
{
  g_autoptr (GstDevice) device = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED) {
    gst_message_parse_device_added (message, &device);
    add (self, device);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED) {
    gst_message_parse_device_removed (message, &device);
    take_out (self, device);
  }

  return G_SOURCE_CONTINUE;
}

/* Waits for the first answer of the remote. */
static void
start_thread (GTask *task, gpointer source, gpointer provider, GCancellable *cancellable)
{
  g_task_return_boolean (task, gst_device_provider_start (provider));
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BwRemoteCameras *self = BW_REMOTE_CAMERAS (object);
  GList *devices;

  if (!g_task_propagate_boolean (G_TASK (result), NULL)) {
    g_warning ("the cameras of the portal cannot be listed");
    g_clear_handle_id (&self->bus_watch, g_source_remove);
    gst_clear_object (&self->provider);
    return;
  }

  devices = self->provider ? gst_device_provider_get_devices (self->provider) : NULL;
  for (GList *l = devices; l; l = l->next)
    add (self, l->data);
  g_list_free_full (devices, g_object_unref);
}

static void
start (BwRemoteCameras *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, started_cb, NULL);
  g_autoptr (GstBus) bus = gst_device_provider_get_bus (self->provider);

  self->bus_watch = gst_bus_add_watch (bus, message_cb, self);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_object_ref (self->provider), g_object_unref);
  g_task_run_in_thread (task, start_thread);
}

/* Returns: (transfer full) (nullable): one of our own, not the one that everybody shares */
static GstDeviceProvider *
make_provider (int fd)
{
  g_autoptr (GstDeviceProviderFactory) found =
      gst_device_provider_factory_find ("pipewiredeviceprovider");
  g_autoptr (GstPluginFeature) loaded =
      found ? gst_plugin_feature_load (GST_PLUGIN_FEATURE (found)) : NULL;
  GType type = loaded ? gst_device_provider_factory_get_device_provider_type (
                            GST_DEVICE_PROVIDER_FACTORY (loaded))
                      : G_TYPE_INVALID;

  return type != G_TYPE_INVALID ? gst_object_ref_sink (g_object_new (type, "fd", fd, NULL)) : NULL;
}

static void
bw_remote_cameras_dispose (GObject *object)
{
  BwRemoteCameras *self = BW_REMOTE_CAMERAS (object);
  GHashTableIter iter;
  gpointer camera;

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &camera))
    bw_cameras_remove (self->cameras, camera);
  g_hash_table_remove_all (self->known);
  if (self->provider)
    gst_device_provider_stop (self->provider);
  gst_clear_object (&self->provider);
  g_clear_object (&self->cameras);

  G_OBJECT_CLASS (bw_remote_cameras_parent_class)->dispose (object);
}

static void
bw_remote_cameras_finalize (GObject *object)
{
  BwRemoteCameras *self = BW_REMOTE_CAMERAS (object);

  g_hash_table_unref (self->known);
  close (self->fd);

  G_OBJECT_CLASS (bw_remote_cameras_parent_class)->finalize (object);
}

static void
bw_remote_cameras_class_init (BwRemoteCamerasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_remote_cameras_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_remote_cameras_finalize;
}

static void
bw_remote_cameras_init (BwRemoteCameras *self)
{
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

BwRemoteCameras *
bw_remote_cameras_new (BwCameras *cameras, int fd)
{
  BwRemoteCameras *self;

  g_return_val_if_fail (BW_IS_CAMERAS (cameras), NULL);

  gst_init_check (NULL, NULL, NULL);
  self = g_object_new (BW_TYPE_REMOTE_CAMERAS, NULL);
  self->cameras = g_object_ref (cameras);
  self->fd = fd;
  self->provider = make_provider (fd);
  if (self->provider)
    start (self);
  else
    g_warning ("GStreamer's part for PipeWire is not installed: no cameras of the portal");

  return self;
}
