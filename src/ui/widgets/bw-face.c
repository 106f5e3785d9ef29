/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From the bytes that are kept of a person to a picture. Contacts come from files of any origin:
 * what is in them is decoded as untrusted, and never on the main thread.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-face.h"

#include "bw-picture-loader.h"
#include "bw-store-people.h"

typedef struct {
  GWeakRef texture;
} Face;

static void
face_free (gpointer data)
{
  Face *self = data;

  g_weak_ref_clear (&self->texture);
  g_free (self);
}

static GQuark
face_quark (void)
{
  return g_quark_from_static_string ("bw-face");
}

static void
forget_cb (BwPerson *person)
{
  Face *face = g_object_get_qdata (G_OBJECT (person), face_quark ());

  g_weak_ref_set (&face->texture, NULL);
}

/* It forgets the picture when the person changes. */
static Face *
ensure_face (BwPerson *person)
{
  Face *face = g_object_get_qdata (G_OBJECT (person), face_quark ());

  if (face)
    return face;
  face = g_new0 (Face, 1);
  g_weak_ref_init (&face->texture, NULL);
  g_object_set_qdata_full (G_OBJECT (person), face_quark (), face, face_free);
  g_signal_connect (person, "notify::has-picture", G_CALLBACK (forget_cb), NULL);

  return face;
}

static const char *
content_type (GBytes *picture)
{
  const guchar png[] = { 0x89, 'P', 'N', 'G' };
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);

  return size > sizeof png && memcmp (data, png, sizeof png) == 0 ? "image/png" : "image/jpeg";
}

static void
decode (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = bw_picture_decode (data, content_type (data), BW_FACE_SIDE, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static GBytes *
read_picture (BwPhone *phone, BwPerson *person)
{
  switch (bw_person_get_origin (person)) {
  case BW_PERSON_ORIGIN_OWN:
    return bw_store_dup_picture (bw_phone_get_store (phone), person);
  case BW_PERSON_ORIGIN_DESKTOP:
    return bw_directory_dup_picture (bw_phone_get_directory (phone), person);
  }

  return NULL;
}

GdkTexture *
bw_face_lookup (BwPerson *person)
{
  Face *face;

  g_return_val_if_fail (BW_IS_PERSON (person), NULL);

  face = g_object_get_qdata (G_OBJECT (person), face_quark ());

  return face ? g_weak_ref_get (&face->texture) : NULL;
}

void
bw_face_load_async (BwPhone *phone,
                    BwPerson *person,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (person, cancellable, callback, user_data);
  GBytes *picture;

  g_task_set_source_tag (task, bw_face_load_async);
  picture = read_picture (phone, person);
  if (!picture) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  g_task_set_task_data (task, picture, (GDestroyNotify) g_bytes_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, decode);
}

GdkTexture *
bw_face_load_finish (BwPerson *person, GAsyncResult *result, GError **error)
{
  GdkTexture *texture;

  g_return_val_if_fail (g_task_is_valid (result, person), NULL);

  texture = g_task_propagate_pointer (G_TASK (result), error);
  if (texture)
    g_weak_ref_set (&ensure_face (person)->texture, texture);

  return texture;
}
