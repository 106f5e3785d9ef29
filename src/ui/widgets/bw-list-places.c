/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is replaced in a list stays the same place. What is in the places it does not know. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-list-places.h"

enum { PLACE_PROP_0, PLACE_PROP_ITEM, N_PLACE_PROPS };
enum { PROP_0, PROP_MODEL, N_PROPS };

static GParamSpec *place_properties[N_PLACE_PROPS];
static GParamSpec *properties[N_PROPS];

struct _BwPlace {
  GObject parent_instance;

  GObject *item;
};

struct _BwListPlaces {
  GObject parent_instance;

  GtkSelectionModel *model;
  GSignalGroup *model_signals; /* as a list */
  GSignalGroup *selection_signals;
  GPtrArray *places; /* of BwPlace, NULL where nobody has asked yet */
};

G_DEFINE_FINAL_TYPE (BwPlace, bw_place, G_TYPE_OBJECT)

static void
bw_place_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PLACE_PROP_ITEM:
    g_value_set_object (value, BW_PLACE (object)->item);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_place_finalize (GObject *object)
{
  g_clear_object (&BW_PLACE (object)->item);

  G_OBJECT_CLASS (bw_place_parent_class)->finalize (object);
}

static void
bw_place_class_init (BwPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_place_get_property;
  object_class->finalize = bw_place_finalize;

  place_properties[PLACE_PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PLACE_PROPS, place_properties);
}

static void
bw_place_init (BwPlace *self)
{
}

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_PLACE;
}

static guint
get_n_items (GListModel *model)
{
  return BW_LIST_PLACES (model)->places->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BwListPlaces *self = BW_LIST_PLACES (model);
  BwPlace *place;

  if (position >= self->places->len)
    return NULL;
  place = self->places->pdata[position];
  if (!place) {
    place = g_object_new (BW_TYPE_PLACE, NULL);
    place->item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
    self->places->pdata[position] = place;
  }

  return g_object_ref (place);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  GtkSelectionModel *inner = BW_LIST_PLACES (model)->model;

  return inner && gtk_selection_model_is_selected (inner, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkSelectionModel *inner = BW_LIST_PLACES (model)->model;

  return inner ? gtk_selection_model_get_selection_in_range (inner, position, n_items)
               : gtk_bitset_new_empty ();
}

/* The defaults of the interface refuse every wish to select. */
static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwListPlaces,
                               bw_list_places,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
free_place (gpointer place)
{
  g_clear_object (&place);
}

/* Makes @removed places at @position into @added ones, which nobody has asked for yet. */
static void
resize (GPtrArray *places, guint position, guint removed, guint added)
{
  guint tail = places->len - position - removed;

  if (removed > 0)
    g_ptr_array_remove_range (places, position, removed);
  if (added == 0)
    return;
  g_ptr_array_set_size (places, (int) (places->len + added));
  memmove (places->pdata + position + added, places->pdata + position, tail * sizeof (gpointer));
  memset (places->pdata + position, 0, added * sizeof (gpointer));
}

static void
fill (BwListPlaces *self, guint position)
{
  BwPlace *place = self->places->pdata[position];
  g_autoptr (GObject) item = NULL;

  if (!place)
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  if (g_set_object (&place->item, item))
    g_object_notify_by_pspec (G_OBJECT (place), place_properties[PLACE_PROP_ITEM]);
}

static void
items_changed_cb (BwListPlaces *self, guint position, guint removed, guint added)
{
  guint same = MIN (removed, added);

  resize (self->places, position + same, removed - same, added - same);
  if (removed != added)
    g_list_model_items_changed (G_LIST_MODEL (self), position + same, removed - same, added - same);
  for (guint i = position; i < position + same; i++)
    fill (self, i);
  if (same > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, same);
}

static void
selection_changed_cb (BwListPlaces *self, guint position, guint n_items)
{
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
}

static void
bw_list_places_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_MODEL:
    g_value_set_object (value, BW_LIST_PLACES (object)->model);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_list_places_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_MODEL:
    bw_list_places_set_model (BW_LIST_PLACES (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_list_places_dispose (GObject *object)
{
  BwListPlaces *self = BW_LIST_PLACES (object);

  g_clear_object (&self->model_signals);
  g_clear_object (&self->selection_signals);
  g_ptr_array_set_size (self->places, 0);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (bw_list_places_parent_class)->dispose (object);
}

static void
bw_list_places_finalize (GObject *object)
{
  g_ptr_array_unref (BW_LIST_PLACES (object)->places);

  G_OBJECT_CLASS (bw_list_places_parent_class)->finalize (object);
}

static void
bw_list_places_class_init (BwListPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_list_places_get_property;
  object_class->set_property = bw_list_places_set_property;
  object_class->dispose = bw_list_places_dispose;
  object_class->finalize = bw_list_places_finalize;

  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, GTK_TYPE_SELECTION_MODEL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_list_places_init (BwListPlaces *self)
{
  self->places = g_ptr_array_new_with_free_func (free_place);
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  self->selection_signals = g_signal_group_new (GTK_TYPE_SELECTION_MODEL);
  g_signal_group_connect_swapped (self->selection_signals, "selection-changed",
                                  G_CALLBACK (selection_changed_cb), self);
}

void
bw_list_places_set_model (BwListPlaces *self, GtkSelectionModel *model)
{
  guint n = model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

  g_return_if_fail (BW_IS_LIST_PLACES (self));

  if (!g_set_object (&self->model, model))
    return;
  g_signal_group_set_target (self->model_signals, model);
  g_signal_group_set_target (self->selection_signals, model);
  items_changed_cb (self, 0, self->places->len, n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

gpointer
bw_place_get_item (BwPlace *self)
{
  g_return_val_if_fail (BW_IS_PLACE (self), NULL);

  return self->item;
}
