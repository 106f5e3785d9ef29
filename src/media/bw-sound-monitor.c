/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Hears that microphones and speakers come and go, whichever sound system the desktop has. It must
 * not know what they are used for.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-sound-monitor.h"

#include "private/bw-sound-monitor-private.h"

#define DEBOUNCE_MS 250

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwSoundMonitor {
  GObject parent_instance;

  GstDeviceMonitor *devices; /* NULL while stopped */
  guint watch_id;
  guint debounce_id;
};

G_DEFINE_FINAL_TYPE (BwSoundMonitor, bw_sound_monitor, G_TYPE_OBJECT)

static gboolean
debounce_cb (gpointer user_data)
{
  BwSoundMonitor *self = user_data;

  self->debounce_id = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_about_devices (GstMessage *message)
{
  GstMessageType type = GST_MESSAGE_TYPE (message);

  return type == GST_MESSAGE_DEVICE_ADDED || type == GST_MESSAGE_DEVICE_REMOVED ||
         type == GST_MESSAGE_DEVICE_CHANGED;
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  BwSoundMonitor *self = user_data;

  if (is_about_devices (message) && self->debounce_id == 0)
    self->debounce_id = g_timeout_add (DEBOUNCE_MS, debounce_cb, self);
  return G_SOURCE_CONTINUE;
}

static GstDeviceMonitor *
make_devices (void)
{
  GstDeviceMonitor *devices = gst_device_monitor_new ();

  gst_device_monitor_add_filter (devices, "Audio/Sink", NULL);
  gst_device_monitor_add_filter (devices, "Audio/Source", NULL);
  return devices;
}

static GstDevice *
dup_device (BwSoundMonitor *self, const char *classes, const char *display_name)
{
  GstDevice *found = NULL;
  GList *devices;

  if (self->devices == NULL)
    return NULL;
  devices = gst_device_monitor_get_devices (self->devices);
  for (GList *link = devices; link != NULL && found == NULL; link = link->next) {
    g_autofree char *name = gst_device_get_display_name (link->data);

    if (gst_device_has_classes (link->data, classes) && g_strcmp0 (name, display_name) == 0)
      found = g_object_ref (link->data);
  }
  g_list_free_full (devices, g_object_unref);
  return found;
}

static void
bw_sound_monitor_dispose (GObject *object)
{
  bw_sound_monitor_stop (BW_SOUND_MONITOR (object));
  G_OBJECT_CLASS (bw_sound_monitor_parent_class)->dispose (object);
}

static void
bw_sound_monitor_class_init (BwSoundMonitorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_sound_monitor_dispose;

  signals[CHANGED] = g_signal_new ("changed", BW_TYPE_SOUND_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_sound_monitor_init (BwSoundMonitor *self)
{
}

BwSoundMonitor *
bw_sound_monitor_new (void)
{
  return g_object_new (BW_TYPE_SOUND_MONITOR, NULL);
}

gboolean
bw_sound_monitor_start (BwSoundMonitor *self)
{
  g_autoptr (GstDeviceMonitor) devices = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_val_if_fail (BW_IS_SOUND_MONITOR (self), FALSE);

  if (self->devices != NULL)
    return TRUE;
  if (!gst_init_check (NULL, NULL, NULL))
    return FALSE;
  devices = make_devices ();
  if (!gst_device_monitor_start (devices))
    return FALSE;
  bus = gst_device_monitor_get_bus (devices);
  self->watch_id = gst_bus_add_watch (bus, message_cb, self);
  self->devices = g_steal_pointer (&devices);
  return TRUE;
}

void
bw_sound_monitor_stop (BwSoundMonitor *self)
{
  g_return_if_fail (BW_IS_SOUND_MONITOR (self));

  g_clear_handle_id (&self->debounce_id, g_source_remove);
  g_clear_handle_id (&self->watch_id, g_source_remove);
  if (self->devices != NULL)
    gst_device_monitor_stop (self->devices);
  g_clear_object (&self->devices);
}

GstDevice *
bw_sound_monitor_dup_speaker (BwSoundMonitor *self, const char *display_name)
{
  return dup_device (self, "Audio/Sink", display_name);
}

GstDevice *
bw_sound_monitor_dup_microphone (BwSoundMonitor *self, const char *display_name)
{
  return dup_device (self, "Audio/Source", display_name);
}
