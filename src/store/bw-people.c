/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Everybody that a person knows, sorted by label. It must not know where they are kept.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-people.h"

#include "private/bw-people-private.h"
#include "private/bw-person-private.h"

#include <gio/gio.h>

/* So many are made ready for a search in one turn: a tenth of a millisecond or two. */
#define PREPARE_ROWS 100

enum { PROP_0, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPeople {
  GObject parent_instance;

  GPtrArray *people;  /* BwPerson, owned, sorted */
  GHashTable *by_id;  /* gint64 -> BwPerson */
  GHashTable *by_uid; /* string of the person -> BwPerson */
  guint n_prepared;
  guint prepare_id;
};

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return bw_person_compare (*(BwPerson *const *) a, *(BwPerson *const *) b);
}

static guint
get_place (BwPeople *self, BwPerson *person)
{
  guint first = 0;
  guint last = self->people->len;

  while (first < last) {
    guint middle = first + (last - first) / 2;

    if (bw_person_compare (g_ptr_array_index (self->people, middle), person) < 0)
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

/* Whether the row at @position stands between its neighbours as it should. */
static gboolean
is_in_place (BwPeople *self, guint position)
{
  BwPerson *person = g_ptr_array_index (self->people, position);

  return (position == 0 ||
          bw_person_compare (g_ptr_array_index (self->people, position - 1), person) < 0) &&
         (position + 1 == self->people->len ||
          bw_person_compare (person, g_ptr_array_index (self->people, position + 1)) < 0);
}

static void
learn (BwPeople *self, BwPerson *person)
{
  gint64 *id = g_new (gint64, 1);

  *id = bw_person_get_id (person);
  g_hash_table_insert (self->by_id, id, person);
  g_hash_table_replace (self->by_uid, (gpointer) bw_person_get_uid (person), person);
}

static void
forget (BwPeople *self, BwPerson *person)
{
  gint64 id = bw_person_get_id (person);

  g_hash_table_remove (self->by_id, &id);
  if (bw_people_find_by_uid (self, bw_person_get_uid (person)) == person)
    g_hash_table_remove (self->by_uid, bw_person_get_uid (person));
}

static void
tell (BwPeople *self, guint position, guint removed, guint added)
{
  if (removed + added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* Tells in one of all that is not as @before. */
static void
tell_difference (BwPeople *self, GPtrArray *before)
{
  guint shorter = MIN (before->len, self->people->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before->pdata[head] == self->people->pdata[head])
    head++;
  while (tail < shorter - head &&
         before->pdata[before->len - 1 - tail] == self->people->pdata[self->people->len - 1 - tail])
    tail++;
  tell (self, head, before->len - head - tail, self->people->len - head - tail);
}

static gpointer
ref_cb (gconstpointer person, gpointer user_data)
{
  return g_object_ref ((gpointer) person);
}

static GPtrArray *
keep (BwPeople *self)
{
  return g_ptr_array_copy (self->people, ref_cb, NULL);
}

static gboolean
is_known (BwPeople *self, BwPerson *person)
{
  return bw_people_find (self, bw_person_get_id (person)) == person;
}

static void
place (BwPeople *self, BwPerson *person)
{
  guint position = get_place (self, person);

  g_ptr_array_insert (self->people, position, g_object_ref (person));
  tell (self, position, 0, 1);
}

static void
insert (BwPeople *self, BwPerson *person)
{
  learn (self, person);
  place (self, person);
}

static void
take_out (BwPeople *self, guint position)
{
  g_ptr_array_remove_index (self->people, position);
  tell (self, position, 1, 0);
}

static gboolean
prepare_cb (gpointer user_data)
{
  BwPeople *self = user_data;
  guint end = MIN (self->n_prepared + PREPARE_ROWS, self->people->len);

  for (guint i = self->n_prepared; i < end; i++)
    bw_person_prepare (g_ptr_array_index (self->people, i));
  self->n_prepared = end;
  if (end < self->people->len)
    return G_SOURCE_CONTINUE;
  self->prepare_id = 0;
  return G_SOURCE_REMOVE;
}

/* Many are folded while there is nothing else to do, so that the first letter of a search takes no
 * longer than the second. */
static void
prepare (BwPeople *self)
{
  self->n_prepared = 0;
  if (self->prepare_id == 0)
    self->prepare_id = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}

static void
append (BwPeople *self, GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++) {
    learn (self, g_ptr_array_index (people, i));
    g_ptr_array_add (self->people, g_object_ref (g_ptr_array_index (people, i)));
  }
  g_ptr_array_sort (self->people, compare_cb);
  prepare (self);
}

static GType
bw_people_get_item_type (GListModel *model)
{
  return BW_TYPE_PERSON;
}

static guint
bw_people_get_n_items (GListModel *model)
{
  return BW_PEOPLE (model)->people->len;
}

static gpointer
bw_people_get_item (GListModel *model, guint position)
{
  BwPeople *self = BW_PEOPLE (model);

  if (position >= self->people->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->people, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_people_get_item_type;
  iface->get_n_items = bw_people_get_n_items;
  iface->get_item = bw_people_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwPeople,
                               bw_people,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bw_people_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwPeople *self = BW_PEOPLE (object);

  switch (prop_id) {
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->people->len);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_people_finalize (GObject *object)
{
  BwPeople *self = BW_PEOPLE (object);

  g_clear_handle_id (&self->prepare_id, g_source_remove);
  g_hash_table_unref (self->by_uid);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->people);
  G_OBJECT_CLASS (bw_people_parent_class)->finalize (object);
}

static void
bw_people_class_init (BwPeopleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_people_get_property;
  object_class->finalize = bw_people_finalize;

  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_people_init (BwPeople *self)
{
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_uid = g_hash_table_new (g_str_hash, g_str_equal);
}

BwPeople *
bw_people_new (void)
{
  return g_object_new (BW_TYPE_PEOPLE, NULL);
}

BwPerson *
bw_people_find (BwPeople *self, gint64 id)
{
  g_return_val_if_fail (BW_IS_PEOPLE (self), NULL);
  return g_hash_table_lookup (self->by_id, &id);
}

BwPerson *
bw_people_find_by_uid (BwPeople *self, const char *uid)
{
  g_return_val_if_fail (BW_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (uid != NULL, NULL);
  return g_hash_table_lookup (self->by_uid, uid);
}

void
bw_people_reset (BwPeople *self, GPtrArray *people)
{
  guint before = self->people->len;

  g_hash_table_remove_all (self->by_uid);
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->people, 0);
  append (self, people);
  tell (self, 0, before, self->people->len);
}

void
bw_people_add (BwPeople *self, GPtrArray *people)
{
  g_autoptr (GPtrArray) before = NULL;

  if (people->len == 0)
    return;
  if (people->len == 1) {
    insert (self, g_ptr_array_index (people, 0));
    return;
  }
  before = keep (self);
  append (self, people);
  tell_difference (self, before);
}

void
bw_people_remove (BwPeople *self, GPtrArray *people)
{
  g_autoptr (GPtrArray) before = keep (self);

  for (guint i = 0; i < people->len; i++)
    forget (self, g_ptr_array_index (people, i));
  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < before->len; i++)
    if (is_known (self, g_ptr_array_index (before, i)))
      g_ptr_array_add (self->people, g_object_ref (g_ptr_array_index (before, i)));
  tell_difference (self, before);
}

void
bw_people_update (BwPeople *self, BwPerson *person)
{
  guint position;

  if (!g_ptr_array_find (self->people, person, &position))
    return;
  if (is_in_place (self, position)) {
    tell (self, position, 1, 1);
    return;
  }
  g_object_ref (person);
  take_out (self, position);
  place (self, person);
  g_object_unref (person);
}
