/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_LIST_CHAIN (bw_list_chain_get_type ())

/** BwListChain: a GListModel of several, one behind the other. */
G_DECLARE_FINAL_TYPE (BwListChain, bw_list_chain, BW, LIST_CHAIN, GObject)

BwListChain *bw_list_chain_new (GType item_type);
/** bw_list_chain_append: @list: of the same type of items; it is followed from now on */
void bw_list_chain_append (BwListChain *self, GListModel *list);

G_END_DECLS
