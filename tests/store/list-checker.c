/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replays the items-changed of a list into an array, which then must hold what the list holds. */

#include "list-checker.h"

static gint64
get_key (ListChecker *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  g_assert_nonnull (item);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (item, g_list_model_get_item_type (self->model)));
  return self->get_key (item);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  ListChecker *self = user_data;

  g_assert_cmpuint (position + removed, <=, self->shadow->len);
  g_assert_cmpuint (self->shadow->len - removed + added, ==, g_list_model_get_n_items (model));
  if (removed > 0)
    g_array_remove_range (self->shadow, position, removed);
  for (guint i = position; i < position + added; i++) {
    gint64 key = get_key (self, i);

    g_array_insert_val (self->shadow, i, key);
  }
  self->n_changes++;
  self->n_removed = removed;
  self->n_added = added;
}

ListChecker *
list_checker_new (GListModel *model, ListCheckerKey get_key_func)
{
  ListChecker *self = g_new0 (ListChecker, 1);

  self->model = g_object_ref (model);
  self->get_key = get_key_func;
  self->shadow = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (g_list_model_get_n_items (model) > 0)
    items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), self);
  self->changed_id = g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  self->n_changes = 0;
  return self;
}

void
list_checker_free (ListChecker *self)
{
  g_signal_handler_disconnect (self->model, self->changed_id);
  g_object_unref (self->model);
  g_array_unref (self->shadow);
  g_free (self);
}

void
list_checker_check (ListChecker *self)
{
  g_assert_cmpuint (g_list_model_get_n_items (self->model), ==, self->shadow->len);
  for (guint i = 0; i < self->shadow->len; i++)
    g_assert_cmpint (get_key (self, i), ==, g_array_index (self->shadow, gint64, i));
  g_assert_null (g_list_model_get_item (self->model, self->shadow->len));
}
