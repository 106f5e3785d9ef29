/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody of a file who may be imported, as a list shows them. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-import-item.h"

#include "bw-person-picture.h"

enum { PROP_0, PROP_SELECTED, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwImportItem {
  GObject parent_instance;

  BwPerson *person;
  GBytes *picture;
  BwPerson *known;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (BwImportItem, bw_import_item, G_TYPE_OBJECT)

static void
bw_import_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_SELECTED:
    g_value_set_boolean (value, BW_IMPORT_ITEM (object)->selected);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_import_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_SELECTED:
    bw_import_item_set_selected (BW_IMPORT_ITEM (object), g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_import_item_finalize (GObject *object)
{
  BwImportItem *self = BW_IMPORT_ITEM (object);

  g_clear_object (&self->person);
  g_clear_object (&self->known);
  g_clear_pointer (&self->picture, g_bytes_unref);

  G_OBJECT_CLASS (bw_import_item_parent_class)->finalize (object);
}

static void
bw_import_item_class_init (BwImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_import_item_get_property;
  object_class->set_property = bw_import_item_set_property;
  object_class->finalize = bw_import_item_finalize;

  properties[PROP_SELECTED] =
      g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_import_item_init (BwImportItem *self)
{
}

BwImportItem *
bw_import_item_new (BwPerson *person, GBytes *picture, BwPerson *known)
{
  BwImportItem *self = g_object_new (BW_TYPE_IMPORT_ITEM, NULL);

  self->person = g_object_ref (person);
  self->picture = picture ? g_bytes_ref (picture) : NULL;
  g_set_object (&self->known, known);
  self->selected = known == NULL;

  return self;
}

BwPerson *
bw_import_item_get_person (BwImportItem *self)
{
  g_return_val_if_fail (BW_IS_IMPORT_ITEM (self), NULL);

  return self->person;
}

GBytes *
bw_import_item_get_picture (BwImportItem *self)
{
  g_return_val_if_fail (BW_IS_IMPORT_ITEM (self), NULL);

  return self->picture;
}

void
bw_import_item_fit_picture (BwImportItem *self)
{
  g_autoptr (GBytes) large = NULL;
  gsize size;
  const guchar *data;

  g_return_if_fail (BW_IS_IMPORT_ITEM (self));

  if (!self->picture || g_bytes_get_size (self->picture) <= BW_PERSON_PICTURE_SIZE)
    return;
  large = g_steal_pointer (&self->picture);
  data = g_bytes_get_data (large, &size);
  self->picture =
      bw_person_picture_make (large, data[0] == 0x89 ? "image/png" : "image/jpeg", NULL);
}

BwPerson *
bw_import_item_get_known (BwImportItem *self)
{
  g_return_val_if_fail (BW_IS_IMPORT_ITEM (self), NULL);

  return self->known;
}

void
bw_import_item_set_known (BwImportItem *self, BwPerson *known)
{
  g_return_if_fail (BW_IS_IMPORT_ITEM (self));

  g_set_object (&self->known, known);
  bw_import_item_set_selected (self, known == NULL);
}

gboolean
bw_import_item_get_selected (BwImportItem *self)
{
  g_return_val_if_fail (BW_IS_IMPORT_ITEM (self), FALSE);

  return self->selected;
}

void
bw_import_item_set_selected (BwImportItem *self, gboolean selected)
{
  g_return_if_fail (BW_IS_IMPORT_ITEM (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
