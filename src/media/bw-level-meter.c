/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Listens to a microphone for its loudness alone. It must not know who looks at it.
 *
 *   (source of the device | autoaudiosrc) ! level ! fakesink
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-level-meter.h"

#include "private/bw-sound-monitor-private.h"

#define FLOOR_DB -60.0
#define INTERVAL (100 * GST_MSECOND)

enum {
  PROP_0,
  PROP_LEVEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwLevelMeter {
  GObject parent_instance;

  GstElement *pipeline; /* NULL where GStreamer lacks a part */
  guint watch_id;
  double level;

  GMutex mutex;     /* held while the pipeline changes its state */
  gboolean stopped; /* under the mutex: a start that comes later does nothing */
};

G_DEFINE_FINAL_TYPE (BwLevelMeter, bw_level_meter, G_TYPE_OBJECT)

static void
set_level (BwLevelMeter *self, double decibels)
{
  double level = CLAMP ((decibels - FLOOR_DB) / -FLOOR_DB, 0.0, 1.0);

  if (ABS (self->level - level) < 0.001)
    return;

  self->level = level;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

/* The loudest of its channels is what is heard. */
static void
read_level (BwLevelMeter *self, const GstStructure *structure)
{
  const GValue *value = gst_structure_get_value (structure, "rms");
  GValueArray *channels = value ? g_value_get_boxed (value) : NULL;
  double loudest = FLOOR_DB;

  if (channels == NULL)
    return;
  for (guint i = 0; i < channels->n_values; i++)
    loudest = MAX (loudest, g_value_get_double (&channels->values[i]));
  set_level (self, loudest);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  BwLevelMeter *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT && gst_message_has_name (message, "level"))
    read_level (self, gst_message_get_structure (message));
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    set_level (self, FLOOR_DB);
  return G_SOURCE_CONTINUE;
}

/* On a thread of GStreamer's: opening and closing a device may wait for a sound server. */
static void
start_cb (GstElement *pipeline, gpointer user_data)
{
  BwLevelMeter *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->stopped)
    gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

static void
stop_cb (GstElement *pipeline, gpointer user_data)
{
  BwLevelMeter *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->stopped = TRUE;
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static GstElement *
make_source (BwSoundMonitor *monitor, const char *name)
{
  g_autoptr (GstDevice) device = name ? bw_sound_monitor_dup_microphone (monitor, name) : NULL;

  return device ? gst_device_create_element (device, NULL)
                : gst_element_factory_make ("autoaudiosrc", NULL);
}

static GstElement *
make_pipeline (GstElement *source)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *level = gst_element_factory_make ("level", NULL);
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  if (!source || !level || !sink) {
    gst_clear_object (&source);
    gst_clear_object (&level);
    gst_clear_object (&sink);
    return NULL;
  }
  g_object_set (level, "interval", (guint64) INTERVAL, NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, level, sink, NULL);
  return gst_element_link_many (source, level, sink, NULL) ? g_steal_pointer (&pipeline) : NULL;
}

static void
start (BwLevelMeter *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  self->watch_id = gst_bus_add_watch (bus, message_cb, self);
  gst_element_call_async (self->pipeline, start_cb, g_object_ref (self), g_object_unref);
}

static void
bw_level_meter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LEVEL)
    g_value_set_double (value, BW_LEVEL_METER (object)->level);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* May run on a thread of GStreamer's, when a stopped meter has let go of its microphone. */
static void
bw_level_meter_finalize (GObject *object)
{
  BwLevelMeter *self = BW_LEVEL_METER (object);

  gst_clear_object (&self->pipeline);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bw_level_meter_parent_class)->finalize (object);
}

static void
bw_level_meter_class_init (BwLevelMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bw_level_meter_finalize;
  object_class->get_property = bw_level_meter_get_property;

  properties[PROP_LEVEL] =
      g_param_spec_double ("level", NULL, NULL, 0.0, 1.0, 0.0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_level_meter_init (BwLevelMeter *self)
{
  g_mutex_init (&self->mutex);
}

BwLevelMeter *
bw_level_meter_new (BwSoundMonitor *monitor, const char *device)
{
  BwLevelMeter *self = g_object_new (BW_TYPE_LEVEL_METER, NULL);

  if (gst_init_check (NULL, NULL, NULL))
    self->pipeline = make_pipeline (make_source (monitor, device));
  if (self->pipeline)
    start (self);
  return self;
}

void
bw_level_meter_stop (BwLevelMeter *self)
{
  g_return_if_fail (BW_IS_LEVEL_METER (self));

  if (self->watch_id == 0)
    return;
  g_clear_handle_id (&self->watch_id, g_source_remove);
  set_level (self, FLOOR_DB);
  gst_element_call_async (self->pipeline, stop_cb, g_object_ref (self), g_object_unref);
}

double
bw_level_meter_get_level (BwLevelMeter *self)
{
  return self->level;
}
