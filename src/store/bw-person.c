/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Somebody that a person knows, with what is sorted and searched by computed once. It must not know
 * where people are kept.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-person.h"

#include "bw-store-enums.h"

#include "private/bw-person-index.h"
#include "private/bw-person-private.h"

#include <string.h>

enum {
  PROP_0,
  PROP_ID,
  PROP_UID,
  PROP_ORIGIN,
  PROP_NAME,
  PROP_LABEL,
  PROP_ORGANISATION,
  PROP_NOTE,
  PROP_EXTRA,
  PROP_DOOR_DIGITS,
  PROP_FAVOURITE,
  PROP_WATCHED,
  PROP_HAS_PICTURE,
  PROP_ADDRESSES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwPerson {
  GObject parent_instance;

  gint64 id;
  char *uid;
  BwPersonOrigin origin;
  char *name;
  char *organisation;
  char *note;
  char *extra;
  char *door_digits;
  gboolean favourite;
  gboolean watched;
  gboolean has_picture;
  GPtrArray *addresses;

  /* Computed when they are needed, forgotten when what they come from changes. */
  char *sort_key;
  BwPersonIndex *index;
};

G_DEFINE_FINAL_TYPE (BwPerson, bw_person, G_TYPE_OBJECT)

static void
notify (BwPerson *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
forget_computed (BwPerson *self)
{
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->index, bw_person_index_free);
}

/* Returns: whether it is another text now */
static gboolean
replace_text (char **field, const char *text, const char *fallback)
{
  char *valid = text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : g_strdup (fallback);

  if (g_strcmp0 (*field, valid) == 0) {
    g_free (valid);
    return FALSE;
  }
  g_free (*field);
  *field = valid;
  return TRUE;
}

static void
set_name (BwPerson *self, const char *name)
{
  if (!replace_text (&self->name, name, ""))
    return;
  forget_computed (self);
  notify (self, PROP_NAME);
  notify (self, PROP_LABEL);
}

static void
set_organisation (BwPerson *self, const char *organisation)
{
  if (!replace_text (&self->organisation, organisation, NULL))
    return;
  forget_computed (self);
  notify (self, PROP_ORGANISATION);
}

static void
set_text (BwPerson *self, char **field, const char *text, guint prop_id)
{
  if (replace_text (field, text, NULL))
    notify (self, prop_id);
}

static void
set_flag (BwPerson *self, gboolean *field, gboolean value, guint prop_id)
{
  value = !!value;
  if (*field == value)
    return;
  *field = value;
  notify (self, prop_id);
}

static void
tell_addresses (BwPerson *self)
{
  forget_computed (self);
  notify (self, PROP_ADDRESSES);
  if (*self->name == '\0')
    notify (self, PROP_LABEL);
}

static gboolean
is_same_address (const BwPersonAddress *a, const BwPersonAddress *b)
{
  return a->kind == b->kind && strcmp (a->address, b->address) == 0 &&
         g_strcmp0 (a->label, b->label) == 0;
}

static gboolean
has_same_addresses (BwPerson *self, GPtrArray *addresses)
{
  if (self->addresses->len != addresses->len)
    return FALSE;
  for (guint i = 0; i < addresses->len; i++)
    if (!is_same_address (g_ptr_array_index (self->addresses, i), g_ptr_array_index (addresses, i)))
      return FALSE;
  return TRUE;
}

static GPtrArray *
new_addresses (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bw_person_address_free);
}

/* Case is folded for the locales that sort all capital letters before the others. */
static const char *
get_sort_key (BwPerson *self)
{
  g_autofree char *folded = NULL;

  if (self->sort_key == NULL) {
    folded = g_utf8_casefold (bw_person_get_label (self), -1);
    self->sort_key = g_utf8_collate_key (folded, -1);
  }
  return self->sort_key;
}

/* RFC 6350 6.7.6: a globally unique URI */
static char *
make_uid (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat ("urn:uuid:", uuid, NULL);
}

static void
bw_person_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwPerson *self = BW_PERSON (object);

  switch (prop_id) {
  case PROP_NAME:
    set_name (self, g_value_get_string (value));
    break;
  case PROP_ORGANISATION:
    set_organisation (self, g_value_get_string (value));
    break;
  case PROP_NOTE:
    set_text (self, &self->note, g_value_get_string (value), prop_id);
    break;
  case PROP_EXTRA:
    set_text (self, &self->extra, g_value_get_string (value), prop_id);
    break;
  case PROP_DOOR_DIGITS:
    set_text (self, &self->door_digits, g_value_get_string (value), prop_id);
    break;
  case PROP_FAVOURITE:
    set_flag (self, &self->favourite, g_value_get_boolean (value), prop_id);
    break;
  case PROP_WATCHED:
    set_flag (self, &self->watched, g_value_get_boolean (value), prop_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_person_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwPerson *self = BW_PERSON (object);

  switch (prop_id) {
  case PROP_ID:
    return g_value_set_int64 (value, self->id);
  case PROP_UID:
    return g_value_set_string (value, self->uid);
  case PROP_ORIGIN:
    return g_value_set_enum (value, self->origin);
  case PROP_NAME:
    return g_value_set_string (value, self->name);
  case PROP_LABEL:
    return g_value_set_string (value, bw_person_get_label (self));
  case PROP_ORGANISATION:
    return g_value_set_string (value, self->organisation);
  case PROP_NOTE:
    return g_value_set_string (value, self->note);
  case PROP_EXTRA:
    return g_value_set_string (value, self->extra);
  case PROP_DOOR_DIGITS:
    return g_value_set_string (value, self->door_digits);
  case PROP_FAVOURITE:
    return g_value_set_boolean (value, self->favourite);
  case PROP_WATCHED:
    return g_value_set_boolean (value, self->watched);
  case PROP_HAS_PICTURE:
    return g_value_set_boolean (value, self->has_picture);
  case PROP_ADDRESSES:
    return g_value_set_boxed (value, self->addresses);
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_person_finalize (GObject *object)
{
  BwPerson *self = BW_PERSON (object);

  forget_computed (self);
  g_free (self->uid);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->note);
  g_free (self->extra);
  g_free (self->door_digits);
  g_ptr_array_unref (self->addresses);
  G_OBJECT_CLASS (bw_person_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags write = read | G_PARAM_WRITABLE;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, read);
  properties[PROP_ORIGIN] =
      g_param_spec_enum ("origin", NULL, NULL, BW_TYPE_PERSON_ORIGIN, BW_PERSON_ORIGIN_OWN, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", write);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", read);
  properties[PROP_ORGANISATION] = g_param_spec_string ("organisation", NULL, NULL, NULL, write);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, write);
  properties[PROP_EXTRA] = g_param_spec_string ("extra", NULL, NULL, NULL, write);
  properties[PROP_DOOR_DIGITS] = g_param_spec_string ("door-digits", NULL, NULL, NULL, write);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, write);
  properties[PROP_WATCHED] = g_param_spec_boolean ("watched", NULL, NULL, FALSE, write);
  properties[PROP_HAS_PICTURE] = g_param_spec_boolean ("has-picture", NULL, NULL, FALSE, read);
  properties[PROP_ADDRESSES] = g_param_spec_boxed ("addresses", NULL, NULL, G_TYPE_PTR_ARRAY, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_person_class_init (BwPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_person_set_property;
  object_class->get_property = bw_person_get_property;
  object_class->finalize = bw_person_finalize;
  install_properties (object_class);
}

static void
bw_person_init (BwPerson *self)
{
  self->name = g_strdup ("");
  self->addresses = new_addresses ();
}

BwPerson *
bw_person_new (void)
{
  BwPerson *self = g_object_new (BW_TYPE_PERSON, NULL);

  self->uid = make_uid ();
  return self;
}

BwPerson *
bw_person_new_from (BwPersonOrigin origin, const char *uid)
{
  BwPerson *self;

  g_return_val_if_fail (uid != NULL, NULL);

  self = g_object_new (BW_TYPE_PERSON, NULL);
  self->origin = origin;
  self->uid = g_utf8_make_valid (uid, -1);
  return self;
}

BwPerson *
bw_person_copy (BwPerson *self)
{
  BwPerson *copy;

  g_return_val_if_fail (BW_IS_PERSON (self), NULL);

  copy = bw_person_new_from (self->origin, self->uid);
  copy->id = self->id;
  copy->has_picture = self->has_picture;
  bw_person_take_over (copy, self);
  return copy;
}

BwPerson *
bw_person_new_stored (const BwPersonValues *values)
{
  BwPerson *self = bw_person_new_from (BW_PERSON_ORIGIN_OWN, values->uid);

  self->id = values->id;
  replace_text (&self->name, values->name, "");
  replace_text (&self->organisation, values->organisation, NULL);
  replace_text (&self->note, values->note, NULL);
  replace_text (&self->extra, values->extra, NULL);
  replace_text (&self->door_digits, values->door_digits, NULL);
  self->favourite = values->favourite;
  self->watched = values->watched;
  self->has_picture = values->has_picture;
  return self;
}

void
bw_person_renew_uid (BwPerson *self)
{
  g_free (self->uid);
  self->uid = make_uid ();
  notify (self, PROP_UID);
}

void
bw_person_become (BwPerson *self, BwPerson *stored)
{
  bw_person_set_id (self, stored->id);
  if (replace_text (&self->uid, stored->uid, ""))
    notify (self, PROP_UID);
}

void
bw_person_set_id (BwPerson *self, gint64 id)
{
  if (self->id == id)
    return;
  self->id = id;
  notify (self, PROP_ID);
}

void
bw_person_set_has_picture (BwPerson *self, gboolean has_picture)
{
  self->has_picture = has_picture;
  notify (self, PROP_HAS_PICTURE);
}

void
bw_person_take_over (BwPerson *self, BwPerson *draft)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_name (self, draft->name);
  set_organisation (self, draft->organisation);
  set_text (self, &self->note, draft->note, PROP_NOTE);
  set_text (self, &self->extra, draft->extra, PROP_EXTRA);
  set_text (self, &self->door_digits, draft->door_digits, PROP_DOOR_DIGITS);
  set_flag (self, &self->favourite, draft->favourite, PROP_FAVOURITE);
  set_flag (self, &self->watched, draft->watched, PROP_WATCHED);
  bw_person_set_addresses (self, draft->addresses);
  g_object_thaw_notify (G_OBJECT (self));
}

void
bw_person_append_address (BwPerson *self, BwPersonAddress *address)
{
  g_ptr_array_add (self->addresses, address);
  forget_computed (self);
}

void
bw_person_prepare (BwPerson *self)
{
  if (self->index == NULL)
    self->index = bw_person_index_new (self->name, self->organisation, self->addresses);
}

gint64
bw_person_get_id (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), 0);
  return self->id;
}

const char *
bw_person_get_uid (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->uid;
}

BwPersonOrigin
bw_person_get_origin (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), BW_PERSON_ORIGIN_OWN);
  return self->origin;
}

const char *
bw_person_get_name (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->name;
}

const char *
bw_person_get_label (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);

  if (*self->name != '\0' || self->addresses->len == 0)
    return self->name;
  return ((BwPersonAddress *) g_ptr_array_index (self->addresses, 0))->address;
}

const char *
bw_person_get_organisation (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->organisation;
}

const char *
bw_person_get_note (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->note;
}

const char *
bw_person_get_extra (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->extra;
}

const char *
bw_person_get_door_digits (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->door_digits;
}

gboolean
bw_person_get_favourite (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), FALSE);
  return self->favourite;
}

gboolean
bw_person_get_watched (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), FALSE);
  return self->watched;
}

gboolean
bw_person_get_has_picture (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), FALSE);
  return self->has_picture;
}

int
bw_person_compare (BwPerson *self, BwPerson *other)
{
  int order;

  g_return_val_if_fail (BW_IS_PERSON (self), 0);
  g_return_val_if_fail (BW_IS_PERSON (other), 0);

  order = strcmp (get_sort_key (self), get_sort_key (other));
  if (order != 0)
    return order;
  if (self->id != other->id)
    return self->id < other->id ? -1 : 1;
  return strcmp (self->uid, other->uid);
}

GPtrArray *
bw_person_get_addresses (BwPerson *self)
{
  g_return_val_if_fail (BW_IS_PERSON (self), NULL);
  return self->addresses;
}

void
bw_person_set_addresses (BwPerson *self, GPtrArray *addresses)
{
  GPtrArray *copies;

  g_return_if_fail (BW_IS_PERSON (self));
  g_return_if_fail (addresses != NULL);

  if (has_same_addresses (self, addresses))
    return;
  copies = new_addresses ();
  for (guint i = 0; i < MIN (addresses->len, BW_PERSON_MAX_ADDRESSES); i++)
    g_ptr_array_add (copies, bw_person_address_copy (g_ptr_array_index (addresses, i)));
  g_ptr_array_unref (self->addresses);
  self->addresses = copies;
  tell_addresses (self);
}

void
bw_person_add_address (BwPerson *self,
                       BwPersonAddressKind kind,
                       const char *address,
                       const char *label)
{
  g_autoptr (BwPersonAddress) added = NULL;

  g_return_if_fail (BW_IS_PERSON (self));

  if (bw_person_address_is_blank (address) || self->addresses->len >= BW_PERSON_MAX_ADDRESSES)
    return;
  added = bw_person_address_new (kind, address, label);
  for (guint i = 0; i < self->addresses->len; i++)
    if (bw_person_address_leads_to (g_ptr_array_index (self->addresses, i), added))
      return;
  bw_person_append_address (self, g_steal_pointer (&added));
  tell_addresses (self);
}

gboolean
bw_person_matches (BwPerson *self, const char *const *folded)
{
  g_return_val_if_fail (BW_IS_PERSON (self), FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  bw_person_prepare (self);
  return bw_person_index_matches (self->index, folded);
}
