/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opens and closes a device behind everybody's back. What is wanted is said by any thread and
 * remembered; a helper thread, which lives while the device is open, makes it so step by step: a
 * storm of wishes ends in the last one. It must not know what the pictures are for.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-pipeline.h"

#include "private/bw-camera-format.h"

#include <unistd.h>

typedef enum { CLOSED, OPENING, RUNNING, CLOSING } Stage;

struct _BwVideoPipeline {
  int references; /* atomic: the owner's, the helper's and that of an idle on its way */
  GWeakRef owner;
  void (*changed) (GObject *owner);
  BwVideoHead head;

  GMutex mutex;
  GCond cond; /* something of what follows is another */
  GstDevice *device;
  GPtrArray *sinks;
  BwVideoFormat format;
  BwVideoTrouble trouble;
  Stage stage;
  gint64 until;     /* monotonic: how long it stays open without sinks */
  gboolean stale;   /* what runs has to be closed before anything else */
  gboolean over;    /* the owner is gone */
  gboolean helping; /* the helper lives */
  gboolean told;    /* an idle is on its way */

  /* The helper's. */
  GstElement *chain;
  GstCaps *input;
  BwVideoFormat applied;
};

static BwVideoPipeline *
ref (BwVideoPipeline *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

static void
unref (gpointer data)
{
  BwVideoPipeline *self = data;

  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  g_weak_ref_clear (&self->owner);
  g_free (self->head.description);
  if (self->head.fd >= 0)
    close (self->head.fd);
  g_clear_object (&self->device);
  g_ptr_array_unref (self->sinks);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  BwVideoPipeline *self = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  g_mutex_lock (&self->mutex);
  self->told = FALSE;
  g_mutex_unlock (&self->mutex);
  if (owner != NULL)
    self->changed (owner);
  return G_SOURCE_REMOVE;
}

/* Under the mutex. */
static void
tell (BwVideoPipeline *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->told || self->over)
    return;
  self->told = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, ref (self), unref);
  g_source_attach (source, NULL);
}

/* Under the mutex. */
static void
set_trouble (BwVideoPipeline *self, BwVideoTrouble trouble)
{
  if (self->trouble == trouble)
    return;
  self->trouble = trouble;
  tell (self);
}

/* Under the mutex. */
static void
set_stage (BwVideoPipeline *self, Stage stage)
{
  self->stage = stage;
  tell (self);
}

static void
frame_cb (BwVideoFrame *frame, gpointer user_data)
{
  BwVideoPipeline *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->sinks->len; i++)
    bw_video_sink_push (self->sinks->pdata[i], bw_video_frame_ref (frame));
}

/* Under the mutex. Only the first error says why; what stops afterwards complains too. */
static void
note_trouble (BwVideoPipeline *self, BwVideoTrouble trouble)
{
  if ((self->stage != OPENING && self->stage != RUNNING) || self->stale ||
      self->trouble != BW_VIDEO_TROUBLE_NONE)
    return;
  set_trouble (self, trouble);
  g_cond_signal (&self->cond);
}

static void
note_error (BwVideoPipeline *self, const GError *error, const char *debug)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_debug ("No pictures: %s (%s)", error->message, debug ? debug : "no details");
  note_trouble (self, bw_video_trouble_from_error (error, debug));
}

static void
note_end (BwVideoPipeline *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  note_trouble (self, BW_VIDEO_TROUBLE_GONE);
}

/* On the thread that posts, so that no main loop is needed. */
static GstBusSyncReply
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, &debug);
    note_error (user_data, error, debug);
  } else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS) {
    note_end (user_data);
  }
  gst_message_unref (message);
  return GST_BUS_DROP;
}

/* PipeWire's element hands out memory that it unmaps when its stream is negotiated anew, which is
 * after the first picture. */
static GstElement *
make_device_head (GstDevice *device)
{
  GstElement *head = gst_device_create_element (device, NULL);

  if (head != NULL &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (head), "always-copy") != NULL)
    g_object_set (head, "always-copy", TRUE, NULL);
  return head;
}

static GstElement *
make_head (BwVideoPipeline *self, GstDevice *device, GError **error)
{
  GstElement *head;

  if (self->head.description != NULL)
    return gst_parse_bin_from_description_full (self->head.description, TRUE, NULL,
                                                GST_PARSE_FLAG_FATAL_ERRORS, error);
  head = device != NULL ? make_device_head (device) : NULL;
  if (head == NULL)
    g_set_error_literal (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND,
                         "The device is not there");
  return head;
}

static GstElement *
make_chain (BwVideoPipeline *self, GstDevice *device, GError **error)
{
  GstElement *head = make_head (self, device, error);
  GstElement *chain =
      head != NULL ? bw_video_chain_new (head, self->input, self->head.decode, error) : NULL;
  g_autoptr (GstBus) bus = NULL;

  if (chain == NULL)
    return NULL;
  bus = gst_element_get_bus (chain);
  gst_bus_set_sync_handler (bus, message_cb, self, NULL);
  bw_video_chain_set_callback (chain, frame_cb, self);
  return chain;
}

static void
drop_chain (BwVideoPipeline *self)
{
  if (self->chain != NULL)
    gst_element_set_state (self->chain, GST_STATE_NULL);
  gst_clear_object (&self->chain);
  gst_clear_caps (&self->input);
}

/* What of all that a camera can do fits @format best; NULL leaves it to the camera. */
static GstCaps *
choose_input (GstDevice *device, const BwVideoFormat *format)
{
  g_autoptr (GstCaps) offered = device != NULL ? gst_device_get_caps (device) : NULL;

  return offered != NULL ? bw_camera_format_choose (offered, format) : NULL;
}

/* Without the mutex: here the time goes by. */
static void
start_chain (BwVideoPipeline *self, GstDevice *device, const BwVideoFormat *format)
{
  g_autoptr (GError) error = NULL;

  if (self->chain == NULL) {
    self->input = choose_input (device, format);
    self->chain = make_chain (self, device, &error);
  }
  if (self->chain == NULL) {
    note_error (self, error, NULL);
    return;
  }
  bw_video_chain_set_format (self->chain, format);
  self->applied = *format;
  if (gst_element_set_state (self->chain, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
    g_set_error_literal (&error, GST_CORE_ERROR, GST_CORE_ERROR_STATE_CHANGE, "It does not start");
    note_error (self, error, NULL);
  }
}

/* Under the mutex, which is let go of while the device opens. */
static void
open_device (BwVideoPipeline *self)
{
  g_autoptr (GstDevice) device = self->device ? g_object_ref (self->device) : NULL;
  BwVideoFormat format = self->format;

  set_stage (self, OPENING);
  self->stale = FALSE;
  g_mutex_unlock (&self->mutex);
  start_chain (self, device, &format);
  g_mutex_lock (&self->mutex);
  set_stage (self, RUNNING);
}

/* The same. A connection that cannot be made again is kept while nothing is wrong with it. */
static void
close_device (BwVideoPipeline *self)
{
  gboolean keep =
      self->head.fd >= 0 && !self->stale && !self->over && self->trouble == BW_VIDEO_TROUBLE_NONE;

  set_stage (self, CLOSING);
  g_mutex_unlock (&self->mutex);
  if (keep)
    gst_element_set_state (self->chain, GST_STATE_READY);
  else
    drop_chain (self);
  g_mutex_lock (&self->mutex);
  self->stale = FALSE;
  set_stage (self, CLOSED);
}

/* Under the mutex. Whether another input of the camera would be better for another format. */
static gboolean
has_better_input (BwVideoPipeline *self)
{
  g_autoptr (GstCaps) better = NULL;

  if (self->input == NULL || bw_camera_format_suffices (self->input, &self->format))
    return FALSE;
  better = choose_input (self->device, &self->format);
  return better != NULL && !gst_caps_is_equal (better, self->input);
}

/* The same. Whatever the camera gives is made larger or smaller; it is opened anew only where it
 * can give more. */
static void
apply_format (BwVideoPipeline *self)
{
  self->applied = self->format;
  self->stale = has_better_input (self);
  if (self->stale)
    return;
  g_mutex_unlock (&self->mutex);
  bw_video_chain_set_format (self->chain, &self->applied);
  g_mutex_lock (&self->mutex);
}

/* The same. One step of a device that is open; FALSE where it is to be closed. */
static gboolean
step_while_open (BwVideoPipeline *self)
{
  if (self->stale || self->over || self->trouble != BW_VIDEO_TROUBLE_NONE)
    return FALSE;
  if (!bw_video_format_equal (&self->applied, &self->format))
    apply_format (self);
  else if (self->sinks->len > 0)
    g_cond_wait (&self->cond, &self->mutex);
  else if (g_get_monotonic_time () < self->until)
    g_cond_wait_until (&self->cond, &self->mutex, self->until);
  else
    return FALSE;
  return TRUE;
}

/* Under the mutex. Whether there may be another step. */
static gboolean
step (BwVideoPipeline *self)
{
  gboolean wanted = self->sinks->len > 0 && self->trouble == BW_VIDEO_TROUBLE_NONE;

  if (self->stage == RUNNING) {
    if (!step_while_open (self))
      close_device (self);
    return TRUE;
  }
  if (wanted)
    open_device (self);
  return wanted;
}

static gpointer
help (gpointer data)
{
  BwVideoPipeline *self = data;
  gboolean over;

  g_mutex_lock (&self->mutex);
  while (step (self))
    ;
  self->helping = FALSE;
  over = self->over;
  g_mutex_unlock (&self->mutex);
  if (over)
    drop_chain (self); /* its threads may want the mutex before they end */
  unref (self);
  return NULL;
}

/* Under the mutex. */
static void
wake (BwVideoPipeline *self)
{
  if (self->helping) {
    g_cond_signal (&self->cond);
    return;
  }
  self->helping = TRUE;
  g_thread_unref (g_thread_new ("bw-video-helper", help, ref (self)));
}

/* Under the mutex. Who comes anew is a reason to try again. */
static void
try_again (BwVideoPipeline *self)
{
  self->stale = self->stage == OPENING || self->stage == RUNNING;
  set_trouble (self, BW_VIDEO_TROUBLE_NONE);
}

BwVideoPipeline *
bw_video_pipeline_new (GObject *owner, void (*changed) (GObject *owner))
{
  BwVideoPipeline *self = g_new0 (BwVideoPipeline, 1);

  self->references = 1;
  self->changed = changed;
  self->head.fd = -1;
  self->sinks = g_ptr_array_new_with_free_func (g_object_unref);
  self->format = (BwVideoFormat){ 640, 480, 30 };
  g_weak_ref_init (&self->owner, owner);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

void
bw_video_pipeline_free (BwVideoPipeline *self)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->sinks, 0);
  self->over = TRUE;
  wake (self);
  g_mutex_unlock (&self->mutex);
  unref (self);
}

void
bw_video_pipeline_set_head (BwVideoPipeline *self, const BwVideoHead *head)
{
  self->head = *head;
}

void
bw_video_pipeline_set_device (BwVideoPipeline *self, GstDevice *device)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_set_object (&self->device, device))
    return;
  try_again (self);
  wake (self);
}

void
bw_video_pipeline_set_format (BwVideoPipeline *self, const BwVideoFormat *format)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->format = *format;
  if (self->helping)
    g_cond_signal (&self->cond);
}

void
bw_video_pipeline_watch (BwVideoPipeline *self, BwVideoSink *sink)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_ptr_array_find (self->sinks, sink, NULL))
    return;
  g_ptr_array_add (self->sinks, g_object_ref (sink));
  if (self->trouble != BW_VIDEO_TROUBLE_NONE)
    try_again (self);
  wake (self);
}

void
bw_video_pipeline_unwatch (BwVideoPipeline *self, BwVideoSink *sink, gint64 linger)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_ptr_array_remove (self->sinks, sink) || self->sinks->len > 0)
    return;
  self->until = g_get_monotonic_time () + linger;
  tell (self);
  if (self->helping)
    g_cond_signal (&self->cond);
}

void
bw_video_pipeline_close (BwVideoPipeline *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_set_size (self->sinks, 0);
  self->until = 0;
  tell (self);
  if (self->helping)
    g_cond_signal (&self->cond);
}

gboolean
bw_video_pipeline_is_open (BwVideoPipeline *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stage != CLOSED;
}

BwVideoTrouble
bw_video_pipeline_get_trouble (BwVideoPipeline *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->sinks->len > 0 ? self->trouble : BW_VIDEO_TROUBLE_NONE;
}
