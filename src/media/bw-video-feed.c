/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What stands behind the engine's one camera. It must not know of the engine.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-video-feed.h"

#include "private/bw-video-source-private.h"

/* While no picture comes of itself one is sent this often, so that a far end which begins to look
 * has something to see; a source that is still for longer than STALL shows nothing any more. */
#define INTERVAL (500 * G_TIME_SPAN_MILLISECOND)
#define STALL (2 * G_TIME_SPAN_SECOND)
#define DARK 16, 128, 128

enum {
  PROP_0,
  PROP_SOURCE,
  PROP_ENABLED,
  PROP_IN_USE,
  PROP_SELF_VIEW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwVideoFeed {
  GObject parent_instance;

  /* The main thread's. */
  BwVideoSource *source;
  BwVideoSource *watched; /* the source while it is watched */
  gulong trouble_id;      /* of the source's */
  gboolean enabled;
  gboolean in_use;

  BwVideoSink *self_view; /* watches the source; the threads of the engine take from it */

  /* Any thread, under the mutex. */
  GMutex mutex;
  guint attached;
  gboolean told; /* an idle is on its way */
  guint width;   /* pixels */
  guint height;
  guint rate;
  guint largest_width; /* 0 for none */
  guint largest_height;
  BwVideoFrame *taken;   /* the source's newest that we know of */
  BwVideoFrame *current; /* what is sent */
  guint64 serial;        /* of the current one */
  gint64 taken_at;       /* monotonic */
  gint64 current_at;
};

G_DEFINE_FINAL_TYPE (BwVideoFeed, bw_video_feed, G_TYPE_OBJECT)

static void
set_in_use (BwVideoFeed *self, gboolean in_use)
{
  if (self->in_use == in_use)
    return;
  self->in_use = in_use;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN_USE]);
}

static void
pass_format_on (BwVideoFeed *self, BwVideoSource *source)
{
  guint width;
  guint height;
  guint rate;

  g_mutex_lock (&self->mutex);
  width = self->width;
  height = self->height;
  rate = self->rate;
  g_mutex_unlock (&self->mutex);
  bw_video_source_set_format (source, width, height, rate);
}

/* A stream that ends may begin again at once; what a person does holds. */
static void
stop_watching (BwVideoFeed *self)
{
  if (self->watched == NULL)
    return;
  if (self->watched == self->source && self->enabled)
    bw_video_source_unwatch (self->watched, self->self_view);
  else
    bw_video_source_leave (self->watched, self->self_view);
  g_clear_object (&self->watched);
  bw_video_sink_clear (self->self_view);
}

static void
update (BwVideoFeed *self)
{
  BwVideoSource *wanted = self->enabled && self->in_use ? self->source : NULL;

  if (self->watched == wanted)
    return;
  stop_watching (self);
  if (wanted == NULL)
    return;
  pass_format_on (self, wanted);
  bw_video_source_watch (wanted, self->self_view);
  self->watched = g_object_ref (wanted);
}

/* Who attaches is on a thread of the engine's, or within a call to it. */
static gboolean
attached_cb (gpointer user_data)
{
  BwVideoFeed *self = user_data;
  gboolean in_use;

  g_mutex_lock (&self->mutex);
  self->told = FALSE;
  in_use = self->attached > 0;
  g_mutex_unlock (&self->mutex);
  set_in_use (self, in_use);
  update (self);
  if (self->watched != NULL)
    pass_format_on (self, self->watched);
  return G_SOURCE_REMOVE;
}

static void
trouble_cb (BwVideoFeed *self)
{
  if (bw_video_source_get_trouble (self->source) != BW_VIDEO_TROUBLE_NONE && self->watched != NULL)
    bw_video_sink_clear (self->self_view);
}

/* Under the mutex. */
static void
tell (BwVideoFeed *self)
{
  g_autoptr (GSource) idle = NULL;

  if (self->told)
    return;
  self->told = TRUE;
  idle = g_idle_source_new ();
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, attached_cb, g_object_ref (self), g_object_unref);
  g_source_attach (idle, NULL);
}

/* Takes @frame. Under the mutex. */
static void
set_current (BwVideoFeed *self, BwVideoFrame *frame, gint64 now)
{
  g_clear_pointer (&self->current, bw_video_frame_unref);
  self->current = frame;
  self->current_at = now;
  self->serial++;
}

/* What is sent when nothing new has come for a while; a picture that has stood for too long is not
 * shown to oneself either. Under the mutex. */
static BwVideoFrame *
dup_substitute (BwVideoFeed *self, BwVideoFrame *newest, gint64 now)
{
  if (newest != NULL && now - self->taken_at < STALL)
    return bw_video_frame_ref (newest);
  if (newest != NULL)
    bw_video_sink_clear (self->self_view);
  return bw_video_frame_new_plain (self->width, self->height, DARK);
}

/* A frame that is held cannot be another one at the same place. Takes @newest. Under the mutex. */
static void
refresh (BwVideoFeed *self, BwVideoFrame *newest, gint64 now)
{
  if (newest != NULL && newest != self->taken) {
    self->taken_at = now;
    set_current (self, bw_video_frame_ref (newest), now);
  } else if (self->current == NULL || now - self->current_at >= INTERVAL) {
    set_current (self, dup_substitute (self, newest, now), now);
  }
  g_clear_pointer (&self->taken, bw_video_frame_unref);
  self->taken = newest;
}

static void
bw_video_feed_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVideoFeed *self = BW_VIDEO_FEED (object);

  switch (id) {
  case PROP_SOURCE:
    g_value_set_object (value, self->source);
    break;
  case PROP_ENABLED:
    g_value_set_boolean (value, self->enabled);
    break;
  case PROP_IN_USE:
    g_value_set_boolean (value, self->in_use);
    break;
  case PROP_SELF_VIEW:
    g_value_set_object (value, self->self_view);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_feed_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwVideoFeed *self = BW_VIDEO_FEED (object);

  switch (id) {
  case PROP_SOURCE:
    bw_video_feed_set_source (self, g_value_get_object (value));
    break;
  case PROP_ENABLED:
    bw_video_feed_set_enabled (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* Whichever thread of the engine's lets go last: the source takes it from any. */
static void
bw_video_feed_finalize (GObject *object)
{
  BwVideoFeed *self = BW_VIDEO_FEED (object);

  if (self->watched != NULL)
    bw_video_source_leave (self->watched, self->self_view);
  g_clear_object (&self->watched);
  g_clear_object (&self->source);
  g_clear_object (&self->self_view);
  g_clear_pointer (&self->taken, bw_video_frame_unref);
  g_clear_pointer (&self->current, bw_video_frame_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bw_video_feed_parent_class)->finalize (object);
}

static void
bw_video_feed_class_init (BwVideoFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->finalize = bw_video_feed_finalize;
  object_class->get_property = bw_video_feed_get_property;
  object_class->set_property = bw_video_feed_set_property;

  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, BW_TYPE_VIDEO_SOURCE, both);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, both);
  properties[PROP_IN_USE] = g_param_spec_boolean ("in-use", NULL, NULL, FALSE, read);
  properties[PROP_SELF_VIEW] =
      g_param_spec_object ("self-view", NULL, NULL, BW_TYPE_VIDEO_SINK, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_feed_init (BwVideoFeed *self)
{
  g_mutex_init (&self->mutex);
  self->enabled = TRUE;
  self->self_view = bw_video_sink_new ();
  self->width = 640;
  self->height = 480;
  self->rate = 30;
}

BwVideoFeed *
bw_video_feed_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_FEED, NULL);
}

BwVideoSource *
bw_video_feed_get_source (BwVideoFeed *self)
{
  return self->source;
}

void
bw_video_feed_set_source (BwVideoFeed *self, BwVideoSource *source)
{
  g_return_if_fail (BW_IS_VIDEO_FEED (self));
  g_return_if_fail (source == NULL || BW_IS_VIDEO_SOURCE (source));

  if (self->source == source)
    return;
  if (self->source != NULL)
    g_clear_signal_handler (&self->trouble_id, self->source);
  g_set_object (&self->source, source);
  if (source != NULL)
    self->trouble_id = g_signal_connect_object (source, "notify::trouble", G_CALLBACK (trouble_cb),
                                                self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

gboolean
bw_video_feed_get_enabled (BwVideoFeed *self)
{
  return self->enabled;
}

void
bw_video_feed_set_enabled (BwVideoFeed *self, gboolean enabled)
{
  g_return_if_fail (BW_IS_VIDEO_FEED (self));

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

gboolean
bw_video_feed_get_in_use (BwVideoFeed *self)
{
  return self->in_use;
}

BwVideoSink *
bw_video_feed_get_self_view (BwVideoFeed *self)
{
  return self->self_view;
}

void
bw_video_feed_attach (BwVideoFeed *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->attached++;
  tell (self);
}

void
bw_video_feed_detach (BwVideoFeed *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_return_if_fail (self->attached > 0);

  self->attached--;
  tell (self);
}

void
bw_video_feed_set_format (BwVideoFeed *self, guint width, guint height, guint rate)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (width > 0 && height > 0 && rate > 0);

  locker = g_mutex_locker_new (&self->mutex);
  self->width = width;
  self->height = height;
  self->rate = rate;
  tell (self);
}

void
bw_video_feed_set_largest (BwVideoFeed *self, guint width, guint height)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->largest_width = width;
  self->largest_height = height;
}

void
bw_video_feed_bound (BwVideoFeed *self, guint *width, guint *height)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->largest_width == 0 || *width * *height <= self->largest_width * self->largest_height)
    return;
  *width = self->largest_width;
  *height = self->largest_height;
}

BwVideoFrame *
bw_video_feed_dup_frame (BwVideoFeed *self, guint64 *serial)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  refresh (self, bw_video_sink_dup_frame (self->self_view), g_get_monotonic_time ());
  if (*serial == self->serial)
    return NULL;
  *serial = self->serial;
  return bw_video_frame_ref (self->current);
}
