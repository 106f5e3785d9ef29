/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which cameras there are, whichever of GStreamer's providers know of them. It must not know what
 * they are used for.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-cameras.h"

#include "private/bw-camera-finder.h"
#include "private/bw-camera-identity.h"
#include "private/bw-video-source-private.h"

/* A camera that was seen once, present or not, so that it is the same object when it comes back. */
typedef struct {
  BwCamera *camera;
  BwCameraIdentity *identity; /* of the device that stands behind it, or stood there last */
  GPtrArray *devices;         /* of all providers that have it now, the best first; GstDevice */
} Known;

struct _BwCameras {
  GObject parent_instance;

  GPtrArray *cameras;     /* BwCamera, those that are there */
  GPtrArray *known;       /* Known */
  BwCameraFinder *finder; /* NULL until somebody looks */
};

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_CAMERA;
}

static guint
get_n_items (GListModel *model)
{
  return ((BwCameras *) model)->cameras->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *cameras = ((BwCameras *) model)->cameras;

  return position < cameras->len ? g_object_ref (cameras->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwCameras,
                               bw_cameras,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_object (&known->camera);
  bw_camera_identity_free (known->identity);
  g_ptr_array_unref (known->devices);
  g_free (known);
}

static void
insert (BwCameras *self, BwCamera *camera)
{
  g_ptr_array_add (self->cameras, g_object_ref (camera));
  g_list_model_items_changed (G_LIST_MODEL (self), self->cameras->len - 1, 0, 1);
}

static void
withdraw (BwCameras *self, BwCamera *camera)
{
  guint position;

  if (!g_ptr_array_find (self->cameras, camera, &position))
    return;
  g_ptr_array_remove_index (self->cameras, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* The same camera, told of by another provider. */
static Known *
find_present (BwCameras *self, const BwCameraIdentity *identity)
{
  for (guint i = 0; identity->path != NULL && i < self->known->len; i++) {
    Known *known = self->known->pdata[i];

    if (known->devices->len > 0 && g_strcmp0 (known->identity->path, identity->path) == 0)
      return known;
  }
  return NULL;
}

/* One that comes back: rather the one that was at this socket than another of its make. */
static Known *
find_absent (BwCameras *self, const BwCameraIdentity *identity)
{
  Known *found = NULL;

  for (guint i = 0; i < self->known->len; i++) {
    Known *known = self->known->pdata[i];

    if (known->devices->len > 0 || g_strcmp0 (known->identity->base, identity->base) != 0)
      continue;
    if (found == NULL || g_strcmp0 (known->identity->bus, identity->bus) == 0)
      found = known;
    if (g_strcmp0 (found->identity->bus, identity->bus) == 0)
      break;
  }
  return found;
}

static char *
number_id (BwCameras *self, const char *base)
{
  guint number = 1;

  for (guint i = 0; i < self->known->len; i++)
    number += g_strcmp0 (((Known *) self->known->pdata[i])->identity->base, base) == 0;
  return number > 1 ? g_strdup_printf ("%s#%u", base, number) : g_strdup (base);
}

static char *
number_name (BwCameras *self, const char *name)
{
  guint number = 1;

  for (guint i = 0; i < self->known->len; i++)
    number += g_strcmp0 (((Known *) self->known->pdata[i])->identity->name, name) == 0;
  return number > 1 ? g_strdup_printf ("%s (%u)", name, number) : g_strdup (name);
}

/* Equal ones are numbered, for the settings and for people. */
static Known *
add_known (BwCameras *self, const BwCameraIdentity *identity)
{
  g_autofree char *id = number_id (self, identity->base);
  g_autofree char *name = number_name (self, identity->name);
  g_autoptr (BwVideoSource) source = bw_video_source_new_device (name, NULL);
  Known *known = g_new0 (Known, 1);

  known->camera = bw_camera_new (id, source);
  known->devices = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->known, known);
  return known;
}

/* Makes the first of the devices the one that is seen. Takes @identity. */
static void
put_first (Known *known, BwCameraIdentity *identity)
{
  g_clear_pointer (&known->identity, bw_camera_identity_free);
  known->identity = identity;
  bw_video_source_set_device (bw_camera_get_source (known->camera), known->devices->pdata[0]);
}

static Known *
find_device (BwCameras *self, GstDevice *device, guint *position)
{
  for (guint i = 0; i < self->known->len; i++) {
    Known *known = self->known->pdata[i];

    if (g_ptr_array_find (known->devices, device, position))
      return known;
  }
  return NULL;
}

static void
added_cb (BwCameras *self, GstDevice *device)
{
  g_autoptr (BwCameraIdentity) identity = bw_camera_identity_new (device);
  Known *known;
  gboolean is_first;

  if (identity == NULL || find_device (self, device, NULL) != NULL)
    return;
  known = find_present (self, identity);
  if (known == NULL)
    known = find_absent (self, identity);
  if (known == NULL)
    known = add_known (self, identity);
  is_first = known->devices->len == 0;
  if (is_first || identity->rank < known->identity->rank) {
    g_ptr_array_insert (known->devices, 0, g_object_ref (device));
    put_first (known, g_steal_pointer (&identity));
  } else {
    g_ptr_array_add (known->devices, g_object_ref (device));
  }
  if (is_first)
    insert (self, known->camera);
}

static void
removed_cb (BwCameras *self, GstDevice *device)
{
  guint position;
  Known *known = find_device (self, device, &position);

  if (known == NULL)
    return;
  g_ptr_array_remove_index (known->devices, position);
  if (known->devices->len == 0) {
    bw_video_source_set_device (bw_camera_get_source (known->camera), NULL);
    withdraw (self, known->camera);
  } else if (position == 0) {
    put_first (known, bw_camera_identity_new (known->devices->pdata[0]));
  }
}

static void
bw_cameras_finalize (GObject *object)
{
  BwCameras *self = BW_CAMERAS (object);

  g_clear_object (&self->finder);
  g_ptr_array_unref (self->cameras);
  g_ptr_array_unref (self->known);
  G_OBJECT_CLASS (bw_cameras_parent_class)->finalize (object);
}

static void
bw_cameras_class_init (BwCamerasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_cameras_finalize;
}

static void
bw_cameras_init (BwCameras *self)
{
  self->cameras = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_ptr_array_new_with_free_func (known_free);
}

BwCameras *
bw_cameras_new (void)
{
  return g_object_new (BW_TYPE_CAMERAS, NULL);
}

void
bw_cameras_look (BwCameras *self)
{
  g_return_if_fail (BW_IS_CAMERAS (self));

  if (self->finder != NULL || !gst_init_check (NULL, NULL, NULL))
    return;
  self->finder = bw_camera_finder_new ();
  g_signal_connect_object (self->finder, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "removed", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  bw_camera_finder_start (self->finder);
}

BwCamera *
bw_cameras_find (BwCameras *self, const char *id)
{
  g_return_val_if_fail (BW_IS_CAMERAS (self), NULL);

  for (guint i = 0; i < self->cameras->len; i++)
    if (id == NULL || g_strcmp0 (bw_camera_get_id (self->cameras->pdata[i]), id) == 0)
      return self->cameras->pdata[i];
  return NULL;
}

void
bw_cameras_add (BwCameras *self, BwCamera *camera)
{
  g_return_if_fail (BW_IS_CAMERAS (self));
  g_return_if_fail (BW_IS_CAMERA (camera));

  if (!g_ptr_array_find (self->cameras, camera, NULL))
    insert (self, camera);
}

void
bw_cameras_remove (BwCameras *self, BwCamera *camera)
{
  g_return_if_fail (BW_IS_CAMERAS (self));
  g_return_if_fail (BW_IS_CAMERA (camera));

  withdraw (self, camera);
}
