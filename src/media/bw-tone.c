/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One playing of one sound file: the only place that builds a pipeline. It must not know when the
 * phone rings.
 *
 *   uridecodebin ~> audioconvert ! audioresample ! volume ! (sink of the device | autoaudiosink)
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-tone.h"

/* A device that has not opened its sound by then is given up. */
#define OPEN_TIMEOUT (5 * GST_SECOND)

enum { ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwTone {
  GObject parent_instance;

  GstElement *pipeline;
  GstElement *volume; /* in the pipeline */
  gboolean looped;
  guint watch_id;

  GMutex mutex;     /* held while the pipeline changes its state */
  gboolean stopped; /* under the mutex: a start that comes later does nothing */
};

G_DEFINE_FINAL_TYPE (BwTone, bw_tone, G_TYPE_OBJECT)

/* The desktop treats the sound as a telephone's: other sounds are lowered, the right volume is
 * used. */
static void
element_added_cb (GstBin *bin, GstBin *parent, GstElement *element, gpointer user_data)
{
  GParamSpec *pspec =
      g_object_class_find_property (G_OBJECT_GET_CLASS (element), "stream-properties");
  GstStructure *role;

  if (pspec == NULL || pspec->value_type != GST_TYPE_STRUCTURE)
    return;
  role = gst_structure_new ("properties", "media.role", G_TYPE_STRING, "phone", NULL);
  g_object_set (element, "stream-properties", role, NULL);
  gst_structure_free (role);
}

static void
pad_added_cb (GstElement *source, GstPad *pad, gpointer user_data)
{
  g_autoptr (GstPad) target = gst_element_get_static_pad (GST_ELEMENT (user_data), "sink");

  if (!gst_pad_is_linked (target) && gst_pad_link (pad, target) != GST_PAD_LINK_OK)
    g_debug ("A stream of the sound file is no sound");
}

static GstElement *
make (BwTone *self, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL || !gst_bin_add (GST_BIN (self->pipeline), element))
    return NULL;
  return element;
}

static GstElement *
make_sink (BwTone *self, GstDevice *device)
{
  GstElement *sink = device != NULL ? gst_device_create_element (device, NULL) : NULL;

  if (sink == NULL)
    return make (self, "autoaudiosink");
  gst_bin_add (GST_BIN (self->pipeline), sink);
  return sink;
}

static gboolean
build (BwTone *self, GFile *file, GstDevice *device, double volume)
{
  g_autofree char *uri = g_file_get_uri (file);
  GstElement *source = make (self, "uridecodebin");
  GstElement *convert = make (self, "audioconvert");
  GstElement *resample = make (self, "audioresample");
  GstElement *sink = make_sink (self, device);

  self->volume = make (self, "volume");
  if (source == NULL || convert == NULL || resample == NULL || self->volume == NULL || sink == NULL)
    return FALSE;
  g_object_set (source, "uri", uri, NULL);
  g_object_set (self->volume, "volume", volume, NULL);
  g_signal_connect_object (source, "pad-added", G_CALLBACK (pad_added_cb), convert, 0);
  return gst_element_link_many (convert, resample, self->volume, sink, NULL);
}

static void
end (BwTone *self, const GError *error)
{
  bw_tone_stop (self);
  g_signal_emit (self, signals[ENDED], 0, error);
}

/* A segment that is sought without a flush follows the one before in the same stream: no gap. */
static gboolean
seek_to_start (BwTone *self, GstSeekFlags flags)
{
  return gst_element_seek (self->pipeline, 1.0, GST_FORMAT_TIME, flags | GST_SEEK_FLAG_SEGMENT,
                           GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_END, 0);
}

static void
fail (BwTone *self)
{
  GST_ELEMENT_ERROR (self->pipeline, RESOURCE, OPEN_WRITE, (NULL), (NULL));
}

/* On a thread of GStreamer's: opening a device may wait for a sound server. */
static void
start_cb (GstElement *pipeline, gpointer user_data)
{
  BwTone *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->stopped)
    return;
  if (gst_element_set_state (pipeline, GST_STATE_PAUSED) == GST_STATE_CHANGE_FAILURE ||
      gst_element_get_state (pipeline, NULL, NULL, OPEN_TIMEOUT) != GST_STATE_CHANGE_SUCCESS) {
    fail (self);
    return;
  }
  if (self->looped)
    seek_to_start (self, GST_SEEK_FLAG_FLUSH);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

static void
repeat_cb (GstElement *pipeline, gpointer user_data)
{
  BwTone *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->stopped && !seek_to_start (self, GST_SEEK_FLAG_NONE))
    fail (self);
}

static void
stop_cb (GstElement *pipeline, gpointer user_data)
{
  BwTone *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->stopped = TRUE;
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
call (BwTone *self, GstElementCallAsyncFunc function)
{
  gst_element_call_async (self->pipeline, function, g_object_ref (self), g_object_unref);
}

/* A format that cannot loop by segments says end of stream: then it starts anew, with the gap that
 * this costs. */
static void
reach_end (BwTone *self)
{
  if (!self->looped)
    end (self, NULL);
  else if (!seek_to_start (self, GST_SEEK_FLAG_FLUSH))
    fail (self);
}

/* autoaudiosink warns where it finds no device and goes on with none: to us that is silence. */
static void
handle_warning (BwTone *self, GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_warning (message, &error, NULL);
  if (error->domain == GST_RESOURCE_ERROR)
    end (self, error);
}

static void
handle_error (BwTone *self, GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);
  end (self, error);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (BwTone) self = g_object_ref (user_data);
  GstMessageType type = GST_MESSAGE_TYPE (message);

  if (type == GST_MESSAGE_SEGMENT_DONE)
    call (self, repeat_cb);
  else if (type == GST_MESSAGE_EOS)
    reach_end (self);
  else if (type == GST_MESSAGE_ERROR)
    handle_error (self, message);
  else if (type == GST_MESSAGE_WARNING)
    handle_warning (self, message);
  return G_SOURCE_CONTINUE;
}

static void
watch (BwTone *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  self->watch_id = gst_bus_add_watch (bus, message_cb, self);
}

/* May run on a thread of GStreamer's, when a stopped tone has fallen silent. */
static void
bw_tone_finalize (GObject *object)
{
  BwTone *self = BW_TONE (object);

  gst_clear_object (&self->pipeline);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bw_tone_parent_class)->finalize (object);
}

static void
bw_tone_class_init (BwToneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_tone_finalize;

  signals[ENDED] = g_signal_new ("ended", BW_TYPE_TONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bw_tone_init (BwTone *self)
{
  g_mutex_init (&self->mutex);
}

BwTone *
bw_tone_new (GFile *file, GstDevice *device, gboolean looped, double volume, GError **error)
{
  g_autoptr (BwTone) self = NULL;

  if (!gst_init_check (NULL, NULL, error))
    return NULL;
  self = g_object_new (BW_TYPE_TONE, NULL);
  self->looped = looped;
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_signal_connect (self->pipeline, "deep-element-added", G_CALLBACK (element_added_cb), NULL);
  if (!build (self, file, device, volume)) {
    g_set_error_literal (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN,
                         "A part of GStreamer is missing");
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
bw_tone_set_volume (BwTone *self, double volume)
{
  g_object_set (self->volume, "volume", volume, NULL);
}

void
bw_tone_start (BwTone *self)
{
  watch (self);
  call (self, start_cb);
}

void
bw_tone_stop (BwTone *self)
{
  if (self->watch_id == 0)
    return;
  g_clear_handle_id (&self->watch_id, g_source_remove);
  call (self, stop_cb);
}
