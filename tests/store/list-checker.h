/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** ListCheckerKey: what tells the items of a list apart, also when they are made anew */
typedef gint64 (*ListCheckerKey) (gpointer item);

/* Follows a list by what it says of itself. */
typedef struct {
  GListModel *model;
  ListCheckerKey get_key;
  GArray *shadow; /* gint64: the keys as items-changed tells them */
  gulong changed_id;
  guint n_changes;
  guint n_removed; /* by the last change */
  guint n_added;
} ListChecker;

ListChecker *list_checker_new (GListModel *model, ListCheckerKey get_key);
void list_checker_free (ListChecker *self);
/** list_checker_check: asserts that the list is what it has told */
void list_checker_check (ListChecker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListChecker, list_checker_free)

G_END_DECLS
