/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a phone sends of itself: chooses what stands behind the feed (a camera, or a screen in its
 * place) and tells the engine how large and how fast. Knows no call: the phone says what they wish.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-video-private.h"

#include "bw-core-enums.h"
#include "bw-h264.h"
#include "bw-media-enums.h"

#define MIN_RATE 5
#define MAX_RATE 60
#define DEFAULT_RATE 30
#define MAX_KBIT 100000

enum {
  PROP_0,
  PROP_CAMERAS,
  PROP_CAMERA,
  PROP_CAMERA_IN_USE,
  PROP_SIZE,
  PROP_FRAME_RATE,
  PROP_UPLOAD_LIMIT,
  PROP_DOWNLOAD_LIMIT,
  PROP_ALWAYS_WITH_VIDEO,
  PROP_FEED,
  PROP_SHARED,
  PROP_MIRRORED,
  PROP_TROUBLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwVideo {
  GObject parent_instance;

  GThread *preparing; /* NULL before the first engine */
  BwEngine *engine;   /* NULL while there is none */
  BwCameras *cameras;
  BwVideoFeed *feed;
  BwCamera *camera_in_use;
  BwVideoSource *source; /* what the feed takes: the shared one, else the camera's */
  BwVideoSource *shared;

  char *camera;
  BwVideoSize size;
  guint frame_rate;
  guint upload_limit;
  guint download_limit;
  BwVideoTrouble trouble;
  gboolean always_with_video;
  gboolean camera_on;
  gboolean sending;
  gboolean mirrored;
};

G_DEFINE_FINAL_TYPE (BwVideo, bw_video, G_TYPE_OBJECT)

static void
notify (BwVideo *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static const char *
definition_name (BwVideoSize size)
{
  switch (size) {
  case BW_VIDEO_SIZE_CIF:
    return "cif";
  case BW_VIDEO_SIZE_VGA:
    return "vga";
  case BW_VIDEO_SIZE_720P:
    return "720p";
  case BW_VIDEO_SIZE_1080P:
    return "1080p";
  }

  return "vga";
}

static void
set_largest (BwVideo *self, const LinphoneVideoDefinition *definition)
{
  bw_video_feed_set_largest (self->feed, linphone_video_definition_get_width (definition),
                             linphone_video_definition_get_height (definition));
}

/* Holds for what begins from now on; a stream that runs takes it at its next re-INVITE. */
static void
push_format (BwVideo *self)
{
  LinphoneCore *core = self->engine ? bw_engine_get_core (self->engine) : NULL;

  if (!core)
    return;

  linphone_core_set_preferred_video_definition_by_name (core, definition_name (self->size));
  set_largest (self, linphone_core_get_preferred_video_definition (core));
  linphone_core_set_preferred_framerate (core, (float) self->frame_rate);
  linphone_core_set_upload_bandwidth (core, (int) self->upload_limit);
  linphone_core_set_download_bandwidth (core, (int) self->download_limit);
}

static BwVideoTrouble
find_trouble (BwVideo *self)
{
  if (!bw_video_feed_get_in_use (self->feed) || !bw_video_feed_get_enabled (self->feed))
    return BW_VIDEO_TROUBLE_NONE;

  return self->source ? bw_video_source_get_trouble (self->source) : BW_VIDEO_TROUBLE_NO_CAMERA;
}

static void
update_trouble (BwVideo *self)
{
  BwVideoTrouble trouble = find_trouble (self);

  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  notify (self, PROP_TROUBLE);
}

static void
update_enabled (BwVideo *self)
{
  bw_video_feed_set_enabled (self->feed, self->shared || self->camera_on);
  update_trouble (self);
}

static void
update_mirrored (BwVideo *self)
{
  gboolean mirrored =
      self->source && bw_video_source_get_kind (self->source) == BW_VIDEO_SOURCE_CAMERA;

  if (self->mirrored == mirrored)
    return;

  self->mirrored = mirrored;
  notify (self, PROP_MIRRORED);
}

/* A window that was closed, a screen that its owner took back: one's face goes out again only
 * where it was meant to. */
static void
source_trouble_cb (BwVideo *self)
{
  BwVideoTrouble trouble = bw_video_source_get_trouble (self->source);

  if (self->source == self->shared &&
      (trouble == BW_VIDEO_TROUBLE_GONE || trouble == BW_VIDEO_TROUBLE_FAILED ||
       trouble == BW_VIDEO_TROUBLE_REFUSED))
    bw_video_share (self, NULL);
  else
    update_trouble (self);
}

static void
set_source (BwVideo *self, BwVideoSource *source)
{
  if (self->source == source)
    return;

  if (self->source)
    g_signal_handlers_disconnect_by_func (self->source, source_trouble_cb, self);
  g_set_object (&self->source, source);
  if (source)
    g_signal_connect_object (source, "notify::trouble", G_CALLBACK (source_trouble_cb), self,
                             G_CONNECT_SWAPPED);
  bw_video_feed_set_source (self->feed, source);
  update_mirrored (self);
}

static void
update_source (BwVideo *self)
{
  BwVideoSource *camera = self->camera_in_use ? bw_camera_get_source (self->camera_in_use) : NULL;

  set_source (self, self->shared ? self->shared : camera);
  update_enabled (self);
}

/* The chosen one where it is there, else the first. */
static void
update_camera (BwVideo *self)
{
  BwCamera *camera = self->camera ? bw_cameras_find (self->cameras, self->camera) : NULL;

  if (!camera)
    camera = bw_cameras_find (self->cameras, NULL);
  if (g_set_object (&self->camera_in_use, camera))
    notify (self, PROP_CAMERA_IN_USE);
  update_source (self);
}

static void
set_frame_rate (BwVideo *self, guint rate)
{
  if (self->frame_rate == rate)
    return;

  self->frame_rate = rate;
  push_format (self);
  notify (self, PROP_FRAME_RATE);
}

static void
set_limit (BwVideo *self, guint *place, guint limit, guint property)
{
  if (*place == limit)
    return;

  *place = limit;
  push_format (self);
  notify (self, property);
}

static void
set_always_with_video (BwVideo *self, gboolean always)
{
  if (self->always_with_video == always)
    return;

  self->always_with_video = always;
  notify (self, PROP_ALWAYS_WITH_VIDEO);
}

static void
bw_video_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVideo *self = BW_VIDEO (object);

  switch (id) {
  case PROP_CAMERAS:
    g_value_set_object (value, self->cameras);
    break;
  case PROP_CAMERA:
    g_value_set_string (value, self->camera);
    break;
  case PROP_CAMERA_IN_USE:
    g_value_set_object (value, self->camera_in_use);
    break;
  case PROP_SIZE:
    g_value_set_enum (value, self->size);
    break;
  case PROP_FRAME_RATE:
    g_value_set_uint (value, self->frame_rate);
    break;
  case PROP_UPLOAD_LIMIT:
    g_value_set_uint (value, self->upload_limit);
    break;
  case PROP_DOWNLOAD_LIMIT:
    g_value_set_uint (value, self->download_limit);
    break;
  case PROP_ALWAYS_WITH_VIDEO:
    g_value_set_boolean (value, self->always_with_video);
    break;
  case PROP_FEED:
    g_value_set_object (value, self->feed);
    break;
  case PROP_SHARED:
    g_value_set_object (value, self->shared);
    break;
  case PROP_MIRRORED:
    g_value_set_boolean (value, self->mirrored);
    break;
  case PROP_TROUBLE:
    g_value_set_enum (value, self->trouble);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwVideo *self = BW_VIDEO (object);

  switch (id) {
  case PROP_CAMERA:
    bw_video_set_camera (self, g_value_get_string (value));
    break;
  case PROP_SIZE:
    bw_video_set_size (self, g_value_get_enum (value));
    break;
  case PROP_FRAME_RATE:
    set_frame_rate (self, g_value_get_uint (value));
    break;
  case PROP_UPLOAD_LIMIT:
    set_limit (self, &self->upload_limit, g_value_get_uint (value), id);
    break;
  case PROP_DOWNLOAD_LIMIT:
    set_limit (self, &self->download_limit, g_value_get_uint (value), id);
    break;
  case PROP_ALWAYS_WITH_VIDEO:
    set_always_with_video (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_dispose (GObject *object)
{
  BwVideo *self = BW_VIDEO (object);

  g_clear_pointer (&self->preparing, g_thread_join);
  if (self->feed)
    set_source (self, NULL);
  g_clear_object (&self->engine);
  g_clear_object (&self->shared);
  g_clear_object (&self->camera_in_use);
  g_clear_object (&self->feed);
  g_clear_object (&self->cameras);

  G_OBJECT_CLASS (bw_video_parent_class)->dispose (object);
}

static void
bw_video_finalize (GObject *object)
{
  g_free (BW_VIDEO (object)->camera);

  G_OBJECT_CLASS (bw_video_parent_class)->finalize (object);
}

static void
install_settings (GParamFlags flags)
{
  properties[PROP_CAMERA] = g_param_spec_string ("camera", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] =
      g_param_spec_enum ("size", NULL, NULL, BW_TYPE_VIDEO_SIZE, BW_VIDEO_SIZE_VGA, flags);
  properties[PROP_FRAME_RATE] =
      g_param_spec_uint ("frame-rate", NULL, NULL, MIN_RATE, MAX_RATE, DEFAULT_RATE, flags);
  properties[PROP_UPLOAD_LIMIT] =
      g_param_spec_uint ("upload-limit", NULL, NULL, 0, MAX_KBIT, 0, flags);
  properties[PROP_DOWNLOAD_LIMIT] =
      g_param_spec_uint ("download-limit", NULL, NULL, 0, MAX_KBIT, 0, flags);
  properties[PROP_ALWAYS_WITH_VIDEO] =
      g_param_spec_boolean ("always-with-video", NULL, NULL, FALSE, flags);
}

static void
install_state (GParamFlags flags)
{
  properties[PROP_CAMERAS] = g_param_spec_object ("cameras", NULL, NULL, BW_TYPE_CAMERAS, flags);
  properties[PROP_CAMERA_IN_USE] =
      g_param_spec_object ("camera-in-use", NULL, NULL, BW_TYPE_CAMERA, flags);
  properties[PROP_FEED] = g_param_spec_object ("feed", NULL, NULL, BW_TYPE_VIDEO_FEED, flags);
  properties[PROP_SHARED] = g_param_spec_object ("shared", NULL, NULL, BW_TYPE_VIDEO_SOURCE, flags);
  properties[PROP_MIRRORED] = g_param_spec_boolean ("mirrored", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_enum ("trouble", NULL, NULL, BW_TYPE_VIDEO_TROUBLE,
                                                BW_VIDEO_TROUBLE_NONE, flags);
}

static void
bw_video_class_init (BwVideoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_video_get_property;
  object_class->set_property = bw_video_set_property;
  object_class->dispose = bw_video_dispose;
  object_class->finalize = bw_video_finalize;

  install_settings (readable | G_PARAM_WRITABLE);
  install_state (readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_init (BwVideo *self)
{
  self->size = BW_VIDEO_SIZE_VGA;
  self->frame_rate = DEFAULT_RATE;
  self->camera_on = TRUE;
  self->cameras = bw_cameras_new ();
  self->feed = bw_video_feed_new ();
  g_signal_connect_object (self->cameras, "items-changed", G_CALLBACK (update_camera), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "notify::in-use", G_CALLBACK (update_trouble), self,
                           G_CONNECT_SWAPPED);
}

BwVideo *
bw_video_new (void)
{
  return g_object_new (BW_TYPE_VIDEO, NULL);
}

void
bw_video_prepare (BwVideo *self)
{
  g_clear_pointer (&self->preparing, g_thread_join);
  self->preparing = bw_h264_prepare ();
}

void
bw_video_attach (BwVideo *self, BwEngine *engine)
{
  g_set_object (&self->engine, engine);
  push_format (self);
  bw_cameras_look (self->cameras);
}

void
bw_video_detach (BwVideo *self)
{
  bw_video_share (self, NULL);
  g_clear_object (&self->engine);
}

void
bw_video_set_sending (BwVideo *self, gboolean sending)
{
  if (self->sending == sending)
    return;

  self->sending = sending;
  if (!sending)
    bw_video_share (self, NULL);
}

void
bw_video_set_camera_on (BwVideo *self, gboolean on)
{
  if (self->camera_on == on)
    return;

  self->camera_on = on;
  update_enabled (self);
}

gboolean
bw_video_has_picture (BwVideo *self)
{
  return self->source != NULL;
}

BwCameras *
bw_video_get_cameras (BwVideo *self)
{
  return self->cameras;
}

const char *
bw_video_get_camera (BwVideo *self)
{
  return self->camera;
}

void
bw_video_set_camera (BwVideo *self, const char *id)
{
  if (g_strcmp0 (self->camera, id) == 0)
    return;

  g_free (self->camera);
  self->camera = g_strdup (id);
  update_camera (self);
  notify (self, PROP_CAMERA);
}

BwCamera *
bw_video_get_camera_in_use (BwVideo *self)
{
  return self->camera_in_use;
}

gboolean
bw_video_get_always_with_video (BwVideo *self)
{
  return self->always_with_video;
}

BwVideoFeed *
bw_video_get_feed (BwVideo *self)
{
  return self->feed;
}

void
bw_video_set_size (BwVideo *self, BwVideoSize size)
{
  if (self->size == size)
    return;

  self->size = size;
  push_format (self);
  notify (self, PROP_SIZE);
}

gboolean
bw_video_get_mirrored (BwVideo *self)
{
  return self->mirrored;
}

BwVideoTrouble
bw_video_get_trouble (BwVideo *self)
{
  return self->trouble;
}

BwVideoSource *
bw_video_get_shared (BwVideo *self)
{
  return self->shared;
}

void
bw_video_share (BwVideo *self, BwVideoSource *source)
{
  g_autoptr (BwVideoSource) old = self->shared ? g_object_ref (self->shared) : NULL;

  if (!g_set_object (&self->shared, source))
    return;

  update_source (self);
  /* The desktop's own sign that something is shared goes with the device. */
  if (old)
    bw_video_source_close (old);
  notify (self, PROP_SHARED);
}
