/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_DBUS_BRANCH (bw_dbus_branch_get_type ())

/**
 * BwDBusBranch:
 *
 * Keeps the items of a GListModel on the bus, each at ROOT/FOLDER/N with an N that is never given
 * twice, for as long as it is in the model.
 */
G_DECLARE_FINAL_TYPE (BwDBusBranch, bw_dbus_branch, BW, DBUS_BRANCH, GObject)

/** BwDBusMaker: Returns: (transfer full): the interface under which @item of @branch is on the bus
 */
typedef GDBusInterfaceSkeleton *(*BwDBusMaker) (gpointer item,
                                                BwDBusBranch *branch,
                                                gpointer user_data);

/** bw_dbus_branch_new: @maker: called with @user_data, which must outlive the branch, for each item
 * that comes */
BwDBusBranch *bw_dbus_branch_new (GDBusObjectManagerServer *manager,
                                  const char *folder,
                                  GListModel *model,
                                  BwDBusMaker maker,
                                  gpointer user_data);

/** bw_dbus_branch_get_path: Returns: the object path of @item, `/` where it is NULL or not in the
 * model */
const char *bw_dbus_branch_get_path (BwDBusBranch *self, gpointer item);

/** bw_dbus_branch_find: Returns: (transfer none) (nullable): the item at @path */
gpointer bw_dbus_branch_find (BwDBusBranch *self, const char *path);

G_END_DECLS
