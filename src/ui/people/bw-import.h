/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-import-item.h"
#include "bw-store.h"

G_BEGIN_DECLS

#define BW_TYPE_IMPORT (bw_import_get_type ())

/**
 * BwImport:
 *
 * What an import has changed, so that it can be undone.
 */
G_DECLARE_FINAL_TYPE (BwImport, bw_import, BW, IMPORT, GObject)

/**
 * bw_import_run_async:
 * @items: a GListModel of BwImportItem: those that are selected; new people are added, to those
 * that are known the addresses are added that they have not
 *
 * Goes on in portions, so that nothing else has to wait. Where it fails or is cancelled, what was
 * changed is undone.
 */
void bw_import_run_async (BwStore *store,
                          GListModel *items,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** bw_import_run_finish: Returns: (transfer full) (nullable): NULL where nothing was changed */
BwImport *bw_import_run_finish (GAsyncResult *result, GError **error);
/** bw_import_get_n: how many people were added or changed */
guint bw_import_get_n (BwImport *self);
/** bw_import_undo: @self is of no more use after it */
gboolean bw_import_undo (BwImport *self, GError **error);

/** bw_import_read_async: reads a file on a thread of its own, where pictures are made small, too;
 * @known: a GListModel of BwPerson, looked at once */
void bw_import_read_async (BwImportReader reader,
                           GFile *file,
                           GListModel *known,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** bw_import_read_finish: Returns: (transfer full) (nullable): a GListModel of BwImportItem: who
 * is new first; their `known` are those that were given */
GListModel *bw_import_read_finish (GAsyncResult *result, guint *n_unreadable, GError **error);

G_END_DECLS
