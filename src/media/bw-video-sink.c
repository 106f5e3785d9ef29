/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where the threads of a call leave their pictures for the main thread. It must not know who
 * pushes and who looks.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-video-sink.h"

#define LIVE_MS 2000

enum { PROP_0, PROP_WIDTH, PROP_HEIGHT, PROP_LIVE, N_PROPS };
enum { FRAME, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwVideoSink {
  GObject parent_instance;

  /* Any thread, under the mutex. */
  GMutex mutex;
  BwVideoFrame *newest;
  gboolean taken;  /* the newest, by somebody */
  gboolean posted; /* an idle is on its way to the main thread */
  guint64 pushed;
  guint64 dropped;

  /* The main thread's. */
  guint width;
  guint height;
  gboolean live;
  guint64 told;        /* how many had been pushed when it was last told of */
  gint64 last_picture; /* monotonic */
  GSource *timer;      /* while it is live */
};

G_DEFINE_FINAL_TYPE (BwVideoSink, bw_video_sink, G_TYPE_OBJECT)

static void
set_guint (BwVideoSink *self, guint *field, guint value, int property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
stop_timer (BwVideoSink *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
set_live (BwVideoSink *self, gboolean live)
{
  if (!live)
    stop_timer (self);
  if (self->live == live)
    return;
  self->live = live;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIVE]);
}

static void
free_weak (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* The last reference may go on any thread while the main thread is about to call back: so the
 * timer has a weak one, that is asked for a strong one. */
static void
start_timer (BwVideoSink *self, gint64 milliseconds, GSourceFunc callback)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  stop_timer (self);
  g_weak_ref_init (weak, self);
  self->timer = g_timeout_source_new ((guint) milliseconds);
  g_source_set_callback (self->timer, callback, weak, free_weak);
  g_source_attach (self->timer, NULL);
}

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr (BwVideoSink) self = g_weak_ref_get (user_data);
  gint64 age;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  age = (g_get_monotonic_time () - self->last_picture) / 1000;
  if (age >= LIVE_MS)
    set_live (self, FALSE);
  else
    start_timer (self, LIVE_MS - age, timer_cb);
  return G_SOURCE_REMOVE;
}

static void
note_picture (BwVideoSink *self)
{
  self->last_picture = g_get_monotonic_time ();
  if (self->timer == NULL)
    start_timer (self, LIVE_MS, timer_cb);
  set_live (self, TRUE);
}

static gboolean
tell_cb (gpointer user_data)
{
  BwVideoSink *self = user_data;
  g_autoptr (BwVideoFrame) newest = NULL;
  gboolean is_new;

  g_mutex_lock (&self->mutex);
  self->posted = FALSE;
  newest = self->newest != NULL ? bw_video_frame_ref (self->newest) : NULL;
  is_new = self->told != self->pushed;
  self->told = self->pushed;
  g_mutex_unlock (&self->mutex);

  g_object_freeze_notify (G_OBJECT (self));
  set_guint (self, &self->width, newest ? bw_video_frame_get_width (newest) : 0, PROP_WIDTH);
  set_guint (self, &self->height, newest ? bw_video_frame_get_height (newest) : 0, PROP_HEIGHT);
  if (newest == NULL)
    set_live (self, FALSE);
  else if (is_new)
    note_picture (self);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[FRAME], 0);
  return G_SOURCE_REMOVE;
}

/* At a priority that no animation can hold up: there is never more than one. */
static void
post (BwVideoSink *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, NULL);
}

/* Takes @frame, or NULL, and tells the main thread. */
static void
replace (BwVideoSink *self, BwVideoFrame *frame)
{
  BwVideoFrame *old;
  gboolean was_posted;

  g_mutex_lock (&self->mutex);
  old = self->newest;
  self->newest = frame;
  self->pushed += frame != NULL;
  self->dropped += old != NULL && !self->taken;
  self->taken = FALSE;
  was_posted = self->posted;
  self->posted = TRUE;
  g_mutex_unlock (&self->mutex);

  if (!was_posted)
    post (self);
  g_clear_pointer (&old, bw_video_frame_unref);
}

static void
bw_video_sink_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVideoSink *self = BW_VIDEO_SINK (object);

  switch (id) {
  case PROP_WIDTH:
    g_value_set_uint (value, self->width);
    break;
  case PROP_HEIGHT:
    g_value_set_uint (value, self->height);
    break;
  case PROP_LIVE:
    g_value_set_boolean (value, self->live);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* On whichever thread lets go of it last. */
static void
bw_video_sink_finalize (GObject *object)
{
  BwVideoSink *self = BW_VIDEO_SINK (object);

  stop_timer (self);
  g_clear_pointer (&self->newest, bw_video_frame_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bw_video_sink_parent_class)->finalize (object);
}

static void
bw_video_sink_class_init (BwVideoSinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = bw_video_sink_finalize;
  object_class->get_property = bw_video_sink_get_property;

  properties[PROP_WIDTH] = g_param_spec_uint ("width", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HEIGHT] = g_param_spec_uint ("height", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FRAME] = g_signal_new ("frame", BW_TYPE_VIDEO_SINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bw_video_sink_init (BwVideoSink *self)
{
  g_mutex_init (&self->mutex);
}

BwVideoSink *
bw_video_sink_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_SINK, NULL);
}

void
bw_video_sink_push (BwVideoSink *self, BwVideoFrame *frame)
{
  g_return_if_fail (BW_IS_VIDEO_SINK (self) && frame != NULL);

  replace (self, frame);
}

void
bw_video_sink_clear (BwVideoSink *self)
{
  g_return_if_fail (BW_IS_VIDEO_SINK (self));

  replace (self, NULL);
}

BwVideoFrame *
bw_video_sink_dup_frame (BwVideoSink *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (BW_IS_VIDEO_SINK (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  self->taken = TRUE;
  return self->newest != NULL ? bw_video_frame_ref (self->newest) : NULL;
}

guint
bw_video_sink_get_width (BwVideoSink *self)
{
  return self->width;
}

guint
bw_video_sink_get_height (BwVideoSink *self)
{
  return self->height;
}

gboolean
bw_video_sink_get_live (BwVideoSink *self)
{
  return self->live;
}

void
bw_video_sink_get_counts (BwVideoSink *self, guint64 *pushed, guint64 *dropped)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (BW_IS_VIDEO_SINK (self));

  locker = g_mutex_locker_new (&self->mutex);
  if (pushed != NULL)
    *pushed = self->pushed;
  if (dropped != NULL)
    *dropped = self->dropped;
}
