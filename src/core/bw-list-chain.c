/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several lists as one, below the toolkit that has such a thing. It knows nothing of what is in
 * them. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-list-chain.h"

struct _BwListChain {
  GObject parent_instance;

  GType item_type;
  GPtrArray *lists; /* GListModel */
};

static GType
bw_list_chain_get_item_type (GListModel *model)
{
  return BW_LIST_CHAIN (model)->item_type;
}

static guint
bw_list_chain_get_n_items (GListModel *model)
{
  BwListChain *self = BW_LIST_CHAIN (model);
  guint n = 0;

  for (guint i = 0; i < self->lists->len; i++)
    n += g_list_model_get_n_items (self->lists->pdata[i]);

  return n;
}

static gpointer
bw_list_chain_get_item (GListModel *model, guint position)
{
  BwListChain *self = BW_LIST_CHAIN (model);

  for (guint i = 0; i < self->lists->len; i++) {
    guint n = g_list_model_get_n_items (self->lists->pdata[i]);

    if (position < n)
      return g_list_model_get_item (self->lists->pdata[i], position);
    position -= n;
  }

  return NULL;
}

static void
bw_list_chain_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_list_chain_get_item_type;
  iface->get_n_items = bw_list_chain_get_n_items;
  iface->get_item = bw_list_chain_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwListChain,
                               bw_list_chain,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bw_list_chain_model_init))

static void
items_changed_cb (BwListChain *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = 0; self->lists->pdata[i] != list; i++)
    position += g_list_model_get_n_items (self->lists->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bw_list_chain_finalize (GObject *object)
{
  g_ptr_array_unref (BW_LIST_CHAIN (object)->lists);

  G_OBJECT_CLASS (bw_list_chain_parent_class)->finalize (object);
}

static void
bw_list_chain_class_init (BwListChainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_list_chain_finalize;
}

static void
bw_list_chain_init (BwListChain *self)
{
  self->lists = g_ptr_array_new_with_free_func (g_object_unref);
}

BwListChain *
bw_list_chain_new (GType item_type)
{
  BwListChain *self = g_object_new (BW_TYPE_LIST_CHAIN, NULL);

  self->item_type = item_type;

  return self;
}

void
bw_list_chain_append (BwListChain *self, GListModel *list)
{
  guint position = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_ptr_array_add (self->lists, g_object_ref (list));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, g_list_model_get_n_items (list));
}
