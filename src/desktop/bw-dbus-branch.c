/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a list of the phone a folder of objects on the bus. Knows nothing of what the items are. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-branch.h"

typedef struct {
  gpointer item; /* (owned) */
  char *path;
} Leaf;

struct _BwDBusBranch {
  GObject parent_instance;

  GDBusObjectManagerServer *manager;
  GListModel *model;
  char *folder;
  GPtrArray *leaves; /* in the order of the model */
  BwDBusMaker maker;
  gpointer user_data;
  guint next;
};

G_DEFINE_FINAL_TYPE (BwDBusBranch, bw_dbus_branch, G_TYPE_OBJECT)

static void
free_leaf (gpointer data)
{
  Leaf *leaf = data;

  g_object_unref (leaf->item);
  g_free (leaf->path);
  g_free (leaf);
}

static Leaf *
grow_leaf (BwDBusBranch *self, guint position)
{
  Leaf *leaf = g_new0 (Leaf, 1);

  leaf->item = g_list_model_get_item (self->model, position);
  leaf->path = g_strdup_printf (
      "%s/%s/%u", g_dbus_object_manager_get_object_path (G_DBUS_OBJECT_MANAGER (self->manager)),
      self->folder, self->next++);

  return leaf;
}

/* After the leaf is in its place, so that the maker can ask for its path. */
static void
export_leaf (BwDBusBranch *self, Leaf *leaf)
{
  g_autoptr (GDBusObjectSkeleton) object = g_dbus_object_skeleton_new (leaf->path);
  g_autoptr (GDBusInterfaceSkeleton) interface = self->maker (leaf->item, self, self->user_data);

  g_dbus_object_skeleton_add_interface (object, interface);
  g_dbus_object_manager_server_export (self->manager, object);
}

static void
items_changed_cb (BwDBusBranch *self, guint position, guint removed, guint added, GListModel *model)
{
  for (guint i = 0; i < removed; i++) {
    Leaf *leaf = g_ptr_array_steal_index (self->leaves, position);

    g_dbus_object_manager_server_unexport (self->manager, leaf->path);
    free_leaf (leaf);
  }

  for (guint i = position; i < position + added; i++) {
    Leaf *leaf = grow_leaf (self, i);

    g_ptr_array_insert (self->leaves, i, leaf);
    export_leaf (self, leaf);
  }
}

static void
bw_dbus_branch_dispose (GObject *object)
{
  BwDBusBranch *self = BW_DBUS_BRANCH (object);

  if (self->model)
    items_changed_cb (self, 0, self->leaves->len, 0, self->model);
  g_clear_object (&self->model);
  g_clear_object (&self->manager);

  G_OBJECT_CLASS (bw_dbus_branch_parent_class)->dispose (object);
}

static void
bw_dbus_branch_finalize (GObject *object)
{
  BwDBusBranch *self = BW_DBUS_BRANCH (object);

  g_ptr_array_unref (self->leaves);
  g_free (self->folder);

  G_OBJECT_CLASS (bw_dbus_branch_parent_class)->finalize (object);
}

static void
bw_dbus_branch_class_init (BwDBusBranchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_dbus_branch_dispose;
  object_class->finalize = bw_dbus_branch_finalize;
}

static void
bw_dbus_branch_init (BwDBusBranch *self)
{
  self->leaves = g_ptr_array_new_with_free_func (free_leaf);
  self->next = 1;
}

BwDBusBranch *
bw_dbus_branch_new (GDBusObjectManagerServer *manager,
                    const char *folder,
                    GListModel *model,
                    BwDBusMaker maker,
                    gpointer user_data)
{
  BwDBusBranch *self = g_object_new (BW_TYPE_DBUS_BRANCH, NULL);

  self->manager = g_object_ref (manager);
  self->folder = g_strdup (folder);
  self->model = g_object_ref (model);
  self->maker = maker;
  self->user_data = user_data;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model), model);

  return self;
}

const char *
bw_dbus_branch_get_path (BwDBusBranch *self, gpointer item)
{
  for (guint i = 0; i < self->leaves->len; i++) {
    Leaf *leaf = g_ptr_array_index (self->leaves, i);

    if (leaf->item == item)
      return leaf->path;
  }

  return "/";
}

gpointer
bw_dbus_branch_find (BwDBusBranch *self, const char *path)
{
  for (guint i = 0; i < self->leaves->len; i++) {
    Leaf *leaf = g_ptr_array_index (self->leaves, i);

    if (g_str_equal (leaf->path, path))
      return leaf->item;
  }

  return NULL;
}
