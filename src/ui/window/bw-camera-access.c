/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the cameras of the portal are asked for, and where they go. What is seen with them is not
 * its matter. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-camera-access.h"

#include "bw-camera-portal.h"
#include "bw-remote-cameras.h"

#define ALLOWED_KEY "camera-allowed"

enum { SAID, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCameraAccess {
  GObject parent_instance;

  BwPhone *phone;
  GSettings *settings;
  BwCameraPortal *portal;
  BwRemoteCameras *cameras; /* (nullable): once it was allowed */
  GCancellable *cancellable;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (BwCameraAccess, bw_camera_access, G_TYPE_OBJECT)

static void
opened_cb (GObject *portal, GAsyncResult *result, gpointer user_data)
{
  BwCameraAccess *self = user_data; /* gone where it was cancelled */
  g_autoptr (GError) error = NULL;
  int fd = bw_camera_portal_open_finish (BW_CAMERA_PORTAL (portal), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_settings_set_boolean (self->settings, ALLOWED_KEY, fd >= 0);
  g_clear_object (&self->cameras);
  if (fd >= 0)
    self->cameras =
        bw_remote_cameras_new (bw_video_get_cameras (bw_phone_get_video (self->phone)), fd);
  else
    g_signal_emit (self, signals[SAID], 0, error->message);
}

static void
in_use_cb (BwCameraAccess *self)
{
  if (bw_video_feed_get_in_use (bw_video_get_feed (bw_phone_get_video (self->phone))))
    bw_camera_access_want (self);
}

static void
bw_camera_access_dispose (GObject *object)
{
  BwCameraAccess *self = BW_CAMERA_ACCESS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cameras);
  g_clear_object (&self->portal);
  g_clear_object (&self->settings);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_camera_access_parent_class)->dispose (object);
}

static void
bw_camera_access_finalize (GObject *object)
{
  g_object_unref (BW_CAMERA_ACCESS (object)->cancellable);

  G_OBJECT_CLASS (bw_camera_access_parent_class)->finalize (object);
}

static void
bw_camera_access_class_init (BwCameraAccessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_camera_access_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_camera_access_finalize;

  signals[SAID] = g_signal_new ("said", BW_TYPE_CAMERA_ACCESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bw_camera_access_init (BwCameraAccess *self)
{
  self->cancellable = g_cancellable_new ();
}

BwCameraAccess *
bw_camera_access_new (BwPhone *phone, GSettings *settings, GDBusConnection *bus)
{
  BwCameraAccess *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_CAMERA_ACCESS, NULL);
  self->phone = g_object_ref (phone);
  self->settings = g_object_ref (settings);
  self->portal = bw_camera_portal_new (bus);
  g_signal_connect_object (bw_video_get_feed (bw_phone_get_video (phone)), "notify::in-use",
                           G_CALLBACK (in_use_cb), self, G_CONNECT_SWAPPED);
  if (g_settings_get_boolean (settings, ALLOWED_KEY))
    bw_camera_access_want (self);

  return self;
}

void
bw_camera_access_want (BwCameraAccess *self)
{
  g_return_if_fail (BW_IS_CAMERA_ACCESS (self));

  if (bw_camera_portal_get_needed (self->portal) && !self->asked)
    bw_camera_access_ask (self);
}

void
bw_camera_access_ask (BwCameraAccess *self)
{
  g_return_if_fail (BW_IS_CAMERA_ACCESS (self));

  self->asked = TRUE;
  bw_camera_portal_open_async (self->portal, self->cancellable, opened_cb, self);
}
