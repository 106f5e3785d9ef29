/* SPDX-License-Identifier: GPL-3.0-or-later */

/* May we see the cameras? asked by the Camera portal, over the bus as the screen is
 * (bw-screen-cast.c). It must not know what is done with them. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-camera-portal.h"

#include "bw-portal-request.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define CAMERA_INTERFACE "org.freedesktop.portal.Camera"
/* Bind-mounted into every sandbox of Flatpak; Snap has a variable. */
#define FLATPAK_INFO "/.flatpak-info"

struct _BwCameraPortal {
  GObject parent_instance;

  GDBusConnection *bus; /* (nullable) */
  gboolean needed;
};

G_DEFINE_FINAL_TYPE (BwCameraPortal, bw_camera_portal, G_TYPE_OBJECT)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, &error);
  int fd = reply ? bw_portal_take_fd (reply, fds, &error) : -1;

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task,
                         reply ? g_steal_pointer (&error) : bw_portal_translate_error (error));
}

static void
refuse (GTask *task, GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
        _ ("Bellwire may not use the camera. Allow it in the settings of your desktop."));
  else
    g_task_return_error (task, g_steal_pointer (&owned));
}

static void
allowed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BwCameraPortal *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = bw_portal_request_finish (result, &error);

  if (!results) {
    refuse (task, g_steal_pointer (&error));
    return;
  }

  g_dbus_connection_call_with_unix_fd_list (
      self->bus, BW_PORTAL_NAME, BW_PORTAL_PATH, CAMERA_INTERFACE, "OpenPipeWireRemote",
      g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

static void
bw_camera_portal_dispose (GObject *object)
{
  g_clear_object (&BW_CAMERA_PORTAL (object)->bus);

  G_OBJECT_CLASS (bw_camera_portal_parent_class)->dispose (object);
}

static void
bw_camera_portal_class_init (BwCameraPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_camera_portal_dispose;
}

static void
bw_camera_portal_init (BwCameraPortal *self)
{
}

BwCameraPortal *
bw_camera_portal_new (GDBusConnection *bus)
{
  BwCameraPortal *self = g_object_new (BW_TYPE_CAMERA_PORTAL, NULL);

  g_set_object (&self->bus, bus);
  self->needed = bus && (g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS) || g_getenv ("SNAP"));

  return self;
}

gboolean
bw_camera_portal_get_needed (BwCameraPortal *self)
{
  g_return_val_if_fail (BW_IS_CAMERA_PORTAL (self), FALSE);

  return self->needed;
}

void
bw_camera_portal_open_async (BwCameraPortal *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BW_IS_CAMERA_PORTAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bw_camera_portal_open_async);
  if (!self->bus)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("This desktop has no way to ask for it."));
  else
    bw_portal_request_async (self->bus, CAMERA_INTERFACE, "AccessCamera", NULL, NULL, cancellable,
                             allowed_cb, g_object_ref (task));
}

int
bw_camera_portal_open_finish (BwCameraPortal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_CAMERA_PORTAL (self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
