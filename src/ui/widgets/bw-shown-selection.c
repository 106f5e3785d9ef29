/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is selected is what is shown, by the item and not by its position: a row that moves to the
 * top, which a list does by a removal and an addition, stays selected.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-shown-selection.h"

enum { PROP_0, PROP_MODEL, PROP_SHOWN, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwShownSelection {
  GObject parent_instance;

  GListModel *model;
  GSignalGroup *model_signals;
  GObject *shown;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  BwShownSelection *self = BW_SHOWN_SELECTION (model);

  return self->model ? g_list_model_get_n_items (self->model) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BwShownSelection *self = BW_SHOWN_SELECTION (model);

  return self->model ? g_list_model_get_item (self->model, position) : NULL;
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
  g_autoptr (GObject) item = get_item (G_LIST_MODEL (model), position);

  return item && item == BW_SHOWN_SELECTION (model)->shown;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();
  guint found =
      bw_shown_selection_find (BW_SHOWN_SELECTION (model), BW_SHOWN_SELECTION (model)->shown);

  if (found != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (selection, found);

  return selection;
}

/* The defaults of the interface refuse every wish to select. */
static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwShownSelection,
                               bw_shown_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
items_changed_cb (BwShownSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
selection_changed (BwShownSelection *self, gpointer item)
{
  guint position = bw_shown_selection_find (self, item);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

static void
bw_shown_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwShownSelection *self = BW_SHOWN_SELECTION (object);

  switch (id) {
  case PROP_MODEL:
    g_value_set_object (value, self->model);
    break;
  case PROP_SHOWN:
    g_value_set_object (value, self->shown);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, get_n_items (G_LIST_MODEL (self)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_shown_selection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwShownSelection *self = BW_SHOWN_SELECTION (object);

  switch (id) {
  case PROP_MODEL:
    bw_shown_selection_set_model (self, g_value_get_object (value));
    break;
  case PROP_SHOWN:
    bw_shown_selection_set_shown (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_shown_selection_dispose (GObject *object)
{
  BwShownSelection *self = BW_SHOWN_SELECTION (object);

  g_clear_object (&self->model_signals);
  g_clear_object (&self->model);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (bw_shown_selection_parent_class)->dispose (object);
}

static void
bw_shown_selection_class_init (BwShownSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_shown_selection_get_property;
  object_class->set_property = bw_shown_selection_set_property;
  object_class->dispose = bw_shown_selection_dispose;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_shown_selection_init (BwShownSelection *self)
{
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
}

BwShownSelection *
bw_shown_selection_new (void)
{
  return g_object_new (BW_TYPE_SHOWN_SELECTION, NULL);
}

void
bw_shown_selection_set_model (BwShownSelection *self, GListModel *model)
{
  guint before = get_n_items (G_LIST_MODEL (self));

  if (!g_set_object (&self->model, model))
    return;
  g_signal_group_set_target (self->model_signals, model);
  items_changed_cb (self, 0, before, get_n_items (G_LIST_MODEL (self)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

void
bw_shown_selection_set_shown (BwShownSelection *self, gpointer shown)
{
  g_autoptr (GObject) before = self->shown ? g_object_ref (self->shown) : NULL;

  if (!g_set_object (&self->shown, shown))
    return;
  selection_changed (self, before);
  selection_changed (self, shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

guint
bw_shown_selection_find (BwShownSelection *self, gpointer wanted)
{
  guint n_items = wanted ? get_n_items (G_LIST_MODEL (self)) : 0;

  for (guint i = 0; i < n_items; i++) {
    g_autoptr (GObject) item = get_item (G_LIST_MODEL (self), i);

    if (item == wanted)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}
