/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * People and their pictures: changes that are on disk before the list tells of them. It must not
 * know where people come from, nor what they are called by.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-store-people.h"

#include "private/bw-people-private.h"
#include "private/bw-person-private.h"
#include "private/bw-person-rows.h"
#include "private/bw-store-private.h"

#include <glib/gi18n.h>

/* A picture is shown at the size of a thumb; a larger one is made smaller before it comes here. */
#define MAX_PICTURE (256 * 1024)

static gboolean
fail (const char *sentence, GError **error)
{
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
check_draft (BwStore *self, BwPerson *draft, GError **error)
{
  gint64 id = bw_person_get_id (draft);

  if (bw_person_get_origin (draft) != BW_PERSON_ORIGIN_OWN)
    return fail (_ ("This person is in the desktop's address book. Change them there."), error);
  if (id != 0 && bw_people_find (self->people, id) == NULL)
    return fail (_ ("This person is not among your people any more."), error);
  return TRUE;
}

static GBytes *
get_picture (GPtrArray *pictures, guint i)
{
  return pictures != NULL ? g_ptr_array_index (pictures, i) : NULL;
}

static gboolean
check_drafts (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GError **error)
{
  for (guint i = 0; i < drafts->len; i++) {
    GBytes *picture = get_picture (pictures, i);

    if (!check_draft (self, g_ptr_array_index (drafts, i), error))
      return FALSE;
    if (picture != NULL && g_bytes_get_size (picture) > MAX_PICTURE)
      return fail (_ ("This picture is too large. Choose one of up to 256 kB."), error);
  }
  return TRUE;
}

static gpointer
copy_cb (gconstpointer draft, gpointer user_data)
{
  return bw_person_copy ((BwPerson *) draft);
}

/* A draft learns of its row when it is on the disk, and not before: what is written is a copy.
 * Returns: (transfer full) (nullable) (element-type BwPerson) */
static GPtrArray *
write_people (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GError **error)
{
  g_autoptr (GPtrArray) written = g_ptr_array_copy (drafts, copy_cb, NULL);
  gboolean good;

  g_ptr_array_set_free_func (written, g_object_unref);
  if (!bw_database_begin (self->db, error))
    return NULL;
  good = bw_person_rows_save (self->db, written, pictures, error);
  if (!bw_database_end (self->db, good, error))
    return NULL;
  return g_steal_pointer (&written);
}

static void
set_picture (BwPerson *person, GBytes *picture)
{
  if (picture != NULL)
    bw_person_set_has_picture (person, g_bytes_get_size (picture) > 0);
}

/* The list is right before anybody hears of it. */
static void
renew (BwStore *self, BwPerson *person, BwPerson *written, GBytes *picture)
{
  g_object_ref (person);
  g_object_freeze_notify (G_OBJECT (person));
  bw_person_take_over (person, written);
  set_picture (person, picture);
  bw_people_update (self->people, person);
  g_object_thaw_notify (G_OBJECT (person));
  g_object_unref (person);
}

static void
settle (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GPtrArray *written)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  for (guint i = 0; i < drafts->len; i++) {
    BwPerson *draft = g_ptr_array_index (drafts, i);
    BwPerson *person = g_ptr_array_index (written, i);
    BwPerson *known = bw_people_find (self->people, bw_person_get_id (person));

    bw_person_become (draft, person);
    set_picture (draft, get_picture (pictures, i));
    set_picture (person, get_picture (pictures, i));
    if (known != NULL)
      renew (self, known, person, get_picture (pictures, i));
    else
      g_ptr_array_add (added, person);
  }
  bw_people_add (self->people, added);
}

static gboolean
save (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GError **error)
{
  g_autoptr (GPtrArray) written = NULL;

  bw_store_get_people (self);
  if (!bw_store_check_open (self, error) || !check_drafts (self, drafts, pictures, error))
    return FALSE;
  written = write_people (self, drafts, pictures, error);
  if (written == NULL)
    return FALSE;
  settle (self, drafts, pictures, written);
  return TRUE;
}

/* Returns: (transfer full) (element-type BwPerson): those of @people that are there */
static GPtrArray *
find_known (BwStore *self, GPtrArray *people)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < people->len; i++) {
    BwPerson *person = g_ptr_array_index (people, i);
    BwPerson *found = bw_people_find (bw_store_get_people (self), bw_person_get_id (person));

    if (found != NULL)
      g_ptr_array_add (known, g_object_ref (found));
  }
  return known;
}

static gint64
mark_removed (BwStore *self, GPtrArray *people, GError **error)
{
  gint64 mark;

  if (!bw_database_begin (self->db, error))
    return 0;
  mark = bw_person_rows_remove (self->db, people, error);
  return bw_database_end (self->db, mark != 0, error) ? mark : 0;
}

static GPtrArray *
pick (GPtrArray *people, GArray *ids)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < people->len; i++) {
    gint64 id = bw_person_get_id (g_ptr_array_index (people, i));

    if (g_hash_table_contains (set, &id))
      g_ptr_array_add (picked, g_ptr_array_index (people, i));
  }
  return picked;
}

BwPeople *
bw_store_get_people (BwStore *self)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);

  if (!self->people_wanted) {
    self->people_wanted = TRUE;
    bw_store_reload_people (self);
  }
  return self->people;
}

BwPerson *
bw_store_save_person (BwStore *self, BwPerson *draft, GBytes *picture, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  g_autoptr (GPtrArray) pictures = g_ptr_array_new ();

  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_PERSON (draft), NULL);

  g_ptr_array_add (drafts, draft);
  g_ptr_array_add (pictures, picture);
  if (!save (self, drafts, pictures, error))
    return NULL;
  return bw_people_find (self->people, bw_person_get_id (draft));
}

gboolean
bw_store_save_people (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GError **error)
{
  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (drafts != NULL, FALSE);
  g_return_val_if_fail (pictures == NULL || pictures->len == drafts->len, FALSE);

  return save (self, drafts, pictures, error);
}

gboolean
bw_store_remove_people (BwStore *self, GPtrArray *people, GError **error)
{
  g_autoptr (GPtrArray) known = NULL;
  gint64 mark;

  g_return_val_if_fail (BW_IS_STORE (self), FALSE);
  g_return_val_if_fail (people != NULL, FALSE);

  if (!bw_store_check_open (self, error))
    return FALSE;
  known = find_known (self, people);
  if (known->len == 0)
    return people->len == 0 || fail (_ ("This person is not among your people any more."), error);
  mark = mark_removed (self, known, error);
  if (mark == 0)
    return FALSE;
  bw_store_forget_removal (self);
  self->removal.people_mark = mark;
  self->removal.people = g_ptr_array_ref (known);
  bw_store_schedule_purge (self);
  bw_people_remove (self->people, known);
  return TRUE;
}

GBytes *
bw_store_dup_picture (BwStore *self, BwPerson *person)
{
  g_return_val_if_fail (BW_IS_STORE (self), NULL);
  g_return_val_if_fail (BW_IS_PERSON (person), NULL);

  if (self->db == NULL || bw_person_get_id (person) == 0)
    return NULL;
  return bw_person_rows_dup_picture (self->db, bw_person_get_id (person));
}

gboolean
bw_store_restore_people (BwStore *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) removed = g_ptr_array_ref (self->removal.people);
  g_autoptr (GPtrArray) restored = NULL;

  if (!bw_person_rows_restore (self->db, self->removal.people_mark, ids, error))
    return FALSE;
  bw_store_forget_removal (self);
  bw_store_schedule_purge (self);
  restored = pick (removed, ids);
  bw_people_add (self->people, restored);
  return TRUE;
}

void
bw_store_reload_people (BwStore *self)
{
  g_autoptr (GPtrArray) people = NULL;

  if (self->people_wanted && self->db != NULL)
    people = bw_person_rows_load (self->db);
  else
    people = g_ptr_array_new ();
  bw_people_reset (self->people, people);
}
